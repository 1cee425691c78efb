import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { TreeView } from '@yarmarka/ui';
import { cx, Skeleton, TextField } from '@yarmarka/ui/plain';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useTRPC } from '../../lib/trpc.ts';
import classes from './category-picker.module.css';

export interface PickedCategory {
  readonly id: number;
  readonly label: string;
  readonly trail: string;
}

export interface CategoryPickerProps {
  readonly value: number | null;
  readonly onPick: (category: PickedCategory) => void;
  /** Also on Enter or a second press: go on with it. */
  readonly onConfirm?: (category: PickedCategory) => void;
  readonly height?: number;
  readonly autoFocus?: boolean;
}

interface Node {
  readonly id: number;
  readonly parentId: number | null;
  readonly label: string;
}

const FOUND = 30;

/** The whole category tree with search: type and press the arrow down, or walk the tree. */
export function CategoryPicker({ value, onPick, onConfirm, height = 420, autoFocus = false }: CategoryPickerProps): ReactNode {
  const t = useTranslations('parts.picker');
  const locale = useLocale();
  const trpc = useTRPC();
  const [query, setQuery] = useState('');
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(0);
  const asked = useDeferredValue(query.trim());
  const tree = useQuery(trpc.taxonomy.tree.queryOptions(undefined, { staleTime: 600_000 }));
  const found = useQuery(
    trpc.taxonomy.searchCategories.queryOptions(
      { query: asked, limit: FOUND },
      { enabled: asked !== '', staleTime: 300_000, placeholderData: keepPreviousData },
    ),
  );

  const nodes = useMemo<readonly Node[]>(
    () => (tree.data ?? []).map((one) => ({ id: one.id, parentId: one.parentId, label: (locale === 'ru' ? one.ru : one.en) || one.ru || one.en || one.key })),
    [tree.data, locale],
  );
  const byId = useMemo(() => new Map(nodes.map((node) => [node.id, node])), [nodes]);
  const children = useMemo(() => {
    const counts = new Map<number, number>();
    for (const node of nodes) if (node.parentId !== null) counts.set(node.parentId, (counts.get(node.parentId) ?? 0) + 1);
    return counts;
  }, [nodes]);

  const picked = (id: number, label: string): PickedCategory => {
    const way: string[] = [];
    for (let node = byId.get(id); node; node = node.parentId === null ? undefined : byId.get(node.parentId)) way.unshift(node.label);
    return { id, label, trail: way.join(' › ') || label };
  };
  const results = (found.data ?? []).map((one) => ({
    id: one.id,
    label: (locale === 'ru' ? one.ru : one.en) || one.ru || one.en,
    way: one.trail
      .slice(0, -1)
      .map((step) => (locale === 'ru' ? step.ru : step.en) || step.ru)
      .join(' › '),
    children: one.childCount,
  }));
  const searching = asked !== '';
  const at = Math.min(active, results.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!searching || results.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = Math.max(0, Math.min(results.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)));
      setActive(next);
      const row = results[next];
      if (row) onPick(picked(row.id, row.label));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const row = results[Math.max(0, at)];
      if (!row) return;
      onPick(picked(row.id, row.label));
      if (value === row.id) onConfirm?.(picked(row.id, row.label));
    }
  };

  return (
    <div className={classes.picker}>
      <TextField
        label={t('search')}
        labelHidden
        type="search"
        placeholder={t('placeholder')}
        value={query}
        autoFocus={autoFocus}
        role="combobox"
        aria-expanded={searching}
        aria-controls="category-results"
        aria-activedescendant={searching && results[at] ? `category-${results[at].id}` : undefined}
        autoComplete="off"
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p role="status" className="y-hidden">
        {searching && found.data ? t('results', { count: results.length }) : ''}
      </p>
      {searching ? (
        <ul id="category-results" role="listbox" aria-label={t('label')} className={classes.results} style={{ maxHeight: height }}>
          {results.map((row, index) => (
            <li
              key={row.id}
              id={`category-${row.id}`}
              role="option"
              aria-selected={row.id === value}
              className={cx(classes.result, row.id === value && classes.selected, index === at && classes.active)}
              onClick={() => {
                setActive(index);
                onPick(picked(row.id, row.label));
              }}
              onDoubleClick={() => onConfirm?.(picked(row.id, row.label))}
            >
              <span className={classes.label}>{row.label}</span>
              {row.children > 0 ? <span className={classes.count}>{t('children', { count: row.children })}</span> : null}
              <span className={classes.way}>{row.way}</span>
            </li>
          ))}
          {found.data && results.length === 0 ? <li className={classes.nothing}>{t('nothing', { query: asked })}</li> : null}
        </ul>
      ) : tree.data ? (
        <TreeView<Node>
          label={t('label')}
          nodes={nodes}
          nodeId={nodeId}
          parentId={parentId}
          nodeLabel={nodeLabel}
          expanded={expanded}
          onExpandedChange={setExpanded}
          selected={value === null ? null : String(value)}
          onSelect={(node) => {
            if (value === node.id && !children.has(node.id)) onConfirm?.(picked(node.id, node.label));
            onPick(picked(node.id, node.label));
            const key = String(node.id);
            if (children.has(node.id) && !expanded.has(key)) setExpanded(new Set([...expanded, key]));
          }}
          trailing={(node) => (children.has(node.id) ? <span className={classes.count}>{children.get(node.id)}</span> : null)}
          height={height}
        />
      ) : (
        <Skeleton height={height} />
      )}
    </div>
  );
}

const nodeId = (node: Node): string => String(node.id);
const parentId = (node: Node): string | null => (node.parentId === null ? null : String(node.parentId));
const nodeLabel = (node: Node): string => node.label;
