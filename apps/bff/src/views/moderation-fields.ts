import type { ChangeSetView } from '@yarmarka/catalog';
import { formatValue } from '@yarmarka/taxonomy/check';
import { type Attrs, RESERVED, type SchemaAttribute, type TextValue, type Value } from '@yarmarka/taxonomy/schemas';

type Action = ChangeSetView['actions'][number];
/** One piece of a field in words: of a text in two languages each is a piece of its own. */
export type FieldPart = { readonly language: 'ru' | 'en' | null; readonly old: string | null; readonly new: string | null };
export type ModerationField = {
  /** The action's number in its change-set: what a decision names. */
  readonly no: number;
  readonly kind: 'value' | 'category' | 'placement' | 'variant_added' | 'variant_removed';
  readonly attributeNo: number | null;
  /** What the field belongs to: null is the card itself. New variants have negative ids. */
  readonly variant: { readonly id: number; readonly title: string } | null;
  readonly parts: readonly FieldPart[];
  /** Ids of stored pictures, before and after. */
  readonly pictures: { readonly old: readonly string[]; readonly new: readonly string[] } | null;
  readonly source: string | null;
  readonly verdict: Action['verdict'];
  readonly reasonCode: string | null;
  readonly reasonNote: string | null;
};

export type FieldNames = {
  readonly attribute: (no: number) => SchemaAttribute;
  readonly option: (token: number) => string | undefined;
  readonly label: (no: number) => string;
  readonly categories: ReadonlyMap<number, string>;
  readonly axes: readonly number[];
  readonly locale: 'ru' | 'en';
};

/** Every number that may be an option's token, anywhere in values or sets of values. */
export function tokensIn(value: unknown): number[] {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(tokensIn);
  if (typeof value !== 'object' || value === null || 'n' in value || 'from' in value) return [];
  return Object.values(value).flatMap(tokensIn);
}

/** A variant by its axis values: «Красный, 128 ГБ»; by its place when it has none. */
export function variantTitle(names: FieldNames, attrs: Attrs, place: number): string {
  const said = names.axes.flatMap((no) => (attrs[no] === undefined ? [] : [wordsOf(names, no, attrs[no])]));
  return said.length > 0 ? said.join(', ') : `${names.locale === 'ru' ? 'Вариант' : 'Variant'} ${place}`;
}

/** One action of a change-set as old and new words in the reader's language. */
export function fieldOf(names: FieldNames, action: Action, variants: readonly { readonly id: number; readonly title: string }[]): ModerationField {
  const { no, attributeNo, verdict, reasonCode, reasonNote } = action;
  const common = { no, attributeNo, verdict, reasonCode, reasonNote, source: action.source?.source ?? null, variant: variantOf(action.target, variants) };
  if (attributeNo === null) {
    const kind = action.target === 'category' || action.target === 'placement' ? action.target : action.new === null ? 'variant_removed' : 'variant_added';
    const say = (side: unknown) => (kind === 'category' || kind === 'placement' ? categoryWords(names, side) : variantWords(names, side));
    return { ...common, kind, pictures: null, parts: [{ language: null, old: say(action.old), new: say(action.new) }] };
  }
  if (attributeNo === RESERVED.pictures) return { ...common, kind: 'value', parts: [], pictures: { old: fileIds(action.old), new: fileIds(action.new) } };
  return { ...common, kind: 'value', pictures: null, parts: partsOf(names, attributeNo, action.old, action.new) };
}

function variantOf(target: string, variants: readonly { readonly id: number; readonly title: string }[]): ModerationField['variant'] {
  const m = /^variant:(new:)?(\d+)$/.exec(target);
  if (!m) return null;
  const id = m[1] ? -Number(m[2]) : Number(m[2]);
  return { id, title: variants.find((v) => v.id === id)?.title ?? `#${id}` };
}

const fileIds = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((f): f is string => typeof f === 'string') : typeof value === 'string' ? [value] : [];

function categoryWords(names: FieldNames, side: unknown): string | null {
  const ids = [side].flat().filter((id): id is number => typeof id === 'number');
  return ids.length === 0 ? null : ids.map((id) => names.categories.get(id) ?? `#${id}`).join('; ');
}

function variantWords(names: FieldNames, side: unknown): string | null {
  if (typeof side !== 'object' || side === null) return null;
  const said = Object.entries(side as Attrs).map(([no, value]) => `${names.label(Number(no))}: ${wordsOf(names, Number(no), value)}`);
  return said.length === 0 ? '—' : said.join(', ');
}

const isText = (value: unknown): value is TextValue => typeof value === 'object' && value !== null && !Array.isArray(value) && ('ru' in value || 'en' in value);

function partsOf(names: FieldNames, no: number, before: unknown, after: unknown): FieldPart[] {
  if (isText(before) || isText(after)) {
    const [o, n] = [isText(before) ? before : {}, isText(after) ? after : {}];
    return (['ru', 'en'] as const)
      .filter((l) => (o[l] ?? '') !== (n[l] ?? ''))
      .map((language) => ({ language, old: o[language] ?? null, new: n[language] ?? null }));
  }
  const say = (side: unknown) => (side === null || side === undefined ? null : wordsOf(names, no, side));
  return [{ language: null, old: say(before), new: say(after) }];
}

const wordsOf = (names: FieldNames, no: number, value: Value): string => formatValue(names.attribute(no), value, names.option, names.locale);
