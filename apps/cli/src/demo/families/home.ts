import { both, describe, type Family, key, keys, palette, yesNo } from '../family.ts';
import { colorsLine, colorWord, listed, MATERIALS, madeIn, num, type Text, t, warrantyLine } from '../words.ts';
import { type Blends, composition, madeOf, PATTERNS, SEASONS } from './fabrics.ts';

const HOBS = {
  gas: t('газовой', 'gas'),
  electric: t('электрической', 'electric'),
  ceramic: t('стеклокерамической', 'glass ceramic'),
  induction: t('индукционной', 'induction'),
} as const;
type Hob = keyof typeof HOBS;
const hobLine = (hobs: readonly Hob[]): Text =>
  t(`Можно готовить на ${listed(hobs.map((h) => HOBS[h])).ru} плите.`, `It works on ${listed(hobs.map((h) => HOBS[h])).en} hobs.`);
const COAT = { nonstick: t('антипригарным', 'non-stick'), ceramic: t('керамическим', 'ceramic'), enamel: t('эмалевым', 'enamel'), none: t('', '') } as const;
const dishLine = (yes: boolean): Text =>
  yes ? t('Можно мыть в посудомоечной машине.', 'It may go in the dishwasher.') : t('Мыть лучше вручную.', 'It is better washed by hand.');

const pans: Family = {
  category: 'ho-pans',
  count: 30,
  code: 'PN',
  brands: ['Skovelli', 'Kastorel', 'Varnelo'],
  make(r, brand) {
    const body = r.pick(['aluminium', 'aluminium', 'cast_iron', 'steel'] as const);
    const coat =
      body === 'aluminium'
        ? r.pick(['nonstick', 'nonstick', 'ceramic'] as const)
        : body === 'cast_iron'
          ? r.pick(['none', 'enamel'] as const)
          : r.pick(['none', 'nonstick'] as const);
    const color = body === 'steel' ? 'silver' : r.pick(['black', 'graphite', 'beige', 'red', 'green'] as const);
    const sizes = r.some(['20', '22', '24', '26', '28', '30'], r.int(2, 4));
    const hobs: Hob[] = [
      'gas',
      'electric',
      ...(r.chance(0.8) ? (['ceramic'] as const) : []),
      ...(body !== 'aluminium' || r.chance(0.4) ? (['induction'] as const) : []),
    ];
    const dish = body === 'steel' || (coat !== 'none' && r.chance(0.4));
    const name = `${r.pick(['Chef', 'Rumyana', 'Blin', 'Massiv', 'Granit', 'Retro', 'Domna', 'Legenda'])} ${r.int(1, 9)}`;
    const country = r.pick(['ru', 'ru', 'cn', 'it', 'tr'] as const);
    const c = colorWord(color, 'f');
    const word = { aluminium: t('алюминиевая', 'aluminium'), cast_iron: t('чугунная', 'cast-iron'), steel: t('стальная', 'stainless steel') }[body];
    const months = r.pick([12, 24, 60]);
    return {
      name: t(`Сковорода ${word.ru} ${brand} ${name}, ${c.ru}`, `${brand} ${name} ${word.en} frying pan, ${c.en}`),
      description: describe(
        r,
        [
          coat === 'none'
            ? t(`Сковорода из ${MATERIALS[body].ru} без покрытия.`, `An uncoated ${word.en} frying pan.`)
            : t(`Сковорода из ${MATERIALS[body].ru} с ${COAT[coat].ru} покрытием.`, `A frying pan of ${MATERIALS[body].en} with a ${COAT[coat].en} coating.`),
          t(
            `Есть ${sizes.length} диаметра на выбор: ${listed(sizes.map((s) => t(s, s))).ru} см.`,
            `There are ${sizes.length} diameters to choose from: ${listed(sizes.map((s) => t(s, s))).en} cm.`,
          ),
        ],
        [hobLine(hobs), dishLine(dish), body === 'cast_iron' && t('Чугун долго держит тепло.', 'Cast iron keeps the heat for long.')],
        [madeIn(country), warrantyLine(months)],
      ),
      attrs: {
        color: key('color', color),
        country: key('country', country),
        material: key('material', body),
        dishwasher_safe: yesNo(dish),
        weight: `${body === 'cast_iron' ? r.int(18, 29) * 100 : r.int(7, 14) * 100} g`,
        coating: key('coating', coat),
        hob_type: keys('hob_type', hobs),
        warranty: `${months} month`,
      },
      axes: [{ key: 'pan_diameter', entries: sizes.map((s) => key('pan_diameter', `${s}cm`)) }],
      roubles: { aluminium: 890, cast_iron: 1490, steel: 1990 }[body] * (0.85 + r.next() * 0.8),
      extra: (v) =>
        ({ pan_diameter__22cm: 90, pan_diameter__24cm: 200, pan_diameter__26cm: 330, pan_diameter__28cm: 480, pan_diameter__30cm: 650 })[
          v['pan_diameter'] ?? ''
        ] ?? 0,
      look: { shape: 'pan', style: body === 'steel' ? 1 : 0 },
    };
  },
};

