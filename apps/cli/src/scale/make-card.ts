import type { BulkCard } from '@yarmarka/catalog';
import type { BulkOffer } from '@yarmarka/offers';
import type { LoadedSchema } from '@yarmarka/taxonomy';
import { type Attrs, RESERVED, type Value } from '@yarmarka/taxonomy/schemas';
import { type Random, seeded } from '../demo/random.ts';
import { noise } from './plan.ts';
import { type Care, type Filler, fillLevel, skewed, type Words } from './values.ts';
import { SENTENCES, SERIES } from './words.ts';

export type Leaf = { readonly id: number; readonly label: Words; readonly schema: LoadedSchema; readonly filler: Filler; readonly path: readonly number[] };
export type World = {
  readonly leaves: readonly Leaf[];
  /** Brand tokens (negative) and their names, in one order. */
  readonly brands: readonly number[];
  readonly brandNames: readonly string[];
  readonly pictures: readonly string[];
  readonly optionLabels: ReadonlyMap<number, Words>;
  readonly sellerIds: readonly number[];
  /** Three for each seller, in the order of `sellerIds`; the first is `main`. */
  readonly warehouseIds: readonly number[];
};
/** Where a card's rows begin. Numbers from 0; a row's id is its number plus one. */
export type Place = {
  readonly index: number;
  readonly leaf: number;
  readonly variant: number;
  readonly variants: number;
  readonly offer: number;
  readonly offers: number;
  readonly published: boolean;
};

const CAREFUL: Care = { required: 1, recommended: 0.8, optional: 0.35 };
const HASTY: Care = { required: 0.7, recommended: 0.35, optional: 0.12 };
/** Of all cards, those that lack something a schema demands: as after a rule was tightened. */
const HASTY_SHARE = 0.12;
const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2024, 0, 1);

/** One card with its variants and offers: always the same for the same place, world and schema. */
export function makeCard(world: World, place: Place): { card: BulkCard; offers: BulkOffer[] } {
  const r = seeded(Math.floor(noise(place.index, 4) * 4294967296));
  const leaf = world.leaves[place.leaf];
  if (!leaf) throw new Error(`no leaf ${place.leaf}`);
  const care = r.chance(HASTY_SHARE) || (!place.published && r.chance(0.5)) ? HASTY : CAREFUL;
  const brandAt = (place.leaf * 13 + skewed(r, 60)) % world.brands.length;
  const values: Record<string, Value> = {};
  fillLevel(leaf.filler.byLevel.card, care, r, values, {});
  const name = nameOf(world, leaf, values, world.brandNames[brandAt] ?? '', r);
  const attrs: Attrs = { ...values, ...reservedOf(world, leaf, name, brandAt, care, r) };
  const variants = variantsOf(leaf, place, care, r, attrs);
  const createdAt = new Date(FIRST_DAY + Math.floor(r.next() * 900 * DAY)).toISOString();
  const owner = world.sellerIds[skewed(r, world.sellerIds.length)] ?? null;
  const offers = place.published ? offersOf(world, leaf, place, { attrs, variants }, createdAt, r) : [];
  const rated = r.chance(0.6) ? skewed(r, 400) : 0;
  const card: BulkCard = {
    id: place.index + 1,
    categoryId: leaf.id,
    placements: r.chance(0.03) ? [world.leaves[r.int(0, world.leaves.length - 1)]?.id ?? leaf.id].filter((id) => id !== leaf.id) : [],
    status: place.published ? 'published' : 'draft',
    schema: leaf.schema,
    sellerId: place.published && r.chance(0.2) ? null : owner,
    attrs,
    variants,
    popularity: Math.floor(100_000 * r.next() ** 4),
    ratingCount: rated,
    ratingSum: Math.round(rated * (3.4 + 1.5 * r.next())),
    createdAt,
    sellers: sellersOf(offers),
  };
  return { card, offers };
}

function sellersOf(offers: readonly BulkOffer[]): BulkCard['sellers'] {
  const bySeller = Map.groupBy(
    offers.filter((o) => o.status !== 'archived'),
    (o) => o.sellerId,
  );
  return [...bySeller]
    .toSorted(([a], [b]) => a - b)
    .map(([sellerId, own]) => ({ sellerId, variantIds: [...new Set(own.map((o) => o.variantId))].sort((a, b) => a - b) }));
}

/** The kind of goods, the maker, a model, and up to two of the card's own options: "Кроссовки Norvik RX 412, хлопок". */
function nameOf(world: World, leaf: Leaf, values: Attrs, brand: string, r: Random): Words & { readonly short: Words } {
  const model = `${SERIES[r.int(0, SERIES.length - 1)]} ${r.int(100, 9999)}`;
  const words: Words[] = [];
  for (const v of Object.values(values)) {
    const token: unknown = Array.isArray(v) ? v[0] : v;
    const label = typeof token === 'number' ? world.optionLabels.get(token) : undefined;
    if (label && label.ru.length < 30 && words.length < 2) words.push(label);
  }
  const tail = (language: 'ru' | 'en') => words.map((w) => `, ${w[language].toLowerCase()}`).join('');
  const short = { ru: `${leaf.label.ru} ${brand} ${model}`, en: `${leaf.label.en} ${brand} ${model}` };
  return { ru: `${short.ru}${tail('ru')}`.slice(0, 240), en: `${short.en}${tail('en')}`.slice(0, 240), short };
}

