import { useSuspenseQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { TreeView } from '@yarmarka/ui';
import { type ReactNode, useDeferredValue, useMemo, useState, useSyncExternalStore } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { useDraft } from '../parts/draft.ts';
import { useLabel } from '../parts/label.ts';
import { SearchField } from '../parts/search-field.tsx';
import type { TreeNode } from '../parts/types.ts';
import classes from './categories.module.css';
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

/** The whole tree with its search; only what is in sight is drawn. */
export function CategoryTree({
  selected,
  query,
  onQuery,
  onSelect,
}: {
  selected: number | null;
  query: string;
  onQuery: (query: string) => void;
  onSelect: (id: number) => void;
}): ReactNode {
  const t = useTranslations('admin.categories');
  const format = useFormats();
  const height = useTreeHeight();
  const label = useLabel();
  const { data: all } = useSuspenseQuery(useTRPC().taxonomy.tree.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const draft = useDraft();
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
        draft?.changes.flatMap(({ change }) => (change.kind === 'rule' ? [change.edit.categoryId] : change.kind === 'move' ? [change.move.categoryId] : [])),
      ),
    [draft],
  );

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
        {found ? t('found', { count: found.count }) : format.number(all.length)}
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
          renderLabel={(node) => <Marked text={label(node)} query={asked} />}
          trailing={(node) => (
            <>
              {touched.has(node.id) ? <span className={classes.changedDot} role="img" aria-label={t('glyphs.changed')} /> : null}
              {childCount.get(node.id) ?? null}
            </>
          )}
        />
      )}
    </div>
  );
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
