import { type Axis, type Attrs, both, describe, type Family, key, keys, palette, yesNo } from '../family.ts';
import type { Random } from '../random.ts';
import { type Color, type Country, colorsLine, madeIn, num, type Text, t } from '../words.ts';
import {
  type Blend,
  type Blends,
  composition,
  FABRICS,
  type Fabric,
  FITS,
  type Fit,
  FOR_WHOM,
  fabricKeys,
  madeOf,
  PATTERNS,
  type Pattern,
  SEASONS,
  type Season,
  sizeRun,
  type Whom,
} from './fabrics.ts';

const COLLECTIONS = [
  'Basic',
  'Weekend',
  'Nord',
  'Line',
  'Soft',
  'Urban',
  'Vesna',
  'Forma',
  'Day',
  'Breeze',
  'Sever',
  'Studio',
  'Plein',
  'Linea',
  'Dvor',
  'Polden',
] as const;
const SEWN_IN: readonly [Country, ...Country[]] = ['ru', 'by', 'tr', 'uz', 'cn', 'am', 'vn'];

type Wear = { whom: Whom; season: Season; blend: Blend; pattern: Pattern; fit: Fit; colors: Color[]; country: Country; sizes: ReturnType<typeof sizeRun> };

/** What every garment has: audience, season, fabric, pattern, fit, colours and sizes. */
function wear(r: Random, whom: Whom, season: Season, blend: Blend, pattern: Pattern, fit: Fit, colors: readonly Color[]): Wear {
  return { whom, season, blend, pattern, fit, colors: palette(r, colors, r.chance(0.3) ? 3 : 2), country: r.pick(SEWN_IN), sizes: sizeRun(r, whom) };
}
const wearAttrs = (w: Wear): Attrs => ({
  country: key('country', w.country),
  gender: key('gender', w.whom),
  season: key('season', w.season),
  composition: both(composition(w.blend)),
  fabric: fabricKeys(w.blend),
  pattern: key('pattern', w.pattern),
  fit: key('fit', w.fit),
});
const wearAxes = (w: Wear): Axis[] => [
  { key: 'color', entries: keys('color', w.colors) },
  { key: 'clothing_size', entries: w.sizes.entries },
];
const wearFacts = (w: Wear): Text[] => [
  t(`Состав: ${composition(w.blend).ru}.`, `Composition: ${composition(w.blend).en}.`),
  colorsLine(w.colors),
  w.sizes.line,
];

const SLEEVES = {
  short: t('коротким рукавом', 'short sleeves'),
  three_quarter: t('рукавом три четверти', 'three-quarter sleeves'),
  long: t('длинным рукавом', 'long sleeves'),
} as const;

const tees: Family = {
  category: 'cl-tees',
  count: 51,
  code: 'TS',
  brands: ['Linvara', 'Severyl', 'Plenira', 'Rubemi'],
  make(r, brand) {
    const w = wear(
      r,
      r.pick(['women', 'men', 'unisex', 'kids'] as const),
      r.pick(['summer', 'summer', 'all'] as const),
      r.pick<Blends>([
        [['cotton', 100]],
        [
          ['cotton', 95],
          ['elastane', 5],
        ],
        [
          ['cotton', 60],
          ['polyester', 40],
        ],
        [
          ['viscose', 95],
          ['elastane', 5],
        ],
        [
          ['linen', 55],
          ['cotton', 45],
        ],
        [
          ['tencel', 70],
          ['cotton', 30],
        ],
      ]),
      r.pick(['plain', 'plain', 'striped', 'print', 'print'] as const),
      r.pick(['regular', 'loose', 'oversize', 'slim'] as const),
      ['white', 'black', 'navy', 'olive', 'pink', 'light_blue', 'yellow', 'red', 'mint'],
    );
    const sleeve = r.pick(['short', 'short', 'short', 'long', 'three_quarter'] as const);
    const name = r.pick(COLLECTIONS);
    const [who, pat, fit] = [FOR_WHOM[w.whom], PATTERNS[w.pattern], FITS[w.fit]];
    const made = madeOf(w.blend);
    return {
      name: t(`Футболка ${who.f} ${brand} ${name} ${fit.f}, ${pat.f}`, `${brand} ${name} ${who.en} ${fit.en} T-shirt, ${pat.en}`),
      description: describe(
        r,
        [
          t(`Футболка из ${made.ru} с ${SLEEVES[sleeve].ru}.`, `A ${made.en} T-shirt with ${SLEEVES[sleeve].en}.`),
          t(
            `${fit.f.charAt(0).toUpperCase()}${fit.f.slice(1)} футболка ${SEASONS[w.season].ru}: ${made.ru === 'льна' ? 'лён дышит и быстро сохнет' : `ткань из ${made.ru} приятна к телу`}.`,
            `A ${fit.en} T-shirt ${SEASONS[w.season].en}: ${made.en === 'linen' ? 'linen breathes and dries fast' : `the ${made.en} feels good on the skin`}.`,
          ),
        ],
        wearFacts(w),
        [madeIn(w.country)],
      ),
      attrs: { ...wearAttrs(w), sleeve_length: key('sleeve_length', sleeve) },
      axes: wearAxes(w),
      roubles: 790 + r.int(0, 18) * 100 + (w.blend[0][0] === 'linen' ? 700 : 0),
      look: { shape: sleeve === 'short' ? 'tee' : 'longsleeve', style: w.pattern === 'striped' ? 1 : w.pattern === 'print' ? 2 : 0 },
    };
  },
};

