import { describe, type Family, key, keys, palette, yesNo } from '../family.ts';
import { colorsLine, listed, MATERIALS, madeIn, num, t, warrantyLine } from '../words.ts';
import { PATTERNS } from './fabrics.ts';

const bottles: Family = {
  category: 'sp-bottles',
  count: 30,
  code: 'BO',
  brands: ['Akvadel', 'Pohodano', 'Tropavel'],
  make(r, brand) {
    const body = r.pick(['steel', 'steel', 'tritan', 'tritan', 'glass', 'aluminium'] as const);
    const thermo = body === 'steel' && r.chance(0.75);
    const ml = r.pick(thermo ? ([350, 500, 750, 1000] as const) : ([400, 500, 600, 750, 1000] as const));
    const colors = palette(r, ['black', 'white', 'mint', 'blue', 'olive', 'pink', 'orange', 'turquoise'], 3);
    const dish = body === 'tritan' || body === 'glass';
    const height = num(r.int(195, 310) / 10);
    const name = `${r.pick(['Rodnik', 'Ruchei', 'Glotok', 'Tur', 'Pogoda', 'Sherpa'])} ${r.int(1, 30)}`;
    const country = r.pick(['cn', 'ru', 'cn'] as const);
    const noun = thermo ? t('Термос', 'vacuum flask') : t('Бутылка для воды', 'water bottle');
    return {
      name: t(`${noun.ru} ${brand} ${name}, ${ml} мл`, `${brand} ${name} ${noun.en}, ${ml} ml`),
      description: describe(
        r,
        [
          t(`${noun.ru} из ${MATERIALS[body].ru} на ${ml} мл.`, `A ${noun.en} of ${MATERIALS[body].en} for ${ml} ml.`),
          t(`${noun.ru} на ${ml} мл высотой ${height.ru} см.`, `A ${ml} ml ${noun.en}, ${height.en} cm tall.`),
        ],
        [
          thermo && t('Двойные стенки держат чай горячим, а воду холодной.', 'The double wall keeps tea hot and water cold.'),
          !thermo && t('Стенки одинарные, для напитков комнатной температуры.', 'The wall is single, for drinks at room temperature.'),
          dish ? t('Можно мыть в посудомоечной машине.', 'It may go in the dishwasher.') : t('Мыть лучше вручную.', 'It is better washed by hand.'),
          colorsLine(colors),
        ],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        weight: `${r.int(12, 46) * 10} g`,
        material: key('material', body),
        capacity: `${ml} ml`,
        dishwasher_safe: yesNo(dish),
        height: `${height.en} cm`,
        double_wall: yesNo(thermo),
      },
      axes: [{ key: 'color', entries: keys('color', colors) }],
      roubles: (thermo ? 1290 : 590) + ml * r.int(6, 14) * 0.1,
      look: { shape: thermo ? 'thermos' : 'bottle', style: body === 'steel' || body === 'aluminium' ? 1 : 0 },
    };
  },
};

