import { readFileSync } from 'node:fs';
import { readCsv } from '@yarmarka/files';
import { toBase, UNIT_BY_CODE } from '@yarmarka/taxonomy/schemas';
import { describe, expect, test } from 'vitest';
import { type DemoCard, demoCards } from './cards.ts';
import { DEMO_SELLERS } from './sellers.ts';
import { COLORS } from './words.ts';

type Row = Record<string, string>;
type Category = { id: string; parent: string | null; ru: string; en: string; attributes: string[] };
type ListAttribute = { key: string; en: string; ru: string; values?: string[]; values_from?: string };

const file = (name: string): Buffer => readFileSync(new URL(`../../demo/taxonomy/${name}`, import.meta.url));
const lines = <T>(name: string): T[] =>
  file(name)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
const csv = readCsv(file('rules.csv'), { delimiter: ',' });
const rows: Row[] = csv.rows.map((row) => Object.fromEntries(csv.header.map((column, i) => [column, row.cells[i] ?? ''])));
const of = (record: string): Row[] => rows.filter((row) => row['record'] === record);
const get = (row: Row | undefined, column: string): string => row?.[column] ?? '';

const categories = lines<Category>('categories.jsonl');
const byId = new Map(categories.map((c) => [c.id, c]));
const lists = new Map(lines<ListAttribute>('attributes.jsonl').map((a) => [a.key, a]));
const types = new Map<string, string>(
  [...lists.keys()].map((key): [string, string] => [key, 'list']).concat(of('attribute').map((row) => [get(row, 'attribute'), get(row, 'type')])),
);
const leaves = categories.filter((c) => !categories.some((other) => other.parent === c.id));
const RESERVED = ['brand', 'name', 'description', 'gtin', 'pictures'];

/** Entry keys an attribute offers before its category narrows them. */
function entriesOf(attribute: string): string[] {
  const list = lists.get(attribute);
  if (list?.values_from !== undefined) return entriesOf(list.values_from);
  return (
    list?.values ??
    of('entry')
      .filter((row) => get(row, 'list') === attribute)
      .map((row) => get(row, 'entry'))
  );
}

