import { useLocale, useFormats, useTranslations } from '@yarmarka/i18n/react';
import type { GridColumn, GridRow } from '@yarmarka/ui';
import { useMemo } from 'react';
import { labelIn } from '../parts/label.ts';
import type { AttributeType, TreeNode } from '../parts/types.ts';
import { branchOf } from './tree-index.ts';
import type { Matrix } from './use-matrix.ts';
import { type ColumnOrder, type Usage, type View, countAttributes, visibleColumns, visibleRows } from './view.ts';

export const TYPE_SIGNS: Readonly<Record<AttributeType, string>> = { list: '☰', number: '#', range: '↔', boolean: '✓', text: 'T', date: '▦' };

export type Lines = {
  readonly nodes: readonly TreeNode[];
  readonly rows: readonly GridRow[];
  readonly matches: number;
  readonly ordered: readonly ColumnOrder[];
  readonly columns: readonly GridColumn[];
  /** Category -> row, attribute -> column. */
  readonly rowOf: ReadonlyMap<number, number>;
  readonly columnOf: ReadonlyMap<number, number>;
};

/** The lines and columns of the view, ready for the grid. */
export function useLines(matrix: Matrix, view: View, closed: ReadonlySet<number>, usage: Usage): Lines {
  const locale = useLocale();
  const format = useFormats();
  const t = useTranslations('admin.grid');
  const types = useTranslations('taxonomy.type');
  const { tree, base, published, grid, figures, groups, attributes, drafted, draftHelps } = matrix;

  /** Cards and completeness with everything below. */
  const sums = useMemo(() => {
    const cards = new Map<number, number>();
    const points = new Map<number, number>();
    for (let line = tree.order.length - 1; line >= 0; line -= 1) {
      const node = tree.order[line];
      if (!node) continue;
      const own = figures.get(node.id);
      const count = (cards.get(node.id) ?? 0) + (own?.cards ?? 0);
      const full = (points.get(node.id) ?? 0) + (own ? own.cards * own.completeness : 0);
      if (count === 0) continue;
      cards.set(node.id, count);
      points.set(node.id, full);
      if (node.parentId === null) continue;
      cards.set(node.parentId, (cards.get(node.parentId) ?? 0) + count);
      points.set(node.parentId, (points.get(node.parentId) ?? 0) + full);
    }
    return { cards, points };
  }, [tree, figures]);

  // What rows depend on of the draft matters only while a filter asks for it, so that editing does not rebuild ten thousand lines.
  const asksGrid = view.having.length > 0 || view.changed;
  const asked = asksGrid ? grid : base;
  const { rows: structured } = drafted;
  const helps = view.changed ? draftHelps : null;
  const touched = useMemo(() => new Set([...structured.keys(), ...[...(helps?.values() ?? [])].map((one) => one.categoryId)]), [structured, helps]);
  const seen = useMemo(
    () => visibleRows(tree, view, closed, { grid: asked, base: published, drafted: touched }, figures),
    [tree, view, closed, asked, published, touched, figures],
  );
  const rows = useMemo<readonly GridRow[]>(
    () =>
      seen.nodes.map((node) => {
        const line = tree.at.get(node.id) ?? 0;
        const cards = sums.cards.get(node.id);
        return {
          id: node.id,
          label: labelIn(locale, node),
          depth: tree.depth[line] ?? 0,
          expandable: (tree.end[line] ?? line + 1) > line + 1,
          expanded: !closed.has(node.id),
          ...(drafted.rows.has(node.id) ? { mark: t(`marks.${drafted.rows.get(node.id) ?? 'new'}`) } : {}),
          ...(cards === undefined ? {} : { note: format.number(cards), share: (sums.points.get(node.id) ?? 0) / cards / 100 }),
        };
      }),
    [seen, tree, closed, locale, sums, format, drafted, t],
  );

  const branch = useMemo(() => branchOf(tree, view.branch), [tree, view.branch]);
  const counts = useMemo(() => countAttributes(base, branch), [base, branch]);
  const inBranch = useMemo(() => new Set(branch.map((node) => node.id)), [branch]);
  const addedKey = [
    ...new Set([
      ...[...matrix.draft.values()].filter((edit) => !counts.has(edit.attributeNo) && inBranch.has(edit.categoryId)).map((edit) => edit.attributeNo),
      // What the draft creates is there to be given to categories.
      ...[...drafted.columns].flatMap(([no, is]) => (is === 'new' ? [no] : [])),
    ]),
  ].join();
  const ordered = useMemo(
    () => visibleColumns(attributes.values(), groups, view, counts, new Set(addedKey.split(',').map(Number)), usage),
    [attributes, groups, view, counts, usage, addedKey],
  );
  const columns = useMemo<readonly GridColumn[]>(() => {
    const bands = new Map(groups.map((group) => [group.key, labelIn(locale, group)]));
    const cards = sums.cards.get(view.branch ?? -1) ?? [...figures.values()].reduce((sum, one) => sum + one.cards, 0);
    return ordered.map(({ attribute, group }) => {
      const filled = usage.get(attribute.no)?.filled;
      return {
        id: attribute.no,
        label: labelIn(locale, attribute),
        band: bands.get(group) ?? t('noGroup'),
        icon: TYPE_SIGNS[attribute.type],
        typeName: types(attribute.type),
        ...(drafted.columns.has(attribute.no) ? { mark: t(`marks.${drafted.columns.get(attribute.no) ?? 'new'}`) } : {}),
        ...(filled === undefined || cards === 0 ? {} : { share: Math.min(1, filled / cards) }),
      };
    });
  }, [ordered, groups, locale, usage, sums, figures, view.branch, t, types, drafted]);
  const rowOf = useMemo(() => new Map(seen.nodes.map((node, row) => [node.id, row])), [seen]);
  const columnOf = useMemo(() => new Map(ordered.map(({ attribute }, col) => [attribute.no, col])), [ordered]);
  return { nodes: seen.nodes, rows, matches: seen.matches, ordered, columns, rowOf, columnOf };
}
