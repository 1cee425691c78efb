import { type CatalogImpact, type ConversionPreview, type ConversionSample, mostFrequent, previewConversion, previewDelta } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { type OffersImpact, previewConversion as previewOffers, previewDelta as previewOffersDelta } from '@yarmarka/offers';
import { type Conversion, listOptionLabels, type MatrixDelta, previewChanges } from '@yarmarka/taxonomy';
import { formatQuantity } from '@yarmarka/taxonomy/check';
import type { Change, Value } from '@yarmarka/taxonomy/schemas';
import { type AttributeFacts, attributeFacts, type NamedLoss } from './attribute-facts.ts';

export type PreviewSample = { readonly from: string; readonly to: string | null; readonly values: number; readonly cardId: number };
export type EditPreview = {
  readonly problems: MatrixDelta['problems'];
  /** Categories with another schema; new ones had none. */
  readonly schemasChanged: number;
  readonly moved: number;
  /** The same numbers as in the impact of a change-set of these edits. */
  readonly catalog: Pick<CatalogImpact, 'cards' | 'lacking' | 'invalid' | 'parked' | 'sellers' | 'sellersConcerned' | 'blockers'> | null;
  readonly offers: Pick<OffersImpact, 'lacking' | 'parked'> | null;
  readonly attributes: AttributeFacts;
  readonly losses: readonly NamedLoss[];
  /** What becomes of stored values, one row per conversion: of cards, variants and offers together; `inOffers` of the values are in offers. */
  readonly conversions: readonly (Omit<ConversionPreview, 'samples' | 'leftSamples'> & {
    readonly kind: Conversion['kind'];
    readonly inOffers: number;
    readonly samples: readonly PreviewSample[];
    readonly leftSamples: readonly PreviewSample[];
  })[];
};

const CONVERSIONS = 20;
const SELLERS = 3;
const SAMPLES = 8;

/** What a few edits alone would do if they were published now: the numbers of the dialogs for merges, moves and changes of type. */
export async function previewEdit(ctx: Ctx, changes: readonly Change[]): Promise<EditPreview> {
  const delta = await previewChanges(ctx, changes);
  const torn = delta.problems.length > 0;
  const [catalog, offers] = torn ? [null, null] : await Promise.all([previewDelta(ctx, delta, { sellers: SELLERS }), previewOffersDelta(ctx, delta)]);
  const shown = delta.conversions.slice(0, CONVERSIONS);
  // One after another: each reads every card, and dialogs must not take all connections.
  const previews: { readonly conversion: Conversion; readonly cards: ConversionPreview; readonly preview: Both }[] = [];
  for (const conversion of shown) {
    const cards = await previewConversion(ctx, conversion, delta);
    previews.push({ conversion, cards, preview: withOffers(cards, await previewOffers(ctx, conversion, delta)) });
  }
  // A custom value that nobody typed is no news.
  const told = previews.filter(({ conversion, preview }) => conversion.kind !== 'custom' || preview.values > 0);
  const labels = await listOptionLabels(
    ctx,
    [...new Set(previews.flatMap(({ preview }) => [...preview.samples, ...preview.leftSamples].flatMap(tokensIn)))].slice(0, 2000),
  );
  const label = (token: number): string | undefined => labels.get(token)?.[ctx.locale];
  return {
    problems: delta.problems.slice(0, 20),
    schemasChanged: delta.moves.reduce((n, m) => n + (m.from === null ? 0 : m.categories.length), 0),
    moved: delta.moved.length,
    catalog,
    offers,
    ...(await attributeFacts(ctx, delta, catalog?.losses ?? [], new Map(previews.map((p) => [p.conversion, p.cards])))),
    conversions: told.map(({ conversion, preview }) => ({
      ...preview,
      kind: conversion.kind,
      samples: onceEach(preview.samples.map((s) => sampleText(ctx, s, conversion, label))),
      leftSamples: onceEach(preview.leftSamples.map((s) => sampleText(ctx, s, conversion, label))),
    })),
  };
}

type Both = ConversionPreview & { readonly inOffers: number };

function withOffers(cards: ConversionPreview, offers: ConversionPreview | null): Both {
  if (!offers) return { ...cards, inOffers: 0 };
  return {
    ...cards,
    values: cards.values + offers.values,
    converted: cards.converted + offers.converted,
    custom: cards.custom + offers.custom,
    left: cards.left + offers.left,
    partial: cards.partial || offers.partial,
    samples: mostFrequent([...cards.samples, ...offers.samples]),
    leftSamples: mostFrequent([...cards.leftSamples, ...offers.leftSamples]),
    inOffers: offers.values,
  };
}

/** What reads alike is one: a value that stands alone here and in a list there. */
function onceEach(samples: readonly PreviewSample[]): PreviewSample[] {
  const out = new Map<string, PreviewSample>();
  for (const s of samples) {
    const known = out.get(`${s.from}\n${s.to}`);
    out.set(`${s.from}\n${s.to}`, known ? { ...known, values: known.values + s.values } : s);
  }
  return [...out.values()].toSorted((a, b) => b.values - a.values).slice(0, SAMPLES);
}

type LabelOf = (token: number) => string | undefined;
const itemsOf = (v: Value | null): readonly unknown[] => (Array.isArray(v) ? (v as readonly unknown[]) : [v]);
const tokensIn = (s: ConversionSample): number[] => [...itemsOf(s.from), ...itemsOf(s.to)].filter((x) => typeof x === 'number');

function sampleText(ctx: Ctx, s: ConversionSample, conversion: Conversion, label: LabelOf): PreviewSample {
  const names = conversion.kind === 'type' ? conversion.labels : {};
  // An option that the merge itself will add has no label yet: it keeps the name it had.
  const added = new Map(conversion.kind === 'tokens' ? Object.entries(conversion.tokens).map(([from, to]) => [to, label(Number(from))]) : []);
  const old = (token: number) => names[String(token)]?.[ctx.locale] ?? label(token);
  const fresh = (token: number) => label(token) ?? added.get(token);
  return { from: valueText(ctx, s.from, old), to: s.to === null ? null : valueText(ctx, s.to, fresh), values: s.values, cardId: s.cardId };
}

function valueText(ctx: Ctx, value: Value, label: LabelOf): string {
  const text = itemsOf(value).map((item) => itemText(ctx, item, label));
  return text.join(', ').slice(0, 200);
}

function itemText(ctx: Ctx, item: unknown, label: LabelOf): string {
  if (typeof item === 'number') return label(item) ?? `#${item}`;
  if (typeof item !== 'object' || item === null) return String(item);
  const held = item as { c?: string; v?: number; u?: string; vf?: number; vt?: number; ru?: string; en?: string };
  if (held.c !== undefined) return `«${held.c}»`;
  if (held.v !== undefined) return formatQuantity(held.v, held.u, ctx.locale);
  if (held.vf !== undefined && held.vt !== undefined) return `${formatQuantity(held.vf, undefined, ctx.locale)}–${formatQuantity(held.vt, held.u, ctx.locale)}`;
  return held[ctx.locale] ?? held.ru ?? held.en ?? '';
}
