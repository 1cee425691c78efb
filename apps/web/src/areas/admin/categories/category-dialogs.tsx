import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { slugify } from '@yarmarka/taxonomy/check';
import { Dialog, FormShell, TextField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { type DraftEdit, useDraft } from '../parts/draft.ts';
import { useLabel } from '../parts/label.ts';
import type { CategoryInfo } from '../parts/types.ts';
import classes from '../parts/inspector/dialogs.module.css';

/** A key out of a name, as addresses are made; `joint` between its words. */
export const keyFrom = (name: string, joint: '-' | '_'): string => slugify(name, '').replaceAll('-', joint).slice(0, 60);

/** Names change at once: they stand in no schema. */
export function RenameDialog({ category, onClose }: { category: CategoryInfo; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.categories.renameDialog');
  const common = useTranslations('common.actions');
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const label = useLabel();
  const [ru, setRu] = useState(category.ru);
  const [en, setEn] = useState(category.en);
  const rename = useMutation(
    trpc.operations.relabelCategory.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries(trpc.taxonomy.pathFilter());
        toast({ tone: 'success', text: t('done') });
        onClose();
      },
    }),
  );
  return (
    <Dialog title={t('title', { name: label(category) })} closeLabel={common('close')} onClose={onClose} width={460}>
      <FormShell
        submit={t('submit')}
        pending={rename.isPending}
        submitError={words.submitError(rename.error)}
        onSubmit={() => ru.trim() && en.trim() && rename.mutate({ categoryId: category.id, label: { ru: ru.trim(), en: en.trim() } })}
      >
        <TextField label={t('ru')} value={ru} required onChange={(event) => setRu(event.target.value)} />
        <TextField label={t('en')} value={en} required hint={t('hint')} onChange={(event) => setEn(event.target.value)} />
      </FormShell>
    </Dialog>
  );
}

/** A new category below `parent` (null: at the top), put into the draft. */
export function CreateDialog({ parent, edit, onClose }: { parent: CategoryInfo | null; edit: (edit: DraftEdit) => void; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.categories');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const { data: tree } = useSuspenseQuery(useTRPC().taxonomy.tree.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const draft = useDraft();
  const [ru, setRu] = useState('');
  const [en, setEn] = useState('');
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const key = typedKey ?? keyFrom(en || ru, '-');
  const taken = tree.some((node) => node.key === key) || (draft?.changes.some((one) => one.target === `category:${key}`) ?? false);
  const submit = () => {
    setTried(true);
    if (ru.trim() === '' || en.trim() === '' || key === '' || taken) return;
    edit({ save: [{ kind: 'category', category: { key, parentKey: parent?.key ?? null, label: { ru: ru.trim(), en: en.trim() } } }] });
    onClose();
  };
  const needed = (text: string) => (tried && text.trim() === '' ? t('renameDialog.needed') : null);
  return (
    <Dialog
      title={parent ? t('createDialog.title', { name: label(parent) }) : t('createDialog.titleRoot')}
      closeLabel={common('close')}
      onClose={onClose}
      width={460}
    >
      <FormShell submit={t('createDialog.submit')} pending={false} submitError={null} onSubmit={submit}>
        <TextField label={t('renameDialog.ru')} value={ru} required error={needed(ru)} onChange={(event) => setRu(event.target.value)} />
        <TextField label={t('renameDialog.en')} value={en} required error={needed(en)} onChange={(event) => setEn(event.target.value)} />
        <TextField
          label={t('createDialog.key')}
          value={key}
          required
          hint={t('createDialog.keyHint')}
          error={key !== '' && taken ? t('createDialog.keyTaken') : needed(key)}
          onChange={(event) => setTypedKey(keyFrom(event.target.value, '-'))}
        />
        <p className={classes.note}>{t('createDialog.note')}</p>
      </FormShell>
    </Dialog>
  );
}