const hoodies: Family = {
  category: 'cl-hoodies',
  count: 34,
  code: 'HO',
  brands: ['Severyl', 'Plenira', 'Kotrano', 'Rubemi'],
  make(r, brand) {
    const w = wear(
      r,
      r.pick(['women', 'men', 'unisex', 'unisex', 'kids'] as const),
      r.pick(['mid', 'all', 'winter'] as const),
      r.pick<Blends>([
        [
          ['footer', 80],
          ['polyester', 20],
        ],
        [
          ['footer', 95],
          ['elastane', 5],
        ],
        [
          ['cotton', 70],
          ['polyester', 30],
        ],
        [['fleece', 100]],
      ]),
      r.pick(['plain', 'plain', 'print'] as const),
      r.pick(['regular', 'loose', 'oversize'] as const),
      ['black', 'gray', 'beige', 'olive', 'lilac', 'blue', 'burgundy', 'green'],
    );
    const zip = r.chance(0.45);
    const name = r.pick(COLLECTIONS);
    const [who, pat, fit] = [FOR_WHOM[w.whom], PATTERNS[w.pattern], FITS[w.fit]];
    const made = madeOf(w.blend);
    return {
      name: t(
        `Худи ${who.n} ${brand} ${name} ${fit.n}${zip ? ' на молнии' : ''}, ${pat.n}`,
        `${brand} ${name} ${who.en} ${fit.en}${zip ? ' zip' : ''} hoodie, ${pat.en}`,
      ),
      description: describe(
        r,
        [
          t(
            `Худи из ${made.ru} ${zip ? 'застёгивается на молнию' : 'надевается через голову'}.`,
            `A ${made.en} hoodie that ${zip ? 'closes with a zip' : 'is pulled over the head'}.`,
          ),
          t(`Тёплое худи ${SEASONS[w.season].ru} с капюшоном.`, `A warm hooded top ${SEASONS[w.season].en}.`),
        ],
        wearFacts(w),
        [madeIn(w.country)],
      ),
      attrs: { ...wearAttrs(w), closure: key('closure', zip ? 'zip' : r.pick(['drawstring', 'none'] as const)) },
      axes: wearAxes(w),
      roubles: 2290 + r.int(0, 28) * 100,
      look: { shape: 'hoodie', style: (zip ? 1 : 0) + (w.pattern === 'print' ? 2 : 0) },
    };
  },
};

