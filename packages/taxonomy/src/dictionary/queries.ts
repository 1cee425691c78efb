import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { attributeNotFound } from '../errors.ts';
import type { AttributeType, CategorySchema, NewAttribute } from '../schemas.ts';
import { escapeLike } from '../tree/queries.ts';
import { spellings } from './spellings.ts';

export type Attribute = {
  readonly no: number;
  readonly key: string;
  readonly type: AttributeType;
  readonly listKey: string | null;
  readonly unitFamily: string | null;
  readonly localised: boolean;
  readonly ru: string;
  readonly en: string;
  readonly descriptionRu: string;
  readonly descriptionEn: string;
};
export type AttributeRow = Attribute & {
  readonly options: number;
  readonly categories: number;
  readonly retired: boolean;
  /** The attribute it was merged into. */
  readonly mergedInto: number | null;
  /** The open change-set that creates it; null: it is published. */
  readonly changeSetId: number | null;
};
export type Option = {
  readonly token: number;
  readonly key: string;
  readonly ru: string;
  readonly en: string;
  readonly position: number;
  readonly number: number | null;
  readonly unit: string | null;
  readonly swatch: string | null;
  readonly synonyms: readonly string[];
};

const ATTRIBUTE = sql`a.no, a.key, a.type, l.key as "listKey", a.unit_family as "unitFamily", a.localised, a.label_ru as ru, a.label_en as en, a.description_ru as "descriptionRu", a.description_en as "descriptionEn"`;
const OPTION = sql`(a.no * 65536 + e.entry_no) as token, e.key, e.label_ru as ru, e.label_en as en, e.position, e.number, e.unit, e.swatch, e.synonyms`;
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

export async function listAttributes(
  ctx: Ctx,
  input: {
    nos?: readonly number[] | undefined;
    keys?: readonly string[] | undefined;
    query?: string | undefined;
    type?: AttributeType | undefined;
    /** In some category's schema, or in none. */
    used?: boolean | undefined;
    /** Those in use (the default), or those taken out of it. */
    retired?: boolean | undefined;
    afterNo?: number | undefined;
    limit?: number | undefined;
  },
): Promise<AttributeRow[]> {
  const where = [input.retired ? sql`a.retired` : sql`not a.retired`];
  if (input.used !== undefined) where.push(sql`${input.used ? sql`` : sql`not`} exists (select 1 from taxonomy.effective_cells x where x.attribute_no = a.no)`);
  if (input.nos) where.push(sql`a.no = any(${ints(input.nos)})`);
  if (input.keys) where.push(sql`a.key in (select jsonb_array_elements_text(${JSON.stringify(input.keys)}::jsonb))`);
  if (input.type) where.push(sql`a.type = ${input.type}`);
  if (input.afterNo !== undefined) where.push(sql`a.no > ${input.afterNo}`);
  for (const w of (input.query ?? '').trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6)) {
    const like = `%${escapeLike(w)}%`;
    where.push(sql`(lower(a.label_ru) like ${like} or lower(a.label_en) like ${like} or a.key like ${like})`);
  }
  return ctx.read.execute<AttributeRow>(sql`
    select ${ATTRIBUTE}, (select count(*)::int from taxonomy.entries e where e.list_id = a.list_id and not e.retired) as options,
      (select count(*)::int from taxonomy.effective_cells x where x.attribute_no = a.no) as categories, a.retired, a.merged_into as "mergedInto", null::int as "changeSetId"
    from taxonomy.attributes a left join taxonomy.lists l on l.id = a.list_id where ${sql.join(where, sql` and `)} order by a.no limit ${input.limit ?? 100}`);
}

/** Also one that is retired, or new in an open change-set. Error: `taxonomy.attribute_not_found`. */
export async function getAttribute(ctx: Ctx, no: number): Promise<AttributeRow> {
  const [row] = [...(await listAttributes(ctx, { nos: [no], limit: 1 })), ...(await listAttributes(ctx, { nos: [no], retired: true, limit: 1 }))];
  if (row) return row;
  const drafted = await findDraftedAttribute(ctx, no);
  if (!drafted) throw attributeNotFound();
  return drafted;
}

