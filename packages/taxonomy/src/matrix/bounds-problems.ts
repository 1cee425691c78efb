import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { CellFields, Origins } from '../schemas.ts';
import { boundsProblem, type FieldWords } from './field-words.ts';
import { BOUNDS_ORDER, type Problem } from './problems.ts';

type CellProblem = Problem & { readonly categoryId: number };
type Row = {
  readonly categoryId: number;
  readonly attributeNo: number;
  readonly fields: CellFields;
  readonly origins: Origins;
  readonly family: string | null;
  readonly old: { readonly min?: number; readonly max?: number } | null;
};

/**
 * The problems of the schemas built for `version`, where ends of a cell that leave no value between them say which category set each. Those that the category's schema had before, end for end,
 * are left out: they keep nobody from publishing something else.
 */
export async function withoutOldBounds(ctx: Ctx, version: number, problems: readonly CellProblem[]): Promise<CellProblem[]> {
  const crossed = problems.filter((p) => p.code === BOUNDS_ORDER);
  if (crossed.length === 0) return [...problems];
  const rows = await ctx.db.execute<Row>(sql`
    select e.category_id as "categoryId", e.attribute_no as "attributeNo", e.fields, e.origins, a.unit_family as family,
      (select x from (select hash from taxonomy.category_schemas where category_id = e.category_id and from_version < ${version}::int order by from_version desc limit 1) s
        join taxonomy.schemas t on t.hash = s.hash cross join jsonb_array_elements(t.artefact -> 'attributes') x where (x ->> 'no')::int = e.attribute_no) as old
    from json_to_recordset(${JSON.stringify(crossed.map((p) => ({ c: p.categoryId, a: p.attributeNo })))}::json) as w(c int, a int)
    join taxonomy.effective_cells e on e.category_id = w.c and e.attribute_no = w.a join taxonomy.attributes a on a.no = w.a`);
  const named = [...new Set(rows.flatMap((r) => [r.origins.min?.[0] ?? 0, r.origins.max?.[0] ?? 0]))];
  const labels = await ctx.db.execute<FieldWords & { id: number }>(
    sql`select id, label_ru as ru, label_en as en from taxonomy.categories where id = any(${`{${named.join(',')}}`}::int[])`,
  );
  const byId = new Map(labels.map((l) => [l.id, l]));
  const byCell = new Map(rows.map((r) => [`${r.categoryId}:${r.attributeNo}`, r]));
  return problems.flatMap((problem) => {
    const row = problem.code === BOUNDS_ORDER ? byCell.get(`${problem.categoryId}:${problem.attributeNo}`) : undefined;
    if (!row) return [problem];
    const { fields, origins, old } = row;
    if (old?.min === fields.min && old?.max === fields.max) return [];
    const at = (end: 'min' | 'max') => {
      const id = origins[end]?.[0];
      return id === undefined || id === row.categoryId ? null : (byId.get(id) ?? null);
    };
    return [{ ...problem, ...boundsProblem(fields, row.family, { min: at('min'), max: at('max') }) }];
  });
}
