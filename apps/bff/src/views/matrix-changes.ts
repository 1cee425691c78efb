import type { Ctx } from '@yarmarka/kernel';
import { actorLabel } from '@yarmarka/kernel';
import {
  type ChangeRow,
  type ChangeSet,
  type ChangeSetComment,
  getChangeSet,
  importedChanges,
  listComments,
  listEditors,
  noteFor,
  stampOf,
} from '@yarmarka/taxonomy';
import { titleFor } from '@yarmarka/taxonomy/schemas';
import type { CellFields } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { collectNames, type NamedThings, nameNew, nameThings } from './matrix-names.ts';
import { namesOfActors } from './people.ts';

type Words = { readonly ru: string; readonly en: string };
export type CellBefore = { readonly fields: CellFields; readonly excluded: boolean; readonly ownFields: CellFields | null };
export type DescribedComment = Omit<ChangeSetComment, 'changeSetId'> & { readonly authorName: string | null };
export type DescribedChangeSet = Omit<ChangeSet, 'source'> &
  NamedThings & {
    readonly authorName: string | null;
    /** How many changes files of a taxonomy brought, of which only texts stand among the edits; null: the edits are all. */
    readonly imported: number | null;
    readonly approvedByName: string | null;
    readonly scheduledByName: string | null;
    readonly returnedByName: string | null;
    /** Who has a hand in the edits and cannot approve them. */
    readonly editors: readonly string[];
    /** These very edits, for what is done with them after they were looked at. */
    readonly stamp: string;
    readonly changes: readonly Pick<ChangeRow, 'target' | 'change' | 'base' | 'editedAt'>[];
    /** The cells of rule changes as they are now, by target; absent where the category does not have the attribute. */
    readonly cells: Readonly<Record<string, CellBefore>>;
    readonly comments: readonly DescribedComment[];
  };

const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

/** The caller's newest open change-set, or null: what the draft pill shows. */
export async function findMyDraft(ctx: Ctx): Promise<DescribedChangeSet | null> {
  const [row] = await ctx.db.execute<{ id: number }>(sql`
    select id from taxonomy.change_sets where author = ${actorLabel(ctx.actor)} and status in ('draft', 'conflict') order by id desc limit 1`);
  return row ? describeChangeSet(ctx, row.id) : null;
}

/** A change-set with the words for everything it names and the present state of each cell it touches. */
export async function describeChangeSet(ctx: Ctx, id: number): Promise<DescribedChangeSet> {
  const { source, ...set } = await getChangeSet(ctx, id);
  const pairs = set.changes.flatMap(({ change }) => (change.kind === 'rule' ? [change.edit] : []));
  const cells = await cellsOf(ctx, pairs);
  const list = set.changes.map((c) => c.change);
  const things = collectNames(list);
  things.values.push(...Object.values(cells).map((c) => c.fields));
  const comments = await listComments(ctx, id);
  const names = await namesOfActors(ctx, [
    set.author,
    ...(set.approvedBy ? [set.approvedBy] : []),
    ...(set.scheduledBy ? [set.scheduledBy] : []),
    ...(set.returned ? [set.returned.by] : []),
    ...comments.map((c) => c.author),
  ]);
  const [named, fresh] = [await nameThings(ctx, things), await nameNew(ctx, list)];
  return {
    ...set,
    title: titleFor({ ...set, source }, ctx.locale),
    note: noteFor({ ...set, source }, ctx.locale),
    categories: { ...named.categories, ...fresh.categories },
    attributes: { ...named.attributes, ...fresh.attributes },
    options: { ...named.options, ...fresh.options },
    entries: { ...named.entries, ...fresh.entries },
    authorName: names.get(set.author) ?? null,
    imported: importedChanges({ ...set, source }) ?? null,
    approvedByName: set.approvedBy ? (names.get(set.approvedBy) ?? null) : null,
    scheduledByName: set.scheduledBy ? (names.get(set.scheduledBy) ?? null) : null,
    returnedByName: set.returned ? (names.get(set.returned.by) ?? null) : null,
    editors: await listEditors(ctx, set),
    stamp: stampOf(set.changes),
    changes: set.changes.map(({ target, change, base, editedAt }) => ({ target, change, base, editedAt })),
    cells,
    comments: comments.map(({ changeSetId: _, ...c }) => ({ ...c, authorName: names.get(c.author) ?? null })),
  };
}

