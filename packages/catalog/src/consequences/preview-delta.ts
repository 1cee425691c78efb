import { sellers } from '@yarmarka/accounts/tables';
import type { Ctx } from '@yarmarka/kernel';
import type { Blocker, Conversion, MatrixDelta } from '@yarmarka/taxonomy';
import { attributes } from '@yarmarka/taxonomy/tables';
import { inArray, sql } from 'drizzle-orm';
import { evaluate, invalidOf } from '../card/check-card.ts';
import { converted } from '../convert/convert-card.ts';
import { assertSeesImpact } from '../policies.ts';
import { loadContents } from './contents.ts';
import { groupMoves, listMoves, missableNos, type PreviewMove, removedNos, requirementFields, takenOver } from './preview-groups.ts';
import { countCards, countLacking, countParked, countTorn, type Found, ints, listSuspects } from './preview-sql.ts';
import { movedNos, suspectNos, suspectSql } from './suspects.ts';
import { parkedByMerges } from './parked-by-merges.ts';

/** Cards on sale (or held back by moderation), and cards somebody still writes. */
export type CardCounts = { readonly published: number; readonly drafts: number };
export type SampleCard = { readonly cardId: number; readonly ru: string | null; readonly en: string | null };
export type SellerImpact = {
  /** Null: cards of the platform itself. */
  readonly sellerId: number | null;
  readonly ru: string;
  readonly en: string;
  readonly lacking: number;
  readonly invalid: number;
  readonly parked: number;
  /** Different cards that lack something or hold something wrong: one that does both counts once. */
  readonly toMend: number;
  readonly samples: readonly SampleCard[];
};
export type AttributeImpact = { readonly attributeNo: number; readonly lacking: number; readonly invalid: number; readonly parked: number };
/** Cards where a merge of attributes leaves a value where nobody sees it, because the attribute it goes to holds another one there already. */
export type MergeLoss = { readonly fromNo: number; readonly intoNo: number; readonly cards: CardCounts };
export type CatalogImpact = {
  /** Cards in the categories whose schema changes: `held` as they stand, `cards` all of them. */
  readonly cards: number;
  readonly held: CardCounts;
  /** Of `lacking`: those that lack nothing now. */
  readonly incomplete: CardCounts;
  /** Will lack a required attribute that they do not lack now. */
  readonly lacking: CardCounts;
  /** Will hold a value that is allowed now and will not be. */
  readonly invalid: CardCounts;
  /** Hold a value that will be shown nowhere: kept, and back when the attribute returns. */
  readonly parked: CardCounts;
  /** Why merges are among `parked`, most cards first. */
  readonly losses: readonly MergeLoss[];
  readonly attributes: readonly AttributeImpact[];
  /** Sellers with cards that will lack something, become invalid or hold a parked value, those with most to do first; a hundred unless asked for more. */
  readonly sellers: readonly SellerImpact[];
  readonly sellersConcerned: number;
  /** Of them (the platform apart), those with something to do: a value to fill in or to mend. */
  readonly sellersWithWork: number;
  readonly blockers: readonly Blocker[];
};

/** `sellers`: how many to describe. */
export type PreviewOptions = { readonly sellers?: number };

const SHOWN_SELLERS = 100;
const CHECKED_AT_ONCE = 2000;

type Sum = { published: number; drafts: number };
/** `both`: cards that count in `lacking` and in `invalid`. */
type PerSeller = { lacking: number; invalid: number; both: number; parked: number; ids: number[] };
type Tally = {
  readonly incomplete: Sum;
  readonly lacking: Sum;
  readonly invalid: Sum;
  readonly parked: Sum;
  readonly losses: Map<string, { readonly fromNo: number; readonly intoNo: number; readonly cards: Sum }>;
  readonly attributes: Map<number, { lacking: number; invalid: number; parked: number }>;
  readonly sellers: Map<number | null, PerSeller>;
};
const zero = (): Sum => ({ published: 0, drafts: 0 });

/**
 * What a matrix change-set would do to cards, counted in SQL over groups of categories that change alike; nothing is written. Cards that are rejected, merged or archived never
 * count. Values count as the delta's merges and changes of type leave them. `level_conflict` blocks: an attribute goes from the variants to the card where variants do not agree.
 */
