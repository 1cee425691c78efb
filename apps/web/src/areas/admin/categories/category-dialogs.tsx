import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { slugify } from '@yarmarka/taxonomy/check';
import { Dialog, FormShell, TextField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { type DraftEdit, useDraftEdits } from '../parts/draft.ts';
import { useFourEyes } from '../parts/four-eyes.ts';
import { joinEdit } from '../parts/join-edit.ts';
import { splitKeyRefusal } from '../parts/key-refusal.ts';
import { useLabel } from '../parts/label.ts';
import type { Created } from '../parts/new-categories.ts';
import type { CategoryInfo, Change } from '../parts/types.ts';
import classes from '../parts/inspector/dialogs.module.css';
import { lastPlace } from './draft-tree.ts';
import { useDraftTree } from './use-draft-tree.ts';

/** A key out of a name, as addresses are made; `joint` between its words. */
export const keyFrom = (name: string, joint: '-' | '_'): string => slugify(name, '').replaceAll('-', joint).slice(0, 60);

/** Names change at once: they stand in no schema. In the draft they change where a second administrator has to approve, and for a category which my draft creates (`created`). */
export function RenameDialog({
  category,
  created,
  edit,
  onClose,
}: {
  category: CategoryInfo;
  created: Created | undefined;
  edit: (edit: DraftEdit) => void;
  onClose: () => void;
}): ReactNode {
  const t = useTranslations('admin.categories.renameDialog');
  const common = useTranslations('common.actions');
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const label = useLabel();
  const fourEyes = useFourEyes();
  const { held } = useDraftTree();
  const drafted = held.find((one) => one.kind === 'category_edit' && one.edit.categoryId === category.id);
  const now = (drafted?.kind === 'category_edit' ? drafted.edit.label : undefined) ?? category;
  const [ru, setRu] = useState(now.ru);
  const [en, setEn] = useState(now.en);
  const rename = useMutation(
    trpc.operations.relabelCategory.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries(trpc.taxonomy.pathFilter());
        toast({ tone: 'success', text: t('done') });
        onClose();
      },
    }),
  );
  const submit = () => {
    if (!ru.trim() || !en.trim()) return;
    const name = { ru: ru.trim(), en: en.trim() };
    if (!created && !fourEyes) return rename.mutate({ categoryId: category.id, label: name });
    const change: Change = created
      ? { kind: 'category', category: { ...created, label: name } }
      : joinEdit({ kind: 'category_edit', edit: { categoryId: category.id, label: name } }, held);
    edit({ save: [change], names: { categories: { [category.id]: { ru: category.ru, en: category.en } } } });
    if (!created) toast({ tone: 'success', text: t('drafted') });
    onClose();
  };
  return (
    <Dialog title={t('title', { name: label(category) })} closeLabel={common('close')} onClose={onClose} width={460}>
      <FormShell submit={t('submit')} pending={rename.isPending} submitError={words.submitError(rename.error)} onSubmit={submit}>
        <TextField label={t('ru')} value={ru} required onChange={(event) => setRu(event.target.value)} />
        <TextField
          label={t('en')}
          value={en}
          required
          hint={t(created ? 'newHint' : fourEyes ? 'draftHint' : 'hint')}
          onChange={(event) => setEn(event.target.value)}
        />
      </FormShell>
    </Dialog>
  );
}

/** A new category below `parent` (null: at the top), put into the draft. */
export function CreateDialog({ parent, onCreate, onClose }: { parent: CategoryInfo | null; onCreate: (key: string) => void; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.categories');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const words = useErrorWords();
  const { tree, held } = useDraftTree();
  const { create } = useDraftEdits();
  const [ru, setRu] = useState('');
  const [en, setEn] = useState('');
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const key = typedKey ?? keyFrom(en || ru, '-');
  const taken = tree.some((node) => node.key === key) || held.some((change) => change.kind === 'category' && change.category.key === key);
  const adding = useMutation({
    mutationFn: (edit: DraftEdit) => create(edit),
    onSuccess() {
      onCreate(key);
      onClose();
    },
  });
  const refusal = splitKeyRefusal([adding.error], key);
  const submit = () => {
    setTried(true);
    adding.reset();
    if (ru.trim() === '' || en.trim() === '' || key === '' || taken) return;
    const position = lastPlace(tree, parent?.id ?? null);
    adding.mutate({ save: [{ kind: 'category', category: { key, parentKey: parent?.key ?? null, label: { ru: ru.trim(), en: en.trim() }, position } }] });
  };
  const needed = (text: string) => (tried && text.trim() === '' ? t('renameDialog.needed') : null);
  return (
    <Dialog
      title={parent ? t('createDialog.title', { name: label(parent) }) : t('createDialog.titleRoot')}
      closeLabel={common('close')}
      onClose={onClose}
      width={460}
    >
      <FormShell submit={t('createDialog.submit')} pending={adding.isPending} submitError={words.submitError(refusal.ofForm)} onSubmit={submit}>
        <TextField label={t('renameDialog.ru')} value={ru} required error={needed(ru)} onChange={(event) => setRu(event.target.value)} />
        <TextField label={t('renameDialog.en')} value={en} required error={needed(en)} onChange={(event) => setEn(event.target.value)} />
        <TextField
          label={t('createDialog.key')}
          value={key}
          required
          hint={t('createDialog.keyHint')}
          error={key !== '' && taken ? t('createDialog.keyTaken') : refusal.ofKey ? words.say(refusal.ofKey) : needed(key)}
          onChange={(event) => setTypedKey(keyFrom(event.target.value, '-'))}
        />
        <p className={classes.note}>{t('createDialog.note')}</p>
      </FormShell>
    </Dialog>
  );
}
