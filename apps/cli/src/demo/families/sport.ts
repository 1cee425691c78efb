import { both, describe, type Family, key, keys, palette, yesNo } from '../family.ts';
import { capital, colorsLine, colorWord, MATERIALS, madeIn, num, plural, t } from '../words.ts';
import { SEASONS } from './fabrics.ts';

const mats: Family = {
  category: 'sp-mats',
  count: 27,
  code: 'MT',
  brands: ['Aktivelo', 'Asanika', 'Tropavel'],
  make(r, brand) {
    const sport = r.pick(['yoga', 'yoga', 'fitness'] as const);
    const body = r.pick(['pvc', 'tpe', 'tpe', 'rubber', 'cork'] as const);
    const colors = body === 'cork' ? (['sand'] as const) : palette(r, ['lilac', 'mint', 'turquoise', 'gray', 'pink', 'black', 'olive'], 3);
    const length = r.pick([173, 180, 183, 185]);
    const width = r.pick([60, 61, 65, 80]);
    const folds = body !== 'cork' && r.chance(0.3);
    const name = `${r.pick(['Asana', 'Balans', 'Prana', 'Tonus', 'Lotos'])} ${r.int(1, 20)}`;
    const country = r.pick(['cn', 'ru', 'in'] as const);
    const use = sport === 'yoga' ? t('для йоги', 'yoga') : t('для фитнеса', 'fitness');
    const grams = body === 'rubber' || body === 'cork' ? r.int(20, 26) * 100 : r.int(8, 14) * 100;
    return {
      name: t(`Коврик ${use.ru} ${brand} ${name}, ${length} × ${width} см`, `${brand} ${name} ${use.en} mat, ${length} × ${width} cm`),
      description: describe(
        r,
        [
          t(`Коврик ${use.ru} из ${MATERIALS[body].ru}, ${length} × ${width} см.`, `A ${use.en} mat of ${MATERIALS[body].en}, ${length} × ${width} cm.`),
          t(
            `Коврик ${use.ru} длиной ${length} см весит ${num(grams / 1000).ru} кг.`,
            `A ${use.en} mat ${length} cm long that weighs ${num(grams / 1000).en} kg.`,
          ),
        ],
        [
          folds
            ? t('Складывается гармошкой и помещается в рюкзак.', 'It folds like an accordion and fits in a backpack.')
            : t('После занятия сворачивается в рулон.', 'It rolls up after the class.'),
          body === 'cork' && t('Пробка тёплая на ощупь.', 'Cork is warm to the touch.'),
          colorsLine(colors),
        ],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        material: key('material', body),
        weight: `${grams} g`,
        sport: key('sport', sport),
        length: `${length} cm`,
        width: `${width} cm`,
        foldable: yesNo(folds),
      },
      axes: [{ key: 'color', entries: keys('color', colors) }],
      roubles: { pvc: 890, tpe: 1690, rubber: 3490, cork: 3990 }[body] * (0.85 + r.next() * 0.5),
      look: { shape: 'mat', style: 0 },
    };
  },
};

const BALL = {
  football: { ru: 'футбольный', en: 'football', grams: [410, 450], colors: ['white', 'blue', 'yellow', 'red'] },
  basketball: { ru: 'баскетбольный', en: 'basketball', grams: [567, 650], colors: ['orange', 'brown', 'orange'] },
  volleyball: { ru: 'волейбольный', en: 'volleyball', grams: [260, 280], colors: ['yellow', 'blue', 'white', 'turquoise'] },
} as const;

