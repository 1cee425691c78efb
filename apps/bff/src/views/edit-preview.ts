import { type CatalogImpact, type ConversionPreview, type ConversionSample, mostFrequent, previewConversion, previewDelta } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import { previewConversion as previewOffers } from '@yarmarka/offers';
import { type Conversion, listOptionLabels, type MatrixDelta, previewChanges } from '@yarmarka/taxonomy';
import { formatQuantity } from '@yarmarka/taxonomy/check';
import type { Change, Value } from '@yarmarka/taxonomy/schemas';

export type PreviewSample = { readonly from: string; readonly to: string | null; readonly values: number; readonly cardId: number };
export type EditPreview = {
  readonly problems: MatrixDelta['problems'];
  /** Categories with another schema; new ones had none. */
  readonly schemasChanged: number;
  readonly moved: number;
  readonly catalog: {
    readonly cards: number;
    /** Cards that will lack a required attribute; hold a value that is not allowed; hold a parked one. Values that convert are none of these: `conversions` counts what is left of them. */
    readonly lacking: number;
    readonly invalid: number;
    readonly parked: number;
    readonly blockers: CatalogImpact['blockers'];
  } | null;
  /** What becomes of stored values, one row per conversion: of cards, variants and offers together; `inOffers` of the values are in offers. */
  readonly conversions: readonly (Omit<ConversionPreview, 'samples' | 'leftSamples'> & {
    readonly kind: Conversion['kind'];
    readonly inOffers: number;
    readonly samples: readonly PreviewSample[];
    readonly leftSamples: readonly PreviewSample[];
  })[];
};

const CONVERSIONS = 20;

/** What a few edits alone would do if they were published now: the numbers of the dialogs for merges, moves and changes of type. */
export async function previewEdit(ctx: Ctx, changes: readonly Change[]): Promise<EditPreview> {
  const delta = await previewChanges(ctx, changes);
  const torn = delta.problems.length > 0;
  const catalog = torn ? null : await previewDelta(ctx, delta, { apart: following(delta.conversions) });
  const shown = delta.conversions.slice(0, CONVERSIONS);
  const previews = await Promise.all(shown.map(async (conversion) => ({ conversion, preview: await previewBoth(ctx, conversion, delta) })));
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
    catalog: catalog && impactOf(catalog),
    conversions: told.map(({ conversion, preview }) => ({
      ...preview,
      kind: conversion.kind,
      samples: preview.samples.map((s) => sampleText(ctx, s, conversion, label)),
      leftSamples: preview.leftSamples.map((s) => sampleText(ctx, s, conversion, label)),
    })),
  };
}

async function previewBoth(ctx: Ctx, conversion: Conversion, delta: MatrixDelta): Promise<ConversionPreview & { readonly inOffers: number }> {
  const [cards, offers] = await Promise.all([previewConversion(ctx, conversion, delta), previewOffers(ctx, conversion, delta)]);
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

/** Attributes whose values a conversion takes along: what is left of them, `conversions` counts. */
const following = (conversions: readonly Conversion[]): ReadonlySet<number> =>
  new Set(conversions.flatMap((c) => (c.kind === 'category' ? [] : c.kind === 'type' || c.kind === 'custom' ? [c.no] : [c.fromNo, c.intoNo])));

const impactOf = ({ cards, lacking, invalid, parked, blockers }: CatalogImpact): NonNullable<EditPreview['catalog']> => ({
  cards,
  lacking: lacking.published + lacking.drafts,
  invalid: invalid.published + invalid.drafts,
  parked: parked.published + parked.drafts,
  blockers,
});

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