const jeans: Family = {
  category: 'cl-jeans',
  count: 30,
  code: 'JN',
  brands: ['Kotrano', 'Dzhinelo', 'Rubemi'],
  make(r, brand) {
    const w = wear(
      r,
      r.pick(['women', 'men', 'men', 'kids'] as const),
      r.pick(['all', 'all', 'mid'] as const),
      r.pick<Blends>([
        [['denim', 100]],
        [
          ['denim', 98],
          ['elastane', 2],
        ],
        [
          ['denim', 85],
          ['polyester', 13],
          ['elastane', 2],
        ],
      ]),
      'plain',
      r.pick(['slim', 'regular', 'loose'] as const),
      ['blue', 'navy', 'light_blue', 'black', 'gray'],
    );
    const fly = r.pick(['zip', 'zip', 'buttons'] as const);
    const name = `${r.pick(['Denim', 'Indigo', 'Classic', 'Road', 'Kovboi', 'Atelier'])} ${r.int(1, 9)}0${r.int(1, 9)}`;
    const [who, fit] = [FOR_WHOM[w.whom], FITS[w.fit]];
    const stretch = w.blend.length > 1;
    return {
      name: t(`Джинсы ${who.p} ${brand} ${name}, ${fit.p}`, `${brand} ${name} ${who.en} ${fit.en} jeans`),
      description: describe(
        r,
        [
          t(
            `${fit.p.charAt(0).toUpperCase()}${fit.p.slice(1)} джинсы из ${stretch ? 'тянущегося ' : 'плотного '}денима.`,
            `${fit.en.charAt(0).toUpperCase()}${fit.en.slice(1)}-fit jeans in ${stretch ? 'stretch' : 'rigid'} denim.`,
          ),
          t(
            `Джинсы ${SEASONS[w.season].ru}, застёгиваются на ${fly === 'zip' ? 'молнию' : 'пуговицы'}.`,
            `Jeans ${SEASONS[w.season].en} with a ${fly === 'zip' ? 'zip' : 'button'} fly.`,
          ),
        ],
        wearFacts(w),
        [madeIn(w.country)],
      ),
      attrs: { ...wearAttrs(w), closure: key('closure', fly) },
      axes: wearAxes(w),
      roubles: 2490 + r.int(0, 35) * 100,
      look: { shape: 'jeans', style: w.fit === 'slim' ? 0 : 1 },
    };
  },
};

const dresses: Family = {
  category: 'cl-dresses',
  count: 35,
  code: 'DR',
  brands: ['Linvara', 'Modavelle', 'Plenira'],
  make(r, brand) {
    const w = wear(
      r,
      r.pick(['women', 'women', 'women', 'kids'] as const),
      r.pick(['summer', 'summer', 'mid', 'all'] as const),
      r.pick<Blends>([
        [['cotton', 100]],
        [['viscose', 100]],
        [
          ['linen', 70],
          ['viscose', 30],
        ],
        [
          ['satin', 97],
          ['elastane', 3],
        ],
        [
          ['polyester', 95],
          ['elastane', 5],
        ],
        [
          ['wool', 50],
          ['viscose', 50],
        ],
      ]),
      r.pick(['plain', 'plain', 'floral', 'dots', 'checked'] as const),
      r.pick(['slim', 'regular', 'loose'] as const),
      ['black', 'red', 'burgundy', 'green', 'beige', 'light_blue', 'lilac', 'pink', 'navy'],
    );
    const sleeve = r.pick(['none', 'short', 'three_quarter', 'long'] as const);
    const length = w.whom === 'kids' ? r.int(62, 80) : r.pick([90, 98, 105, 112, 120, 128]);
    const name = r.pick(['Iva', 'Lada', 'Mira', 'Ruta', 'Aster', 'Verbena', 'Melissa', 'Iris', 'Linea', 'Malva', 'Tilia', 'Alba'] as const);
    const [who, pat, fit] = [FOR_WHOM[w.whom], PATTERNS[w.pattern], FITS[w.fit]];
    const made = madeOf(w.blend);
    const cut = length < 95 ? t('мини', 'mini') : length < 115 ? t('миди', 'midi') : t('макси', 'maxi');
    const sleeves = sleeve === 'none' ? t('без рукавов', 'without sleeves') : t(`с ${SLEEVES[sleeve].ru}`, `with ${SLEEVES[sleeve].en}`);
    return {
      name: t(
        `Платье ${who.n} ${brand} ${name} ${w.whom === 'kids' ? '' : `${cut.ru} `}${pat.n}, ${fit.n}`,
        `${brand} ${name} ${who.en} ${w.whom === 'kids' ? '' : `${cut.en} `}dress, ${pat.en}, ${fit.en}`,
      ),
      description: describe(
        r,
        [
          t(`Платье из ${made.ru} ${sleeves.ru}, длина ${length} см.`, `A ${made.en} dress ${sleeves.en}, ${length} cm long.`),
          t(`${fit.n.charAt(0).toUpperCase()}${fit.n.slice(1)} платье ${SEASONS[w.season].ru}.`, `A ${fit.en} dress ${SEASONS[w.season].en}.`),
        ],
        [t(`Ткань ${pat.f}.`, `The fabric is ${pat.en}.`), ...wearFacts(w)],
        [madeIn(w.country)],
      ),
      attrs: { ...wearAttrs(w), sleeve_length: key('sleeve_length', sleeve), length: `${length} cm` },
      axes: wearAxes(w),
      roubles: 2690 + r.int(0, 45) * 100,
      look: {
        shape: 'dress',
        style: (length < 95 ? 0 : 1) + (w.pattern === 'floral' || w.pattern === 'dots' ? 2 : 0) + { none: 0, short: 4, three_quarter: 8, long: 8 }[sleeve],
      },
    };
  },
};

