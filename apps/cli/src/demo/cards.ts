import { assortment } from './families/index.ts';
import type { Attrs, Axis, Draft, Family } from './family.ts';
import type { PictureSpec } from './pictures.ts';
import { hashOf, type Random, seeded } from './random.ts';
import { DEMO_SELLERS, type DemoSeller } from './sellers.ts';
import { COLORS, type Color, type Text, t } from './words.ts';

export type DemoVariant = { sku: string; attrs: Record<string, string>; gtin?: string };
export type DemoOffer = { seller: string; variantSku: string; sellerSku: string; priceMinor: number; oldPriceMinor?: number; stock: number };
export type DemoCard = {
  key: string;
  category: string;
  seller: string;
  status: 'published' | 'submitted' | 'draft';
  name: Text;
  description: Text;
  brand: string;
  gtin?: string;
  attrs: Attrs;
  variants: DemoVariant[];
  offers: DemoOffer[];
  picture: PictureSpec;
  rating?: number;
  popularity: number;
};

const SUBMITTED = 40;
const DRAFTS = 20;

/**
 * The demo assortment: about 1,500 cards in 46 categories. The same cards on every call and every machine; prices in kopecks,
 * values as a seller types them, list entries by entry key.
 */
export function demoCards(): DemoCard[] {
  const gtins = gtinCounter();
  const names = new Set<string>();
  const cards = assortment.flatMap((family) => Array.from({ length: family.count }, (_, i) => published(family, i, names, gtins)));
  return withStatuses(cards);
}

function published(family: Family, index: number, names: Set<string>, gtins: () => string): DemoCard {
  const number = String(index + 1).padStart(4, '0');
  const { r, brand, draft } = uniqueDraft(family, index, names);
  const key = `${family.code}-${number}`;
  const popularity = Math.round(1000 * r.next() ** 2.2);
  const sellers = sellersFor(r, family.category, popularity);
  const variants = variantsOf(r, draft.axes, `${codeOf(brand)}-${family.code}${number}`, gtins);
  const [only] = variants;
  const single = variants.length === 1 && draft.axes.length === 0 && only !== undefined ? only : undefined;
  return {
    key,
    category: family.category,
    seller: sellers[0]?.key ?? 'ploshchad',
    status: 'published',
    name: draft.name,
    description: draft.description,
    brand,
    ...(single?.gtin === undefined ? {} : { gtin: single.gtin }),
    attrs: draft.attrs,
    variants: single === undefined ? variants : [{ sku: single.sku, attrs: {} }],
    offers: sellers.flatMap((seller, i) => offersOf(r, seller, i === 0, variants, draft)),
    picture: pictureOf(draft, brand),
    ...(popularity > 120 && r.chance(0.85) ? { rating: Math.round((3.7 + 1.25 * Math.sqrt(r.next())) * 10) / 10 } : {}),
    popularity,
  };
}

/** Draws again, with the next seed, until the name is new in both languages. */
function uniqueDraft(family: Family, index: number, names: Set<string>): { r: Random; brand: string; draft: Draft } {
  for (let attempt = 0; ; attempt++) {
    const r = seeded(hashOf(`${family.category}/${index}/${attempt}`));
    const brand = r.pick(family.brands);
    const draft = family.make(r, brand);
    if (names.has(draft.name.ru) || names.has(draft.name.en)) continue;
    names.add(draft.name.ru).add(draft.name.en);
    return { r, brand, draft };
  }
}

const within = (category: string, root: string): boolean => category === root || lineage(category).includes(root);
/** Category ids above a leaf; the ids of the demo tree do not spell their parents, so the few in between stand here. */
const BETWEEN: Record<string, readonly string[]> = {
  'el-phones': ['el-mobile'],
  'el-watches': ['el-mobile'],
  'el-kettles': ['el-kitchen'],
  'el-blenders': ['el-kitchen'],
  'el-coffee': ['el-kitchen'],
  'el-robots': ['el-house'],
  'el-stick': ['el-house'],
  'el-humidifiers': ['el-house'],
  'el-headphones': ['el-audio'],
  'el-speakers': ['el-audio'],
  'cl-sneakers': ['cl-shoes'],
  'cl-boots': ['cl-shoes'],
  'sp-tents': ['sp-camp'],
  'sp-sleeping': ['sp-camp'],
  'sp-backpacks': ['sp-bags'],
  'sp-suitcases': ['sp-bags'],
};
const lineage = (category: string): string[] => [...(BETWEEN[category] ?? []), category.slice(0, 2)];