const pots: Family = {
  category: 'ho-pots',
  count: 27,
  code: 'PT',
  brands: ['Kastorel', 'Skovelli', 'Glinaro'],
  make(r, brand) {
    const body = r.pick(['steel', 'steel', 'aluminium', 'cast_iron', 'glass'] as const);
    const coat = body === 'aluminium' ? r.pick(['nonstick', 'ceramic'] as const) : body === 'cast_iron' ? 'enamel' : 'none';
    const color = body === 'steel' ? 'silver' : body === 'glass' ? 'clear' : r.pick(['red', 'blue', 'beige', 'green', 'black'] as const);
    const litres = r.pick([1.5, 2, 2.5, 3, 3.5, 4.5, 6]);
    const hobs: Hob[] = ['gas', 'electric', 'ceramic', ...(body === 'steel' || body === 'cast_iron' ? (['induction'] as const) : [])];
    const dish = body === 'steel' || body === 'glass';
    const name = `${r.pick(['Borsch', 'Dacha', 'Uyut', 'Klassika', 'Bistro', 'Provans'])} ${r.int(1, 9)}`;
    const country = r.pick(['ru', 'ru', 'by', 'cn', 'tr'] as const);
    const l = num(litres);
    const months = r.pick([12, 24]);
    return {
      name: t(`Кастрюля ${brand} ${name}, ${l.ru} л, ${colorWord(color, 'f').ru}`, `${brand} ${name} saucepan, ${l.en} L, ${colorWord(color, 'f').en}`),
      description: describe(
        r,
        [
          t(`Кастрюля из ${MATERIALS[body].ru} объёмом ${l.ru} л.`, `A ${MATERIALS[body].en} saucepan for ${l.en} L.`),
          t(
            `В кастрюле на ${l.ru} л удобно варить ${litres < 2.5 ? 'кашу и соусы' : 'суп на семью'}.`,
            `At ${l.en} L it is right for ${litres < 2.5 ? 'porridge and sauces' : 'soup for a family'}.`,
          ),
        ],
        [
          hobLine(hobs),
          dishLine(dish),
          coat !== 'none' && t(`Внутри кастрюля с ${COAT[coat].ru} покрытием.`, `Inside there is a ${COAT[coat].en} coating.`),
          body === 'glass' && t('Видно, как кипит суп.', 'You can watch the soup boil.'),
        ],
        [madeIn(country), warrantyLine(months)],
      ),
      attrs: {
        color: key('color', color),
        country: key('country', country),
        material: key('material', body),
        dishwasher_safe: yesNo(dish),
        weight: `${Math.round(litres * r.int(34, 60)) * 10} g`,
        capacity: `${litres} l`,
        coating: key('coating', coat),
        hob_type: keys('hob_type', hobs),
        warranty: `${months} month`,
      },
      axes: [],
      roubles: { steel: 1390, aluminium: 1190, cast_iron: 3290, glass: 1090 }[body] * (0.7 + litres * 0.18) * (0.9 + r.next() * 0.5),
      look: { shape: 'pot', style: body === 'steel' || body === 'glass' ? 1 : 0 },
    };
  },
};

