import type { GridCell, GridColumn, GridRow, GridTone } from '@yarmarka/ui';
import { categories } from './data.ts';

/** An invented matrix of the real size: 10,595 categories by 2,299 attributes; about one cell in five hundred is filled, and a branch in the corner is dense. */
const COLUMNS = 2_299;
const BANDS = ['Основные', 'Состав и уход', 'Размеры и вес', 'Питание и электроника', 'Упаковка', 'Документы и сертификация', 'Совместимость'];
const WORDS = [
  'Состав материала',
  'Тип застёжки',
  'Ёмкость аккумулятора',
  'Цвет',
  'Размерная сетка производителя',
  'Вес',
  'Водонепроницаемость',
  'Объём памяти',
  'Сезон',
];
const TYPES = [
  ['≡', 'список'],
  ['#', 'число'],
  ['¶', 'текст'],
  ['✓', 'да или нет'],
] as const;

export const columns: readonly GridColumn[] = Array.from({ length: COLUMNS }, (_, index) => {
  const [icon, typeName] = TYPES[(index * 7) % TYPES.length] ?? TYPES[0];
  return {
    id: index + 100,
    label: index < WORDS.length ? (WORDS[index] ?? '') : `${WORDS[index % WORDS.length] ?? ''} ${index}`,
    band: BANDS[Math.floor(index / 14) % BANDS.length] ?? '',
    icon,
    typeName,
    share: ((index * 37) % 100) / 100,
  };
});

interface Node {
  readonly id: number;
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly children: Node[];
}

const roots: Node[] = (() => {
  const nodes = new Map<string, Node>();
  const tops: Node[] = [];
  for (const [index, { id, parent, label, count }] of categories.entries()) {
    const node: Node = { id: index + 1, key: id, label, count, children: [] };
    nodes.set(id, node);
    (parent === null ? tops : (nodes.get(parent)?.children ?? [])).push(node);
  }
  return tops;
})();

/** The lines in sight of the tree when these are closed. */
export function rowsOf(closed: ReadonlySet<number>, number: (value: number) => string): GridRow[] {
  const rows: GridRow[] = [];
  const walk = (node: Node, depth: number): void => {
    const expanded = !closed.has(node.id);
    rows.push({
      id: node.id,
      label: node.label,
      depth,
      expandable: node.children.length > 0,
      expanded: node.children.length > 0 && expanded,
      note: number(node.count),
      share: ((node.id * 29) % 100) / 100,
    });
    if (expanded) for (const child of node.children) walk(child, depth + 1);
  };
  for (const root of roots) walk(root, 0);
  return rows;
}

/** What a cell holds, as it is written into the clipboard: "required filter". */
export type Content = string;
const GLYPHS: Record<string, string> = { required: '●', recommended: '◐', optional: '○', conditional: '?', filter: '▽', axis: '⧉' };
const WORDS_RU: Record<string, string> = {
  required: 'обязательно',
  recommended: 'желательно',
  optional: 'по желанию',
  conditional: 'при условии',
  filter: 'фильтр',
  axis: 'ось вариантов',
};

export const isContent = (text: string): boolean => text === '' || text === 'excluded' || text.split(' ').every((word) => word in GLYPHS);

const KINDS = ['required', 'recommended', 'optional', 'required filter', 'optional filter axis', 'conditional', 'excluded'];

export interface Given {
  readonly content: Content;
  readonly tone: GridTone;
  readonly cell: GridCell;
}

const cells = new Map<string, GridCell>();

/** The cell that shows a content; equal ones are one object. */
export function cellOf(content: Content, tone: GridTone, changed: boolean, mark: '' | 'other' | 'conflict'): GridCell {
  const key = `${content}/${tone}/${String(changed)}/${mark}`;
  let cell = cells.get(key);
  if (!cell) {
    const words = content.split(' ').filter(Boolean);
    cell = {
      text: content === 'excluded' ? '' : words.map((word) => GLYPHS[word] ?? '').join(''),
      tone,
      label: content === 'excluded' ? '' : words.map((word) => WORDS_RU[word] ?? '').join(', ') + (tone === 'inherited' ? '; от категории выше' : ''),
      ...(changed && { changed }),
      ...(mark === 'other' && { other: true }),
      ...(mark === 'conflict' && { conflict: true }),
    };
    cells.set(key, cell);
  }
  return cell;
}

const givenOf = (content: Content, tone: GridTone): Given => ({ content, tone, cell: cellOf(content, tone, false, '') });
const NOTHING = givenOf('', 'empty');
const GIVEN = KINDS.map((content) =>
  (content === 'excluded' ? (['excluded', 'excluded', 'excluded'] as const) : (['own', 'inherited', 'inherited'] as const)).map((tone) =>
    givenOf(content, tone),
  ),
);

/** What stands in the invented matrix before any edit: a number that always comes out the same for a place. */
export function given(row: number, col: number): Given {
  let hash = (row * 73_856_093) ^ (col * 19_349_663);
  hash = Math.imul(hash ^ (hash >>> 13), 1_274_126_177) >>> 0;
  const dense = col < 30 ? 400 : 2;
  return hash % 1_000 >= dense ? NOTHING : (GIVEN[(hash >>> 10) % GIVEN.length]?.[(hash >>> 20) % 3] ?? NOTHING);
}
