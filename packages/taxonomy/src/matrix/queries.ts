import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type Source, titleFor } from '../change-set/source.ts';
import type { Attribute } from '../dictionary/queries.ts';
import type { CellFields, Origins } from '../schemas.ts';
import { getCategory } from '../tree/queries.ts';

export type CellOrigin = { readonly categoryId: number; readonly ru: string; readonly en: string; readonly version: number };
export type EffectiveCellView = {
  readonly attribute: Attribute & { readonly options: number };
  readonly fields: CellFields;
  /** field (or `_`: the attribute itself) -> where it was set. */
  readonly origins: Readonly<Record<string, CellOrigin>>;
  /** The category's own rule, when it has one. */
  readonly own: { readonly op: 'set' | 'exclude'; readonly fields: CellFields } | null;
  /** Its help texts along the path, from the root down: the last one is in force. */
  readonly helps: readonly { readonly categoryId: number; readonly ru: string; readonly en: string }[];
};

/** A category's effective cells with the origin of each field, and the attributes it excludes itself. */
export async function listEffectiveCells(ctx: Ctx, categoryId: number): Promise<EffectiveCellView[]> {
  const category = await getCategory(ctx, categoryId);
  const rows = await ctx.read.execute<{
    attribute: Attribute & { options: number };
    fields: CellFields | null;
    origins: Origins | null;
    own_op: 'set' | 'exclude' | null;
    own_fields: CellFields | null;
    helps: { categoryId: number; ru: string; en: string }[];
  }>(sql`
    select json_build_object('no', a.no, 'key', a.key, 'type', a.type, 'listKey', l.key, 'unitFamily', a.unit_family, 'localised', a.localised, 'ru', a.label_ru, 'en', a.label_en,
        'descriptionRu', a.description_ru, 'descriptionEn', a.description_en, 'options', (select count(*)::int from taxonomy.entries n where n.list_id = a.list_id and not n.retired)) as attribute,
      e.fields, e.origins, r.op as own_op, r.fields as own_fields,
      coalesce((select json_agg(json_build_object('categoryId', h.category_id, 'ru', h.help_ru, 'en', h.help_en) order by c.depth) from taxonomy.cell_help h
        join taxonomy.categories c on c.id = h.category_id where h.attribute_no = a.no and h.category_id = any(${`{${category.path.join(',')}}`}::int[])), '[]') as helps
    from (select * from taxonomy.effective_cells where category_id = ${category.id}) e
    full join (select * from taxonomy.rules where category_id = ${category.id} and to_version is null) r on r.attribute_no = e.attribute_no
    join taxonomy.attributes a on a.no = coalesce(e.attribute_no, r.attribute_no) left join taxonomy.lists l on l.id = a.list_id
    order by coalesce((e.fields ->> 'position')::int, 1000), a.no`);
  const names = new Map(category.trail.map((t) => [t.id, t]));
  return rows.map((r) => ({
    attribute: r.attribute,
    fields: r.fields ?? {},
    origins: Object.fromEntries(
      Object.entries(r.origins ?? {}).map(([field, [id, version]]) => [
        field,
        { categoryId: id, version, ru: names.get(id)?.ru ?? '', en: names.get(id)?.en ?? '' },
      ]),
    ),
    own: r.own_op ? { op: r.own_op, fields: r.own_fields ?? {} } : null,
    helps: r.helps,
  }));
}

export async function listVersions(
  ctx: Ctx,
  limit = 50,
): Promise<{ version: number; title: string; author: string; publishedAt: string; changeSetId: number | null }[]> {
  type Row = Awaited<ReturnType<typeof listVersions>>[number] & { undoes: number | null; source: Source | null };
  const rows = await ctx.read.execute<Row>(sql`
    select v.version, v.title, v.author, v.published_at as "publishedAt", v.change_set_id as "changeSetId", s.undoes, s.source
    from taxonomy.matrix_versions v left join taxonomy.change_sets s on s.id = v.change_set_id order by v.version desc limit ${limit}`);
  return rows.map(({ undoes, source, ...v }) => ({ ...v, title: titleFor({ title: v.title, undoes, source }, ctx.locale) }));
}

export async function countTaxonomy(ctx: Ctx): Promise<{
  categories: number;
  attributes: number;
  entries: number;
  options: number;
  rulesSet: number;
  rulesExcluded: number;
  cells: number;
  schemas: number;
}> {
  const [r] = await ctx.db.execute<Record<string, number>>(sql`
    select (select count(*)::int from taxonomy.categories where alias_of is null) as categories,
      (select count(*)::int from taxonomy.attributes where no >= 100 and not retired) as attributes,
      (select count(*)::int from taxonomy.entries where not retired) as entries,
      (select count(*)::int from taxonomy.attributes a join taxonomy.entries e on e.list_id = a.list_id where a.no >= 100) as options,
      (select count(*)::int from taxonomy.rules where to_version is null and op = 'set') as rules_set,
      (select count(*)::int from taxonomy.rules where to_version is null and op = 'exclude') as rules_excluded,
      (select count(*)::int from taxonomy.effective_cells) as cells,
      (select count(distinct hash)::int from taxonomy.category_schemas where to_version is null) as schemas`);
  return {
    categories: r?.categories ?? 0,
    attributes: r?.attributes ?? 0,
    entries: r?.entries ?? 0,
    options: r?.options ?? 0,
    rulesSet: r?.rules_set ?? 0,
    rulesExcluded: r?.rules_excluded ?? 0,
    cells: r?.cells ?? 0,
    schemas: r?.schemas ?? 0,
  };
}
