import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { UNIT_BY_CODE, UNITS } from './units.ts';

type Row = Record<string, string>;
type Cell = Row;
type Category = { id: string; parent: string | null; attributes: string[] };

const MAX_AXES = 4;
const LEVELS = ['card', 'variant', 'offer'];
const RESERVED = new Set(['name', 'description', 'brand', 'gtin', 'pictures']);
const FACETS: Record<string, string[]> = { list: ['list', 'colour'], number: ['range'], range: ['range'], boolean: ['yes_no'], date: ['range'], text: [] };
const ATOM = /^(\S+) (?:filled|= (?:yes|no)|(?:>=|<=) -?\d+(?:\.\d+)?(?: (\w+))?|in (\S+))$/;
const FIELDS_OF_EXCLUDE = new Set(['record', 'category', 'attribute', 'op']);

const rows: Row[] = parse(readFileSync(new URL('../data/rules.csv', import.meta.url)), { columns: true, bom: true });
const of = (record: string) => rows.filter((r) => r.record === record);
const get = (r: Row, column: string): string => r[column] ?? '';
const [groups, attributes, entries, rules] = [of('group'), of('attribute'), of('entry'), of('rule')];
const own = new Map(attributes.map((r) => [get(r, 'attribute'), r]));
const setRules = rules.filter((r) => r.op === 'set');

/** Collects what is wrong, so that a failure names every bad row at once. */
const offenders = (list: readonly Row[], bad: (r: Row) => string | false | undefined): string[] =>
  list.flatMap((r) => {
    const why = bad(r);
    return why ? [`${['record', 'category', 'attribute', 'entry', 'group'].map((c) => get(r, c)).join(' ')}: ${why}`] : [];
  });

const atomsOf = (condition: string): string[] => condition.split(/ (?:and|or) /);
const conditionKeys = (r: Row): string[] =>
  [...(r.condition ? atomsOf(r.condition) : []), ...(r.limits ? r.limits.split('; ').flatMap((l) => atomsOf(l.split(' => ')[0] ?? '')) : [])].map(
    (atom) => atom.split(' ')[0] ?? '',
  );