const backpacks: Family = {
  category: 'sp-backpacks',
  count: 34,
  code: 'BP',
  brands: ['Ryukven', 'Pohodano', 'Bagrelo'],
  make(r, brand) {
    const kind = r.pick(['city', 'city', 'hiking', 'school'] as const);
    const gender = kind === 'school' ? 'kids' : r.pick(['unisex', 'unisex', 'women', 'men'] as const);
    const body = kind === 'city' ? r.pick(['polyester', 'nylon', 'textile', 'faux_leather'] as const) : r.pick(['polyester', 'nylon'] as const);
    const litres = kind === 'hiking' ? r.pick([35, 45, 50, 65]) : r.pick([14, 16, 18, 20, 24]);
    const [w, h, d] = kind === 'hiking' ? [r.int(30, 36), r.int(60, 74), r.int(24, 32)] : [r.int(27, 32), r.int(38, 46), r.int(13, 18)];
    const colors = palette(r, ['black', 'gray', 'olive', 'navy', 'pink', 'lilac', 'sand', 'green', 'red'], 3);
    const dry = r.chance(0.5);
    const closure = kind === 'hiking' ? r.pick(['drawstring', 'buckle'] as const) : 'zip';
    const pattern = kind === 'school' ? r.pick(['print', 'geometric', 'plain'] as const) : r.pick(['plain', 'plain', 'plain', 'striped'] as const);
    const kg = num(kind === 'hiking' ? r.int(11, 19) / 10 : r.int(4, 9) / 10);
    const name = `${r.pick(['Gorod', 'Tranzit', 'Vagon', 'Sopka', 'Marshrut', 'Kvartal', 'Peremena'])} ${litres}${r.pick(['', ' Go', ' Plus', ' Roll'])}`;
    const country = r.pick(['cn', 'ru', 'vn'] as const);
    const use = { city: t('городской', 'city'), hiking: t('походный', 'hiking'), school: t('школьный', 'school') }[kind];
    return {
      name: t(`Рюкзак ${use.ru} ${brand} ${name}, ${litres} л`, `${brand} ${name} ${use.en} backpack, ${litres} L`),
      description: describe(
        r,
        [
          t(`Рюкзак ${use.ru} объёмом ${litres} л из ${MATERIALS[body].ru}.`, `A ${litres} L ${use.en} backpack of ${MATERIALS[body].en}.`),
          t(`Рюкзак ${h} × ${w} × ${d} см весит ${kg.ru} кг.`, `The backpack is ${h} × ${w} × ${d} cm and weighs ${kg.en} kg.`),
        ],
        [
          dry && t('Под дождём вещи останутся сухими.', 'Your things stay dry in the rain.'),
          closure === 'zip' && t('Застёгивается на молнию.', 'It closes with a zip.'),
          kind === 'hiking' &&
            t(
              `В ${litres} л поместится снаряжение на ${litres > 45 ? 'неделю' : 'выходные'}.`,
              `${litres} L holds the kit for ${litres > 45 ? 'a week' : 'a weekend'}.`,
            ),
          pattern !== 'plain' && t(`Ткань ${PATTERNS[pattern].f}.`, `The fabric is ${PATTERNS[pattern].en}.`),
          colorsLine(colors),
        ],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        weight: `${kg.en} kg`,
        material: key('material', body),
        width: `${w} cm`,
        height: `${h} cm`,
        depth: `${d} cm`,
        capacity: `${litres} l`,
        closure: key('closure', closure),
        waterproof: yesNo(dry),
        gender: key('gender', gender),
        pattern: key('pattern', pattern),
      },
      axes: [{ key: 'color', entries: keys('color', colors) }],
      roubles: { city: 2290, school: 2690, hiking: 6900 }[kind] * (0.8 + r.next() * 0.8),
      look: { shape: kind === 'hiking' ? 'hikingpack' : 'backpack', style: gender === 'kids' ? 1 : 0 },
    };
  },
};

const suitcases: Family = {
  category: 'sp-suitcases',
  count: 25,
  code: 'SC',
  brands: ['Bagrelo', 'Chemodelli', 'Ryukven'],
  make(r, brand) {
    const body = r.pick(['polycarbonate', 'polycarbonate', 'plastic', 'polyester', 'aluminium'] as const);
    const colors = palette(r, ['black', 'silver', 'navy', 'mint', 'pink', 'sand', 'burgundy'], 3);
    const sizes = r.some(['s', 'm', 'l'], r.int(2, 3));
    const dry = body !== 'polyester';
    const months = r.pick([12, 24, 36]);
    const name = `${r.pick(['Perron', 'Vylet', 'Reis', 'Otpusk', 'Terminal'])} ${r.int(1, 20)}`;
    const country = r.pick(['cn', 'ru', 'tr'] as const);
    const m = MATERIALS[body];
    return {
      name: t(`Чемодан ${brand} ${name} из ${m.ru}`, `${brand} ${name} suitcase in ${m.en}`),
      description: describe(
        r,
        [
          t(
            `Чемодан из ${m.ru}, размеры на выбор: ${listed(sizes.map((s) => t(s.toUpperCase(), s.toUpperCase()))).ru}.`,
            `A ${m.en} suitcase in sizes ${listed(sizes.map((s) => t(s.toUpperCase(), s.toUpperCase()))).en}.`,
          ),
          body === 'polyester'
            ? t('Мягкий чемодан на молнии.', 'A soft suitcase with a zip.')
            : t('Жёсткий чемодан бережёт вещи в багаже.', 'A hard case that protects things in the hold.'),
        ],
        [
          sizes.includes('s') && t('Размер S можно взять в ручную кладь.', 'Size S can be taken into the cabin.'),
          dry && t('Корпус не промокает.', 'The shell keeps water out.'),
          colorsLine(colors),
        ],
        [warrantyLine(months), madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        material: key('material', body),
        closure: key('closure', 'zip'),
        waterproof: yesNo(dry),
        warranty: `${months} month`,
      },
      axes: [
        { key: 'color', entries: keys('color', colors) },
        { key: 'suitcase_size', entries: keys('suitcase_size', sizes) },
      ],
      roubles: { polycarbonate: 5900, plastic: 3900, polyester: 3490, aluminium: 15900 }[body] * (0.85 + r.next() * 0.5),
      extra: (v) => ({ suitcase_size__m: 1500, suitcase_size__l: 2900 })[v['suitcase_size'] ?? ''] ?? 0,
      look: { shape: 'suitcase', style: body === 'polyester' ? 1 : 0 },
    };
  },
};

export const travel: Family[] = [bottles, backpacks, suitcases];
