import { hashOf } from '../demo/random.ts';
import { categorySizes, type LeafShape } from './sizes.ts';

export type PlannedLeaf = LeafShape & {
  /** How many different variants a card here can have. */
  readonly combinations: number;
};
/** Who holds what: everything that numbers rows, so that each row can be made without the others. */
export type ScalePlan = {
  readonly cards: number;
  readonly variants: number;
  readonly offers: number;
  readonly sellers: number;
  /** Per card (from 0): place of its leaf in `leaves`. */
  readonly leafOf: Uint16Array;
  readonly variantsOf: Uint8Array;
  readonly offersOf: Uint8Array;
  readonly published: Uint8Array;
  /** Per chunk: the first variant's and the first offer's number, from 0. */
  readonly chunks: readonly { readonly from: number; readonly to: number; readonly variant: number; readonly offer: number }[];
};

/** Cards loaded in one transaction; small loads have several too. */
const chunkOf = (cards: number): number => Math.min(4000, Math.max(100, Math.ceil(cards / 8)));
const DRAFT_SHARE = 0.04;
const MAX_VARIANTS = 8;
const MAX_OFFERS = 12;

/** A number in [0, 1) from a row's number and what it is for: the same in every process, whatever came before. */
export function noise(n: number, salt: number): number {
  let h = Math.imul(n + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(salt + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/**
 * The plan of `cards` cards over these leaves: 1.5 variants and 2 offers a card, a seller for every 500. Cards of one category lie scattered among the others, as they do in a database
 * that grew. Where too few categories have axes there are fewer variants.
 */
export function planScale(leaves: readonly PlannedLeaf[], cards: number): ScalePlan {
  const leafOf = scattered(categorySizes(leaves, cards), cards);
  const published = Uint8Array.from({ length: cards }, (_, i) => (noise(i, 1) < DRAFT_SHARE ? 0 : 1));
  const most = Uint8Array.from(leafOf, (l) => Math.min(MAX_VARIANTS, leaves[l]?.combinations ?? 1));
  const variantsOf = spread(cards, Math.round(cards * 1.5), most, 1, 2);
  const offersOf = spread(
    cards,
    cards * 2,
    published.map((p) => (p ? MAX_OFFERS : 0)),
    0,
    3,
  );
  const chunks: { from: number; to: number; variant: number; offer: number }[] = [];
  let [variant, offer] = [0, 0];
  const chunk = chunkOf(cards);
  for (let i = 0; i < cards; i++) {
    if (i % chunk === 0) chunks.push({ from: i, to: Math.min(cards, i + chunk), variant, offer });
    variant += variantsOf[i] ?? 0;
    offer += offersOf[i] ?? 0;
  }
  return { cards, variants: variant, offers: offer, sellers: Math.max(10, Math.round(cards / 500)), leafOf, variantsOf, offersOf, published, chunks };
}

/** Each card's leaf: a bijection of the card numbers cut into runs of the leaves' sizes. */
function scattered(sizes: readonly number[], cards: number): Uint16Array {
  const runs = new Uint16Array(cards);
  let at = 0;
  sizes.forEach((size, leaf) => {
    runs.fill(leaf, at, at + size);
    at += size;
  });
  let step = (hashOf('scale') % cards) | 1;
  while (gcd(step, cards) !== 1) step += 2;
  const offset = hashOf('offset') % cards;
  return Uint16Array.from({ length: cards }, (_, i) => runs[Number((BigInt(i) * BigInt(step) + BigInt(offset)) % BigInt(cards))] ?? 0);
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** How many each card gets: at least `least` and at most `most` of it, many few and few many, `total` together where that is possible. */
function spread(cards: number, total: number, most: Uint8Array, least: number, salt: number): Uint8Array {
  const out = new Uint8Array(cards);
  let sum = 0;
  for (let i = 0; i < cards; i++) {
    const u = noise(i, salt);
    const wanted = least + Math.floor(-Math.log(1 - u * 0.999) * (total / cards - least + 0.5));
    out[i] = Math.min(most[i] ?? 0, Math.max(Math.min(least, most[i] ?? 0), wanted));
    sum += out[i] ?? 0;
  }
  for (let round = 0; round < MAX_OFFERS && sum !== total; round++) {
    const before = sum;
    for (let i = 0; i < cards && sum !== total; i++) {
      const here = out[i] ?? 0;
      if (sum < total && here < (most[i] ?? 0)) {
        out[i] = here + 1;
        sum++;
      } else if (sum > total && here > Math.min(least, most[i] ?? 0)) {
        out[i] = here - 1;
        sum--;
      }
    }
    if (sum === before) break;
  }
  return out;
}