/** The fold, as small as it can be said: root to leaf, field by field; a set below an exclusion starts afresh. */
function effective(id: string): Map<string, Row> {
  const category = byId.get(id);
  const cells = category?.parent ? effective(category.parent) : new Map<string, Row>();
  const listed = new Set(category?.attributes);
  for (const key of [...cells.keys()]) if (lists.has(key) && !listed.has(key)) cells.delete(key);
  for (const key of listed) if (!cells.has(key)) cells.set(key, {});
  for (const row of of('rule').filter((r) => get(r, 'category') === id && !RESERVED.includes(get(r, 'attribute')))) {
    const key = get(row, 'attribute');
    if (get(row, 'op') === 'exclude') cells.delete(key);
    else cells.set(key, { ...cells.get(key), ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')) });
  }
  return cells;
}
const schemas = new Map(leaves.map((leaf) => [leaf.id, effective(leaf.id)]));
const schemaOf = (card: DemoCard): Map<string, Row> => schemas.get(card.category) ?? new Map<string, Row>();

const amount = (text: string): { base: number; unit: string } => {
  const [number = '', unit = ''] = text.split(' ');
  const known = UNIT_BY_CODE.get(unit);
  return { base: known ? toBase(Number(number), known) : Number(number), unit };
};

/** What is wrong with one typed value in a cell of the schema; undefined when nothing is. */
function valueProblem(key: string, cell: Row, value: string | string[]): string | undefined {
  const values = Array.isArray(value) ? value : [value];
  const options = get(cell, 'options') === '' ? entriesOf(key) : get(cell, 'options').split('|');
  const unit = UNIT_BY_CODE.get(get(cell, 'default_unit'));
  const bound = (column: string): number => (unit ? toBase(Number(get(cell, column)), unit) : Number(get(cell, column)));
  const number = (text: string): string | undefined => {
    const { base, unit: typed } = amount(text);
    if (!Number.isFinite(base)) return 'is no number';
    if (!get(cell, 'units').split('|').includes(typed)) return `has a foreign unit ${typed}`;
    return (get(cell, 'min') !== '' && base < bound('min')) || (get(cell, 'max') !== '' && base > bound('max')) ? 'is out of its limits' : undefined;
  };
  const one = (text: string): string | undefined => {
    switch (types.get(key)) {
      case 'list':
        return options.includes(text) ? undefined : `has no option ${text}`;
      case 'number':
        return number(text);
      case 'boolean':
        return ['yes', 'no'].includes(text) ? undefined : 'is neither yes nor no';
      case 'date':
        return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toISOString().startsWith(text) ? undefined : 'is no date';
      case 'range': {
        const [, from = '', to = '', typed = ''] = /^(-?[\d.]+)\.\.(-?[\d.]+) (\S+)$/.exec(text) ?? [];
        return Number(from) < Number(to) ? (number(`${from} ${typed}`) ?? number(`${to} ${typed}`)) : 'is no range';
      }
      default: {
        const parts = text.split('|||');
        const pattern = new RegExp(get(cell, 'pattern'));
        return parts.length === 2 && parts.every((part) => part !== '' && pattern.test(part)) && /[а-яё]/i.test(parts[0] ?? '')
          ? undefined
          : 'lacks a language or its pattern';
      }
    }
  };
  if (values.length > Number(get(cell, 'max_values') || 1)) return 'has too many values';
  return values.map(one).find((problem) => problem !== undefined);
}

/** A condition of the rules file over a card's typed values; `and` binds tighter than `or`. */
function holds(condition: string, values: DemoCard['attrs']): boolean {
  const atom = (text: string): boolean => {
    const [key = '', op = '', ...rest] = text.split(' ');
    const value = values[key];
    if (value === undefined) return false;
    if (op === 'in')
      return rest
        .join(' ')
        .split('|')
        .some((entry) => [value].flat().includes(entry));
    if (op === '=') return value === rest[0];
    if (op === 'filled') return true;
    const [typed, bound] = [amount(String(value)).base, amount(rest.join(' ')).base];
    return op === '>=' ? typed >= bound : typed <= bound;
  };
  return condition.split(' or ').some((part) => part.split(' and ').every(atom));
}

/** Everything that keeps a card out of the shop. */
function problemsOf(card: DemoCard): string[] {
  const schema = schemaOf(card);
  const at = (level: string): [string, Row][] => [...schema].filter(([, cell]) => (get(cell, 'level') || 'card') === level);
  const wrong = (values: Record<string, string | string[]>, level: string): string[] =>
    Object.entries(values).flatMap(([key, value]) => {
      const cell = at(level).find(([known]) => known === key)?.[1];
      const problem = cell === undefined ? `does not belong to ${card.category} as a ${level} value` : valueProblem(key, cell, value);
      return problem === undefined ? [] : [`${card.key}: ${key} ${problem}`];
    });
  const limited = at('card').flatMap(([key, cell]) =>
    get(cell, 'limits')
      .split(';')
      .map((part) => part.split('=>').map((side) => side.trim()))
      .filter(([when, then]) => when && then && holds(when, card.attrs) && ![card.attrs[key] ?? []].flat().every((entry) => then.split('|').includes(entry)))
      .map(() => `${card.key}: ${key} breaks its limit`),
  );
  const missing = at('card').flatMap(([key, cell]) => {
    const needed = get(cell, 'requirement') === 'required' || (get(cell, 'requirement') === 'required_if' && holds(get(cell, 'condition'), card.attrs));
    return needed && card.attrs[key] === undefined ? [`${card.key}: ${key} is required`] : [];
  });
  const axes = at('variant')
    .map(([key]) => key)
    .sort();
  const shapes = card.variants
    .filter((v) => Object.keys(v.attrs).sort().join() !== axes.join())
    .map((v) => `${card.key}: ${v.sku} does not name the axes ${axes.join()}`);
  return [
    ...wrong(card.attrs, 'card'),
    ...card.variants.flatMap((v) => wrong(v.attrs, 'variant')),
    ...limited,
    ...(card.status === 'draft' ? [] : [...missing, ...shapes]),
  ];
}

const cards = demoCards();
const shown = cards.filter((card) => card.status === 'published');

describe('the demo taxonomy', () => {
  test('is a tree of about sixty categories in six roots, four deep, named in both languages', () => {
    const depth = (c: Category): number => (c.parent === null ? 1 : 1 + depth(byId.get(c.parent) ?? c));
    expect(categories.length).toBeGreaterThan(55);
    expect(categories.length).toBeLessThan(75);
    expect(categories.filter((c) => c.parent === null)).toHaveLength(6);
    expect(Math.max(...categories.map(depth))).toBe(4);
    expect(categories.filter((c) => !/[а-яё]/i.test(c.ru) || /[а-яё]/i.test(c.en))).toEqual([]);
    expect(new Set(categories.map((c) => c.ru)).size).toBe(categories.length);
  });

  test('gives every leaf 8 to 16 attributes, 4 to 8 filters and at most four axes, each a single choice of the variant', () => {
    const odd = leaves.flatMap((leaf) => {
      const cells = [...(schemas.get(leaf.id) ?? [])];
      const filters = cells.filter(([, cell]) => get(cell, 'filterable') === 'yes');
      const axes = cells.filter(([, cell]) => get(cell, 'axis') === 'yes');
      const fine = cells.length >= 8 && cells.length <= 16 && filters.length >= 4 && filters.length <= 8 && axes.length <= 4;
      const single = axes.every(([key, cell]) => types.get(key) === 'list' && get(cell, 'level') === 'variant' && Number(get(cell, 'max_values') || 1) === 1);
      return fine && single && filters.every(([, cell]) => get(cell, 'facet') !== '') ? [] : [leaf.id];
    });
    expect(odd).toEqual([]);
  });

  test('labels every attribute, entry and group in both languages, no two attributes alike', () => {
    const labelled = [...of('attribute'), ...of('group'), ...of('entry')].map((row) => ({ en: get(row, 'label_en'), ru: get(row, 'label_ru') }));
    const all = [...labelled, ...lists.values(), ...lines<{ en: string; ru: string }>('values.jsonl')];
    expect(all.filter((x) => x.en === '' || x.ru === '' || /[а-яё]/i.test(x.en))).toEqual([]);
    const names = [...lists.values(), ...of('attribute').map((row) => ({ en: get(row, 'label_en'), ru: get(row, 'label_ru') }))];
    for (const language of ['en', 'ru'] as const) expect(new Set(names.map((x) => x[language].toLowerCase())).size).toBe(names.length);
    expect(of('rule').filter((row) => (get(row, 'help_en') === '') !== (get(row, 'help_ru') === ''))).toEqual([]);
  });

  test('has the swatches that the pictures are painted with', () => {
    const swatches = of('entry').filter((row) => get(row, 'list') === 'color');
    expect(Object.fromEntries(swatches.map((row) => [get(row, 'entry').slice(7), get(row, 'swatch')]))).toEqual(
      Object.fromEntries(Object.entries(COLORS).map(([key, c]) => [key, c.hex])),
    );
  });
});

describe('the demo cards', () => {
  test('fill every leaf, about fifteen hundred in all, forty of them waiting and twenty unfinished', () => {
    expect(cards.length).toBeGreaterThan(1450);
    expect(cards.length).toBeLessThan(1550);
    expect(new Set(cards.map((card) => card.category))).toEqual(new Set(leaves.map((leaf) => leaf.id)));
    expect(cards.filter((card) => card.status === 'submitted')).toHaveLength(40);
    expect(cards.filter((card) => card.status === 'draft')).toHaveLength(20);
  });

  test('hold only values their category knows, everything required filled, conditions and limits included', () => {
    expect(cards.flatMap(problemsOf)).toEqual([]);
  });

  test('are judged by a check that notices a foreign attribute, a wrong entry, a missing value, a condition and a bound', () => {
    const phone = shown.find((card) => card.category === 'el-phones' && card.attrs['battery_capacity'] === '5000 mAh');
    if (phone === undefined) throw new Error('no phone with 5000 mAh');
    const { fast_charging: _fast, screen_size: _screen, ...rest } = phone.attrs;
    const broken = { ...phone, attrs: { ...rest, fabric: ['fabric__wool'], os: 'os__windows', weight: '9 kg' } };
    expect(
      problemsOf(broken)
        .map((p) => p.slice(phone.key.length + 2))
        .sort(),
    ).toEqual([
      'fabric does not belong to el-phones as a card value',
      'fast_charging is required',
      'os has no option os__windows',
      'screen_size is required',
      'weight is out of its limits',
    ]);
  });

  test('have variants that differ, SKUs and GTINs that repeat nowhere and pass the EAN-13 checksum', () => {
    const twins = cards.filter((card) => new Set(card.variants.map((v) => JSON.stringify(v.attrs))).size !== card.variants.length);
    expect(twins.map((card) => card.key)).toEqual([]);
    const skus = cards.flatMap((card) => card.variants.map((v) => v.sku));
    expect(new Set(skus).size).toBe(skus.length);
    const gtins = cards.flatMap((card) => [card.gtin, ...card.variants.map((v) => v.gtin)]).filter((gtin) => gtin !== undefined);
    expect(gtins.length).toBeGreaterThan(2000);
    expect(new Set(gtins).size).toBe(gtins.length);
    expect(
      gtins.filter((gtin) => !/^2\d{12}$/.test(gtin) || [...gtin].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 0 ? 1 : 3), 0) % 10 !== 0),
    ).toEqual([]);
  });

  test('are named once, in both languages, and described in two to four whole sentences of each', () => {
    for (const language of ['ru', 'en'] as const) expect(new Set(cards.map((card) => card.name[language])).size).toBe(cards.length);
    const cyrillic = /[а-яё]/i;
    const wrong = cards.filter(
      (card) => !cyrillic.test(card.name.ru) || !cyrillic.test(card.description.ru) || cyrillic.test(card.name.en) || cyrillic.test(card.description.en),
    );
    expect(wrong.map((card) => card.key)).toEqual([]);
    const sentences = (text: string): number => text.split(/[.?!](?: |$)/).filter((part) => part !== '').length;
    const odd = shown.filter((card) =>
      [card.description.ru, card.description.en].some(
        (text) => sentences(text) < 2 || sentences(text) > 4 || !text.endsWith('.') || /undefined|NaN| {2}|\bnull\b/.test(text),
      ),
    );
    expect(odd.map((card) => card.description)).toEqual([]);
  });

  test('are sold by approved sellers only, popular ones by two to five, each variant at most once by each', () => {
    const approved = new Set(DEMO_SELLERS.filter((s) => s.status === 'approved').map((s) => s.key));
    const offers = shown.flatMap((card) => card.offers.map((offer) => ({ card, offer })));
    expect(offers.filter(({ offer }) => !approved.has(offer.seller))).toEqual([]);
    expect(offers.filter(({ card, offer }) => !card.variants.some((v) => v.sku === offer.variantSku))).toEqual([]);
    expect(new Set(offers.map(({ offer }) => `${offer.seller} ${offer.variantSku}`)).size).toBe(offers.length);
    expect(new Set(offers.map(({ offer }) => `${offer.seller} ${offer.sellerSku}`)).size).toBe(offers.length);
    const sellers = (card: DemoCard): number => new Set(card.offers.map((offer) => offer.seller)).size;
    expect(shown.filter((card) => card.popularity > 500 && (sellers(card) < 2 || sellers(card) > 5)).map((card) => card.key)).toEqual([]);
    expect(shown.filter((card) => card.variants.some((v) => !card.offers.some((offer) => offer.variantSku === v.sku))).map((card) => card.key)).toEqual([]);
  });

  test('cost whole roubles, more than nothing, and less than their old price', () => {
    const wrong = cards
      .flatMap((card) => card.offers)
      .filter((o) => o.priceMinor < 4900 || o.priceMinor % 100 !== 0 || (o.oldPriceMinor ?? o.priceMinor + 1) <= o.priceMinor || o.stock < 0);
    expect(wrong).toEqual([]);
  });

  test('are the same every time they are made', () => {
    expect(demoCards()).toEqual(cards);
  });
});
