import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, Dialog, FormShell, TextField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { keyFrom } from '../categories/category-dialogs.tsx';
import { type DraftEdit, useDraft, useDraftEdits } from '../parts/draft.ts';
import { useFourEyes } from '../parts/four-eyes.ts';
import { splitKeyRefusal } from '../parts/key-refusal.ts';
import classes from '../parts/lists.module.css';
import { isNumeric, type TypeChoice, TypeFields } from '../parts/type-fields.tsx';

const KEY = /^[a-z][a-z0-9_/]{1,60}$/;

/** A new attribute: into the draft, where its rules can use it at once, or published by itself. */
export function CreateAttribute({ onClose }: { onClose: () => void }): ReactNode {
  const t = useTranslations('admin.dictionary.createDialog');
  const common = useTranslations('common');
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [ru, setRu] = useState('');
  const [en, setEn] = useState('');
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [choice, setChoice] = useState<TypeChoice>({ type: 'list', list: '', family: '', localised: true });
  const { type, list, family, localised } = choice;
  const [description, setDescription] = useState({ ru: '', en: '' });
  const [tried, setTried] = useState(false);
  const fourEyes = useFourEyes();
  const draft = useDraft();
  const { create } = useDraftEdits();
  const key = typedKey ?? keyFrom(en || ru, '_');
  const numeric = isNumeric(type);
  const publish = useMutation(
    trpc.operations.publishChanges.mutationOptions({
      async onSuccess(published) {
        await queryClient.invalidateQueries(trpc.taxonomy.pathFilter());
        toast({ tone: 'success', text: t('done', { version: String(published.version) }) });
        onClose();
      },
    }),
  );
  const adding = useMutation({
    mutationFn: (edit: DraftEdit) => create(edit),
    onSuccess() {
      toast({ tone: 'success', text: t('drafted', { name: ru.trim() }) });
      onClose();
    },
  });
  const refusal = splitKeyRefusal([adding.error, publish.error], key);
  const pending = adding.isPending || publish.isPending;
  const taken = draft?.changes.some((one) => one.target === `attribute:${key}`) ?? false;
  const submit = (atOnce: boolean) => {
    setTried(true);
    adding.reset();
    publish.reset();
    if (ru.trim() === '' || en.trim() === '' || !KEY.test(key) || taken) return;
    const attribute = {
      key,
      type,
      label: { ru: ru.trim(), en: en.trim() },
      description,
      localised: type === 'text' && localised,
      ...(type === 'list' && list.trim() !== '' ? { listKey: list.trim() } : {}),
      ...(numeric && family !== '' ? { unitFamily: family } : {}),
    };
    if (atOnce) {
      publish.mutate({ title: t('title2', { name: ru.trim() }), changes: [{ kind: 'attribute', attribute }] });
      return;
    }
    adding.mutate({ save: [{ kind: 'attribute', attribute }] });
  };
  const needed = (text: string) => (tried && text.trim() === '' ? t('needed') : null);
  return (
    <Dialog title={t('title')} closeLabel={common('actions.close')} onClose={onClose} width={520} side="top">
      <FormShell
        submit={t('submit')}
        pending={pending}
        submitError={words.submitError(refusal.ofForm)}
        onSubmit={() => submit(false)}
        aside={
          fourEyes ? null : (
            <Button look="quiet" pending={pending} onClick={() => submit(true)}>
              {t('atOnce')}
            </Button>
          )
        }
      >
        <TextField label={t('labelRu')} value={ru} required error={needed(ru)} onChange={(event) => setRu(event.target.value)} />
        <TextField label={t('labelEn')} value={en} required error={needed(en)} onChange={(event) => setEn(event.target.value)} />
        <TextField
          label={t('key')}
          value={key}
          required
          hint={t('keyHint')}
          error={taken ? t('keyTaken') : refusal.ofKey ? words.say(refusal.ofKey) : tried && !KEY.test(key) ? t('keyWrong') : null}
          onChange={(event) => setTypedKey(event.target.value.toLowerCase())}
        />
        <TypeFields label={t('type')} value={choice} onChange={setChoice} />
        <TextField
          label={t('descriptionRu')}
          optionalLabel={common('forms.optional')}
          value={description.ru}
          onChange={(event) => setDescription({ ...description, ru: event.target.value })}
        />
        <TextField
          label={t('descriptionEn')}
          optionalLabel={common('forms.optional')}
          value={description.en}
          onChange={(event) => setDescription({ ...description, en: event.target.value })}
        />
        <p className={classes.note}>{t('note')}</p>
      </FormShell>
    </Dialog>
  );
}