function reservedOf(world: World, leaf: Leaf, name: Words & { readonly short: Words }, brandAt: number, care: Care, r: Random): Attrs {
  const has = new Set(leaf.schema.schema.attributes.map((a) => a.no));
  const out: Record<string, Value> = { [RESERVED.name]: { ru: name.ru, en: name.en } };
  if (has.has(RESERVED.description) && r.chance(care.recommended)) out[RESERVED.description] = descriptionOf(leaf, world.brandNames[brandAt] ?? '', r);
  if (has.has(RESERVED.brand)) out[RESERVED.brand] = world.brands[brandAt] ?? -1;
  if (has.has(RESERVED.pictures) && world.pictures.length > 0 && r.chance(care === CAREFUL ? 0.97 : 0.7)) {
    const first = r.int(0, world.pictures.length - 1);
    out[RESERVED.pictures] = Array.from({ length: 1 + skewed(r, 4) }, (_, i) => world.pictures[(first + i * 7) % world.pictures.length] ?? '').filter(
      (id, i, all) => all.indexOf(id) === i,
    );
  }
  return out;
}

function descriptionOf(leaf: Leaf, brand: string, r: Random): Value {
  const chosen = r.some(SENTENCES, r.int(2, 6));
  const text = (language: 'ru' | 'en') => chosen.map((s) => s[language].replace('{name}', leaf.label[language]).replace('{brand}', brand)).join(' ');
  return { ru: text('ru'), en: text('en') };
}

/** Different in their axes: steps through the combinations from a place of the card's own, with a step that meets each once. */
function variantsOf({ filler }: Leaf, place: Place, care: Care, r: Random, outer: Attrs): { id: number; attrs: Attrs }[] {
  const all = filler.combinations;
  const start = r.int(0, all - 1);
  let step = r.int(1, Math.max(1, all - 1));
  while (gcd(step, all) !== 1) step = step === 1 ? all + 1 : step - 1;
  const withAxes = filler.axes.length > 0 && (place.variants > 1 || care === CAREFUL || r.chance(0.6));
  return Array.from({ length: place.variants }, (_, i) => {
    const id = place.variant + i + 1;
    const values: Record<string, Value> = {};
    let at = (start + i * step) % all;
    if (withAxes)
      for (const axis of filler.axes) {
        values[axis.no] = axis.tokens[at % axis.tokens.length] ?? 0;
        at = Math.floor(at / axis.tokens.length);
      }
    fillLevel(filler.byLevel.variant, care, r, values, outer);
    if (r.chance(0.55)) values[RESERVED.gtin] = `46${String(id).padStart(11, '0')}`;
    return { id, attrs: values };
  });
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

function offersOf(world: World, leaf: Leaf, place: Place, card: Pick<BulkCard, 'attrs' | 'variants'>, createdAt: string, r: Random): BulkOffer[] {
  const base = Math.round(300 * 300 ** (noise(leaf.id, 5) * 0.6 + r.next() * 0.4));
  const first = skewed(r, world.sellerIds.length);
  return Array.from({ length: place.offers }, (_, i) => {
    const id = place.offer + i + 1;
    const at = (first + i * 37) % world.sellerIds.length;
    const variant = card.variants[i % card.variants.length] ?? { id: 0, attrs: {} };
    const priceMinor = Math.max(100, Math.round(base * (0.85 + 0.3 * r.next()))) * 100;
    const attrs: Record<string, Value> = {};
    fillLevel(leaf.filler.byLevel.offer, CAREFUL, r, attrs, { ...card.attrs, ...variant.attrs });
    const warehouse = (n: number) => world.warehouseIds[at * 3 + n] ?? 0;
    const qty = () => (r.chance(0.12) ? 0 : 1 + skewed(r, 80));
    const main = { warehouseId: warehouse(0), qty: qty() };
    const u = r.next();
    return {
      id,
      sellerId: world.sellerIds[at] ?? 0,
      cardId: place.index + 1,
      variantId: variant.id,
      sellerSku: `${SERIES[at % SERIES.length]}-${place.index + 1}-${i + 1}`.toUpperCase(),
      status: u < 0.93 ? 'active' : u < 0.98 ? 'paused' : 'archived',
      priceMinor,
      oldPriceMinor: r.chance(0.3) ? Math.round((priceMinor * (1.1 + 0.4 * r.next())) / 100) * 100 : null,
      attrs,
      createdAt,
      stock: id % 2 === 0 ? [main, { warehouseId: warehouse(1 + (id % 4 === 0 ? 1 : 0)), qty: qty() }] : [main],
    };
  });
}
