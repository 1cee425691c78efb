import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type Change, targetOf } from '../schemas.ts';
import { sameValue } from '../visible-values.ts';
import { asRule, type State } from './states.ts';

type RuleChange = Extract<Change, { kind: 'rule' }>;
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

/**
 * Of edits to be saved, the targets of rules that would stand as they stand already: by the category's own rule or, where it has none, by what it inherits, unless the edit
 * says that it is meant as a pin.
 */
export async function idleTargets(tx: Ctx, changeSetId: number, list: readonly Change[], bases: ReadonlyMap<string, State>): Promise<string[]> {
  const rules = list.filter((c) => c.kind === 'rule');
  const own = rules.filter((c) => isIdle(c, bases.get(targetOf(c)) ?? null));
  const idle = new Set<Change>(own);
  const rest = list.filter((c) => !idle.has(c));
  const fresh = rest.filter((c) => c.kind === 'rule').filter((c) => c.edit.op === 'set' && !c.edit.pin && asRule(bases.get(targetOf(c))) === null);
  const inherited = await inheritedFields(tx, changeSetId, fresh, rest);
  return [...own, ...fresh.filter((c) => fitsInto(c, inherited.get(targetOf(c))))].map(targetOf);
}

function isIdle({ edit }: RuleChange, base: State): boolean {
  const rule = asRule(base);
  if (edit.op === 'remove') return rule === null;
  if (edit.op === 'exclude') return rule?.op === 'exclude';
  return rule?.op === 'set' && Object.entries(edit.fields).every(([f, v]) => sameValue(rule.fields[f] ?? null, v ?? null));
}

const fitsInto = ({ edit }: RuleChange, inherited: Readonly<Record<string, unknown>> | undefined): boolean =>
  inherited !== undefined && Object.entries(edit.fields).every(([f, v]) => v === null || sameValue(inherited[f] ?? null, v));

/** What cells without a rule of their own inherit; none where the same set changes what comes from above, or the tree. */
async function inheritedFields(
  tx: Ctx,
  changeSetId: number,
  fresh: readonly RuleChange[],
  list: readonly Change[],
): Promise<Map<string, Readonly<Record<string, unknown>>>> {
  if (fresh.length === 0 || list.some((c) => c.kind === 'move' || c.kind === 'category_merge')) return new Map();
  const saved = await tx.db.execute<{ target: string; tree: boolean }>(
    sql`select target, change ->> 'kind' in ('move', 'category_merge') as tree from taxonomy.changes where change_set_id = ${changeSetId}`,
  );
  if (saved.some((s) => s.tree)) return new Map();
  const touched = new Set([...saved.map((s) => s.target), ...list.map(targetOf)]);
  const rows = await tx.db.execute<{ c: number; a: number; path: number[]; fields: Record<string, unknown> }>(sql`
    select x.c, x.a, k.path, e.fields from unnest(${ints(fresh.map((p) => p.edit.categoryId))}, ${ints(fresh.map((p) => p.edit.attributeNo))}) x(c, a)
    join taxonomy.effective_cells e on e.category_id = x.c and e.attribute_no = x.a join taxonomy.categories k on k.id = x.c`);
  const free = rows.filter((r) => !r.path.some((p) => p !== r.c && touched.has(`rule:${p}:${r.a}`)));
  return new Map(free.map((r) => [`rule:${r.c}:${r.a}`, r.fields]));
}
