import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Random, seeded } from '../demo/random.ts';
import type { Words } from './values.ts';

export type SyntheticSize = { readonly categories: number; readonly attributes: number };
type Category = { id: string; parent: string | null; attributes: string[]; depth: number };
type Attribute = { key: string; type: string; unit: string; values: number };

const ROOTS = 26;
const THINGS: readonly Words[] = [
  ['Лампы', 'Lamps'],
  ['Куртки', 'Jackets'],
  ['Рюкзаки', 'Backpacks'],
  ['Столы', 'Tables'],
  ['Наушники', 'Headphones'],
  ['Чайники', 'Kettles'],
  ['Краски', 'Paints'],
  ['Кресла', 'Armchairs'],
  ['Дрели', 'Drills'],
  ['Пледы', 'Blankets'],
  ['Палатки', 'Tents'],
  ['Часы', 'Watches'],
].map(([ru = '', en = '']) => ({ ru, en }));
const QUALITIES: readonly Words[] = [
  ['Цвет', 'Colour'],
  ['Размер', 'Size'],
  ['Материал', 'Material'],
  ['Вес', 'Weight'],
  ['Мощность', 'Power'],
  ['Форма', 'Shape'],
  ['Назначение', 'Purpose'],
  ['Высота', 'Height'],
].map(([ru = '', en = '']) => ({ ru, en }));
/** Of the attributes: most are lists, as in markets' own taxonomies. */
const TYPES = [...Array<string>(14).fill('list'), 'number', 'number', 'boolean', 'text', 'range', 'date'];
const UNITS = ['length', 'mass', 'power', 'volume'];

/**
 * A made-up taxonomy of the shape of a real one: 26 roots of very different sizes, three to five levels, most attributes lists of a few dozen options, each branch with some of its own;
 * a rules file with axes, required values and filters. Always the same for the same size. `use` gets the directory and the rules file; both go afterwards.
 */
export async function withSyntheticTaxonomy(size: SyntheticSize, use: (dir: string, rulesFile: string) => Promise<unknown>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'yarmarka-synthetic-'));
  try {
    writeTaxonomy(dir, size);
    await use(dir, join(dir, 'rules.csv'));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function writeTaxonomy(dir: string, size: SyntheticSize): void {
  const r = seeded(20);
  const attributes = Array.from({ length: size.attributes }, (_, i): Attribute => {
    const type = i < 40 ? 'list' : (TYPES[i % TYPES.length] ?? 'list');
    return {
      key: `a${i}`,
      type,
      unit: type === 'number' || type === 'range' ? (UNITS[i % UNITS.length] ?? '') : '',
      values: i % 97 === 0 ? 400 : 3 + (i % 30),
    };
  });
  const categories = makeTree(r, size.categories, attributes);
  const lists = attributes.filter((a) => a.type === 'list');
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
  writeFileSync(
    join(dir, 'categories.jsonl'),
    lines(
      categories.map(({ depth: _depth, ...c }, i) => ({ ...c, attributes: c.attributes.filter((key) => isList(attributes, key)), ...numbered(THINGS, i) })),
    ),
  );
  writeFileSync(
    join(dir, 'attributes.jsonl'),
    lines(
      lists.map((a) => ({ key: a.key, ...numbered(QUALITIES, Number(a.key.slice(1))), values: Array.from({ length: a.values }, (_, v) => `${a.key}__${v}`) })),
    ),
  );
  writeFileSync(
    join(dir, 'values.jsonl'),
    lines(
      lists.flatMap((a) =>
        Array.from({ length: a.values }, (_, v) => ({ key: `${a.key}__${v}`, ru: `Вид ${a.key.slice(1)}-${v}`, en: `Kind ${a.key.slice(1)}-${v}` })),
      ),
    ),
  );
  writeFileSync(join(dir, 'rules.csv'), rulesOf(categories, attributes).join('\n'));
}

const isList = (attributes: readonly Attribute[], key: string): boolean => attributes[Number(key.slice(1))]?.type === 'list';
const numbered = (words: readonly Words[], i: number): Words => {
  const w = words[i % words.length] ?? { ru: '', en: '' };
  return { ru: `${w.ru} ${i + 1}`, en: `${w.en} ${i + 1}` };
};

/** Each category has its parent's attributes and some of its own: five at a root, below it most often none. */
function makeTree(r: Random, count: number, attributes: readonly Attribute[]): Category[] {
  const roots = Math.min(ROOTS, Math.max(2, Math.floor(count / 12)));
  const out: Category[] = [];
  const add = (parent: Category | undefined, id: string, fresh: number): Category => {
    const from = parent ? r.int(0, attributes.length - 1) : r.int(0, Math.min(60, attributes.length - 1));
    const own = Array.from({ length: fresh }, (_, i) => attributes[(from + i) % attributes.length]?.key ?? 'a0');
    const made = { id, parent: parent?.id ?? null, attributes: [...new Set([...(parent?.attributes ?? []), ...own])], depth: (parent?.depth ?? 0) + 1 };
    out.push(made);
    return made;
  };
  const open = Array.from({ length: roots }, (_, i) => add(undefined, `s${i}`, 5));
  const children = new Map<string, number>();
  while (out.length < count) {
    // The first roots grow largest; a node far down gets no children of its own.
    const at = Math.floor(open.length * r.next() ** 1.6);
    const parent = open[at];
    if (!parent) continue;
    const n = (children.get(parent.id) ?? 0) + 1;
    children.set(parent.id, n);
    // Most categories only inherit: equal schemas are shared.
    const child = add(parent, `${parent.id}-${n}`, r.chance(0.72) ? 0 : r.int(2, 7));
    if (child.depth < 5 && r.chance(0.25)) open.push(child);
  }
  return out;
}

function rulesOf(categories: readonly Category[], attributes: readonly Attribute[]): string[] {
  const rows = ['record,category,attribute,op,requirement,filterable,facet_position,axis,level,type,unit,label_en,label_ru'];
  for (const a of attributes)
    if (a.type !== 'list') rows.push(`attribute,,${a.key},,,,,,,${a.type},${a.unit},Measure ${a.key.slice(1)},Мера ${a.key.slice(1)}`);
  const byId = new Map(categories.map((c) => [c.id, c]));
  for (const [i, c] of categories.entries()) {
    const parent = byId.get(c.parent ?? '');
    const own = c.attributes.filter((key) => !parent?.attributes.includes(key));
    own.forEach((key, k) => {
      const list = isList(attributes, key);
      if (c.depth === 1 && k === 0) rows.push(`rule,${c.id},${key},set,required,yes,1,yes,variant,,,,`);
      else if (!list) rows.push(`rule,${c.id},${key},set,${k % 2 ? 'recommended' : ''},yes,${20 + k},,,,,,`);
      else if (i % 9 === 0) rows.push(`rule,${c.id},${key},set,${k === 1 ? 'required' : 'recommended'},yes,${5 + k},,,,,,`);
    });
  }
  return rows;
}