export async function previewDelta(ctx: Ctx, delta: MatrixDelta, options: PreviewOptions = {}): Promise<CatalogImpact> {
  assertSeesImpact(ctx);
  const moves = await listMoves(ctx, delta);
  const takes = takenOver(delta.conversions);
  const tally: Tally = { incomplete: zero(), lacking: zero(), invalid: zero(), parked: zero(), losses: new Map(), attributes: new Map(), sellers: new Map() };
  const held = await countCards(
    ctx,
    moves.flatMap((m) => m.categories),
  );
  const cardsIn = (categories: readonly number[]) => categories.reduce((n, id) => n + total(held.get(id)), 0);
  for (const group of groupMoves(moves, missableNos, requirementFields)) addLacking(tally, await countLacking(ctx, group, cardsIn(group.categories), takes));
  for (const group of groupMoves(
    moves,
    (m) => removedNos(m, takes),
    (a) => a.no,
  ))
    addParked(tally, await countParked(ctx, group));
  await addChecked(ctx, tally, moves, delta.conversions);
  const blockers = await findTorn(ctx, moves);
  const concerned = [...tally.sellers].toSorted(([, a], [, b]) => workOf(b) - workOf(a) || b.parked - a.parked);
  const { incomplete, lacking, invalid, parked } = tally;
  return {
    cards: [...held.values()].reduce((n, counts) => n + total(counts), 0),
    held: [...held.values()].reduce((a, b) => ({ published: a.published + b.published, drafts: a.drafts + b.drafts }), zero()),
    incomplete,
    lacking,
    invalid,
    parked,
    losses: [...tally.losses.values()].toSorted((a, b) => total(b.cards) - total(a.cards)),
    attributes: [...tally.attributes]
      .map(([attributeNo, a]) => ({ attributeNo, ...a }))
      .toSorted((a, b) => b.lacking + b.invalid + b.parked - (a.lacking + a.invalid + a.parked)),
    sellers: await describeSellers(ctx, concerned.slice(0, options.sellers ?? SHOWN_SELLERS)),
    sellersConcerned: concerned.length,
    sellersWithWork: concerned.filter(([id, s]) => id !== null && workOf(s) > 0).length,
    blockers,
  };
}

const total = (counts: CardCounts | undefined): number => (counts ? counts.published + counts.drafts : 0);
const workOf = (s: PerSeller): number => s.lacking + s.invalid - s.both;
const attributeOf = (tally: Tally, no: number) => {
  const known = tally.attributes.get(no) ?? { lacking: 0, invalid: 0, parked: 0 };
  tally.attributes.set(no, known);
  return known;
};
function lossOf(tally: Tally, { fromNo, intoNo }: Omit<MergeLoss, 'cards'>): Sum {
  const known = tally.losses.get(`${fromNo}/${intoNo}`) ?? { fromNo, intoNo, cards: zero() };
  tally.losses.set(`${fromNo}/${intoNo}`, known);
  return known.cards;
}
function sellerOfTally(tally: Tally, id: number | null): PerSeller {
  const known = tally.sellers.get(id) ?? { lacking: 0, invalid: 0, both: 0, parked: 0, ids: [] };
  tally.sellers.set(id, known);
  return known;
}
const addTo = (sum: Sum, live: boolean, n: number): void => {
  sum[live ? 'published' : 'drafts'] += n;
};

function addLacking(tally: Tally, found: Found): void {
  for (const { live, complete, n } of found.counts) {
    addTo(tally.lacking, live, n);
    if (complete) addTo(tally.incomplete, live, n);
  }
  for (const { no, n } of found.attributes) attributeOf(tally, no).lacking += n;
  for (const { seller_id, n, ids } of found.sellers) {
    const seller = sellerOfTally(tally, seller_id);
    seller.lacking += n;
    seller.ids.push(...ids);
  }
}

function addParked(tally: Tally, found: Found): void {
  for (const { live, n } of found.counts) addTo(tally.parked, live, n);
  for (const { no, n } of found.attributes) attributeOf(tally, no).parked += n;
  for (const { seller_id, n, ids } of found.sellers) {
    const seller = sellerOfTally(tally, seller_id);
    seller.parked += n;
    seller.ids.push(...ids);
  }
}

/**
 * SQL finds the few cards that a narrower schema may make invalid, or whose values a merge cannot take along; the checker decides, by the old schema and by the new one, over the
 * values as the conversions will leave them.
 */
