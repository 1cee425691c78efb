import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { Problem } from '../matrix/problems.ts';
import { type Change, targetOf } from '../schemas.ts';
import { changes } from '../tables.ts';
import { type CellProblem, findGoneCategories, findWrongFields } from './check-rules.ts';

/** An edit of one cell that a draft did not take, with every reason. */
export type RefusedEdit = { readonly target: string; readonly categoryId: number; readonly attributeNo: number; readonly problems: readonly Problem[] };

type CellChange = Extract<Change, { kind: 'rule' | 'help' }>;
/**
 * What no other edit of the draft can put right. The ends of a cell in the wrong order, say, may be halves of two edits: those stay in the draft, and its page and the publication tell them.
 */
const FINAL = new Set([
  'category',
  'category_merged',
  'reserved',
  'attribute',
  'attribute_retired',
  'field',
  'axis_type',
  'foreign_option',
  'unit_family',
  'pattern',
]);

const cellOf = (c: CellChange): { readonly categoryId: number; readonly attributeNo: number } => (c.kind === 'rule' ? c.edit : c.help);
const keyOf = (cell: { readonly categoryId: number; readonly attributeNo?: number }): string => `${cell.categoryId}:${cell.attributeNo ?? 0}`;
const adds = (c: Change): c is CellChange => (c.kind === 'rule' && c.edit.op !== 'remove') || (c.kind === 'help' && c.help.help !== null);

/**
 * The edits of cells, among those to be saved, that could never be published with this draft: of a category or an attribute that is none any more (and that the draft itself neither makes nor
 * changes), of a field that is wrong in itself. What takes something away is never refused. A handful of statements, however many cells there are.
 */
export async function findRefusedEdits(tx: Ctx, changeSetId: number, list: readonly Change[]): Promise<RefusedEdit[]> {
  const cells = list.filter(adds);
  if (cells.length === 0) return [];
  const gone = await findGoneCategories(tx, cells);
  const wrong = await findWrongFields(
    tx,
    cells.flatMap((c) => (c.kind === 'rule' ? [c.edit] : [])),
  );
  if (gone.length + wrong.length === 0) return [];
  const own = await namedByDraft(tx, changeSetId, list);
  const final = (p: CellProblem): boolean =>
    FINAL.has(p.code) &&
    (p.code === 'field' ||
      p.code === 'reserved' ||
      !(p.code.startsWith('category') ? own.categories.has(p.categoryId) : own.attributes.has(p.attributeNo ?? 0)));
  const [goneAt, wrongAt] = [gone, wrong].map((problems) => Map.groupBy(problems.filter(final), keyOf));
  return cells.flatMap((c): RefusedEdit[] => {
    const cell = cellOf(c);
    const of = [...(goneAt?.get(keyOf(cell)) ?? []), ...(c.kind === 'rule' ? (wrongAt?.get(keyOf(cell)) ?? []) : [])];
    // Without a category there is nothing more to say of the cell.
    const problems = of.some((p) => p.code.startsWith('category')) ? of.slice(0, 1) : of;
    return problems.length === 0 ? [] : [{ target: targetOf(c), categoryId: cell.categoryId, attributeNo: cell.attributeNo, problems }];
  });
}

/** The categories and attributes that a draft, with what is being saved, makes or changes: what is known of them is not what will be. */
async function namedByDraft(
  tx: Ctx,
  changeSetId: number,
  list: readonly Change[],
): Promise<{ readonly categories: ReadonlySet<number>; readonly attributes: ReadonlySet<number> }> {
  const saved = await tx.db
    .select({ change: changes.change })
    .from(changes)
    .where(
      sql`${changes.changeSetId} = ${changeSetId} and ${changes.change} ->> 'kind' in ('category', 'category_merge', 'attribute', 'attribute_edit', 'attribute_type', 'attribute_merge')`,
    );
  const categories = new Set<number>();
  const attributes = new Set<number>();
  for (const c of [...saved.map((s) => s.change), ...list]) {
    if (c.kind === 'category' && c.category.id !== undefined) categories.add(c.category.id);
    if (c.kind === 'category_merge') for (const id of [c.merge.fromId, c.merge.intoId]) categories.add(id);
    if (c.kind === 'attribute' && c.attribute.no !== undefined) attributes.add(c.attribute.no);
    if (c.kind === 'attribute_edit') attributes.add(c.edit.no);
    if (c.kind === 'attribute_type') attributes.add(c.convert.no);
    if (c.kind === 'attribute_merge') for (const no of [c.merge.fromNo, c.merge.intoNo]) attributes.add(no);
  }
  return { categories, attributes };
}
