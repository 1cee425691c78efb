import { baseOf, conditionHolds, fromBase, isRequired, unitToShow } from '@yarmarka/taxonomy/check';
import type { Attrs, CategorySchema, Level, OptionLists, SchemaAttribute, Value } from '@yarmarka/taxonomy/schemas';
import { type Random, seeded } from '../demo/random.ts';

export type Words = { readonly ru: string; readonly en: string };
/** What values are made of besides the schema. */
export type Stock = { readonly brandOf: (r: Random) => number; readonly pictures: readonly string[]; readonly words: readonly Words[] };
type Make = (r: Random) => Value | undefined;
export type Maker = { readonly attribute: SchemaAttribute; readonly make: Make; readonly tokens: readonly number[] };
/** A schema made ready to fill cards from. */
export type Filler = {
  readonly byLevel: Readonly<Record<Level, readonly Maker[]>>;
  /** The variants' axes, each with the options used, in the order of the schema. */
  readonly axes: readonly { readonly no: number; readonly tokens: readonly number[] }[];
  readonly combinations: number;
};
/** How likely an attribute is to be filled: a careful seller fills more than a hasty one. */
export type Care = { readonly required: number; readonly recommended: number; readonly optional: number };

/** Sellers use few of the options that a list offers. */
const OPTIONS_USED = 14;
const CUSTOM_SHARE = 0.015;
const RESERVED_BELOW = 100;

export function fillerOf(schema: CategorySchema, lists: OptionLists, stock: Stock): Filler {
  const axes = axesOf(schema, lists);
  const own = new Set(axes.map((a) => a.no));
  const makers = schema.attributes.filter((a) => a.no >= RESERVED_BELOW && !own.has(a.no)).map((a) => makerOf(a, lists, stock));
  const at = (level: Level) => makers.filter((m) => m.attribute.level === level);
  return {
    byLevel: { card: at('card'), variant: at('variant'), offer: at('offer') },
    axes,
    combinations: combinationsOf(axes),
  };
}

export const combinationsOf = (axes: Filler['axes']): number => axes.reduce((n, a) => n * a.tokens.length, 1);

/** The axes that variants of such cards differ in. */
export function axesOf(schema: CategorySchema, lists: OptionLists): { no: number; tokens: readonly number[] }[] {
  return schema.attributes
    .filter((a) => a.axis && a.level === 'variant' && a.type === 'list')
    .map((a) => ({ no: a.no, tokens: tokensOf(a, lists).slice(0, OPTIONS_USED) }))
    .filter((a) => a.tokens.length > 0);
}

function tokensOf(a: SchemaAttribute, lists: OptionLists): readonly number[] {
  if (a.options === undefined || a.options === 'brands') return [];
  return 'hash' in a.options ? (lists[a.options.hash] ?? []) : a.options;
}

function makerOf(attribute: SchemaAttribute, lists: OptionLists, stock: Stock): Maker {
  const tokens = tokensOf(attribute, lists);
  return { attribute, tokens, make: makeOf(attribute, tokens, stock) };
}

/** Small places are likelier: few options hold most goods. */
export const skewed = (r: Random, n: number): number => Math.floor(n * r.next() ** 2.2);

