import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { slugify } from '@yarmarka/taxonomy/check';
import { Button, Dialog, FormShell, TextField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { type DraftEdit, useDraft } from '../parts/draft.ts';
import { useLabel } from '../parts/label.ts';
import { SearchField } from '../parts/search-field.tsx';
import type { CategoryInfo } from '../parts/types.ts';
import classes from '../parts/inspector/dialogs.module.css';
import { filterTree } from '../parts/filter-tree.ts';

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

const SHOWN = 60;

/** A new place in the tree, put into the draft; the branch itself is no choice. */
export function MoveDialog({ category, edit, onClose }: { category: CategoryInfo; edit: (edit: DraftEdit) => void; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.categories.moveDialog');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const [query, setQuery] = useState('');
  const { data: tree } = useSuspenseQuery(useTRPC().taxonomy.tree.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const byId = new Map(tree.map((node) => [node.id, node]));
  const trail = (id: number): readonly number[] => {
    const ids: number[] = [];
    for (let at = byId.get(id); at; at = at.parentId === null ? undefined : byId.get(at.parentId)) ids.unshift(at.id);
    return ids;
  };
  const found = query.trim() === '' ? tree.filter((node) => node.parentId === null) : filterTree(tree, query).nodes;
  const choices = found
    .map((node) => ({ node, path: trail(node.id) }))
    .filter(({ node, path }) => !path.includes(category.id) && node.id !== category.parentId)
    .slice(0, SHOWN);
  const move = (parentId: number | null) => {
    const parent = parentId === null ? undefined : byId.get(parentId);
    edit({
      save: [{ kind: 'move', move: { categoryId: category.id, parentId } }],
      names: { categories: { [category.id]: { ru: category.ru, en: category.en }, ...(parent && { [parent.id]: { ru: parent.ru, en: parent.en } }) } },
    });
    onClose();
  };
  return (
    <Dialog title={t('title', { name: label(category) })} closeLabel={common('close')} onClose={onClose} width={560} side="top">
      <p className={classes.note}>{t('note')}</p>
      <div className={classes.picker}>
        <SearchField label={t('find')} value={query} onChange={setQuery} shortcut={false} />
        {category.parentId === null ? null : (
          <Button size="s" onClick={() => move(null)}>
            {t('root')}
          </Button>
        )}
        <ul role="list" className={classes.results} aria-label={t('where')}>
          {choices.map(({ node, path }) => (
            <li key={node.id}>
              <button type="button" className={classes.result} onClick={() => move(node.id)}>
                <span className={classes.resultName}>{label(node)}</span>
                <span className={classes.note}>
                  {path
                    .slice(0, -1)
                    .map((id) => label(byId.get(id) ?? node))
                    .join(' › ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