const balls: Family = {
  category: 'sp-balls',
  count: 27,
  code: 'BA',
  brands: ['Myachelo', 'Aktivelo', 'Golavik'],
  make(r, brand) {
    const sport = r.pick(['football', 'basketball', 'volleyball'] as const);
    const spec = BALL[sport];
    const color = r.pick(spec.colors);
    const body = r.pick(['rubber', 'pvc', 'polyurethane', 'polyurethane', 'leather'] as const);
    const grams = r.int(spec.grams[0], spec.grams[1]);
    const age = r.pick(['6', '12', '12', 'adult'] as const);
    const pump = r.chance(0.3);
    const wet = body === 'rubber' || body === 'polyurethane' ? r.chance(0.7) : false;
    const name = `${r.pick(['Dvor', 'Liga', 'Kubok', 'Turnir', 'Finta', 'Arena'])} ${r.int(1, 30)}`;
    const country = r.pick(['cn', 'in', 'ru', 'vn'] as const);
    const whom = {
      '6': t('для детей от 6 лет', 'for children from 6'),
      '12': t('для подростков от 12 лет', 'for teenagers from 12'),
      adult: t('для взрослых', 'for adults'),
    }[age];
    return {
      name: t(`Мяч ${spec.ru} ${brand} ${name}, ${colorWord(color, 'm').ru}`, `${brand} ${name} ${spec.en}, ${colorWord(color, 'm').en}`),
      description: describe(
        r,
        [
          t(`Мяч ${spec.ru} из ${MATERIALS[body].ru}, вес ${grams} г.`, `A ${spec.en} of ${MATERIALS[body].en} that weighs ${grams} g.`),
          t(`Мяч ${spec.ru} ${whom.ru}.`, `A ${spec.en} ${whom.en}.`),
        ],
        [
          wet && t('Не впитывает воду, можно играть и после дождя.', 'It does not soak up water, so you can play after rain too.'),
          pump ? t('В комплекте насос и игла.', 'A pump and a needle are included.') : t('Насос в комплект не входит.', 'The pump is not included.'),
        ],
        [madeIn(country)],
      ),
      attrs: {
        color: key('color', color),
        country: key('country', country),
        weight: `${grams} g`,
        material: key('material', body),
        sport: key('sport', sport),
        age_group: key('age_group', age),
        waterproof: yesNo(wet),
        box_contents: both(pump ? t('мяч, насос, игла', 'ball, pump, needle') : t('мяч', 'ball')),
      },
      axes: [],
      roubles: { rubber: 790, pvc: 990, polyurethane: 1890, leather: 3490 }[body] * (0.85 + r.next() * 0.6),
      look: { shape: sport, style: 0 },
    };
  },
};

const FRAME = { '13in': [140, 155], '15in': [150, 165], '17in': [160, 178], '19in': [172, 186], '21in': [182, 198] } as const;