const jackets: Family = {
  category: 'cl-jackets',
  count: 34,
  code: 'JK',
  brands: ['Severyl', 'Kotrano', 'Vershael'],
  make(r, brand) {
    const season = r.pick(['winter', 'winter', 'mid', 'mid', 'summer'] as const);
    const w = wear(
      r,
      r.pick(['women', 'men', 'men', 'unisex', 'kids'] as const),
      season,
      r.pick<Blends>([
        [['polyester', 100]],
        [['nylon', 100]],
        [
          ['polyester', 70],
          ['nylon', 30],
        ],
        [
          ['nylon', 88],
          ['polyester', 12],
        ],
      ]),
      'plain',
      r.pick(['regular', 'loose', 'oversize'] as const),
      ['black', 'olive', 'navy', 'orange', 'sand', 'graphite', 'green', 'red'],
    );
    const dry = r.chance(0.6);
    const lining: Fabric = season === 'winter' ? r.pick(['fleece', 'polyester'] as const) : r.pick(['polyester', 'viscose', 'cotton'] as const);
    const low = season === 'winter' ? -r.int(3, 6) * 5 : r.pick([0, 5]);
    const high = season === 'winter' ? r.pick([0, 5]) : r.pick([15, 18]);
    const name = `${r.pick(['Veter', 'Alpa', 'Fiord', 'Taiga', 'Ural', 'Sever', 'Kama', 'Priboi'])} ${r.int(1, 9)}`;
    const [who, fit] = [FOR_WHOM[w.whom], FITS[w.fit]];
    const kind = { winter: t('зимняя', 'winter'), mid: t('демисезонная', 'mid-season'), summer: t('летняя', 'summer') }[season];
    const sign = (n: number): string => (n < 0 ? `−${-n}` : String(n));
    return {
      name: t(`Куртка ${who.f} ${kind.ru} ${brand} ${name}, ${fit.f}`, `${brand} ${name} ${who.en} ${kind.en} jacket, ${fit.en}`),
      description: describe(
        r,
        [
          t(`Куртка ${SEASONS[season].ru} с подкладкой из ${FABRICS[lining].of}.`, `A jacket ${SEASONS[season].en} with a ${lining} lining.`),
          t(
            `${kind.ru.charAt(0).toUpperCase()}${kind.ru.slice(1)} куртка из ${madeOf(w.blend).ru}, застёгивается на молнию.`,
            `A ${kind.en} jacket in ${madeOf(w.blend).en} that closes with a zip.`,
          ),
        ],
        [
          season === 'winter' &&
            t(`В ней комфортно при температуре от ${sign(low)} до ${sign(high)} °C.`, `It is comfortable from ${sign(low)} to ${sign(high)} °C.`),
          dry
            ? t('Ткань не промокает под дождём.', 'The fabric keeps the rain out.')
            : t('От сильного дождя куртка не защитит.', 'It will not keep out heavy rain.'),
          ...wearFacts(w),
        ],
        [madeIn(w.country)],
      ),
      attrs: {
        ...wearAttrs(w),
        lining_material: keys('fabric', [lining]),
        closure: key('closure', 'zip'),
        waterproof: yesNo(dry),
        ...(season === 'winter' || r.chance(0.5) ? { use_temperature: `${num(low).en}..${high} C` } : {}),
      },
      axes: wearAxes(w),
      roubles: { winter: 7900, mid: 4900, summer: 3400 }[season] * (0.8 + r.next() * 0.7),
      look: { shape: 'jacket', style: season === 'winter' ? 1 : 0 },
    };
  },
};

export const clothing: Family[] = [tees, hoodies, jeans, dresses, jackets];