async function findDraftedAttribute(ctx: Ctx, no: number): Promise<AttributeRow | undefined> {
  const [row] = await ctx.db.execute<{ id: number; a: NewAttribute; options: number }>(sql`
    select s.id, c.change -> 'attribute' as a, (select count(*)::int from taxonomy.changes e where e.change_set_id = s.id and e.change -> 'entry' ->> 'listKey' =
      coalesce(c.change -> 'attribute' ->> 'listKey', c.change -> 'attribute' ->> 'key')) as options
    from taxonomy.change_sets s join taxonomy.changes c on c.change_set_id = s.id
    where s.status in ('draft', 'scheduled', 'conflict') and c.change ->> 'kind' = 'attribute' and (c.change -> 'attribute' ->> 'no')::int = ${no} limit 1`);
  if (!row) return undefined;
  const { key, type, label, description, listKey, unitFamily, localised } = row.a;
  return {
    no,
    key,
    type,
    listKey: type === 'list' ? (listKey ?? key) : null,
    unitFamily: unitFamily ?? null,
    localised: type === 'text' && localised,
    ru: label.ru,
    en: label.en,
    descriptionRu: description.ru,
    descriptionEn: description.en,
    options: row.options,
    categories: 0,
    retired: false,
    mergedInto: null,
    changeSetId: row.id,
  };
}

/** Options of one attribute whose label, key or synonym starts with or holds the query; for pickers, so at most `limit`. */
export async function searchOptions(
  ctx: Ctx,
  input: { attributeNo: number; query?: string; tokens?: readonly number[] | undefined; limit?: number },
): Promise<Option[]> {
  const q = (input.query ?? '').trim().toLowerCase();
  const like = `%${escapeLike(q)}%`;
  const match =
    q === ''
      ? sql`true`
      : sql`(lower(e.label_ru) like ${like} or lower(e.label_en) like ${like} or e.key like ${like} or exists (select 1 from unnest(e.synonyms) s where lower(s) like ${like}))`;
  const among = input.tokens ? sql`and (a.no * 65536 + e.entry_no) = any(${ints(input.tokens)})` : sql``;
  const rank =
    q === '' ? sql`1::int` : sql`case when lower(e.label_ru) like ${`${escapeLike(q)}%`} or lower(e.label_en) like ${`${escapeLike(q)}%`} then 0 else 1 end`;
  return ctx.read.execute<Option>(sql`
    select ${OPTION} from taxonomy.attributes a join taxonomy.entries e on e.list_id = a.list_id
    where a.no = ${input.attributeNo} and not e.retired and ${match} ${among} order by ${rank}, e.position, e.entry_no limit ${input.limit ?? 50}`);
}

export type ListOption = Option & { readonly retired: boolean; readonly mergedInto: string | null };
const LIST_LIMIT = 20_000;

/** All published entries of an attribute's list in its order, retired ones too, for the one who edits it: about 200 bytes each, at most twenty thousand. */
export async function listOptions(ctx: Ctx, attributeNo: number): Promise<ListOption[]> {
  const drafted = await findDraftedAttribute(ctx, attributeNo);
  const list = drafted
    ? sql`(select ${attributeNo}::int as no, id as list_id from taxonomy.lists where key = ${drafted.listKey})`
    : sql`(select no, list_id from taxonomy.attributes where no = ${attributeNo})`;
  return ctx.read.execute<ListOption>(sql`
    select ${OPTION}, e.retired, (select t.key from taxonomy.entries t where t.list_id = e.list_id and t.entry_no = e.merged_into) as "mergedInto"
    from ${list} a join taxonomy.entries e on e.list_id = a.list_id order by e.position, e.entry_no limit ${LIST_LIMIT}`);
}

/** Attributes that offer the same list. */
export async function listSharing(ctx: Ctx, attributeNo: number): Promise<{ no: number; ru: string; en: string }[]> {
  return ctx.read.execute(sql`
    select b.no, b.label_ru as ru, b.label_en as en from taxonomy.attributes a join taxonomy.attributes b on b.list_id = a.list_id and b.no <> a.no and not b.retired
    where a.no = ${attributeNo} order by b.no limit 50`);
}

/** Labels of the given tokens (attributes' options and brands), in any mix. A merged option says what the one it was merged into does: values follow in the background. */
export async function listOptionLabels(
  ctx: Ctx,
  tokens: readonly number[],
): Promise<Map<number, { ru: string; en: string; swatch: string | null; key: string; position: number }>> {
  const positive = tokens.filter((t) => t > 0);
  const negative = tokens.filter((t) => t < 0);
  const out = new Map<number, { ru: string; en: string; swatch: string | null; key: string; position: number }>();
  if (positive.length > 0) {
    const rows = await ctx.read.execute<{ token: number; ru: string; en: string; swatch: string | null; key: string; position: number }>(sql`
      select t.token, e.label_ru as ru, e.label_en as en, e.swatch, e.key, e.position from (select distinct unnest(${ints(positive)}) as token) t
      join taxonomy.attributes a on a.no = t.token / 65536 join taxonomy.entries o on o.list_id = a.list_id and o.entry_no = t.token % 65536
      join taxonomy.entries e on e.list_id = a.list_id and e.entry_no = coalesce(o.merged_into, o.entry_no)`);
    for (const r of rows) out.set(r.token, r);
    for (const t of positive)
      if (!out.has(t) && (t % 65_536 === 1 || t % 65_536 === 2))
        out.set(
          t,
          t % 65_536 === 2 ? { ru: 'да', en: 'yes', swatch: null, key: 'yes', position: 0 } : { ru: 'нет', en: 'no', swatch: null, key: 'no', position: 1 },
        );
  }
  if (negative.length > 0) {
    const rows = await ctx.read.execute<{ id: number; name: string }>(
      sql`select id, name from taxonomy.brands where id = any(${ints(negative.map((t) => -t))})`,
    );
    for (const r of rows) out.set(-r.id, { ru: r.name, en: r.name, swatch: null, key: r.name, position: 0 });
  }
  return out;
}

