/** Invented goods for the gallery: long words, missing prices, every state. */
const NAMES = [
  'Чайник эмалированный «Жостово», 2,5 л',
  'Ноутбук Aurora 14, 16 ГБ, 512 ГБ SSD, серебристый',
  'Электрогидравлический подъёмник автомобильный двухстоечный',
  'Рубашка льняная мужская, тёмно-синяя',
  'Настольная лампа с регулировкой цветовой температуры',
  'Средство для мытья посуды гипоаллергенное, 5 л',
];

const STATES = ['draft', 'review', 'live', 'changes', 'refused', 'archived'] as const;

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly sku: string;
  readonly state: (typeof STATES)[number];
  readonly priceMinor: number;
  readonly stock: number;
  readonly share: number;
  readonly updated: string;
}

export const items = (from: number, count: number): Item[] =>
  Array.from({ length: count }, (_, index) => {
    const n = from + index;
    return {
      id: String(100_000 + n),
      name: NAMES[n % NAMES.length] ?? '',
      sku: `SV-${String(48_210 + n * 7)}`,
      state: STATES[(n * 5) % STATES.length] ?? 'draft',
      priceMinor: 99_000 + ((n * 7_919) % 900) * 1_000,
      stock: (n * 13) % 240,
      share: ((n * 37) % 100) / 100,
      updated: new Date(Date.UTC(2026, 10, 21, 11, 0) - n * 3_600_000 * 5).toISOString(),
    };
  });

export interface Category {
  readonly id: string;
  readonly parent: string | null;
  readonly label: string;
  readonly count: number;
}

const ROOTS = ['Электроника', 'Дом и сад', 'Одежда и обувь', 'Автотовары', 'Детские товары', 'Продукты', 'Спорт и отдых', 'Строительство и ремонт'];
const LEAVES = ['Ноутбуки и ультрабуки', 'Чайники', 'Рубашки', 'Подъёмники и домкраты', 'Конструкторы', 'Крупы', 'Палатки', 'Шуруповёрты'];

/** 10,595 categories on four levels. */
export const categories: Category[] = (() => {
  const list: Category[] = ROOTS.map((label, index) => ({ id: `r${index}`, parent: null, label, count: 0 }));
  for (let index = 0; list.length < 10_595; index += 1) {
    const parent = list[Math.floor(index / 9)];
    if (!parent) break;
    list.push({ id: `c${index}`, parent: parent.id, label: `${LEAVES[index % LEAVES.length] ?? ''} ${index}`, count: (index * 31) % 1_900 });
  }
  return list;
})();
