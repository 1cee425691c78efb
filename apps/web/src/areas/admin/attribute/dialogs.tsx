import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { UNITS } from '@yarmarka/taxonomy/schemas';
import { Button, Dialog, FormShell, SelectField, TextArea, TextField, toast } from '@yarmarka/ui/plain';
import type { inferRouterOutputs } from '@trpc/server';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { keyFrom } from '../categories/category-dialogs.tsx';
import { type DraftEdit, useDraft, useDraftEdits } from '../parts/draft.ts';
import { useFourEyes } from '../parts/four-eyes.ts';
import { joinEdit } from '../parts/join-edit.ts';
import { splitKeyRefusal } from '../parts/key-refusal.ts';
import { useLabel } from '../parts/label.ts';
import classes from '../parts/lists.module.css';

type Attribute = inferRouterOutputs<AppRouter>['taxonomy']['attribute'];

/** Names and descriptions: they change at once; in the draft where a second administrator has to approve, and for an attribute that a draft creates. */
export function EditAttribute({ attribute, onClose }: { attribute: Attribute; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.dictionary');
  const common = useTranslations('common.actions');
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const label = useLabel();
  const fourEyes = useFourEyes();
  const draft = useDraft();
  const drafted = draft?.changes.flatMap(({ change }) => (change.kind === 'attribute_edit' && change.edit.no === attribute.no ? [change.edit] : []))[0];
  const [name, setName] = useState(drafted?.label ?? { ru: attribute.ru, en: attribute.en });
  const [description, setDescription] = useState(drafted?.description ?? { ru: attribute.descriptionRu, en: attribute.descriptionEn });
  const save = useMutation(
    trpc.operations.relabelAttribute.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries(trpc.taxonomy.pathFilter());
        toast({ tone: 'success', text: t('attribute.saved') });
        onClose();
      },
    }),
  );
  const complete = name.ru.trim() !== '' && name.en.trim() !== '';
  const { edit } = useDraftEdits();
  const submit = () => {
    if (!complete) return;
    const words = { label: { ru: name.ru.trim(), en: name.en.trim() }, description };
    if (attribute.changeSetId === null) {
      if (!fourEyes) return save.mutate({ no: attribute.no, ...words });
      const { ru, en, type, unitFamily } = attribute;
      const held = draft?.changes.map(({ change }) => change) ?? [];
      edit({
        save: [joinEdit({ kind: 'attribute_edit', edit: { no: attribute.no, ...words } }, held)],
        names: { attributes: { [attribute.no]: { ru, en, type, unitFamily, unit: null } } },
      });
      toast({ tone: 'success', text: t('attribute.drafted') });
      onClose();
      return;
    }
    const held = draft?.changes.flatMap(({ change }) => (change.kind === 'attribute' && change.attribute.no === attribute.no ? [change.attribute] : []))[0];
    if (held) edit({ save: [{ kind: 'attribute', attribute: { ...held, ...words } }] });
    queryClient.setQueryData(trpc.taxonomy.attribute.queryKey({ no: attribute.no }), (old) =>
      old ? { ...old, ...words.label, descriptionRu: description.ru, descriptionEn: description.en } : old,
    );
    onClose();
  };
  return (
    <Dialog title={t('attribute.editTitle', { name: label(attribute) })} closeLabel={common('close')} onClose={onClose} width={520}>
      <FormShell submit={t('attribute.editSubmit')} pending={save.isPending} submitError={words.submitError(save.error)} onSubmit={submit}>
        <TextField
          label={t('createDialog.labelRu')}
          value={name.ru}
          required
          error={name.ru.trim() === '' ? t('createDialog.needed') : null}
          onChange={(event) => setName({ ...name, ru: event.target.value })}
        />
        <TextField
          label={t('createDialog.labelEn')}
          value={name.en}
          required
          error={name.en.trim() === '' ? t('createDialog.needed') : null}
          onChange={(event) => setName({ ...name, en: event.target.value })}
        />
        <TextArea
          label={t('createDialog.descriptionRu')}
          rows={2}
          value={description.ru}
          onChange={(event) => setDescription({ ...description, ru: event.target.value })}
        />
        <TextArea
          label={t('createDialog.descriptionEn')}
          rows={2}
          value={description.en}
          onChange={(event) => setDescription({ ...description, en: event.target.value })}
        />
        <p className={classes.note}>
          {t(attribute.changeSetId !== null ? 'attribute.editDraftNote' : fourEyes ? 'attribute.editApprovedNote' : 'attribute.editNote')}
        </p>
      </FormShell>
    </Dialog>
  );
}

const KEY = /^[a-z0-9][a-z0-9_/-]{0,199}$/;
const SWATCH = /^#[0-9a-f]{6}$/i;

