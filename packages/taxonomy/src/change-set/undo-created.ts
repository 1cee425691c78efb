import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { namesIn } from '../dictionary/rewrite-fields.ts';
import { attributeOfToken, type CellFields, type Change, entryOfToken } from '../schemas.ts';

const KINDS = ['category', 'attribute', 'entry'] as const;
const REASONS = ['cards', 'edited', 'root', 'below'] as const;
/** Why something that a file brought into being stays: cards or offers use it (`cards`), somebody built on it since, it is a top category (which has no parent to go into), or something below it stays. */
export type StayReason = (typeof REASONS)[number];
/** What an undo cannot take back, with the names of the first few. */
export type NotUndone = {
  readonly kind: (typeof KINDS)[number];
  readonly reason: StayReason;
  readonly count: number;
  readonly names: readonly { readonly ru: string; readonly en: string }[];
};
/** What a version created. */
export type CreatedThings = { readonly categories: readonly number[]; readonly attributes: readonly number[]; readonly tokens: readonly number[] };
/** Which of these are in use; the edge passes the answers of catalogue and offers, for taxonomy knows neither. */
export type UsesOf = (ctx: Ctx, made: CreatedThings) => Promise<CreatedThings>;

type Words = { readonly ru: string; readonly en: string };
type MadeCategory = Words & { readonly id: number; readonly parent: number | null; readonly children: readonly number[] };
type MadeAttribute = Words & { readonly no: number; readonly list: string | null };
/** `attributes`: those that stood before the version and offer its list. */
type MadeEntry = Words & { readonly list: string; readonly key: string; readonly entryNo: number; readonly attributes: readonly number[] };

const NAMED = 5;

/**
 * The edits that take back what a version of files created where nothing uses it since: categories become aliases of their parents, attributes and options retire, moved categories go
 * home. And what stays, with the reason. An option of a list that only the version's own attributes offer goes or stays with them.
 */
export async function undoCreated(ctx: Ctx, version: number, usesOf: readonly UsesOf[]): Promise<{ changes: Change[]; notUndone: NotUndone[] }> {
  const made = await createdBy(ctx, version);
  const tokens = made.entries.flatMap((e) => e.attributes.map((no) => no * 65_536 + e.entryNo));
  const asked = { categories: made.categories.map((c) => c.id), attributes: made.attributes.map((a) => a.no), tokens };
  const uses: CreatedThings[] = [];
  for (const ask of usesOf) uses.push(await ask(ctx, asked));
  const later = await editedSince(ctx, version);
  const used = {
    categories: new Set(uses.flatMap((u) => u.categories)),
    attributes: new Set(uses.flatMap((u) => u.attributes)),
    tokens: new Set(uses.flatMap((u) => u.tokens)),
  };
  const stays = new Map<string, StayReason>();
  const attributeStays = (a: MadeAttribute): StayReason | undefined =>
    used.attributes.has(a.no) ? 'cards' : later.attributes.has(a.no) || (a.list !== null && later.lists.has(a.list)) ? 'edited' : undefined;
  const entryStays = (e: MadeEntry): StayReason | undefined => {
    const own = e.attributes.map((no) => no * 65_536 + e.entryNo);
    if (own.some((token) => used.tokens.has(token))) return 'cards';
    return later.entries.has(`${e.list}\n${e.key}`) || own.some((token) => later.tokens.has(token)) ? 'edited' : undefined;
  };
  const report = new Map<string, { kind: NotUndone['kind']; reason: StayReason; names: Words[] }>();
  const note = (kind: NotUndone['kind'], reason: StayReason, { ru, en }: Words) => {
    const known = report.get(`${kind} ${reason}`) ?? { kind, reason, names: [] };
    known.names.push({ ru, en });
    report.set(`${kind} ${reason}`, known);
  };
  const changes: Change[] = [];
  // The deepest first: what stays keeps everything above it.
  const ids = new Set(made.categories.map((c) => c.id));
  for (const c of made.categories) {
    const reason = ((): StayReason | undefined => {
      if (used.categories.has(c.id)) return 'cards';
      if (later.categories.has(c.id) || c.children.some((id) => !ids.has(id))) return 'edited';
      if (c.children.some((id) => stays.has(String(id)))) return 'below';
      return c.parent === null ? 'root' : undefined;
    })();
    if (reason) stays.set(String(c.id), reason);
    if (reason) note('category', reason, c);
    else if (c.parent !== null) changes.push({ kind: 'category_merge', merge: { fromId: c.id, intoId: c.parent } });
  }
  for (const a of made.attributes) {
    const reason = attributeStays(a);
    if (reason) note('attribute', reason, a);
    else changes.push({ kind: 'attribute_edit', edit: { no: a.no, retired: true } });
  }
  for (const e of made.entries) {
    if (e.attributes.length === 0) continue;
    const reason = entryStays(e);
    if (reason) note('entry', reason, e);
    else changes.push({ kind: 'entry_edit', edit: { listKey: e.list, key: e.key, retired: true } });
  }
  for (const m of made.moved) if (!later.categories.has(m.id)) changes.push({ kind: 'move', move: { categoryId: m.id, parentId: m.parent } });
  const notUndone = [...report.values()].map(({ names, ...r }) => ({ ...r, count: names.length, names: names.slice(0, NAMED) }));
  return { changes, notUndone };
}