describe('the rules file by itself', () => {
  test('holds groups, attributes, entries and rules, each sorted and without repetition', () => {
    expect(rows.length).toBe(groups.length + attributes.length + entries.length + rules.length);
    const order = ['group', 'attribute', 'entry', 'rule'];
    const ranks = rows.map((r) => order.indexOf(get(r, 'record')));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const keys = rows.map((r) =>
      ['record', 'category', 'attribute', 'list', 'entry', 'group'].map((c) => (c === 'group' && r.record === 'rule' ? '' : get(r, c))).join('\t'),
    );
    expect(new Set(keys).size).toBe(keys.length);
    const categoryKey = (r: Row) =>
      get(r, 'category')
        .split('-')
        .map((p, i) => (i === 0 ? p : p.padStart(4, '0')))
        .join('-');
    const ruleKeys = rules.map((r) => `${categoryKey(r)}\t${get(r, 'attribute')}`);
    expect(ruleKeys).toEqual([...ruleKeys].sort());
  });

  test('is of the promised size: 1,400 to 1,700 rules and 140 to 170 attributes of every type', () => {
    expect(rules.length).toBeGreaterThanOrEqual(1400);
    expect(rules.length).toBeLessThanOrEqual(1700);
    expect(attributes.length).toBeGreaterThanOrEqual(140);
    expect(attributes.length).toBeLessThanOrEqual(170);
    expect(new Set(attributes.map((r) => r.type))).toEqual(new Set(['list', 'text', 'number', 'boolean', 'date', 'range']));
  });

  test('labels everything in English and in Russian', () => {
    const cyrillic = /[а-яё]/i;
    const namesWithoutTranslation = new Set(['bluetooth', 'nfc', 'isbn']);
    expect(offenders([...groups, ...attributes, ...entries], (r) => (!r.label_en || !r.label_ru) && 'a label is missing')).toEqual([]);
    expect(
      offenders(
        [...groups, ...attributes],
        (r) => !cyrillic.test(get(r, 'label_ru')) && !namesWithoutTranslation.has(get(r, 'attribute')) && 'the Russian label is not Russian',
      ),
    ).toEqual([]);
    expect(offenders(entries, (r) => !cyrillic.test(get(r, 'label_ru')) && r.label_ru !== r.label_en && 'neither Russian nor a proper name')).toEqual([]);
    expect(offenders(rows, (r) => cyrillic.test(get(r, 'label_en') + get(r, 'description_en') + get(r, 'help_en')) && 'Cyrillic in an English text')).toEqual(
      [],
    );
    expect(offenders(attributes, (r) => (!r.description_en || !cyrillic.test(get(r, 'description_ru'))) && 'a description is missing')).toEqual([]);
    expect(offenders(rules, (r) => Boolean(r.help_en) !== Boolean(r.help_ru) && 'help in one language only')).toEqual([]);
    expect(offenders(rules, (r) => r.help_ru !== '' && !cyrillic.test(get(r, 'help_ru')) && 'the Russian help is not Russian')).toEqual([]);
  });

  test('names units that exist and measure the attribute', () => {
    const families = new Set(UNITS.map((u) => u.family));
    expect(
      offenders(attributes, (r) => r.unit !== '' && (!families.has(get(r, 'unit')) || !['number', 'range'].includes(get(r, 'type'))) && 'unit family'),
    ).toEqual([]);
    expect(offenders(entries, (r) => r.unit !== '' && (!UNIT_BY_CODE.has(get(r, 'unit')) || r.number === '') && 'unit of a quantity')).toEqual([]);
    expect(
      offenders(setRules, (r) => {
        const units = [...get(r, 'units').split('|'), get(r, 'default_unit')].filter(Boolean);
        const family = own.get(get(r, 'attribute'))?.unit;
        const foreign = units.find((u) => UNIT_BY_CODE.get(u)?.family !== family);
        return foreign
          ? `unit ${foreign} does not measure it`
          : (r.min !== '' || r.max !== '') && Boolean(family) && r.default_unit === '' && 'limits without a unit';
      }),
    ).toEqual([]);
  });

  test('RAM, storage and colours carry what makes them axes and swatches', () => {
    for (const list of ['ram', 'storage_capacity']) {
      const own = entries.filter((r) => r.list === list);
      expect(own.length).toBeGreaterThan(10);
      expect(own.every((r) => UNIT_BY_CODE.get(get(r, 'unit'))?.family === 'data' && Number(r.number) > 0)).toBe(true);
      const inMegabytes = own.map((r) => Number(r.number) * (UNIT_BY_CODE.get(get(r, 'unit'))?.factor ?? 0));
      expect(inMegabytes).toEqual([...inMegabytes].sort((a, b) => a - b));
    }
    const colours = entries.filter((r) => r.list === 'color');
    expect(colours.length).toBe(19);
    expect(colours.every((r) => /^#[0-9a-f]{6}$/.test(get(r, 'swatch')))).toBe(true);
  });

  test('uses only values that the format knows', () => {
    const oneOf = (column: string, allowed: string[]) =>
      offenders(setRules, (r) => r[column] !== '' && !allowed.includes(get(r, column)) && `${column} ${r[column]}`);
    expect(offenders(rules, (r) => r.op !== 'set' && r.op !== 'exclude' && 'op')).toEqual([]);
    expect(
      offenders(
        rules.filter((r) => r.op === 'exclude'),
        (r) => Object.entries(r).some(([c, v]) => v !== '' && !FIELDS_OF_EXCLUDE.has(c)) && 'an exclusion says more',
      ),
    ).toEqual([]);
    expect(oneOf('requirement', ['required', 'recommended', 'optional', 'required_if'])).toEqual([]);
    expect(oneOf('level', LEVELS)).toEqual([]);
    for (const column of ['filterable', 'axis', 'custom', 'editable', 'ai']) expect(oneOf(column, ['yes', 'no'])).toEqual([]);
    expect(
      oneOf(
        'group',
        groups.map((r) => get(r, 'group')),
      ),
    ).toEqual([]);
    expect(oneOf('languages', ['ru', 'en', 'ru|en'])).toEqual([]);
    for (const column of ['facet_position', 'position', 'max_values', 'max_length'])
      expect(offenders(setRules, (r) => r[column] !== '' && !/^[1-9]\d*$/.test(get(r, column)) && column)).toEqual([]);
    expect(offenders(setRules, (r) => r.min !== '' && r.max !== '' && Number(r.min) > Number(r.max) && 'min above max')).toEqual([]);
    expect(offenders(setRules, (r) => r.pattern !== '' && !(new RegExp(get(r, 'pattern'), 'u') instanceof RegExp) && 'pattern')).toEqual([]);
    expect(offenders(setRules, (r) => Object.entries(r).every(([c, v]) => v === '' || FIELDS_OF_EXCLUDE.has(c)) && !r.attribute && 'says nothing')).toEqual([]);
  });

  test('writes conditions and limits that parse, a condition exactly where the requirement asks for one', () => {
    expect(offenders(setRules, (r) => (r.requirement === 'required_if') !== (r.condition !== '') && 'condition')).toEqual([]);
    const conditions = setRules
      .flatMap((r) => [
        get(r, 'condition'),
        ...get(r, 'limits')
          .split('; ')
          .map((l) => l.split(' => ')[0] ?? ''),
      ])
      .filter(Boolean);
    expect(conditions.flatMap(atomsOf).filter((a) => !ATOM.test(a))).toEqual([]);
    expect(
      conditions.flatMap(atomsOf).filter((a) => {
        const unit = ATOM.exec(a)?.[2];
        return unit !== undefined && !UNIT_BY_CODE.has(unit);
      }),
    ).toEqual([]);
    expect(
      setRules
        .filter((r) => r.limits !== '')
        .flatMap((r) => get(r, 'limits').split('; '))
        .filter((l) => !/^.+ => \S+$/.test(l)),
    ).toEqual([]);
  });
});

const taxonomy = new URL('../../../../shared/data/taxonomy/', import.meta.url);
const jsonLines = (name: string): unknown[] =>
  readFileSync(new URL(name, taxonomy), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((l) => JSON.parse(l));

describe.skipIf(!existsSync(taxonomy))('the rules file over the taxonomy in ../shared (skipped where that is absent)', () => {
  const load = () => {
    const categories = jsonLines('categories.jsonl') as Category[];
    const taxonomyAttributes = jsonLines('attributes.jsonl') as { key: string; values?: string[]; values_from?: string }[];
    const known = new Map(taxonomyAttributes.map((a) => [a.key, a]));
    const listOf = (attribute: string) => own.get(attribute)?.list || known.get(attribute)?.values_from || attribute;
    const typeOf = (attribute: string) => own.get(attribute)?.type ?? 'list';
    const listEntries = new Map<string, Set<string>>();
    for (const a of taxonomyAttributes) if (a.values) listEntries.set(a.key, new Set(a.values));
    for (const e of entries) listEntries.set(get(e, 'list'), (listEntries.get(get(e, 'list')) ?? new Set<string>()).add(get(e, 'entry')));
    return {
      categories,
      byId: new Map(categories.map((c) => [c.id, c])),
      known,
      listOf,
      typeOf,
      offers: (attribute: string, entry: string) => listEntries.get(listOf(attribute))?.has(entry) ?? false,
    };
  };
  type Loaded = ReturnType<typeof load>;
  let cache: Loaded | undefined;
  const data = (): Loaded => (cache ??= load());

  /** Root to leaf: a category's own list of the taxonomy is a set or an exclusion against its parent; the file's rules lie over it. */
  const fold = (visit: (category: Category, cells: ReadonlyMap<string, Cell>) => void) => {
    const { categories, byId } = data();
    const ruleOf = new Map(rules.map((r) => [`${r.category} ${r.attribute}`, r]));
    const ofCategory = Map.groupBy(rules, (r) => get(r, 'category'));
    const done = new Map<string, Map<string, Cell>>();
    const cellsOf = (id: string): Map<string, Cell> => {
      const ready = done.get(id);
      if (ready) return ready;
      const category = byId.get(id);
      if (!category) throw new Error(`no category ${id}`);
      const parent = category.parent === null ? undefined : byId.get(category.parent);
      const cells = new Map(parent ? cellsOf(parent.id) : []);
      const here = new Set(category.attributes);
      for (const a of parent?.attributes ?? []) if (!here.has(a) && !ruleOf.has(`${id} ${a}`)) cells.delete(a);
      for (const a of here) if (!cells.has(a)) cells.set(a, {});
      for (const r of ofCategory.get(id) ?? []) {
        const key = get(r, 'attribute');
        if (r.op === 'exclude') cells.delete(key);
        else cells.set(key, { ...cells.get(key), ...Object.fromEntries(Object.entries(r).filter(([, v]) => v !== '')) });
      }
      done.set(id, cells);
      return cells;
    };
    for (const c of categories) visit(c, cellsOf(c.id));
  };

  test('brings no attribute key that the taxonomy has, and only keys, entries and categories that exist', () => {
    const { byId, known, offers, typeOf } = data();
    expect(offenders(attributes, (r) => (known.has(get(r, 'attribute')) || RESERVED.has(get(r, 'attribute'))) && 'the key is taken')).toEqual([]);
    expect(offenders(rules, (r) => !byId.has(get(r, 'category')) && 'no such category')).toEqual([]);
    expect(
      offenders(rules, (r) => !own.has(get(r, 'attribute')) && !known.has(get(r, 'attribute')) && !RESERVED.has(get(r, 'attribute')) && 'no such attribute'),
    ).toEqual([]);
    expect(offenders(entries, (r) => !get(r, 'entry').startsWith(`${r.list}__`) && 'the key does not start with its list')).toEqual([]);
    const listKeys = new Set([...[...known.values()].filter((a) => a.values).map((a) => a.key), ...attributes.map((r) => get(r, 'list'))]);
    expect(offenders(entries, (r) => !listKeys.has(get(r, 'list')) && 'no such list')).toEqual([]);
    const unknownEntries = setRules
      .flatMap((r) => [
        ...get(r, 'options')
          .split('|')
          .filter(Boolean)
          .map((e) => [get(r, 'attribute'), e] as const),
        ...get(r, 'limits')
          .split('; ')
          .flatMap((l) => (l.split(' => ')[1] ?? '').split('|'))
          .filter(Boolean)
          .map((e) => [get(r, 'attribute'), e] as const),
        ...[
          get(r, 'condition'),
          ...get(r, 'limits')
            .split('; ')
            .map((l) => l.split(' => ')[0] ?? ''),
        ]
          .flatMap(atomsOf)
          .flatMap((a) => {
            const match = ATOM.exec(a);
            return (match?.[3] ?? '')
              .split('|')
              .filter(Boolean)
              .map((e) => [match?.[1] ?? '', e] as const);
          }),
      ])
      .filter(([attribute, entry]) => !offers(attribute, entry));
    expect(unknownEntries).toEqual([]);
    expect(
      offenders(
        setRules,
        (r) =>
          r.facet !== '' &&
          !(FACETS[typeOf(get(r, 'attribute'))] ?? []).includes(get(r, 'facet')) &&
          `a ${typeOf(get(r, 'attribute'))} has no facet ${r.facet}`,
      ),
    ).toEqual([]);
    expect(offenders(setRules, (r) => r.languages !== '' && typeOf(get(r, 'attribute')) !== 'text' && 'languages of what is no text')).toEqual([]);
    expect(
      offenders(
        setRules,
        (r) => (r.options !== '' || r.max_values !== '' || r.custom !== '') && typeOf(get(r, 'attribute')) !== 'list' && 'options of what is no list',
      ),
    ).toEqual([]);
  });

  test('excludes only what a category would have', () => {
    const { byId } = data();
    const inherited = new Map<string, ReadonlyMap<string, Cell>>();
    fold((c, cells) => inherited.set(c.id, cells));
    expect(
      offenders(
        rules.filter((r) => r.op === 'exclude'),
        (r) => {
          const category = byId.get(get(r, 'category'));
          const above = category?.parent ? inherited.get(category.parent) : undefined;
          return !above?.has(get(r, 'attribute')) && !category?.attributes.includes(get(r, 'attribute')) && 'nothing to exclude';
        },
      ),
    ).toEqual([]);
  });

  test('leaves every category with at most four axes, each a single-choice list on the variant level', () => {
    const { typeOf } = data();
    const bad: string[] = [];
    let withAxes = 0;
    fold((c, cells) => {
      const axes = [...cells].filter(([, f]) => f.axis === 'yes');
      if (axes.length > 0) withAxes++;
      if (axes.length > MAX_AXES) bad.push(`${c.id}: ${axes.length} axes`);
      for (const [key, f] of axes) if (typeOf(key) !== 'list' || f.level !== 'variant' || Number(f.max_values ?? 1) !== 1) bad.push(`${c.id} ${key}`);
    });
    expect(bad).toEqual([]);
    expect(withAxes).toBeGreaterThan(1000);
  });

  test('conditions name attributes that the category has, on the same or an outer level', () => {
    const bad: string[] = [];
    fold((c, cells) => {
      for (const [key, f] of cells) {
        for (const other of conditionKeys({ condition: f.requirement === 'required_if' ? get(f, 'condition') : '', limits: get(f, 'limits') })) {
          const cell = cells.get(other);
          if (!cell || other === key || LEVELS.indexOf(cell.level ?? 'card') > LEVELS.indexOf(f.level ?? 'card')) bad.push(`${c.id} ${key} -> ${other}`);
        }
      }
    });
    expect(bad).toEqual([]);
  });

  test('gives laptops their required attributes and the axes memory, storage and colour', () => {
    let laptop: ReadonlyMap<string, Cell> = new Map();
    fold((c, cells) => {
      if (c.id === 'el-6-6') laptop = cells;
    });
    const required = [
      'display_diagonal',
      'display_resolution',
      'processor_brand',
      'processor_family',
      'processor_model',
      'ram',
      'storage_capacity',
      'operating_system',
      'model_name',
      'brand',
    ];
    expect(
      [...laptop]
        .filter(([, f]) => f.requirement === 'required')
        .map(([k]) => k)
        .sort(),
    ).toEqual(required.sort());
    expect(
      [...laptop]
        .filter(([, f]) => f.axis === 'yes')
        .map(([k]) => k)
        .sort(),
    ).toEqual(['color', 'ram', 'storage_capacity']);
  });
});