/** A new option of the attribute's list: into the draft, or published by itself. */
export function NewOption({ attribute, onClose }: { attribute: Attribute; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.dictionary.optionDialog');
  const common = useTranslations('common');
  const locale = useLocale();
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const label = useLabel();
  const [name, setName] = useState({ ru: '', en: '' });
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [number, setNumber] = useState('');
  const [unit, setUnit] = useState('');
  const [swatch, setSwatch] = useState('');
  const [tried, setTried] = useState(false);
  const key = typedKey ?? keyFrom(name.en || name.ru, '_');
  const quantity = number.trim() === '' ? undefined : Number(number.replace(',', '.').replaceAll(/\s/g, ''));
  const wrongSwatch = swatch !== '' && !SWATCH.test(swatch);
  const publish = useMutation(
    trpc.operations.publishChanges.mutationOptions({
      async onSuccess(published) {
        await queryClient.invalidateQueries(trpc.taxonomy.pathFilter());
        toast({ tone: 'success', text: t('done', { version: String(published.version), schemas: published.schemasChanged }) });
        onClose();
      },
    }),
  );
  const draft = useDraft();
  const { create } = useDraftEdits();
  const adding = useMutation({
    mutationFn: (edit: DraftEdit) => create(edit),
    onSuccess() {
      toast({ tone: 'success', text: t('drafted', { name: name.ru.trim() }) });
      onClose();
    },
  });
  const fourEyes = useFourEyes();
  const refusal = splitKeyRefusal([adding.error, publish.error], key);
  const pending = adding.isPending || publish.isPending;
  const taken = draft?.changes.some((one) => one.target === `entry:${attribute.listKey ?? ''}:${key}`) ?? false;
  const submit = (atOnce: boolean) => {
    setTried(true);
    adding.reset();
    publish.reset();
    if (name.ru.trim() === '' || name.en.trim() === '' || !KEY.test(key) || wrongSwatch || Number.isNaN(quantity) || attribute.listKey === null || taken)
      return;
    const entry = {
      listKey: attribute.listKey,
      key,
      label: { ru: name.ru.trim(), en: name.en.trim() },
      ...(quantity === undefined ? {} : { number: quantity }),
      ...(quantity === undefined || unit === '' ? {} : { unit }),
      ...(swatch === '' ? {} : { swatch: swatch.toLowerCase() }),
    };
    if (atOnce) {
      publish.mutate({ title: t('title2', { name: name.ru.trim() }), changes: [{ kind: 'entry', entry }] });
      return;
    }
    adding.mutate({ save: [{ kind: 'entry', entry }] });
  };
  const needed = (text: string) => (tried && text.trim() === '' ? t('needed') : null);
  return (
    <Dialog title={t('title', { name: label(attribute) })} closeLabel={common('actions.close')} onClose={onClose} width={520}>
      <FormShell
        submit={t('submit')}
        pending={pending}
        submitError={words.submitError(refusal.ofForm)}
        onSubmit={() => submit(false)}
        aside={
          attribute.changeSetId === null && !fourEyes ? (
            <Button look="quiet" pending={pending} onClick={() => submit(true)}>
              {t('atOnce')}
            </Button>
          ) : null
        }
      >
        <TextField label={t('labelRu')} value={name.ru} required error={needed(name.ru)} onChange={(event) => setName({ ...name, ru: event.target.value })} />
        <TextField label={t('labelEn')} value={name.en} required error={needed(name.en)} onChange={(event) => setName({ ...name, en: event.target.value })} />
        <TextField
          label={t('key')}
          value={key}
          required
          hint={t('keyHint')}
          error={taken ? t('keyTaken') : refusal.ofKey ? words.say(refusal.ofKey) : tried && !KEY.test(key) ? t('needed') : null}
          onChange={(event) => setTypedKey(event.target.value.toLowerCase())}
        />
        <TextField
          label={t('number')}
          optionalLabel={common('forms.optional')}
          inputMode="decimal"
          value={number}
          hint={t('numberHint')}
          error={Number.isNaN(quantity) ? t('numberWrong') : null}
          onChange={(event) => setNumber(event.target.value)}
        />
        {quantity === undefined ? null : (
          <SelectField
            label={t('unit')}
            value={unit}
            options={[{ value: '', label: t('noUnit') }, ...UNITS.map((one) => ({ value: one.code, label: one[locale] }))]}
            onChange={(event) => setUnit(event.target.value)}
          />
        )}
        <TextField
          label={t('swatch')}
          optionalLabel={common('forms.optional')}
          value={swatch}
          hint={t('swatchHint')}
          error={wrongSwatch ? t('swatchWrong') : null}
          after={SWATCH.test(swatch) ? <span className={classes.swatch} style={{ background: swatch }} aria-hidden="true" /> : undefined}
          onChange={(event) => setSwatch(event.target.value.trim())}
        />
        <p className={classes.note}>{t('note')}</p>
      </FormShell>
    </Dialog>
  );
}