const bikes: Family = {
  category: 'sp-bikes',
  count: 25,
  code: 'BK',
  brands: ['Velgorra', 'Tropavel', 'Pedalino'],
  make(r, brand) {
    const gender = r.pick(['women', 'men', 'unisex', 'unisex'] as const);
    const folds = r.chance(0.2);
    const body = r.pick(['aluminium', 'aluminium', 'carbon_steel'] as const);
    const color = r.pick(['black', 'red', 'green', 'blue', 'orange', 'mint', 'white'] as const);
    const all = ['13in', '15in', '17in', '19in', '21in'] as const;
    const start = gender === 'women' ? 0 : r.int(1, 2);
    const frames = all.slice(start, start + r.int(2, 3));
    const low = FRAME[frames[0] ?? '15in'][0];
    const high = FRAME[frames[frames.length - 1] ?? '17in'][1];
    const load = r.pick([100, 110, 120, 130]);
    const kg = num((body === 'carbon_steel' ? r.int(140, 168) : r.int(112, 142)) / 10);
    const name = `${r.pick(['Tropa', 'Gorod', 'Skver', 'Sprint', 'Kanava', 'Naberezhnaya'])} ${r.int(1, 9)}${r.pick(['.0', ' City', ' Trail', ' Eco'])}`;
    const country = r.pick(['ru', 'cn', 'by', 'vn'] as const);
    return {
      name: t(
        `Велосипед${folds ? ' складной' : ''} ${brand} ${name}, ${colorWord(color, 'm').ru}`,
        `${brand} ${name}${folds ? ' folding' : ''} bicycle, ${colorWord(color, 'm').en}`,
      ),
      description: describe(
        r,
        [
          t(`Велосипед с рамой из ${MATERIALS[body].ru} весит ${kg.ru} кг.`, `A bicycle with a ${MATERIALS[body].en} frame that weighs ${kg.en} kg.`),
          t(
            `Велосипед для роста от ${low} до ${high} см, в зависимости от размера рамы.`,
            `A bicycle for riders from ${low} to ${high} cm tall, depending on the frame size.`,
          ),
        ],
        [
          folds && t('Складывается: можно возить в багажнике и хранить в квартире.', 'It folds, so it fits in a car boot and in a flat.'),
          t(`Рама рассчитана на нагрузку до ${load} кг.`, `The frame carries up to ${load} kg.`),
          t(
            `${frames.length} ${plural(frames.length, 'размер', 'размера', 'размеров')} рамы: ${frames.map((f) => f.replace('in', '″')).join(', ')}.`,
            `${frames.length} frame sizes: ${frames.map((f) => f.replace('in', '″')).join(', ')}.`,
          ),
        ],
        [madeIn(country)],
      ),
      attrs: {
        color: key('color', color),
        country: key('country', country),
        weight: `${kg.en} kg`,
        material: key('material', body),
        rider_height: `${low}..${high} cm`,
        gender: key('gender', gender),
        foldable: yesNo(folds),
        max_load: `${load} kg`,
        age_group: key('age_group', frames[0] === '13in' ? '12' : 'adult'),
      },
      axes: [{ key: 'bike_frame', entries: keys('bike_frame', frames) }],
      roubles: (body === 'carbon_steel' ? 15900 : 24900) * (0.8 + r.next() * 0.9),
      look: { shape: 'bicycle', style: gender === 'women' ? 1 : 0 },
    };
  },
};

const tents: Family = {
  category: 'sp-tents',
  count: 23,
  code: 'TN',
  brands: ['Pohodano', 'Vershael', 'Trekomir'],
  make(r, brand) {
    const persons = r.pick([1, 2, 2, 3, 3, 4, 6]);
    const season = r.pick(['summer', 'summer', 'mid', 'all'] as const);
    const body = r.pick(['polyester', 'polyester', 'nylon'] as const);
    const color = r.pick(['green', 'olive', 'orange', 'blue', 'sand'] as const);
    const length = r.int(205, 230);
    const width = Math.min(390, 60 + persons * r.int(58, 68));
    const height = Math.min(195, 95 + persons * r.int(9, 16));
    const kg = num(Math.min(9.2, Math.round(r.int(9, 14) * persons + 6) / 10));
    const dry = r.chance(0.85);
    const name = `${r.pick(['Prival', 'Ozero', 'Kema', 'Sopka', 'Baza', 'Kupol'])} ${persons}${r.pick(['', ' Lite', ' Pro', ' Plus', ' Camp'])}`;
    const country = r.pick(['cn', 'ru', 'vn'] as const);
    const kind = { summer: t('летняя', 'summer'), mid: t('трёхсезонная', 'three-season'), all: t('всесезонная', 'all-season') }[season];
    const seats = plural(persons, 'место', 'места', 'мест');
    return {
      name: t(
        `Палатка ${brand} ${name}, ${persons} ${seats}, ${colorWord(color, 'f').ru}`,
        `${brand} ${name} tent, sleeps ${persons}, ${colorWord(color, 'f').en}`,
      ),
      description: describe(
        r,
        [
          t(
            `${capital(kind.ru)} палатка на ${persons} ${seats} весит ${kg.ru} кг.`,
            `A ${kind.en} tent for ${persons} ${persons === 1 ? 'person' : 'people'} that weighs ${kg.en} kg.`,
          ),
          t(`Внутри ${length} × ${width} см, высота ${height} см.`, `Inside it is ${length} × ${width} cm, ${height} cm high.`),
        ],
        [
          dry
            ? t('Тент не промокает под дождём.', 'The fly keeps the rain out.')
            : t('В сильный дождь понадобится дополнительный тент.', 'In heavy rain you will need an extra fly.'),
          t(`Сшита из ${MATERIALS[body].ru}.`, `It is sewn from ${MATERIALS[body].en}.`),
        ],
        [madeIn(country)],
      ),
      attrs: {
        color: key('color', color),
        country: key('country', country),
        weight: `${kg.en} kg`,
        material: key('material', body),
        season: key('season', season),
        waterproof: yesNo(dry),
        length: `${length} cm`,
        width: `${width} cm`,
        height: `${height} cm`,
        persons: `${persons} pcs`,
      },
      axes: [],
      roubles: 2900 + persons * r.int(12, 29) * 100 + (season === 'all' ? 3500 : 0),
      look: { shape: 'tent', style: persons > 3 ? 1 : 0 },
    };
  },
};

