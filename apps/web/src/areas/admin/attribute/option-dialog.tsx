import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { UNITS } from '@yarmarka/taxonomy/schemas';
import { Button, Dialog, FormShell, SelectField, TextField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { keyFrom } from '../categories/category-dialogs.tsx';
import { type DraftEdit, useDraft, useDraftEdits } from '../parts/draft.ts';
import { useFourEyes } from '../parts/four-eyes.ts';
import { joinEdit } from '../parts/join-edit.ts';
import { splitKeyRefusal } from '../parts/key-refusal.ts';
import { useLabel } from '../parts/label.ts';
import classes from '../parts/lists.module.css';
import type { Change } from '../parts/types.ts';
import type { ShownOption } from './draft-options.ts';
import type { AttributeRow } from './pick-attribute.tsx';
import { editOf, keyOf, synonymsOf } from './sheet.ts';

const KEY = /^[a-z0-9][a-z0-9_/-]{0,199}$/;
const SWATCH = /^#[0-9a-f]{6}$/i;
const GREY = '#808080';

/** An option of the attribute's list: a new one into the draft or published by itself, or (`option`) one that stands there, changed in the draft. */
export function OptionDialog({ attribute, option, onClose }: { attribute: AttributeRow; option?: ShownOption; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.dictionary.optionDialog');
  const common = useTranslations('common');
  const locale = useLocale();
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const label = useLabel();
  const [name, setName] = useState({ ru: option?.ru ?? '', en: option?.en ?? '' });
  const [typedKey, setTypedKey] = useState<string | null>(option?.key ?? null);
  const [number, setNumber] = useState(option?.number == null ? '' : String(option.number));
  const [unit, setUnit] = useState(option?.unit ?? '');
  const [swatch, setSwatch] = useState(option?.swatch ?? '');
  const [synonyms, setSynonyms] = useState(option?.synonyms.join('; ') ?? '');
  const [tried, setTried] = useState(false);
  const listKey = attribute.listKey ?? attribute.key;
  const made = keyFrom(name.en || name.ru, '_');
  const key = typedKey ?? (made === '' ? '' : keyOf(listKey, made));
  const quantity = number.trim() === '' ? null : Number(number.replace(',', '.').replaceAll(/\s/g, ''));
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
      toast({ tone: 'success', text: t(option ? 'draftedEdit' : 'drafted', { name: name[locale].trim() }) });
      onClose();
    },
  });
  const fourEyes = useFourEyes();
  const refusal = splitKeyRefusal([adding.error, publish.error], key);
  const pending = adding.isPending || publish.isPending;
  const taken = !option && (draft?.changes.some((one) => one.target === `entry:${listKey}:${key}`) ?? false);
  const changes = (): readonly Change[] => {
    const now = {
      ru: name.ru.trim(),
      en: name.en.trim(),
      number: quantity,
      unit: quantity === null || unit === '' ? null : unit,
      swatch: swatch === '' ? null : swatch.toLowerCase(),
      synonyms: synonymsOf(synonyms),
    };
    if (option) {
      const edit = editOf(option, now);
      const held = draft?.changes.map(({ change }) => change) ?? [];
      return Object.keys(edit).length === 0 ? [] : [joinEdit({ kind: 'entry_edit', edit: { listKey, key, ...edit } }, held)];
    }
    const entry = {
      listKey,
      key,
      label: { ru: now.ru, en: now.en },
      ...(now.number === null ? {} : { number: now.number }),
      ...(now.unit === null ? {} : { unit: now.unit }),
      ...(now.swatch === null ? {} : { swatch: now.swatch }),
    };
    return [{ kind: 'entry', entry }, ...(now.synonyms.length > 0 ? [{ kind: 'entry_edit', edit: { listKey, key, synonyms: now.synonyms } } as const] : [])];
  };
  const submit = (atOnce: boolean) => {
    setTried(true);
    adding.reset();
    publish.reset();
    if (name.ru.trim() === '' || name.en.trim() === '' || !KEY.test(key) || wrongSwatch || Number.isNaN(quantity) || taken) return;
    const save = changes();
    if (save.length === 0) onClose();
    else if (atOnce) publish.mutate({ title: t('title2', { name: name.ru.trim() }), changes: [...save] });
    else adding.mutate({ save });
  };
  const needed = (text: string) => (tried && text.trim() === '' ? t('needed') : null);
  return (
    <Dialog
      title={option ? t('titleEdit', { name: label(option) }) : t('title', { name: label(attribute) })}
      closeLabel={common('actions.close')}
      onClose={onClose}
      width={520}
    >
      <FormShell
        submit={t('submit')}
        pending={pending}
        submitError={words.submitError(refusal.ofForm)}
        onSubmit={() => submit(false)}
        aside={
          option || attribute.changeSetId !== null || fourEyes ? null : (
            <Button look="quiet" pending={pending} onClick={() => submit(true)}>
              {t('atOnce')}
            </Button>
          )
        }
      >
        <TextField label={t('labelRu')} value={name.ru} required error={needed(name.ru)} onChange={(event) => setName({ ...name, ru: event.target.value })} />
        <TextField label={t('labelEn')} value={name.en} required error={needed(name.en)} onChange={(event) => setName({ ...name, en: event.target.value })} />
        {option ? null : (
          <TextField
            label={t('key')}
            value={key}
            required
            hint={t('keyHint')}
            error={taken ? t('keyTaken') : refusal.ofKey ? words.say(refusal.ofKey) : tried && !KEY.test(key) ? t('needed') : null}
            onChange={(event) => setTypedKey(event.target.value.toLowerCase())}
          />
        )}
        <TextField
          label={t('synonyms')}
          optionalLabel={common('forms.optional')}
          value={synonyms}
          hint={t('synonymsHint')}
          onChange={(event) => setSynonyms(event.target.value)}
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
        {quantity === null ? null : (
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
          after={
            <input
              type="color"
              className={classes.picker}
              aria-label={t('swatchPick')}
              value={SWATCH.test(swatch) ? swatch.toLowerCase() : GREY}
              onChange={(event) => setSwatch(event.target.value)}
            />
          }
          onChange={(event) => setSwatch(event.target.value.trim())}
        />
        <p className={classes.note}>{t(option ? 'noteEdit' : 'note')}</p>
      </FormShell>
    </Dialog>
  );
}