export type SchemaDictionary = {
  readonly attributes: ReadonlyMap<number, Attribute>;
  readonly options: ReadonlyMap<number, readonly Option[]>;
  readonly groups: readonly { key: string; ru: string; en: string; position: number }[];
};

/** Labels of everything a schema names: attributes, all their options (brands apart) and groups. For forms, imports and the moderator's check-list. */
export async function loadSchemaDictionary(ctx: Ctx, schema: CategorySchema): Promise<SchemaDictionary> {
  const nos = schema.attributes.map((a) => a.no);
  const attributes = await ctx.read.execute<Attribute>(
    sql`select ${ATTRIBUTE} from taxonomy.attributes a left join taxonomy.lists l on l.id = a.list_id where a.no = any(${ints(nos)})`,
  );
  const rows = await ctx.read.execute<Option & { no: number }>(sql`
    select a.no, ${OPTION} from taxonomy.attributes a join taxonomy.entries e on e.list_id = a.list_id where a.no = any(${ints(nos)}) and not e.retired order by a.no, e.position, e.entry_no`);
  const options = new Map<number, Option[]>();
  for (const { no, ...option } of rows) {
    const list = options.get(no) ?? [];
    list.push(option);
    options.set(no, list);
  }
  const groups = await listGroups(ctx);
  return { attributes: new Map(attributes.map((a) => [a.no, a])), options, groups };
}

/** The list with this key and how many options it has; null when a new attribute would begin it. */
export async function findList(ctx: Ctx, key: string): Promise<{ key: string; options: number } | null> {
  const [row] = await ctx.read.execute<{ key: string; options: number }>(sql`
    select l.key, (select count(*)::int from taxonomy.entries e where e.list_id = l.id and not e.retired) as options from taxonomy.lists l where l.key = ${key}`);
  return row ?? null;
}

export async function listGroups(ctx: Ctx): Promise<{ key: string; ru: string; en: string; position: number }[]> {
  return ctx.read.execute(sql`select key, label_ru as ru, label_en as en, position from taxonomy.attribute_groups order by position, key`);
}

/**
 * Brands whose names hold the query as typed, by sound in Latin letters or as the same keys of the other layout: equal names first, then names that begin so, then words that do, the
 * shortest first; also those that no card has yet.
 */
export async function searchBrands(ctx: Ctx, query: string, limit = 30): Promise<{ token: number; name: string }[]> {
  const rows = await ctx.read.execute<{ id: number; name: string }>(
    sql`with typed as (select ${JSON.stringify(spellings(query))}::jsonb as words)
      select b.id, b.name from taxonomy.brands b cross join lateral (
        select min(case when lower(b.name) = w then 0 when starts_with(lower(b.name), w) then 1
            when position(' ' || w in lower(b.name)) > 0 then 2 else 3 end) as rank
          from typed, jsonb_array_elements_text(typed.words) w where position(w in lower(b.name)) > 0) m
      where m.rank is not null order by m.rank, length(b.name), b.name limit ${limit}`,
  );
  return rows.map((r) => ({ token: -r.id, name: r.name }));
}

/** Help texts effective in a category, by attribute; `path` from the root to the category. */
export async function listHelp(ctx: Ctx, path: readonly number[]): Promise<Map<number, { ru: string; en: string }>> {
  const rows = await ctx.read.execute<{ no: number; ru: string; en: string }>(sql`
    select distinct on (h.attribute_no) h.attribute_no as no, h.help_ru as ru, h.help_en as en from taxonomy.cell_help h join taxonomy.categories c on c.id = h.category_id
    where h.category_id = any(${ints(path)}) order by h.attribute_no, c.depth desc`);
  return new Map(rows.map((r) => [r.no, { ru: r.ru, en: r.en }]));
}
