import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type CellField, CELL_FIELDS, type CellFields, type Origins } from '../schemas.ts';
import type { NamedCategory, Names } from './names.ts';

/** A cell as it stands: what is effective (null: nothing), what the category's own rule says, the version the reader saw. */
export type Cell = {
  readonly categoryId: number;
  readonly attributeNo: number;
  readonly fields: CellFields | null;
  readonly origins: Origins | null;
  readonly own: { readonly op: 'set' | 'exclude'; readonly fields: CellFields } | null;
  readonly version: number;
};
export type Scope = 'own' | 'effective';
export type Help = { readonly ru: string; readonly en: string };

type Row = {
  c: number;
  a: number;
  fields: CellFields | null;
  origins: Origins | null;
  op: 'set' | 'exclude' | null;
  own: CellFields | null;
  version: number;
};
const toCell = (r: Row): Cell => ({
  categoryId: r.c,
  attributeNo: r.a,
  fields: r.fields,
  origins: r.origins,
  own: r.op ? { op: r.op, fields: r.own ?? {} } : null,
  version: r.version,
});
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;
const VERSION = sql`(select coalesce(max(version), 0) from taxonomy.matrix_versions)`;

/** The cells of some categories (of some attributes), all read at one version: those with a rule of their own, or all effective and excluded ones. */
export async function listCells(ctx: Ctx, categoryIds: readonly number[], scope: Scope, attributes?: readonly number[]): Promise<Cell[]> {
  const of = (column: ReturnType<typeof sql>) => (attributes ? sql`and ${column} = any(${ints(attributes)})` : sql``);
  const join = scope === 'own' ? sql`right join` : sql`full join`;
  const rows = await ctx.read.execute<Row>(sql`
    select coalesce(e.category_id, r.category_id) as c, coalesce(e.attribute_no, r.attribute_no) as a, e.fields, e.origins, r.op, r.fields as own, ${VERSION} as version
    from (select * from taxonomy.effective_cells where category_id = any(${ints(categoryIds)}) ${of(sql`attribute_no`)}) e
    ${join} (select * from taxonomy.rules where to_version is null and category_id = any(${ints(categoryIds)}) ${of(sql`attribute_no`)}) r
      on r.category_id = e.category_id and r.attribute_no = e.attribute_no`);
  return rows.map(toCell);
}

/** The cells of the given pairs, in any order; also those that are not effective. Read on the writing side: a draft is made of what they say. */
export async function listCellsOf(ctx: Ctx, pairs: readonly { readonly categoryId: number; readonly attributeNo: number }[]): Promise<Cell[]> {
  if (pairs.length === 0) return [];
  const rows = await ctx.db.execute<Row>(sql`
    select x.c, x.a, e.fields, e.origins, r.op, r.fields as own, ${VERSION} as version
    from unnest(${ints(pairs.map((p) => p.categoryId))}, ${ints(pairs.map((p) => p.attributeNo))}) x(c, a)
    left join taxonomy.effective_cells e on e.category_id = x.c and e.attribute_no = x.a
    left join taxonomy.rules r on r.category_id = x.c and r.attribute_no = x.a and r.to_version is null`);
  return rows.map(toCell);
}

/** The same pairs as they were in an earlier version, folded anew from the rules and the tree of that time. */
export async function listPastCells(
  ctx: Ctx,
  version: number,
  pairs: readonly { readonly categoryId: number; readonly attributeNo: number }[],
): Promise<Map<string, { fields: CellFields | null; own: Cell['own'] }>> {
  const rows = await ctx.db.execute<{ c: number; a: number; depth: number; op: 'set' | 'exclude' | null; fields: CellFields | null }>(sql`
    with recursive up(c, a, at, depth) as (
      select x.c, x.a, x.c, 0 from unnest(${ints(pairs.map((p) => p.categoryId))}, ${ints(pairs.map((p) => p.attributeNo))}) x(c, a)
      union all
      select u.c, u.a, p.parent_id, u.depth + 1 from up u join taxonomy.category_parents p
        on p.category_id = u.at and p.from_version <= ${version}::int and (p.to_version is null or p.to_version > ${version}::int)
      where p.parent_id is not null)
    select u.c, u.a, u.depth, r.op, r.fields from up u left join taxonomy.rules r
      on r.category_id = u.at and r.attribute_no = u.a and r.from_version <= ${version}::int and (r.to_version is null or r.to_version > ${version}::int)
    order by u.c, u.a, u.depth desc`);
  const out = new Map<string, { fields: CellFields | null; own: Cell['own'] }>();
  for (const r of rows) {
    const key = `${r.c}:${r.a}`;
    const above = out.get(key)?.fields ?? null;
    const fields = r.op === 'exclude' ? null : r.op === 'set' ? { ...above, ...r.fields } : above;
    out.set(key, { fields, own: r.depth === 0 && r.op ? { op: r.op, fields: r.fields ?? {} } : null });
  }
  return out;
}

/** Help texts: own by cell, effective from the nearest category above. */
export class HelpTexts {
  readonly #texts = new Map<string, Help>();
  readonly #names: Names;
  constructor(names: Names, rows: readonly { readonly c: number; readonly a: number; readonly ru: string; readonly en: string }[]) {
    this.#names = names;
    for (const r of rows) this.#texts.set(`${r.c}:${r.a}`, { ru: r.ru, en: r.en });
  }
  own(categoryId: number, attributeNo: number): Help | undefined {
    return this.#texts.get(`${categoryId}:${attributeNo}`);
  }
  effective(categoryId: number, attributeNo: number): Help | undefined {
    for (let c: NamedCategory | undefined = this.#names.category(categoryId); c; c = c.parentId === null ? undefined : this.#names.category(c.parentId)) {
      const own = this.own(c.id, attributeNo);
      if (own) return own;
    }
    return undefined;
  }
}

export async function loadHelp(ctx: Ctx, names: Names): Promise<HelpTexts> {
  return new HelpTexts(
    names,
    await ctx.db.execute<{ c: number; a: number; ru: string; en: string }>(
      sql`select category_id as c, attribute_no as a, help_ru as ru, help_en as en from taxonomy.cell_help`,
    ),
  );
}

/** What a row of the scope shows of a cell: the effective fields, or the own rule's. */
export const shownFields = (cell: Pick<Cell, 'fields' | 'own'>, scope: Scope): CellFields =>
  scope === 'effective' && cell.own?.op !== 'exclude' ? (cell.fields ?? {}) : cell.own?.op === 'set' ? cell.own.fields : {};

export const ownFields = (cell: Pick<Cell, 'own'>): CellField[] => (cell.own?.op === 'set' ? CELL_FIELDS.filter((f) => f in (cell.own?.fields ?? {})) : []);