/** The author first; popular cards have up to five sellers. */
function sellersFor(r: Random, category: string, popularity: number): DemoSeller[] {
  const able = DEMO_SELLERS.filter((s) => s.status === 'approved' && s.carries.some((root) => within(category, root)));
  const most = popularity > 500 ? r.int(3, 5) : popularity > 180 ? r.int(2, 3) : r.chance(0.25) ? 2 : 1;
  const chosen = r.some(able, most);
  const author = r.int(0, Math.max(0, chosen.length - 1));
  return [...chosen.slice(author), ...chosen.slice(0, author)];
}

/** Consonants of a brand, as warehouses shorten names: Velanor gives VLN. */
const codeOf = (brand: string): string =>
  brand
    .replace(/[^a-z]|[aeiouy]/gi, '')
    .slice(0, 3)
    .toUpperCase()
    .padEnd(3, 'X');

/** Every combination of the axes but a few; each value of each axis is sold in at least one variant. */
function variantsOf(r: Random, axes: readonly Axis[], base: string, gtins: () => string): DemoVariant[] {
  let combos: Record<string, string>[] = [{}];
  for (const axis of axes) combos = combos.flatMap((c) => axis.entries.map((entry) => ({ ...c, [axis.key]: entry })));
  const kept = combos.filter(() => combos.length < 4 || r.chance(0.86));
  for (const axis of axes) {
    for (const entry of axis.entries) {
      const first = combos.find((c) => c[axis.key] === entry);
      if (first !== undefined && !kept.some((c) => c[axis.key] === entry)) kept.push(first);
    }
  }
  return kept.map((attrs) => {
    const tail = Object.values(attrs).map((entry) => entry.replace(/^.*__/, '').replaceAll('_', '').toUpperCase());
    return { sku: [base, ...tail].join('-'), attrs, ...(r.chance(0.88) ? { gtin: gtins() } : {}) };
  });
}

/** EAN-13 numbers with prefix 200..299, which GS1 leaves to shops for their own use; the last digit is the checksum. */
function gtinCounter(): () => string {
  let next = 0;
  return () => {
    const body = `2${String(10_000_000_000 + 7919 * ++next).slice(0, 11)}`;
    const sum = [...body].reduce((s, d, i) => s + Number(d) * (i % 2 === 0 ? 1 : 3), 0);
    return body + String((10 - (sum % 10)) % 10);
  };
}

/** A price a shop would print: 349, 1 290, 12 990, 74 990. */
function nicePrice(roubles: number): number {
  if (roubles < 1000) return Math.max(49, Math.round(roubles / 10) * 10 - 1);
  if (roubles < 20_000) return Math.round(roubles / 100) * 100 - 10;
  return Math.round(roubles / 500) * 500 - 10;
}

function offersOf(r: Random, seller: DemoSeller, author: boolean, variants: readonly DemoVariant[], draft: Draft): DemoOffer[] {
  const margin = author ? 1 : 0.93 + r.next() * 0.2;
  const discount = r.chance(0.25) ? 1.08 + r.next() * 0.25 : undefined;
  const carried = author ? variants : r.some(variants, Math.max(1, Math.round(variants.length * (0.5 + r.next() * 0.5))));
  return carried.map((variant) => {
    const price = nicePrice((draft.roubles + (draft.extra?.(variant.attrs) ?? 0)) * margin);
    const old = discount === undefined ? price : nicePrice(price * discount);
    return {
      seller: seller.key,
      variantSku: variant.sku,
      sellerSku: `${seller.key.slice(0, 2).toUpperCase()}-${String(hashOf(`${seller.key}/${variant.sku}`) % 100_000_000).padStart(8, '0')}`,
      priceMinor: price * 100,
      ...(old > price ? { oldPriceMinor: old * 100 } : {}),
      stock: r.chance(0.08) ? 0 : r.chance(0.3) ? r.int(1, 5) : r.int(6, 120),
    };
  });
}

