import { actorLabel, type Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { buildArtefact } from '../matrix/artefact.ts';
import type { LoadedSchema } from '../matrix/get-schema.ts';
import { loadDictionary } from '../matrix/rehash.ts';
import { assertCanEditMatrix } from '../policies.ts';
import type { CellFields, RuleEdit } from '../schemas.ts';
import type { Localised } from '@yarmarka/kernel/schemas';
import { getCategory } from '../tree/queries.ts';
import { type Rule, ruleAfter } from './full-cells.ts';

const MY_DRAFT = (ctx: Ctx) => sql`(select max(id) from taxonomy.change_sets where author = ${actorLabel(ctx.actor)} and status in ('draft', 'conflict'))`;

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
      and c.change_set_id = ${MY_DRAFT(ctx)}`);
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

/** Help texts that the caller's newest open change-set gives a category and what stands above it, as `listHelp` answers; null when it edits none of them. */
export async function findDraftHelp(ctx: Ctx, path: readonly number[]): Promise<Map<number, Localised> | null> {
  assertCanEditMatrix(ctx);
  const ids = sql`${`{${path.join(',')}}`}::int[]`;
  const rows = await ctx.db.execute<{ no: number; help: Localised | null; drafted: boolean }>(sql`
    with edits as (select (c.change -> 'help' ->> 'categoryId')::int as id, (c.change -> 'help' ->> 'attributeNo')::int as no, nullif(c.change -> 'help' -> 'help', 'null') as help
      from taxonomy.changes c where c.change ->> 'kind' = 'help' and (c.change -> 'help' ->> 'categoryId')::int = any(${ids}) and c.change_set_id = ${MY_DRAFT(ctx)}),
    texts as (select coalesce(e.id, h.category_id) as id, coalesce(e.no, h.attribute_no) as no, e.id is not null as drafted,
        case when e.id is null then jsonb_build_object('ru', h.help_ru, 'en', h.help_en) else e.help end as help
      from (select * from taxonomy.cell_help where category_id = any(${ids})) h full join edits e on e.id = h.category_id and e.no = h.attribute_no)
    select t.no, (array_agg(t.help order by k.depth desc) filter (where t.help is not null))[1] as help, bool_or(t.drafted) as drafted
    from texts t join taxonomy.categories k on k.id = t.id group by t.no`);
  if (!rows.some((r) => r.drafted)) return null;
  return new Map(rows.flatMap((r) => (r.help ? [[r.no, r.help]] : [])));
}
