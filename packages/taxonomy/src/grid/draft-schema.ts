import { actorLabel, type Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { buildArtefact } from '../matrix/artefact.ts';
import type { LoadedSchema } from '../matrix/get-schema.ts';
import { loadDictionary } from '../matrix/rehash.ts';
import { assertCanEditMatrix } from '../policies.ts';
import type { CellFields, RuleEdit } from '../schemas.ts';
import { getCategory } from '../tree/queries.ts';
import { type Rule, ruleAfter } from './full-cells.ts';

/**
 * The schema a category gets once the caller's newest open change-set is published, as far as its rules go (the tree and the dictionary stay as published). Null when
 * the draft edits nothing of the category nor above it. Errors: `taxonomy.category_not_found`.
 */
export async function findDraftSchema(ctx: Ctx, categoryId: number): Promise<LoadedSchema | null> {
  assertCanEditMatrix(ctx);
  const { path } = await getCategory(ctx, categoryId);
  const ids = sql`${`{${path.join(',')}}`}::int[]`;
  const edits = await ctx.db.execute<{ edit: RuleEdit }>(sql`
    select c.change -> 'edit' as edit from taxonomy.changes c where c.change ->> 'kind' = 'rule' and (c.change -> 'edit' ->> 'categoryId')::int = any(${ids})
      and c.change_set_id = (select max(id) from taxonomy.change_sets where author = ${actorLabel(ctx.actor)} and status in ('draft', 'conflict'))`);
  if (edits.length === 0) return null;
  const rows = await ctx.db.execute<Rule & { c: number; a: number }>(
    sql`select category_id as c, attribute_no as a, op, fields from taxonomy.rules where to_version is null and category_id = any(${ids})`,
  );
  const rules = new Map<number, Map<number, Rule>>(path.map((id) => [id, new Map()]));
  for (const { c, a, op, fields } of rows) rules.get(c)?.set(a, { op, fields });
  for (const { edit } of edits) {
    const own = rules.get(edit.categoryId);
    const next = ruleAfter(own?.get(edit.attributeNo) ?? null, edit);
    if (next) own?.set(edit.attributeNo, next);
    else own?.delete(edit.attributeNo);
  }
  const cells = new Map<number, Readonly<Record<string, unknown>>>();
  for (const id of path)
    for (const [no, { op, fields }] of rules.get(id) ?? []) {
      if (op === 'exclude') cells.delete(no);
      else cells.set(no, { ...cells.get(no), ...fields });
    }
  const dictionary = await loadDictionary(ctx, [...cells.keys()]);
  const { hash, schema, lists } = buildArtefact(
    [...cells].map(([no, fields]) => ({ no, fields: fields as CellFields })),
    dictionary,
  );
  return { hash, schema, lists };
}