const ACCENTS = ['#e0772f', '#f0c96a', '#3aa6a6', '#c9573c', '#f4f3ef'] as const;

/**
 * Painted colour of a card: its first axis colour, its own colour, or what the family says. Tint and accent follow from shape,
 * colour and brand, so that like goods share a picture and the seed rasterises each only once.
 */
function pictureOf(draft: Draft, brand: string): PictureSpec {
  const own = draft.attrs['color'];
  const axis = draft.axes.find((a) => a.key === 'color')?.entries ?? (typeof own === 'string' ? [own] : []);
  const swatches = axis.map((entry) => COLORS[entry.replace('color__', '') as Color]?.hex ?? '').filter((hex) => hex !== '');
  const color = draft.look.color ?? swatches[0] ?? (own === 'color__clear' ? '#cfdde3' : '#c9573c');
  const tint = hashOf(draft.look.shape + color + brand);
  return {
    shape: draft.look.shape,
    style: draft.look.style,
    color,
    accent: draft.look.accent ?? ACCENTS[(tint >>> 8) % ACCENTS.length] ?? ACCENTS[0],
    others: swatches.slice(1, 2),
    ground: tint % 8,
    mark: hashOf(brand) % 6,
    view: 'front',
  };
}

/** Takes cards out of the shop: the last ones drawn wait for a moderator or are still being written. */
function withStatuses(cards: DemoCard[]): DemoCard[] {
  const r = seeded(hashOf('statuses'));
  const picked = r.some(cards, SUBMITTED + DRAFTS).map((card) => card.key);
  const drafts = r.some(picked, DRAFTS);
  const waiting = picked.filter((key) => !drafts.includes(key));
  return cards.map((card) => {
    if (drafts.includes(card.key)) return asDraft(card, drafts.indexOf(card.key));
    return waiting.includes(card.key) ? asSubmitted(card, waiting.indexOf(card.key)) : card;
  });
}

function unpublished(card: DemoCard, status: 'submitted' | 'draft'): DemoCard {
  const { rating: _rating, ...rest } = card;
  return { ...rest, status, popularity: 0, offers: card.offers.filter((o) => o.seller === card.seller) };
}

/** Every eighth submitted card carries something a moderator should notice. */
function asSubmitted(card: DemoCard, index: number): DemoCard {
  const base = unpublished(card, 'submitted');
  if (index % 8 !== 3) return base;
  const flaw = Math.floor(index / 8) % 3;
  if (flaw === 0) return { ...base, name: t(`ХИТ ПРОДАЖ!!! ${card.name.ru}`, `BESTSELLER!!! ${card.name.en}`) };
  if (flaw === 1) {
    return {
      ...base,
      description: t(
        `${card.description.ru} Звоните напрямую, договоримся о скидке: 8 900 000-00-00.`,
        `${card.description.en} Call us directly for a discount: 8 900 000-00-00.`,
      ),
    };
  }
  return { ...base, description: t('Хороший товар, берите.', 'Good product, buy it.') };
}

/** A draft lacks what its seller has not got round to: prices, some of the values, or the English text. */
function asDraft(card: DemoCard, index: number): DemoCard {
  const base = unpublished(card, 'draft');
  const attrs = index % 2 === 0 ? Object.fromEntries(Object.entries(card.attrs).filter((_, i) => i % 3 !== 1)) : card.attrs;
  const waiting = DEMO_SELLERS.find((s) => s.status === 'waiting');
  const newcomer = waiting?.carries.some((root) => within(card.category, root)) === true;
  const seller = newcomer && waiting !== undefined ? waiting.key : card.seller;
  return { ...base, attrs, seller, offers: index % 3 === 0 || newcomer ? [] : base.offers };
}
