import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { Touched } from './publish-version.ts';

/** One rule to write: `fields` is a patch (null = inherit again); with `replace`, it is the whole rule. */
export type RuleWrite = {
  readonly categoryId: number;
  readonly attributeNo: number;
  readonly op: 'set' | 'exclude' | 'remove';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly replace?: boolean;
};

/**
 * Writes rules as of `version`, set-based: closes the current row of each that changes and opens its successor; keeps, per field, the version that last set it. Rules
 * that would stay the same are left alone. Returns the pairs that changed.
 */
export async function applyRules(ctx: Ctx, version: number, writes: readonly RuleWrite[]): Promise<Touched['pairs']> {
  const changed: { categoryId: number; attributeNo: number }[] = [];
  for (let i = 0; i < writes.length; i += 5000) {
    const json = JSON.stringify(writes.slice(i, i + 5000).map((w) => ({ c: w.categoryId, a: w.attributeNo, op: w.op, f: w.fields, r: w.replace ?? false })));
    await ctx.db.execute(
      sql`create temp table if not exists rule_writes (category_id int, attribute_no int, op text, fields jsonb, field_versions jsonb) on commit drop`,
    );
    await ctx.db.execute(sql`truncate rule_writes`);
    await ctx.db.execute(sql`
      insert into rule_writes
      with w as (select c, a, op, f, r from json_to_recordset(${json}::json) as x(c int, a int, op text, f jsonb, r boolean)),
      m as (
        select w.c, w.a, w.op, cur.op as old_op, cur.fields as old_fields, cur.field_versions as old_versions,
          case when w.op <> 'set' then '{}'::jsonb when w.r then jsonb_strip_nulls(w.f)
               else jsonb_strip_nulls(case when cur.op = 'set' then cur.fields else '{}'::jsonb end || w.f) end as fields
        from w left join taxonomy.rules cur on cur.category_id = w.c and cur.attribute_no = w.a and cur.to_version is null)
      select c, a, op, fields,
        (select coalesce(jsonb_object_agg(k, case when old_op = 'set' and old_fields -> k is not distinct from fields -> k and old_versions ? k then old_versions -> k else to_jsonb(${version}::int) end), '{}')
           from jsonb_object_keys(fields) k)
        || case when op = 'set' then jsonb_build_object('_', coalesce(case when old_op = 'set' then old_versions -> '_' end, to_jsonb(${version}::int))) else '{}' end
      from m where case when op = 'remove' then old_op is not null else old_op is distinct from op or old_fields is distinct from fields end`);
    // A rule that this very version has written already leaves no trace in the history.
    await ctx.db.execute(sql`
      delete from taxonomy.rules r using rule_writes w where r.category_id = w.category_id and r.attribute_no = w.attribute_no and r.from_version = ${version}::int`);
    await ctx.db.execute(sql`
      update taxonomy.rules r set to_version = ${version}::int from rule_writes w
      where r.category_id = w.category_id and r.attribute_no = w.attribute_no and r.to_version is null`);
    await ctx.db.execute(sql`
      insert into taxonomy.rules (category_id, attribute_no, op, fields, field_versions, from_version)
      select category_id, attribute_no, op, fields, field_versions, ${version}::int from rule_writes where op <> 'remove'`);
    const rows = await ctx.db.execute<{ category_id: number; attribute_no: number }>(sql`select category_id, attribute_no from rule_writes`);
    for (const r of rows) changed.push({ categoryId: r.category_id, attributeNo: r.attribute_no });
  }
  return changed;
}