const sleeping: Family = {
  category: 'sp-sleeping',
  count: 21,
  code: 'SL',
  brands: ['Pohodano', 'Trekomir', 'Vershael'],
  make(r, brand) {
    const season = r.pick(['summer', 'mid', 'winter', 'all'] as const);
    const low = { summer: r.pick([8, 10, 12]), mid: r.pick([0, 2, 5]), winter: -r.int(2, 5) * 5, all: r.pick([-5, -3]) }[season];
    const high = low + r.pick([10, 12, 15]);
    const color = r.pick(['blue', 'green', 'orange', 'graphite', 'red', 'olive'] as const);
    const length = r.pick([190, 200, 210, 220]);
    const body = r.pick(['polyester', 'nylon'] as const);
    const lining = r.pick(['polyester', 'cotton', 'fleece'] as const);
    const dry = r.chance(0.4);
    const kg = num({ summer: r.int(7, 11), mid: r.int(11, 16), winter: r.int(19, 28), all: r.int(15, 20) }[season] / 10);
    const sign = (n: number): string => (n < 0 ? `−${-n}` : String(n));
    const name = `${r.pick(['Kokon', 'Baikal', 'Noch', 'Zimovye', 'Shmel'])} ${r.int(100, 400)}`;
    const country = r.pick(['cn', 'ru'] as const);
    const soft = { polyester: t('полиэстера', 'polyester'), cotton: t('хлопка', 'cotton'), fleece: t('флиса', 'fleece') }[lining];
    return {
      name: t(
        `Спальный мешок ${brand} ${name}, комфорт ${sign(low)} °C, ${colorWord(color, 'm').ru}`,
        `${brand} ${name} sleeping bag, comfort ${sign(low)} °C, ${colorWord(color, 'm').en}`,
      ),
      description: describe(
        r,
        [
          t(
            `Спальный мешок ${SEASONS[season].ru}: в нём тепло от ${sign(low)} до ${sign(high)} °C.`,
            `A sleeping bag ${SEASONS[season].en}: it keeps you warm from ${sign(low)} to ${sign(high)} °C.`,
          ),
          t(`Спальник длиной ${length} см весит ${kg.ru} кг.`, `The bag is ${length} cm long and weighs ${kg.en} kg.`),
        ],
        [
          t(`Внутри мягкая подкладка из ${soft.ru}.`, `Inside there is a soft ${soft.en} lining.`),
          dry && t('Верхняя ткань не промокает от росы.', 'The outer fabric keeps the dew out.'),
          t(`Верх из ${MATERIALS[body].ru}.`, `The outside is ${MATERIALS[body].en}.`),
        ],
        [madeIn(country)],
      ),
      attrs: {
        color: key('color', color),
        country: key('country', country),
        weight: `${kg.en} kg`,
        material: key('material', body),
        season: key('season', season),
        waterproof: yesNo(dry),
        length: `${length} cm`,
        use_temperature: `${low}..${high} C`,
        lining_material: keys('fabric', [lining]),
      },
      axes: [],
      roubles: { summer: 1790, mid: 2990, winter: 6900, all: 4900 }[season] * (0.85 + r.next() * 0.6),
      look: { shape: 'sleepingbag', style: 0 },
    };
  },
};

export const sport: Family[] = [mats, balls, bikes, tents, sleeping];