async function cellsOf(ctx: Ctx, pairs: readonly { categoryId: number; attributeNo: number }[]): Promise<Record<string, CellBefore>> {
  if (pairs.length === 0) return {};
  const rows = await ctx.db.execute<{ c: number; a: number; fields: CellFields | null; op: string | null; own: CellFields | null }>(sql`
    select x.c, x.a, e.fields, r.op, r.fields as own from unnest(${ints(pairs.map((p) => p.categoryId))}, ${ints(pairs.map((p) => p.attributeNo))}) x(c, a)
    left join taxonomy.effective_cells e on e.category_id = x.c and e.attribute_no = x.a
    left join taxonomy.rules r on r.category_id = x.c and r.attribute_no = x.a and r.to_version is null
    where e.fields is not null or r.op is not null`);
  return Object.fromEntries(
    rows.map((r) => [`rule:${r.c}:${r.a}`, { fields: r.fields ?? {}, excluded: r.op === 'exclude', ownFields: r.op === 'set' ? r.own : null }]),
  );
}

export type HistoryRow = {
  readonly key: string;
  readonly at: string;
  readonly title: string;
  readonly status: ChangeSet['status'];
  readonly author: string;
  readonly authorName: string | null;
  readonly version: number | null;
  readonly changeSetId: number | null;
  readonly size: number;
  readonly note: string;
  /** The date of a scheduled set. */
  readonly publishAt: string | null;
  readonly undoes: number | null;
  /** A colleague asked for a second pair of eyes and has not got it yet. */
  readonly waits: boolean;
  /** What a colleague said of an open set; null once it is asked for again or edited after an approval. */
  readonly judged: 'approved' | 'returned' | null;
};

/** Versions and change-sets, the newest first: who, when, what. `before`: the `at` of the last row seen. */
export async function listMatrixHistory(
  ctx: Ctx,
  input: { before?: string | undefined; limit: number },
): Promise<{ items: HistoryRow[]; next: string | null }> {
  const rows = await ctx.read.execute<Omit<HistoryRow, 'authorName'> & Pick<ChangeSet, 'source'>>(sql`
    with h as (
      select 'v' || v.version as key, v.published_at as at, v.title, 'published' as status, v.author, v.version, v.change_set_id from taxonomy.matrix_versions v
      union all
      select 'c' || s.id, s.updated_at, s.title, s.status, s.author, null, s.id from taxonomy.change_sets s where s.status <> 'published')
    select h.key, to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, h.title, h.status, h.author, h.version, h.change_set_id as "changeSetId",
      case when s.id is null or not exists (select 1 from taxonomy.changes c where c.change_set_id = s.id)
        then (select count(*)::int from taxonomy.rules r where r.from_version = h.version or r.to_version = h.version)
        else (select count(*)::int from taxonomy.changes c where c.change_set_id = s.id) end as size,
      coalesce(s.note, '') as note, s.publish_at as "publishAt", s.undoes, s.source,
      coalesce(s.approval_requested_at is not null and s.approved_by is null and s.status in ('draft', 'conflict'), false) as waits,
      case when s.status not in ('draft', 'conflict') then null when s.approved_by is not null then 'approved' when s.returned is not null then 'returned' end as judged
    from h left join taxonomy.change_sets s on s.id = h.change_set_id where ${input.before ? sql`h.at < ${input.before}::timestamptz` : sql`true`} order by h.at desc, h.key limit ${input.limit + 1}`);
  const page = rows.slice(0, input.limit);
  const names = await namesOfActors(
    ctx,
    page.map((r) => r.author),
  );
  return {
    items: page.map(({ source, ...r }) => {
      const set = { ...r, source };
      return {
        ...r,
        title: titleFor(set, ctx.locale),
        note: noteFor(set, ctx.locale),
        size: importedChanges(set) ?? r.size,
        authorName: names.get(r.author) ?? null,
      };
    }),
    next: rows.length > input.limit ? (page.at(-1)?.at ?? null) : null,
  };
}

export type AttributeUse = Words & {
  readonly id: number;
  readonly op: 'set' | 'exclude';
  readonly below: number;
  readonly trail: readonly Words[];
  readonly fields: CellFields;
};

/** Categories that set or exclude an attribute themselves, with how many below them have it; by category id. */
export async function listAttributeUses(
  ctx: Ctx,
  input: { no: number; after?: number | undefined; limit: number },
): Promise<{ items: AttributeUse[]; next: number | null }> {
  const rows = await ctx.read.execute<AttributeUse>(sql`
    select c.id, c.label_ru as ru, c.label_en as en, r.op, r.fields,
      (select count(*)::int from taxonomy.effective_cells e join taxonomy.categories k on k.id = e.category_id where e.attribute_no = r.attribute_no and k.path @> array[c.id]) as below,
      (select coalesce(json_agg(json_build_object('ru', t.label_ru, 'en', t.label_en) order by t.depth), '[]') from taxonomy.categories t where t.id = any(c.path) and t.id <> c.id) as trail
    from taxonomy.rules r join taxonomy.categories c on c.id = r.category_id
    where r.attribute_no = ${input.no} and r.to_version is null and c.id > ${input.after ?? 0} order by c.id limit ${input.limit + 1}`);
  const items = rows.slice(0, input.limit);
  return { items, next: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}
