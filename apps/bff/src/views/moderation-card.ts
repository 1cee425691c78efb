import { getSeller } from '@yarmarka/accounts';
import type { SellerStatus } from '@yarmarka/accounts/schemas';
import type { Ctx } from '@yarmarka/kernel';
import type { SellerRecord, TaskSubject, TaskView } from '@yarmarka/moderation';
import type { CheckFinding } from '@yarmarka/moderation/schemas';
import { getCategory, getCategorySchema, listAttributes, listCategories, listGroups, listOptionLabels } from '@yarmarka/taxonomy';
import type { Attrs, SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { type FieldNames, fieldOf, type ModerationField, tokensIn, variantTitle } from './moderation-fields.ts';
import { decisionOf, namesOf, type TaskDecision, type Words } from './moderation-words.ts';

type CardSubject = Extract<TaskSubject, { kind: 'card' }>;
export type ShownAttribute = { readonly schema: SchemaAttribute; readonly label: Words; readonly group: string };
export type ShownVariant = { readonly id: number; readonly title: string; readonly attrs: Attrs; readonly state: 'same' | 'new' | 'removed' };
export type RelatedCard = {
  readonly id: number;
  readonly name: Words;
  readonly picture: string | null;
  readonly status: string;
  readonly seller: Words | null;
  readonly slug: Words;
};
export type SellerBrief = { readonly id: number; readonly name: Words; readonly status: SellerStatus; readonly since: Date; readonly record: SellerRecord };
export type ModerationCard = {
  readonly kind: 'card';
  readonly task: TaskView['task'];
  readonly card: Pick<CardSubject['card'], 'id' | 'status' | 'version' | 'completeness' | 'quality' | 'slug' | 'parked'>;
  readonly trail: readonly { readonly id: number; readonly ru: string; readonly en: string }[];
  readonly changeSet: Pick<CardSubject['changeSet'], 'id' | 'kind' | 'status' | 'note' | 'submittedAt'>;
  /** In the order of the card: by group, then position; only what a value or a field of the proposal names. */
  readonly attributes: readonly ShownAttribute[];
  readonly groups: readonly { readonly key: string; readonly ru: string; readonly en: string }[];
  /** Words of the option tokens in `attrs`, the variants and the fields. */
  readonly options: Readonly<Record<string, Words & { readonly swatch: string | null }>>;
  /** The card as buyers will see it if everything is accepted. */
  readonly attrs: Attrs;
  readonly variants: readonly ShownVariant[];
  readonly fields: readonly ModerationField[];
  readonly checks: readonly CheckFinding[];
  /** Labels of attributes that findings speak of but the card does not hold. */
  readonly missing: Readonly<Record<string, Words>>;
  readonly seller: SellerBrief | null;
  /** Cards that the checks found, then cards with a similar name in the same category. */
  readonly related: readonly RelatedCard[];
  readonly earlier: readonly { readonly taskId: number; readonly outcome: string; readonly at: Date; readonly by: string | null }[];
  readonly decision: TaskDecision | null;
};

/** The desk's view of one card task, in one call: card, proposal field by field as old and new words in the reader's language, checks, seller, similar cards. */
export async function moderationCard(ctx: Ctx, view: TaskView, subject: CardSubject): Promise<ModerationCard> {
  const { card, changeSet, proposed } = subject;
  const movesTo = changeSet.actions.find((a) => a.target === 'category')?.new;
  const [loaded, groups, category] = await Promise.all([schemaOf(ctx, card.categoryId, movesTo), listGroups(ctx), getCategory(ctx, card.categoryId)]);
  const held = [card.attrs, proposed.attrs, ...card.variants.map((v) => v.attrs), ...proposed.variants.map((v) => v.attrs)];
  const nos = [...new Set([...held.flatMap((a) => Object.keys(a).map(Number)), ...changeSet.actions.flatMap((a) => a.attributeNo ?? [])])];
  const asked = view.checks.flatMap((c) => (Array.isArray(c.evidence.attributes) ? c.evidence.attributes.map(Number) : []));
  const words = new Map((await listAttributes(ctx, { nos: [...new Set([...nos, ...asked])], limit: 5000 })).map((a) => [a.no, a]));
  const options = await listOptionLabels(ctx, [...new Set([...held, ...changeSet.actions.flatMap((a) => [a.old, a.new])].flatMap(tokensIn))]);
  const names: FieldNames = {
    attribute: (no) => loaded.get(no) ?? unknownAttribute(no),
    option: (token) => options.get(token)?.[ctx.locale],
    label: (no) => words.get(no)?.[ctx.locale] ?? `#${no}`,
    categories: await categoryNames(ctx, changeSet.actions),
    axes: [...loaded.values()].filter((a) => a.axis).map((a) => a.no),
    locale: ctx.locale,
  };
  const variants = shownVariants(names, subject);
  return {
    kind: 'card',
    task: view.task,
    card: (({ id, status, version, completeness, quality, slug, parked }) => ({ id, status, version, completeness, quality, slug, parked }))(card),
    trail: category.trail.map(({ id, ru, en }) => ({ id, ru, en })),
    changeSet: (({ id, kind, status, note, submittedAt }) => ({ id, kind, status, note, submittedAt }))(changeSet),
    attributes: inOrder(
      nos.map((no) => shown(names.attribute(no), words.get(no))),
      groups,
    ),
    groups: groups.map(({ key, ru, en }) => ({ key, ru, en })),
    options: Object.fromEntries([...options].map(([token, { ru, en, swatch }]) => [token, { ru, en, swatch }])),
    attrs: proposed.attrs,
    variants,
    fields: changeSet.actions.map((a) => fieldOf(names, a, variants)),
    checks: view.checks,
    missing: Object.fromEntries(asked.map((no) => [no, { ru: words.get(no)?.ru ?? `#${no}`, en: words.get(no)?.en ?? `#${no}` }])),
    seller: await sellerBrief(ctx, view),
    related: await relatedCards(ctx, card.id, view.checks),
    earlier: await earlierOf(ctx, subject),
    decision: view.task.status === 'decided' ? await decisionOf(ctx, view.task.id) : null,
  };
}

async function schemaOf(ctx: Ctx, categoryId: number, movesTo: unknown): Promise<Map<number, SchemaAttribute>> {
  const ids = typeof movesTo === 'number' ? [movesTo, categoryId] : [categoryId];
  const loaded = await Promise.all(ids.map((id) => getCategorySchema(ctx, id)));
  return new Map(loaded.flatMap((l) => l.schema.attributes.map((a) => [a.no, a] as const)));
}

/** An attribute that the category no longer has: its value is still shown, as plainly as it can be. */
const unknownAttribute = (no: number): SchemaAttribute => ({
  no,
  type: 'text',
  level: 'card',
  requirement: 'optional',
  filterable: false,
  maxValues: 1,
  position: 9999,
  editable: true,
  ai: false,
});

const shown = (schema: SchemaAttribute, label: Words | undefined): ShownAttribute => ({
  schema,
  label: { ru: label?.ru ?? `#${schema.no}`, en: label?.en ?? `#${schema.no}` },
  group: schema.group ?? '',
});

function inOrder(attributes: readonly ShownAttribute[], groups: readonly { readonly key: string; readonly position: number }[]): ShownAttribute[] {
  const place = new Map(groups.map((g) => [g.key, g.position]));
  const at = (a: ShownAttribute) => (a.schema.no < 100 ? -1 : (place.get(a.group) ?? 99_999));
  return attributes.toSorted((a, b) => at(a) - at(b) || a.schema.position - b.schema.position || a.schema.no - b.schema.no);
}

function shownVariants(names: FieldNames, { card, changeSet, proposed }: CardSubject): ShownVariant[] {
  const kept = new Set(proposed.variants.map((v) => v.id));
  const before = new Set(card.variants.map((v) => v.id));
  const removed = changeSet.kind === 'update' ? card.variants.filter((v) => !kept.has(v.id)) : [];
  return [
    ...proposed.variants.map((v) => ({ id: v.id, attrs: v.attrs, state: before.has(v.id) ? ('same' as const) : ('new' as const) })),
    ...removed.map((v) => ({ id: v.id, attrs: v.attrs, state: 'removed' as const })),
  ].map((v, i) => ({ ...v, title: variantTitle(names, v.attrs, i + 1) }));
}

async function categoryNames(ctx: Ctx, actions: CardSubject['changeSet']['actions']): Promise<Map<number, string>> {
  const ids = actions.filter((a) => a.target === 'category' || a.target === 'placement').flatMap((a) => [a.old, a.new].flat());
  const found = await listCategories(
    ctx,
    ids.filter((id): id is number => typeof id === 'number'),
  );
  return new Map(found.map((c) => [c.id, c.trail.map((t) => t[ctx.locale]).join(' › ')]));
}

async function sellerBrief(ctx: Ctx, view: TaskView): Promise<SellerBrief | null> {
  const { sellerId } = view.task;
  if (sellerId === null || view.sellerRecord === null) return null;
  const { id, name, status, createdAt } = await getSeller(ctx, { sellerId });
  return { id, name, status, since: createdAt, record: view.sellerRecord };
}

async function earlierOf(ctx: Ctx, { earlier }: CardSubject): Promise<ModerationCard['earlier']> {
  const names = await namesOf(
    ctx,
    earlier.map((e) => e.decidedBy),
  );
  return earlier.map((e) => ({ taskId: e.taskId, outcome: e.outcome, at: e.decidedAt, by: e.decidedBy === null ? null : (names.get(e.decidedBy) ?? null) }));
}

const SIMILAR = 6;
/** Candidates of the name's trigrams that are ranked, so that a common name stays cheap. */
const CANDIDATES = 2000;

/** Cards named by the checks' evidence, and those of the category's cards whose names resemble this one's most. */
async function relatedCards(ctx: Ctx, cardId: number, checks: readonly CheckFinding[]): Promise<RelatedCard[]> {
  const named = [...new Set(checks.flatMap((c) => (Array.isArray(c.evidence.cards) ? c.evidence.cards.map(Number) : [])))];
  return ctx.read.execute<RelatedCard>(sql`
    with me as (select l.name, c.category_id from catalog.cards c join catalog.card_names l on l.card_id = c.id where c.id = ${cardId}),
    near as (
      select x.card_id as id, similarity(x.name, me.name) as score from me cross join lateral (
        select l.card_id, n.name from catalog.card_names n join catalog.card_list l on l.card_id = n.card_id
        where n.name % me.name and l.tokens @> array[(1 << 27) | me.category_id] and l.card_id <> ${cardId} limit ${CANDIDATES}) x
      order by score desc limit ${SIMILAR}
    ), picked as (select unnest(${`{${named.join(',')}}`}::int[]) as id, 2::real as score union all select id, score from near)
    select c.id, json_build_object('ru', coalesce(c.attrs #>> '{1,ru}', c.attrs #>> '{1,en}', ''), 'en', coalesce(c.attrs #>> '{1,en}', c.attrs #>> '{1,ru}', '')) as name,
      c.attrs #>> '{5,0}' as picture, c.status, json_build_object('ru', c.slug_ru, 'en', c.slug_en) as slug,
      case when s.id is not null then json_build_object('ru', s.name_ru, 'en', s.name_en) end as seller
    from (select id, max(score) as score from picked group by id) p join catalog.cards c on c.id = p.id left join accounts.sellers s on s.id = c.seller_id
    where c.status not in ('draft', 'archived', 'merged') order by p.score desc, c.id limit ${SIMILAR + named.length}`);
}