function makeOf(a: SchemaAttribute, tokens: readonly number[], stock: Stock): Make {
  switch (a.type) {
    case 'list':
      return listMake(a, tokens, stock);
    case 'boolean':
      return (r) => a.no * 65_536 + (r.chance(0.6) ? 2 : 1);
    case 'number':
      return numberMake(a);
    case 'range':
      return rangeMake(a);
    case 'date':
      return (r) => `${r.int(2016, 2026)}-${two(r.int(1, 12))}-${two(r.int(1, 28))}`;
    case 'text':
      return textMake(a, stock);
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

function listMake(a: SchemaAttribute, tokens: readonly number[], stock: Stock): Make {
  // Each attribute has its own favourites.
  const start = tokens.length === 0 ? 0 : (a.no * 7) % tokens.length;
  const one = (r: Random): number => tokens[(start + skewed(r, tokens.length)) % tokens.length] ?? 0;
  const custom = (r: Random): Value => ({ c: stock.words[r.int(0, stock.words.length - 1)]?.ru ?? 'Особый' });
  if (a.options === 'brands') return (r) => (a.maxValues === 1 ? stock.brandOf(r) : [stock.brandOf(r)]);
  if (tokens.length === 0) return a.custom ? (r) => (a.maxValues === 1 ? custom(r) : [custom(r) as { c: string }]) : () => undefined;
  if (a.maxValues === 1) return (r) => (a.custom && r.chance(CUSTOM_SHARE) ? custom(r) : one(r));
  return (r) => {
    const chosen = new Set<number>();
    for (let i = Math.min(a.maxValues, 1 + skewed(r, 4)); i > 0; i--) chosen.add(one(r));
    return [...chosen].sort((x, y) => x - y);
  };
}

/** A rounded number between the bounds, in the unit people see; over several orders of magnitude small ones are far likelier. */
function typed(a: SchemaAttribute, r: Random, low: number, high: number): number {
  const unit = unitToShow(a);
  const wide = low > 0 && high / low > 100;
  const n = wide ? low * (high / low) ** (0.15 + 0.45 * r.next()) : low + (high - low) * r.next() ** 2;
  const exact = fromBase(n, unit);
  const v = Number(exact.toPrecision(Math.abs(exact) >= 100 || wide ? 2 : 3));
  const base = baseOf(v, unit);
  return base >= low && base <= high ? v : Number(exact.toPrecision(12));
}

const boundsOf = (a: SchemaAttribute): [low: number, high: number] => {
  const low = a.min ?? (a.max !== undefined && a.max <= 0 ? a.max - 100 : 1);
  return [low, a.max ?? Math.max(low * 50, low + 500)];
};

function numberMake(a: SchemaAttribute): Make {
  const [low, high] = boundsOf(a);
  const unit = unitToShow(a);
  return (r) => {
    const v = typed(a, r, low, high);
    return { n: baseOf(v, unit), v, ...(unit ? { u: unit.code } : {}) };
  };
}

function rangeMake(a: SchemaAttribute): Make {
  const [low, high] = boundsOf(a);
  const unit = unitToShow(a);
  return (r) => {
    const [vf, vt] = [typed(a, r, low, high), typed(a, r, low, high)].sort((x, y) => x - y) as [number, number];
    return { from: baseOf(vf, unit), to: baseOf(vt, unit), vf, vt, ...(unit ? { u: unit.code } : {}) };
  };
}

const CODES: readonly ((r: Random) => string)[] = [
  (r) => `${'ABCDEKMNPRSTX'[r.int(0, 12)]}${'ABCDEKMNPRSTX'[r.int(0, 12)]}-${r.int(100, 9999)}`,
  (r) => `978${r.int(100_000, 999_999)}${r.int(1000, 9999)}`,
  (r) => String(r.int(1_000_000, 9_999_999)),
  (r) => `${r.int(1, 99)}`,
];

function textMake(a: SchemaAttribute, stock: Stock): Make {
  const short = (text: string): string => (a.maxLength === undefined ? text : text.slice(0, a.maxLength).trim());
  const phrase = (r: Random): Words => stock.words[r.int(0, stock.words.length - 1)] ?? { ru: 'Текст', en: 'Text' };
  if (a.localised)
    return (r) => {
      const p = phrase(r);
      return a.pattern ? undefined : { ru: short(p.ru), en: short(p.en) };
    };
  const pattern = a.pattern === undefined ? undefined : new RegExp(a.pattern, 'u');
  const fits = (text: string): boolean => (pattern?.test(text) ?? true) && text.length <= (a.maxLength ?? 100);
  const code = CODES.find((c) => fits(c(seeded(1))));
  if (!code) return () => undefined;
  return (r) => (a.maxValues === 1 ? code(r) : [code(r)]);
}

/** Fills one level. What a condition demands is filled as required; what a limit forbids is chosen anew or left out. */
export function fillLevel(makers: readonly Maker[], care: Care, r: Random, values: Record<string, Value>, outer: Attrs): void {
  for (const m of makers) {
    const { no, requirement } = m.attribute;
    const likely = requirement === 'required' ? care.required : requirement === 'recommended' ? care.recommended : care.optional;
    if (requirement !== 'required_if' && r.chance(likely)) set(values, no, m.make(r));
  }
  for (let round = 0; round < 2; round++)
    for (const m of makers)
      if (m.attribute.requirement === 'required_if' && values[m.attribute.no] === undefined) {
        const wanted = isRequired(m.attribute, values, outer) ? care.required : round === 0 ? care.optional : 0;
        if (r.chance(wanted)) set(values, m.attribute.no, m.make(r));
      }
  for (const m of makers) if (m.attribute.limits && values[m.attribute.no] !== undefined) limit(m, r, values, outer);
}

function set(values: Record<string, Value>, no: number, value: Value | undefined): void {
  if (value !== undefined) values[no] = value;
}

function limit({ attribute, tokens }: Maker, r: Random, values: Record<string, Value>, outer: Attrs): void {
  const active = (attribute.limits ?? []).filter((l) => conditionHolds(l.if, values, outer));
  if (active.length === 0) return;
  const left = tokens.filter((t) => active.every((l) => l.then.includes(t)));
  const token = left[skewed(r, left.length)];
  if (token === undefined) delete values[attribute.no];
  else values[attribute.no] = attribute.maxValues === 1 ? token : [token];
}
