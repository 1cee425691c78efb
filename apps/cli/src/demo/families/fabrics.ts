import { key, keys } from '../family.ts';
import type { Random } from '../random.ts';
import { type Gender, plural, type Text, t } from '../words.ts';

/** Fabrics: nominative for the label, genitive for «из …». */
export const FABRICS = {
  cotton: { ru: 'хлопок', of: 'хлопка', en: 'cotton' },
  linen: { ru: 'лён', of: 'льна', en: 'linen' },
  wool: { ru: 'шерсть', of: 'шерсти', en: 'wool' },
  viscose: { ru: 'вискоза', of: 'вискозы', en: 'viscose' },
  polyester: { ru: 'полиэстер', of: 'полиэстера', en: 'polyester' },
  nylon: { ru: 'нейлон', of: 'нейлона', en: 'nylon' },
  elastane: { ru: 'эластан', of: 'эластана', en: 'elastane' },
  denim: { ru: 'хлопок', of: 'денима', en: 'cotton' },
  fleece: { ru: 'полиэстер', of: 'флиса', en: 'polyester' },
  footer: { ru: 'хлопок', of: 'футера', en: 'cotton' },
  satin: { ru: 'хлопок', of: 'сатина', en: 'cotton' },
  percale: { ru: 'хлопок', of: 'перкаля', en: 'cotton' },
  tencel: { ru: 'лиоцелл', of: 'лиоцелла', en: 'lyocell' },
} as const;
export type Fabric = keyof typeof FABRICS;
const OF_EN: Partial<Record<Fabric, string>> = { denim: 'denim', fleece: 'fleece', footer: 'French terry', satin: 'cotton sateen', percale: 'percale' };

/** A blend as parts of a hundred, the main fabric first. */
export type Blend = readonly [readonly [Fabric, number], ...(readonly [Fabric, number])[]];

export type Blends = readonly [Blend, ...Blend[]];

export const composition = (blend: Blend): Text =>
  t(blend.map(([f, n]) => `${n}% ${FABRICS[f].ru}`).join(', '), blend.map(([f, n]) => `${n}% ${FABRICS[f].en}`).join(', '));
export const fabricKeys = (blend: Blend): string[] =>
  keys(
    'fabric',
    blend.map(([f]) => f),
  );
/** «из хлопка с эластаном» would need a third case, so only the main fabric is named. */
export const madeOf = (blend: Blend): Text => t(FABRICS[blend[0][0]].of, OF_EN[blend[0][0]] ?? FABRICS[blend[0][0]].en);

export const PATTERNS = {
  plain: { m: 'однотонный', f: 'однотонная', n: 'однотонное', p: 'однотонные', en: 'plain' },
  striped: { m: 'в полоску', f: 'в полоску', n: 'в полоску', p: 'в полоску', en: 'striped' },
  checked: { m: 'в клетку', f: 'в клетку', n: 'в клетку', p: 'в клетку', en: 'checked' },
  floral: { m: 'с цветочным рисунком', f: 'с цветочным рисунком', n: 'с цветочным рисунком', p: 'с цветочным рисунком', en: 'floral' },
  dots: { m: 'в горошек', f: 'в горошек', n: 'в горошек', p: 'в горошек', en: 'dotted' },
  print: { m: 'с принтом', f: 'с принтом', n: 'с принтом', p: 'с принтом', en: 'printed' },
  geometric: {
    m: 'с геометрическим рисунком',
    f: 'с геометрическим рисунком',
    n: 'с геометрическим рисунком',
    p: 'с геометрическим рисунком',
    en: 'geometric',
  },
} as const;
export type Pattern = keyof typeof PATTERNS;

export const FITS = {
  slim: { m: 'приталенный', f: 'приталенная', n: 'приталенное', p: 'зауженные', en: 'slim' },
  regular: { m: 'прямой', f: 'прямая', n: 'прямое', p: 'прямые', en: 'regular' },
  loose: { m: 'свободный', f: 'свободная', n: 'свободное', p: 'свободные', en: 'loose' },
  oversize: { m: 'оверсайз', f: 'оверсайз', n: 'оверсайз', p: 'оверсайз', en: 'oversize' },
} as const;
export type Fit = keyof typeof FITS;

export const FOR_WHOM: Record<'women' | 'men' | 'unisex' | 'kids', Record<Gender | 'en', string>> = {
  women: { m: 'женский', f: 'женская', n: 'женское', p: 'женские', en: 'women’s' },
  men: { m: 'мужской', f: 'мужская', n: 'мужское', p: 'мужские', en: 'men’s' },
  unisex: { m: 'унисекс', f: 'унисекс', n: 'унисекс', p: 'унисекс', en: 'unisex' },
  kids: { m: 'детский', f: 'детская', n: 'детское', p: 'детские', en: 'children’s' },
};
export type Whom = keyof typeof FOR_WHOM;

export const SEASONS = {
  summer: t('на лето', 'for summer'),
  winter: t('на зиму', 'for winter'),
  mid: t('на весну и осень', 'for spring and autumn'),
  all: t('на любой сезон', 'for any season'),
} as const;
export type Season = keyof typeof SEASONS;

const SIZES = ['xs', 's', 'm', 'l', 'xl', 'xxl', '3xl'];

/** A run of neighbouring clothing sizes, three to five of them. */
export function sizeRun(r: Random, whom: Whom): { entries: string[]; line: Text } {
  const start = whom === 'men' ? r.int(1, 3) : r.int(0, 2);
  const run = SIZES.slice(start, start + r.int(3, 4));
  const [first, last] = [run[0] ?? 'm', run[run.length - 1] ?? 'm'];
  return {
    entries: keys('clothing_size', run),
    line: t(`Размеры от ${first.toUpperCase()} до ${last.toUpperCase()}.`, `Sizes from ${first.toUpperCase()} to ${last.toUpperCase()}.`),
  };
}

/** A run of neighbouring shoe sizes for adults or children. */
export function shoeRun(r: Random, whom: Whom): { entries: string[]; line: Text } {
  const start = whom === 'men' ? r.int(40, 41) : whom === 'women' ? r.int(35, 37) : whom === 'kids' ? 35 : r.int(36, 39);
  const count = whom === 'kids' ? 3 : r.int(4, 5);
  const run = Array.from({ length: count }, (_, i) => start + i);
  const last = start + count - 1;
  return {
    entries: run.map((n) => key('shoe_size', n)),
    line: t(`${count} ${plural(count, 'размер', 'размера', 'размеров')}: с ${start} по ${last}.`, `${count} sizes, from ${start} to ${last}.`),
  };
}
