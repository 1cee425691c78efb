import type { Conversion } from '@yarmarka/taxonomy';
import { formatValue, labelKey, type OptionLookup, parseValue, sameValue } from '@yarmarka/taxonomy/check';
import {
  type AttributeType,
  type Attrs,
  type Custom,
  type NumberValue,
  type RangeValue,
  type SchemaAttribute,
  type TextValue,
  toBase,
  UNIT_BY_CODE,
  type Value,
} from '@yarmarka/taxonomy/schemas';

export type ValueConversion = Exclude<Conversion, { kind: 'category' }>;
type TypeConversion = Extract<Conversion, { kind: 'type' }>;
type Item = number | string | Custom;
/** What a conversion does to the values of one card or variant; `left`: values with no counterpart, which stay as they are. */
export type Converted = { readonly patch: Readonly<Record<string, Value | null>>; readonly left: number };

const UNTOUCHED: Converted = { patch: {}, left: 0 };
/** Longer texts are no names of options. */
const LONGEST_CUSTOM = 500;

const isCustom = (v: unknown): v is Custom => typeof v === 'object' && v !== null && 'c' in v;
const items = (v: Value): readonly Item[] => (Array.isArray(v) ? (v as readonly Item[]) : [v as Item]);
const distinct = (list: readonly Item[]): Item[] => list.filter((x, i) => list.findIndex((y) => sameValue(x, y)) === i);
/** The shape that the number of values allowed asks for: one value alone, or a list. */
export const shaped = (v: Value, maxValues: number): Value => {
  if (maxValues > 1) return Array.isArray(v) || typeof v === 'object' ? (isCustom(v) ? [v] : v) : [v];
  return Array.isArray(v) && v.length === 1 ? (v[0] as Value) : v;
};

/** The attributes whose values a conversion reads. */
export function readsOf(c: ValueConversion): number {
  return c.kind === 'custom' || c.kind === 'type' ? c.no : c.fromNo;
}

/** What a conversion makes of the values of one card or variant. `maxValues`: how many values its category allows an attribute. Pure; converting twice changes nothing more. */
export function convertAttrs(attrs: Attrs, c: ValueConversion, maxValues: (no: number) => number = () => 1): Converted {
  const value = attrs[readsOf(c)];
  if (value === undefined) return UNTOUCHED;
  switch (c.kind) {
    case 'custom':
      return replaced(
        attrs,
        c.no,
        renamedItems(value, (x) => (isCustom(x) ? c.values[labelKey(x.c)] : undefined)),
        maxValues,
      );
    case 'tokens':
      return c.fromNo === c.intoNo
        ? replaced(
            attrs,
            c.fromNo,
            renamedItems(value, (x) => (typeof x === 'number' ? c.tokens[String(x)] : undefined)),
            maxValues,
          )
        : movedTokens(attrs, value, c, maxValues);
    case 'attribute':
      return moved(attrs, c.fromNo, c.intoNo, value);
    case 'type': {
      if (looksLike(value, c)) return UNTOUCHED;
      const next = convertType(value, c);
      return next === undefined ? { patch: {}, left: 1 } : replaced(attrs, c.no, next, maxValues);
    }
  }
}

function replaced(attrs: Attrs, no: number, next: Value, maxValues: (no: number) => number): Converted {
  const value = shaped(next, maxValues(no));
  return sameValue(value, attrs[no]) || sameValue(next, attrs[no]) ? UNTOUCHED : { patch: { [no]: value }, left: 0 };
}

function renamedItems(value: Value, rename: (item: Item) => number | undefined): Value {
  const next = distinct(items(value).map((x) => rename(x) ?? x));
  return Array.isArray(value) ? next : (next[0] ?? value);
}

function moved(attrs: Attrs, fromNo: number, intoNo: number, value: Value): Converted {
  const there = attrs[intoNo];
  if (there === undefined) return { patch: { [fromNo]: null, [intoNo]: value }, left: 0 };
  return sameValue(there, value) ? { patch: { [fromNo]: null }, left: 0 } : { patch: {}, left: 1 };
}

/** Known options and custom values go over; several values join those already there, a single one never pushes another out. */
function movedTokens(attrs: Attrs, value: Value, c: Extract<Conversion, { kind: 'tokens' }>, maxValues: (no: number) => number): Converted {
  const going: Item[] = [];
  const staying: Item[] = [];
  for (const x of items(value)) {
    const token = typeof x === 'number' ? c.tokens[String(x)] : undefined;
    if (token !== undefined) going.push(token);
    else if (isCustom(x)) going.push(x);
    else staying.push(x);
  }
  if (going.length === 0) return { patch: {}, left: 1 };
  const there = attrs[c.intoNo];
  const many = maxValues(c.intoNo) > 1 || Array.isArray(there);
  if (there !== undefined && !many) {
    const same = going.length === 1 && staying.length === 0 && sameValue(there, going[0]);
    return same ? { patch: { [c.fromNo]: null }, left: 0 } : { patch: {}, left: 1 };
  }
  const all = distinct([...(there === undefined ? [] : items(there)), ...going]);
  const next = shaped(all, many ? 2 : 1);
  return { patch: { [c.fromNo]: staying.length > 0 ? staying : null, [c.intoNo]: next }, left: staying.length > 0 ? 1 : 0 };
}