const WHAT = {
  ru: { category: 'категории', attribute: 'характеристики', entry: 'варианты значений' },
  en: { category: 'categories', attribute: 'attributes', entry: 'options' },
} as const;
const WHY = {
  ru: {
    cards: 'используются в карточках или предложениях',
    edited: 'изменены или использованы в более поздних версиях',
    root: 'стоят на верхнем уровне, объединить их не с чем',
    below: 'внутри есть категории, которые остаются',
  },
  en: {
    cards: 'cards or offers use them',
    edited: 'later versions edit or use them',
    root: 'they stand at the top of the tree and have no parent to go into',
    below: 'categories inside them stay',
  },
} as const;

/** What stays and why, a line each, for the note of the draft; empty when all goes. */
export function stayNote(list: readonly NotUndone[], locale: 'ru' | 'en'): string {
  if (list.length === 0) return '';
  const lines = list.map(({ kind, reason, count, names }) => {
    const some = names.map((n) => n[locale] || n.ru || n.en).join(', ');
    return `${WHAT[locale][kind]} (${count}): ${some}${count > names.length ? '…' : ''} — ${WHY[locale][reason]}`;
  });
  return [locale === 'ru' ? 'Остаётся как есть:' : 'Stays as it is:', ...lines].join('\n').slice(0, 2000);
}

async function createdBy(ctx: Ctx, version: number) {
  const categories = await ctx.db.execute<MadeCategory>(sql`
    select c.id, c.parent_id as parent, c.label_ru as ru, c.label_en as en, array(select k.id from taxonomy.categories k where k.parent_id = c.id and k.alias_of is null) as children
    from taxonomy.categories c where c.created_version = ${version} and c.alias_of is null order by c.depth desc, c.id`);
  const attributes = await ctx.db.execute<MadeAttribute>(sql`
    select a.no, a.label_ru as ru, a.label_en as en, l.key as list from taxonomy.attributes a left join taxonomy.lists l on l.id = a.list_id
    where a.created_version = ${version} and not a.retired order by a.no`);
  const entries = await ctx.db.execute<MadeEntry>(sql`
    select l.key as list, e.key, e.entry_no as "entryNo", e.label_ru as ru, e.label_en as en,
      array(select a.no from taxonomy.attributes a where a.list_id = e.list_id and a.created_version <> ${version}) as attributes
    from taxonomy.entries e join taxonomy.lists l on l.id = e.list_id where e.created_version = ${version} and not e.retired order by e.list_id, e.entry_no`);
  const moved = await ctx.db.execute<{ id: number; parent: number | null }>(sql`
    select n.category_id as id, b.parent_id as parent from taxonomy.category_parents n join taxonomy.category_parents b on b.category_id = n.category_id and b.to_version = n.from_version
    where n.from_version = ${version} and n.parent_id is distinct from b.parent_id`);
  return { categories, attributes, entries, moved };
}

/** What versions after this one edited or named: whatever people built on it. */
async function editedSince(ctx: Ctx, version: number) {
  const out = { categories: new Set<number>(), attributes: new Set<number>(), lists: new Set<string>(), entries: new Set<string>(), tokens: new Set<number>() };
  const rules = await ctx.db.execute<{ c: number; a: number; fields: CellFields; fresh: boolean }>(sql`
    select category_id as c, attribute_no as a, fields, from_version > ${version} as fresh from taxonomy.rules
    where (from_version > ${version} and to_version is null) or to_version > ${version}`);
  for (const r of rules) {
    out.categories.add(r.c);
    out.attributes.add(r.a);
    if (!r.fresh) continue;
    const named = namesIn(r.fields);
    for (const no of [...named.attributes, ...named.tokens.map(attributeOfToken)]) out.attributes.add(no);
    for (const token of [...named.tokens, ...(r.fields.options ?? [])]) if (entryOfToken(token) > 0) out.tokens.add(token);
  }
  const rows = await ctx.db.execute<{ change: Change }>(sql`
    select c.change from taxonomy.changes c join taxonomy.matrix_versions v on v.change_set_id = c.change_set_id where v.version > ${version} and c.change ->> 'kind' <> 'rule'`);
  const keys = new Set<string>();
  for (const { change } of rows) {
    if (change.kind === 'category_edit') out.categories.add(change.edit.categoryId);
    else if (change.kind === 'move') out.categories.add(change.move.categoryId);
    else if (change.kind === 'category_merge') out.categories.add(change.merge.fromId).add(change.merge.intoId);
    else if (change.kind === 'category' && change.category.parentKey !== null) keys.add(change.category.parentKey);
    else if (change.kind === 'help') out.attributes.add(change.help.attributeNo);
    else if (change.kind === 'attribute_edit') out.attributes.add(change.edit.no);
    else if (change.kind === 'attribute_type') out.attributes.add(change.convert.no);
    else if (change.kind === 'attribute_merge') out.attributes.add(change.merge.fromNo).add(change.merge.intoNo);
    else if (change.kind === 'attribute' && change.attribute.type === 'list') out.lists.add(change.attribute.listKey ?? change.attribute.key);
    else if (change.kind === 'entry') out.lists.add(change.entry.listKey);
    else if (change.kind === 'entry_edit') out.entries.add(`${change.edit.listKey}\n${change.edit.key}`);
    else if (change.kind === 'entry_merge') for (const key of [change.merge.fromKey, change.merge.intoKey]) out.entries.add(`${change.merge.listKey}\n${key}`);
  }
  const parents = await ctx.db.execute<{ id: number }>(
    sql`select id from taxonomy.categories where key in (select jsonb_array_elements_text(${JSON.stringify([...keys])}::jsonb))`,
  );
  for (const { id } of parents) out.categories.add(id);
  return out;
}
