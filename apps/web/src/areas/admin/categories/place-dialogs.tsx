import { useTranslations } from '@yarmarka/i18n/react';
import { Button, Check, Dialog, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import type { DraftEdit } from '../parts/draft.ts';
import { EditPreview } from '../parts/edit-preview.tsx';
import preview from '../parts/edit-preview.module.css';
import { filterTree } from '../parts/filter-tree.ts';
import classes from '../parts/inspector/dialogs.module.css';
import { useLabel } from '../parts/label.ts';
import lists from '../parts/lists.module.css';
import { SearchField } from '../parts/search-field.tsx';
import { type DropEdits, dropEdits, moveEdits } from './draft-tree.ts';
import { useDraftTree } from './use-draft-tree.ts';
import type { CategoryInfo, Change, TreeNode } from '../parts/types.ts';

const SHOWN = 60;
type Props = { readonly category: CategoryInfo; readonly edit: (edit: DraftEdit) => void; readonly onClose: () => void };
/** A chosen place: a category, or the top of the tree. */
type Place = TreeNode | 'top';

/** Categories found by typing, with their trail; `refuse` leaves some out. */
function PickPlace({
  label: name,
  top,
  refuse,
  onPick,
}: {
  label: string;
  top: string | null;
  refuse: (node: TreeNode, path: readonly number[]) => boolean;
  onPick: (place: Place) => void;
}): ReactNode {
  const label = useLabel();
  const { tree } = useDraftTree();
  const [query, setQuery] = useState('');
  const byId = new Map(tree.map((node) => [node.id, node]));
  const trail = (id: number): readonly number[] => {
    const ids: number[] = [];
    for (let at = byId.get(id); at; at = at.parentId === null ? undefined : byId.get(at.parentId)) ids.unshift(at.id);
    return ids;
  };
  const found = query.trim() === '' ? tree.filter((node) => node.parentId === null) : filterTree(tree, query).nodes;
  const choices = found
    .map((node) => ({ node, path: trail(node.id) }))
    .filter(({ node, path }) => !refuse(node, path))
    .slice(0, SHOWN);
  return (
    <div className={classes.picker}>
      <SearchField label={name} value={query} onChange={setQuery} shortcut={false} />
      {top === null ? null : (
        <Button size="s" onClick={() => onPick('top')}>
          {top}
        </Button>
      )}
      <ul role="list" className={classes.results} aria-label={name}>
        {choices.map(({ node, path }) => (
          <li key={node.id}>
            <button type="button" className={classes.result} onClick={() => onPick(node)}>
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
  );
}

/** What was chosen, what it would do, and the step into the draft. */
function Decide({ text, changes, onOther, onTake }: { text: string; changes: readonly Change[]; onOther: () => void; onTake: () => void }): ReactNode {
  const t = useTranslations('admin.work');
  return (
    <div className={lists.stack}>
      <div className={lists.head}>
        <strong>{text}</strong>
        <Button size="s" onClick={onOther}>
          {t('tree.other')}
        </Button>
      </div>
      <EditPreview changes={changes} />
      <div className={lists.actions}>
        <Button look="main" onClick={onTake}>
          {t('toDraft')}
        </Button>
      </div>
    </div>
  );
}

const named = (nodes: readonly { readonly id: number; readonly ru: string; readonly en: string }[]) => ({
  categories: Object.fromEntries(nodes.map(({ id, ru, en }) => [id, { ru, en }])),
});

function useTake(edit: (edit: DraftEdit) => void, onClose: () => void): (edits: DropEdits, nodes: Parameters<typeof named>[0]) => void {
  const t = useTranslations('admin.work');
  return (edits, nodes) => {
    edit({ ...edits, names: named(nodes) });
    toast({ tone: 'success', text: t('inDraft') });
    onClose();
  };
}

/** A new place in the tree with what it would do, put into the draft; the branch itself is no choice. */
export function MoveDialog({ category, edit, onClose }: Props): ReactNode {
  const t = useTranslations('admin.categories.moveDialog');
  const w = useTranslations('admin.work.tree');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const take = useTake(edit, onClose);
  const { stored, held, tree } = useDraftTree();
  const [place, setPlace] = useState<Place | null>(null);
  const parent = place === 'top' ? null : place;
  const moving = tree.filter((node) => node.id === category.id);
  const home = moving[0]?.parentId ?? null;
  const changes: Change[] = [{ kind: 'move', move: { categoryId: category.id, parentId: parent?.id ?? null } }];
  return (
    <Dialog title={t('title', { name: label(category) })} closeLabel={common('close')} onClose={onClose} width={600} side="top">
      <div className={lists.stack}>
        <p className={classes.note}>{t('note')}</p>
        {place === null ? (
          <PickPlace
            label={t('find')}
            top={home === null ? null : t('root')}
            refuse={(node, path) => path.includes(category.id) || node.id === home}
            onPick={setPlace}
          />
        ) : (
          <Decide
            text={parent ? w('moveInto', { name: label(parent) }) : w('moveTop')}
            changes={changes}
            onOther={() => setPlace(null)}
            onTake={() => take(moveEdits(stored, held, moving, parent), [category, ...(parent ? [parent] : [])])}
          />
        )}
      </div>
    </Dialog>
  );
}

/** Several subcategories at once to another place. */
export function MoveChildrenDialog({ category, edit, onClose }: Props): ReactNode {
  const t = useTranslations('admin.categories.moveDialog');
  const w = useTranslations('admin.work.tree');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const take = useTake(edit, onClose);
  const { stored, held, tree } = useDraftTree();
  const children = tree.filter((node) => node.parentId === category.id);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [place, setPlace] = useState<Place | null>(null);
  const parent = place === 'top' ? null : place;
  const moving = children.filter((node) => chosen.has(node.id));
  const changes = moving.map((node): Change => ({ kind: 'move', move: { categoryId: node.id, parentId: parent?.id ?? null } }));
  const toggle = (id: number, on: boolean) => setChosen(on ? new Set([...chosen, id]) : new Set([...chosen].filter((one) => one !== id)));
  return (
    <Dialog title={w('moveChildrenTitle', { name: label(category) })} closeLabel={common('close')} onClose={onClose} width={600} side="top">
      <div className={lists.stack}>
        {place === null ? (
          <>
            <fieldset className={preview.choices}>
              <legend>
                {w('which')} <span className={classes.note}>{w('chosen', { count: moving.length })}</span>
              </legend>
              {children.map((node) => (
                <Check key={node.id} label={label(node)} checked={chosen.has(node.id)} onChange={(event) => toggle(node.id, event.target.checked)} />
              ))}
            </fieldset>
            {moving.length > 0 ? (
              <PickPlace
                label={t('find')}
                top={t('root')}
                refuse={(node, path) => path.some((id) => chosen.has(id)) || node.id === category.id}
                onPick={setPlace}
              />
            ) : null}
          </>
        ) : (
          <Decide
            text={`${w('chosen', { count: moving.length })}: ${parent ? w('moveInto', { name: label(parent) }) : w('moveTop')}`}
            changes={changes}
            onOther={() => setPlace(null)}
            onTake={() => take(moveEdits(stored, held, moving, parent), [...moving, ...(parent ? [parent] : [])])}
          />
        )}
      </div>
    </Dialog>
  );
}

/** Into which category this one is merged, and what that would do. */
export function MergeCategoryDialog({ category, edit, onClose }: Props): ReactNode {
  const t = useTranslations('admin.work.tree');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const take = useTake(edit, onClose);
  const [into, setInto] = useState<TreeNode | null>(null);
  const changes: Change[] = into ? [{ kind: 'category_merge', merge: { fromId: category.id, intoId: into.id } }] : [];
  return (
    <Dialog title={t('mergeTitle', { name: label(category) })} closeLabel={common('close')} onClose={onClose} width={600} side="top">
      <div className={lists.stack}>
        <p className={classes.note}>{t('mergeNote')}</p>
        {into === null ? (
          <PickPlace
            label={t('mergeFind')}
            top={null}
            refuse={(_node, path) => path.includes(category.id)}
            onPick={(place) => place !== 'top' && setInto(place)}
          />
        ) : (
          <Decide
            text={t('mergeInto', { name: label(into) })}
            changes={changes}
            onOther={() => setInto(null)}
            onTake={() => take({ save: changes, remove: [] }, [category, into])}
          />
        )}
      </div>
    </Dialog>
  );
}

/** The edits that put a category one place up or down among its siblings; none at the end. */
export function useReorder(category: CategoryInfo, edit: (edit: DraftEdit) => void): (by: -1 | 1) => void {
  const t = useTranslations('admin.work.tree');
  const { stored, held, tree } = useDraftTree();
  return (by) => {
    const moving = tree.find((node) => node.id === category.id);
    const siblings = tree.filter((node) => node.parentId === moving?.parentId);
    const other = siblings[siblings.findIndex((node) => node.id === category.id) + by];
    if (!moving || !other) return;
    const edits = dropEdits({ stored, held, tree }, moving, { place: by < 0 ? 'before' : 'after', node: other });
    edit({ ...edits, names: named(siblings.filter((node) => edits.save.some((c) => c.kind === 'category_edit' && c.edit.categoryId === node.id))) });
    toast({ tone: 'success', text: t('reordered') });
  };
}