async function addChecked(ctx: Ctx, tally: Tally, moves: readonly PreviewMove[], conversions: readonly Conversion[]): Promise<void> {
  const takes = takenOver(conversions);
  const moveOf = new Map(moves.flatMap((m) => m.categories.map((id) => [id, m] as const)));
  const fields = (a: PreviewMove['to']['schema']['attributes'][number]) => ({
    ...a,
    requirement: 0,
    condition: 0,
    position: 0,
    facetPosition: 0,
    filterable: 0,
    facet: 0,
    group: 0,
    ai: 0,
    editable: 0,
  });
  for (const group of groupMoves(moves, (m) => [...suspectNos(m.diff), ...movedNos(m, conversions)], fields)) {
    const suspect = suspectSql(group.to, group.nos, conversions);
    if (suspect === undefined) continue;
    for (let after = 0; ; ) {
      const found = await listSuspects(ctx, group.categories, suspect, after, CHECKED_AT_ONCE);
      const byId = new Map(found.map((f) => [f.id, f]));
      for (const content of await loadContents(ctx, [...byId.keys()])) {
        const card = byId.get(content.id);
        const move = moveOf.get(card?.category_id ?? 0);
        if (!card || !move) continue;
        const before = new Set(invalidOf(move.from, content));
        const next = converted(content, conversions, move.to);
        const nos = invalidOf(move.to, next).filter((no) => !before.has(no));
        const left = parkedByMerges(content, next, move, takes);
        if (nos.length + left.nos.length === 0) continue;
        const seller = sellerOfTally(tally, card.seller_id);
        if (seller.ids.length < 6) seller.ids.push(card.id);
        for (const no of left.nos) attributeOf(tally, no).parked++;
        for (const merge of left.losses) addTo(lossOf(tally, merge), card.live, 1);
        if (left.nos.length > 0 && !left.counted) {
          addTo(tally.parked, card.live, 1);
          seller.parked++;
        }
        if (nos.length === 0) continue;
        addTo(tally.invalid, card.live, 1);
        for (const no of nos) attributeOf(tally, no).invalid++;
        seller.invalid++;
        const asked = new Set(missableNos(move));
        if (asked.size > 0 && evaluate(move.to, next).missing.some((no) => asked.has(no) && !card.missing.includes(no))) seller.both++;
      }
      const last = found.at(-1);
      if (!last || found.length < CHECKED_AT_ONCE) break;
      after = last.id;
    }
  }
}

async function findTorn(ctx: Ctx, moves: readonly PreviewMove[]): Promise<Blocker[]> {
  const torn = new Map<number, { cards: number; ids: number[] }>();
  for (const group of groupMoves(
    moves,
    (m) => m.diff.levelChanged.filter((l) => l.to === 'card' && l.from === 'variant').map((l) => l.no),
    (a) => a.no,
  )) {
    const found = await countTorn(ctx, group);
    for (const { no, n } of found.attributes) {
      const known = torn.get(no) ?? { cards: 0, ids: [] };
      torn.set(no, { cards: known.cards + n, ids: [...known.ids, ...found.sellers.flatMap((s) => s.ids)].toSorted((a, b) => a - b).slice(0, 3) });
    }
  }
  if (torn.size === 0) return [];
  const names = await ctx.read
    .select({ no: attributes.no, ru: attributes.labelRu, en: attributes.labelEn })
    .from(attributes)
    .where(inArray(attributes.no, [...torn.keys()]));
  return names.map(({ no, ru, en }) => {
    const { cards, ids } = torn.get(no) ?? { cards: 0, ids: [] };
    return {
      code: 'level_conflict',
      en: `“${en}” cannot move to the card: in ${cards} cards the variants hold different values (for example ${ids.join(', ')}).`,
      ru: `«${ru}» нельзя перенести на карточку: у вариантов разные значения, карточек: ${cards} (например, ${ids.join(', ')}).`,
    };
  });
}

async function describeSellers(ctx: Ctx, list: readonly (readonly [number | null, PerSeller])[]): Promise<SellerImpact[]> {
  const ids = list.flatMap(([id]) => (id === null ? [] : [id]));
  const named =
    ids.length === 0 ? [] : await ctx.read.select({ id: sellers.id, ru: sellers.nameRu, en: sellers.nameEn }).from(sellers).where(inArray(sellers.id, ids));
  const names = new Map(named.map((s) => [s.id, s]));
  const firstThree = (s: PerSeller): number[] => [...new Set(s.ids)].toSorted((a, b) => a - b).slice(0, 3);
  const samples = await ctx.read.execute<{ id: number; ru: string | null; en: string | null }>(
    sql`select id, attrs #>> '{1,ru}' as ru, attrs #>> '{1,en}' as en from catalog.cards where id = any(${ints(list.flatMap(([, s]) => firstThree(s)))})`,
  );
  const cardOf = new Map(samples.map((s) => [s.id, s]));
  return list.map(([sellerId, s]) => ({
    sellerId,
    ru: sellerId === null ? 'Площадка' : (names.get(sellerId)?.ru ?? ''),
    en: sellerId === null ? 'The marketplace' : (names.get(sellerId)?.en ?? ''),
    lacking: s.lacking,
    invalid: s.invalid,
    parked: s.parked,
    toMend: workOf(s),
    samples: firstThree(s).map((id) => ({ cardId: id, ru: cardOf.get(id)?.ru ?? null, en: cardOf.get(id)?.en ?? null })),
  }));
}