/** A value that already is of the new type: typed after the change, or converted before. */
function looksLike(value: Value, c: TypeConversion): boolean {
  if (c.from === c.to) return false;
  const [one] = items(value);
  switch (c.to as AttributeType) {
    case 'list':
      return c.from !== 'boolean' && items(value).every((x) => typeof x === 'number' || isCustom(x));
    case 'boolean':
      return c.from !== 'list' && typeof one === 'number';
    case 'number':
      return typeof one === 'object' && 'n' in one;
    case 'range':
      return typeof one === 'object' && 'from' in one;
    case 'date':
      return typeof one === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(one);
    case 'text':
      return c.localised ? typeof one === 'object' && ('ru' in one || 'en' in one) : typeof one === 'string' && c.from !== 'date';
  }
}

function attributeOf(c: TypeConversion, type: string): SchemaAttribute {
  const target = type === c.to;
  return {
    no: c.no,
    type: type as AttributeType,
    level: 'card',
    requirement: 'optional',
    filterable: false,
    maxValues: 1,
    position: 0,
    editable: true,
    ai: false,
    ...(target && c.unitFamily !== null ? { family: c.unitFamily } : {}),
    ...(target && c.localised ? { localised: true as const } : {}),
  };
}

/** A value as the new type, or undefined where it has no counterpart. Texts without an option become custom values, so that nothing is lost and they can be promoted. */
function convertType(value: Value, c: TypeConversion): Value | undefined {
  const list = items(value);
  if (c.to === 'list') {
    const out = list.map((x) => toOption(x, c));
    if (out.some((x) => x === undefined)) return undefined;
    const found = distinct(out.flatMap((x) => (x === undefined ? [] : [x])));
    return found.length === 1 ? found[0] : found;
  }
  if (c.to === 'text') return toText(list, c);
  const [one] = list;
  if (list.length !== 1 || one === undefined) return undefined;
  if (c.to === 'number' || c.to === 'range') {
    const quantity = asQuantity(one, c);
    if (quantity !== undefined) return quantity;
    if (typeof one === 'object' && ('n' in one || 'from' in one)) return undefined;
  }
  return firstParsed(one, c, c.to === 'range' ? ['range', 'number'] : [c.to]);
}

function firstParsed(one: Item, c: TypeConversion, types: readonly string[]): Value | undefined {
  for (const type of types)
    for (const locale of ['ru', 'en'] as const) {
      const attribute: SchemaAttribute = { ...attributeOf(c, c.to), type: type as AttributeType };
      const read = parseValue(attribute, textOf(one, c, locale), NO_OPTIONS, { locale });
      if (!read.ok) continue;
      const v = read.value as NumberValue;
      return c.to === 'range' && type === 'number' ? spread(v) : read.value;
    }
  return undefined;
}

const spread = ({ n, v, u }: NumberValue): RangeValue => ({ from: n, to: n, vf: v, vt: v, ...(u === undefined ? {} : { u }) });
const NO_OPTIONS: OptionLookup = { byLabel: () => [], entries: () => [] };

/** Numbers and ranges into each other, or into another unit family: the number as typed stays, if its unit still measures. */
function asQuantity(one: Value, c: TypeConversion): Value | undefined {
  const held = one as NumberValue | RangeValue;
  if (typeof held !== 'object' || held === null || !('n' in held || 'from' in held)) return undefined;
  const unit = unitFor(held.u, c.unitFamily);
  if (unit === null) return undefined;
  const u = unit === undefined ? {} : { u: unit.code };
  const base = (v: number): number => (unit ? toBase(v, unit) : v);
  const ends = 'n' in held ? { vf: held.v, vt: held.v } : held;
  if (c.to === 'range') return { from: base(ends.vf), to: base(ends.vt), vf: ends.vf, vt: ends.vt, ...u };
  return ends.vf === ends.vt ? { n: base(ends.vf), v: ends.vf, ...u } : undefined;
}

/** The unit a typed number keeps; undefined: none needed, null: it does not measure in the new family. */
function unitFor(code: string | undefined, family: string | null) {
  if (family === null) return undefined;
  const unit = code === undefined ? [...UNIT_BY_CODE.values()].find((x) => x.family === family) : UNIT_BY_CODE.get(code);
  return unit?.family === family ? unit : null;
}

function toOption(item: Item, c: TypeConversion): number | Custom | undefined {
  for (const locale of ['ru', 'en'] as const) {
    const token = c.entries[labelKey(textOf(item, c, locale))];
    if (token !== undefined) return token;
  }
  const text = textOf(item, c, 'ru').trim();
  return text === '' || text.length > LONGEST_CUSTOM || text.startsWith('#') ? undefined : { c: text };
}

function toText(list: readonly Item[], c: TypeConversion): Value | undefined {
  const [ru, en] = (['ru', 'en'] as const).map((l) => list.map((x) => textOf(x, c, l)).join(', '));
  if (!ru || !en || list.some((x) => typeof x === 'number' && textOf(x, c, 'ru').startsWith('#'))) return undefined;
  if (!c.localised) return ru;
  return typeof list[0] === 'string' || isCustom(list[0]) ? { ru } : { ru, en };
}

/** One item of the old type as people write it. */
function textOf(item: Item, c: TypeConversion, locale: 'ru' | 'en'): string {
  if (typeof item === 'object' && ('ru' in item || 'en' in item)) {
    const { ru, en } = item as unknown as TextValue;
    return (locale === 'ru' ? (ru ?? en) : (en ?? ru)) ?? '';
  }
  const old = attributeOf({ ...c, localised: false }, c.from);
  return formatValue(old, item, (t) => c.labels[String(t)]?.[locale], locale)
    .replaceAll('−', '-')
    .replaceAll('\u00a0', ' ');
}
