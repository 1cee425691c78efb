import { useTranslations } from '@yarmarka/i18n/react';
import { type TreeDrag, TreeView, undoToast } from '@yarmarka/ui';
import { targetOf } from '@yarmarka/taxonomy/schemas';
import { type ReactNode, useDeferredValue, useMemo, useState, useSyncExternalStore } from 'react';
import type { DraftEdit } from '../parts/draft.ts';
import { useLabel } from '../parts/label.ts';
import { newCategories } from '../parts/new-categories.ts';
import { SearchField } from '../parts/search-field.tsx';
import type { Change, TreeNode } from '../parts/types.ts';
import classes from './categories.module.css';
import { dropEdits, mergedAway, refusal } from './draft-tree.ts';
import { useDraftTree } from './use-draft-tree.ts';
import { filterTree, plain } from '../parts/filter-tree.ts';

const nodeId = (node: TreeNode): string => String(node.id);
const parentId = (node: TreeNode): string | null => (node.parentId === null ? null : String(node.parentId));
const ABOVE = 190;
const LEAST = 320;
const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
};
/** The pane sticks under the bars while the page scrolls, so its height follows the window alone. */
const useTreeHeight = (): number => useSyncExternalStore(subscribe, () => Math.max(LEAST, window.innerHeight - ABOVE));

/** The whole tree as the draft leaves it, with its search; only what is in sight is drawn. Categories are dragged to another place, which is an edit of the draft. */
export function CategoryTree({
  selected,
  query,
  onQuery,
  onSelect,
  edit,
}: {
  selected: number | null;
  query: string;
  onQuery: (query: string) => void;
  onSelect: (id: number) => void;
  edit: (edit: DraftEdit) => void;
}): ReactNode {
  const t = useTranslations('admin.categories');
  const height = useTreeHeight();
  const label = useLabel();
  const { stored, held, tree: all } = useDraftTree();
  const asked = useDeferredValue(query);
  const found = useMemo(() => (asked.trim() === '' ? null : filterTree(all, asked)), [all, asked]);
  const childCount = useMemo(() => {
    const counts = new Map<number, number>();
    for (const node of all) if (node.parentId !== null) counts.set(node.parentId, (counts.get(node.parentId) ?? 0) + 1);
    return counts;
  }, [all]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [closed, setClosed] = useState<{ query: string; ids: ReadonlySet<string> }>({ query: '', ids: new Set() });
  const trail = useMemo(() => {
    const byId = new Map(all.map((node) => [node.id, node]));
    const ids = new Set<string>();
    for (let up = selected === null ? null : (byId.get(selected)?.parentId ?? null); up !== null; up = byId.get(up)?.parentId ?? null) ids.add(String(up));
    return ids;
  }, [all, selected]);
  const shut = closed.query === asked ? closed.ids : new Set<string>();
  const expanded = new Set([...opened, ...trail, ...(found?.open ?? [])].filter((id) => !shut.has(id)));
  const touched = useMemo(
    () =>
      new Set(
        held.flatMap((change) =>
          change.kind === 'rule' || change.kind === 'category_edit' ? [change.edit.categoryId] : change.kind === 'move' ? [change.move.categoryId] : [],
        ),
      ),
    [held],
  );
  const created = useMemo(() => newCategories(held), [held]);
  const merged = useMemo(() => mergedAway(held), [held]);

  const drag: TreeDrag<TreeNode> = {
    refuse: (node, drop) => {
      const reason = refusal(all, node, drop);
      return reason && t(`drag.${reason}`);
    },
    say: (_node, { place, node }) => t(`drag.${place}`, { name: label(node) }),
    onDrop: (node, drop) => {
      const edits = dropEdits({ stored, held, tree: all }, node, drop);
      const targets = new Set([...edits.save.map(targetOf), ...edits.remove]);
      const before = held.filter((change) => targets.has(targetOf(change)));
      const back = new Set(before.map(targetOf));
      const names = { categories: Object.fromEntries([node, ...siblingsNamed(all, edits.save), drop.node].map(({ id, ru, en }) => [id, { ru, en }])) };
      edit({ ...edits, names });
      if (drop.place === 'into') setOpened(new Set([...opened, String(drop.node.id)]));
      undoToast({
        text: t('drag.done', { name: label(node) }),
        label: t('drag.undo'),
        undo: () => edit({ save: before, remove: [...targets].filter((target) => !back.has(target)), names }),
      });
    },
  };
  return (
    <div className={classes.tree}>
      <SearchField
        label={t('search')}
        value={query}
        onChange={onQuery}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
          event.preventDefault();
          event.currentTarget.closest(`.${classes.tree}`)?.querySelector<HTMLElement>('[role="tree"]')?.focus();
        }}
      />
      <p className={classes.found} role="status">
        {found ? t('found', { count: found.count }) : t('all', { count: all.length })}
      </p>
      {found && found.count === 0 ? (
        <p className={classes.nothing}>{t('nothingFound', { query: asked })}</p>
      ) : (
        <TreeView
          label={t('tree')}
          nodes={found?.nodes ?? all}
          nodeId={nodeId}
          parentId={parentId}
          nodeLabel={label}
          expanded={expanded}
          height={height}
          onExpandedChange={(next) => {
            setOpened(next);
            setClosed({ query: asked, ids: new Set([...shut, ...expanded].filter((id) => !next.has(id))) });
          }}
          selected={selected === null ? null : String(selected)}
          onSelect={(node) => onSelect(node.id)}
          drag={drag}
          renderLabel={(node) => <Marked text={label(node)} query={asked} />}
          trailing={(node) => (
            <>
              {created.has(node.id) ? <span className={classes.newMark}>{t('glyphs.new')}</span> : null}
              {merged.has(node.id) ? <span className={classes.newMark}>{t('glyphs.merges')}</span> : null}
              {touched.has(node.id) && !created.has(node.id) && !merged.has(node.id) ? (
                <span className={classes.changedDot} role="img" aria-label={t('glyphs.changed')} />
              ) : null}
              {childCount.get(node.id) ?? null}
            </>
          )}
        />
      )}
    </div>
  );
}

/** Categories whose places edits change. */
function siblingsNamed(tree: readonly TreeNode[], save: readonly Change[]): TreeNode[] {
  const ids = new Set(save.flatMap((change) => (change.kind === 'category_edit' ? [change.edit.categoryId] : [])));
  return tree.filter((node) => ids.has(node.id));
}

/** The label with the first word of the search marked. */
function Marked({ text, query }: { text: string; query: string }): ReactNode {
  const word = plain(query).split(/\s+/).find(Boolean);
  const at = word === undefined ? -1 : plain(text).indexOf(word);
  if (word === undefined || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className={classes.mark}>{text.slice(at, at + word.length)}</mark>
      {text.slice(at + word.length)}
    </>
  );
}