const mugs: Family = {
  category: 'ho-mugs',
  count: 32,
  code: 'MG',
  brands: ['Glinaro', 'Farforel', 'Kastorel'],
  make(r, brand) {
    const body = r.pick(['ceramic', 'ceramic', 'porcelain', 'steel'] as const);
    const pattern = body === 'steel' ? 'plain' : r.pick(['plain', 'plain', 'striped', 'dots', 'floral', 'geometric'] as const);
    const ml = r.pick([220, 280, 300, 330, 350, 400, 450]);
    const colors = palette(r, ['white', 'beige', 'blue', 'green', 'yellow', 'turquoise', 'pink', 'graphite'], 3);
    const dish = body !== 'steel' && r.chance(0.8);
    const name = r.pick(['Zavtrak', 'Terra', 'Morning', 'Opushka', 'Sever', 'Ton', 'Forma', 'Akvarel', 'Blik', 'Chaepitie', 'Snegir', 'Polyana']);
    const country = r.pick(['ru', 'ru', 'cn', 'tr', 'pt'] as const);
    const pat = PATTERNS[pattern];
    const word = { ceramic: t('керамическая', 'ceramic'), porcelain: t('фарфоровая', 'porcelain'), steel: t('стальная', 'stainless steel') }[body];
    return {
      name: t(`Кружка ${word.ru} ${brand} ${name} ${ml} мл, ${pat.f}`, `${brand} ${name} ${word.en} mug, ${ml} ml, ${pat.en}`),
      description: describe(
        r,
        [
          t(`Кружка из ${MATERIALS[body].ru} на ${ml} мл.`, `A ${MATERIALS[body].en} mug for ${ml} ml.`),
          t(
            `В кружку входит ${ml} мл: ${ml < 300 ? 'в самый раз для кофе' : 'хватит на большую порцию чая'}.`,
            `It holds ${ml} ml: ${ml < 300 ? 'just right for coffee' : 'enough for a large tea'}.`,
          ),
        ],
        [
          dishLine(dish),
          colorsLine(colors),
          pattern !== 'plain' && t(`Кружка ${pat.f}.`, `The mug has a ${pat.en} pattern.`),
          body === 'steel' && t('Не разобьётся в походе.', 'It will not break on a hike.'),
        ],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        material: key('material', body),
        dishwasher_safe: yesNo(dish),
        weight: `${r.int(18, 38) * 10} g`,
        capacity: `${ml} ml`,
        pattern: key('pattern', pattern),
        height: `${num(r.int(80, 115) / 10).en} cm`,
      },
      axes: [{ key: 'color', entries: keys('color', colors) }],
      roubles: 290 + r.int(0, 9) * 60 + (body === 'porcelain' ? 250 : 0),
      look: { shape: 'mug', style: { plain: 0, striped: 1, dots: 2, floral: 3, geometric: 1 }[pattern] },
    };
  },
};

const bedding: Family = {
  category: 'ho-bedding',
  count: 30,
  code: 'BD',
  brands: ['Snelita', 'Perkalin', 'Linvara'],
  make(r, brand) {
    const blend = r.pick<Blends>([
      [['satin', 100]],
      [['percale', 100]],
      [['cotton', 100]],
      [
        ['linen', 55],
        ['cotton', 45],
      ],
      [['tencel', 100]],
    ]);
    const pattern = r.pick(['plain', 'plain', 'floral', 'striped', 'checked', 'geometric'] as const);
    const colors = palette(r, ['white', 'beige', 'gray', 'light_blue', 'lilac', 'mint', 'navy', 'pink'], 2);
    const sizes = r.some(['single', 'double', 'euro', 'family'], r.int(2, 4));
    const pieces = r.pick([3, 4, 4, 6]);
    const season = r.pick(['all', 'all', 'summer', 'winter'] as const);
    const name = r.pick(['Tishina', 'Lavanda', 'Nega', 'Oblako', 'Utro', 'Luna', 'Aurora', 'Sonata', 'Verona', 'Skandi']);
    const country = r.pick(['ru', 'ru', 'tr', 'uz', 'by'] as const);
    const made = madeOf(blend);
    const pat = PATTERNS[pattern];
    const SIZE = {
      single: t('1,5-спальный', 'single and a half'),
      double: t('2-спальный', 'double'),
      euro: t('евро', 'euro'),
      family: t('семейный', 'family'),
    } as const;
    return {
      name: t(`Постельное бельё ${brand} ${name} из ${made.ru}, ${pat.n}`, `${brand} ${name} bedding set in ${made.en}, ${pat.en}`),
      description: describe(
        r,
        [
          t(`Комплект постельного белья из ${made.ru}, предметов: ${pieces}.`, `A bedding set in ${made.en}, ${pieces} pieces.`),
          t(`Постельное бельё ${SEASONS[season].ru}: ткань ${pat.f}.`, `Bed linen ${SEASONS[season].en} in a ${pat.en} fabric.`),
        ],
        [
          t(`Размеры: ${listed(sizes.map((s) => SIZE[s as keyof typeof SIZE])).ru}.`, `Sizes: ${listed(sizes.map((s) => SIZE[s as keyof typeof SIZE])).en}.`),
          t(`Состав: ${composition(blend).ru}.`, `Composition: ${composition(blend).en}.`),
          colorsLine(colors),
        ],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        fabric: keys(
          'fabric',
          blend.map(([f]) => f),
        ),
        pattern: key('pattern', pattern),
        pieces: `${pieces} pcs`,
        composition: both(composition(blend)),
        season: key('season', season),
      },
      axes: [
        { key: 'color', entries: keys('color', colors) },
        { key: 'bedding_size', entries: keys('bedding_size', sizes) },
      ],
      roubles: 2190 + r.int(0, 26) * 100,
      extra: (v) => ({ bedding_size__double: 500, bedding_size__euro: 900, bedding_size__family: 1500 })[v['bedding_size'] ?? ''] ?? 0,
      look: { shape: 'bedding', style: { plain: 0, floral: 2, striped: 1, checked: 3, geometric: 3 }[pattern] },
    };
  },
};

export const home: Family[] = [pans, pots, mugs, bedding];
