import { formatValue } from '@yarmarka/taxonomy/check';
import {
  type Attrs,
  type Custom,
  type NumberValue,
  type RangeValue,
  RESERVED,
  type SchemaAttribute,
  type TextValue,
  tokenOf,
  type Value,
  YES_ENTRY,
} from '@yarmarka/taxonomy/schemas';
import type { Fact, FactValue, Words } from './fact.ts';

export type FactWords = {
  readonly attributes: ReadonlyMap<number, { readonly key: string } & Words>;
  readonly groups: readonly ({ readonly key: string; readonly position: number } & Words)[];
  readonly options: ReadonlyMap<number, Words>;
};
type Item = number | string | Custom;

/** Never told and never judged: what the text itself is, and what has no words. */
const LEFT_OUT: ReadonlySet<number> = new Set([RESERVED.description, RESERVED.pictures]);

/** The facts of a card from its visible values and those of its variants, in the form's order: groups, then positions; name and brand first. */
export function buildFacts(attributes: readonly SchemaAttribute[], card: Attrs, variants: readonly Attrs[], words: FactWords): Fact[] {
  const groupAt = new Map(words.groups.map((g, i) => [g.key, i]));
  const place = (a: SchemaAttribute): number => (a.no < 100 ? -1 : a.group === undefined ? words.groups.length : (groupAt.get(a.group) ?? words.groups.length));
  return attributes
    .filter((a) => !LEFT_OUT.has(a.no))
    .toSorted((a, b) => place(a) - place(b) || a.position - b.position || a.no - b.no)
    .flatMap((a) =>
      factOf(
        a,
        [card, ...variants].map((attrs) => attrs[a.no]).filter((v) => v !== undefined),
        words,
      ),
    );
}

function factOf(a: SchemaAttribute, held: readonly Value[], words: FactWords): Fact[] {
  const values = new Map<string, FactValue>();
  for (const value of held)
    for (const item of itemsOf(value)) {
      const made = valueOf(a, item, words);
      if (made.ru !== '' || made.en !== '') values.set(`${made.ru}\n${made.en}`, made);
    }
  const named = words.attributes.get(a.no);
  if (values.size === 0 || !named) return [];
  const group = words.groups.find((g) => g.key === a.group);
  const yes = a.type === 'boolean' ? { yes: held.includes(tokenOf(a.no, YES_ENTRY)) } : {};
  return [
    {
      attributeNo: a.no,
      key: named.key,
      type: a.type,
      label: either(named),
      group: a.group ?? null,
      groupLabel: group ? either(group) : null,
      ...(a.family === undefined ? {} : { family: a.family }),
      rank: a.requirement === 'required' || a.axis ? 0 : a.filterable ? 1 : 2,
      ...yes,
      told: a.no !== RESERVED.gtin,
      values: [...values.values()],
    },
  ];
}

const itemsOf = (value: Value): readonly (Item | Value)[] => (Array.isArray(value) ? (value as readonly Item[]) : [value]);

function valueOf(a: SchemaAttribute, value: Value, words: FactWords): FactValue {
  const labelIn = (locale: 'ru' | 'en') => (token: number) => {
    const label = words.options.get(token);
    return label && (label[locale] || label[locale === 'ru' ? 'en' : 'ru']);
  };
  const both: Words = { ru: formatValue(a, value, labelIn('ru'), 'ru'), en: formatValue(a, value, labelIn('en'), 'en') };
  if (typeof value === 'number') return both;
  if (typeof value === 'string') return a.type === 'date' ? { ...both, date: value } : { ru: value.trim(), en: value.trim(), prose: true };
  const object = value as Custom | NumberValue | RangeValue | TextValue;
  if ('c' in object) return { ru: object.c.trim(), en: object.c.trim(), prose: true };
  if ('n' in object) return { ...both, quantities: [quantity(object.v, object.u)] };
  if ('from' in object) return { ...both, quantities: [quantity(object.vf, object.u), quantity(object.vt, object.u)] };
  return { ru: object.ru?.trim() ?? '', en: object.en?.trim() ?? '', prose: true };
}

const quantity = (v: number, u: string | undefined) => (u === undefined ? { v } : { v, u });
const either = ({ ru, en }: Words): Words => ({ ru: ru || en, en: en || ru });
