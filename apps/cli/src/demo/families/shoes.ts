import { type Attrs, both, describe, type Family, key, keys, palette, yesNo } from '../family.ts';
import { colorsLine, type Country, listed, MATERIALS, madeIn, num, t } from '../words.ts';
import { FABRICS, type Fabric, FOR_WHOM, SEASONS, shoeRun } from './fabrics.ts';

const SPORTS = {
  running: t('для бега', 'running'),
  fitness: t('для фитнеса', 'fitness'),
  walking: t('для ходьбы', 'walking'),
  basketball: t('для баскетбола', 'basketball'),
  tennis: t('для тенниса', 'tennis'),
} as const;
const MADE: readonly [Country, ...Country[]] = ['cn', 'vn', 'tr', 'ru', 'am'];

const sneakers: Family = {
  category: 'cl-sneakers',
  count: 51,
  code: 'SN',
  brands: ['Stupavo', 'Hodelis', 'Tropavel', 'Aktivelo'],
  make(r, brand) {
    const whom = r.pick(['women', 'men', 'unisex', 'kids'] as const);
    const sport = r.pick(['running', 'running', 'walking', 'fitness', 'basketball', 'tennis'] as const);
    const upper = r.pick([['mesh'], ['textile', 'faux_leather'], ['leather', 'textile'], ['suede', 'textile'], ['faux_leather']] as const);
    const season = r.pick(['summer', 'all', 'mid'] as const);
    const closure = whom === 'kids' ? r.pick(['velcro', 'laces'] as const) : 'laces';
    const colors = palette(r, ['white', 'black', 'gray', 'navy', 'red', 'green', 'pink', 'sand'], 2);
    const sizes = shoeRun(r, whom);
    const name = `${r.pick(['Run', 'Step', 'Skorost', 'Put', 'Veter', 'Ritm', 'Trassa', 'Start'])} ${r.int(1, 9)}${r.pick(['', '.0', ' Lite', ' Pro'])}`;
    const grams = r.int(22, 42) * 10;
    const country = r.pick(MADE);
    const who = FOR_WHOM[whom];
    const tops = listed(upper.map((m) => MATERIALS[m]));
    const attrs: Attrs = {
      country: key('country', country),
      gender: key('gender', whom),
      season: key('season', season),
      composition: both(t(`Верх: ${listed(upper.map((m) => UPPER[m])).ru}. Подошва: ЭВА`, `Upper: ${tops.en}. Sole: EVA`)),
      material: keys('material', upper),
      closure: key('closure', closure),
      waterproof: yesNo(false),
      sport: key('sport', sport),
      weight: `${grams} g`,
    };
    return {
      name: t(`Кроссовки ${who.p} ${brand} ${name} ${SPORTS[sport].ru}`, `${brand} ${name} ${who.en} ${SPORTS[sport].en} sneakers`),
      description: describe(
        r,
        [
          t(`Кроссовки ${SPORTS[sport].ru} с верхом из ${tops.ru}.`, `Sneakers for ${SPORTS[sport].en} with an upper of ${tops.en}.`),
          t(`Пара ${SEASONS[season].ru}: один кроссовок весит ${grams} г.`, `A pair ${SEASONS[season].en}: one shoe weighs ${grams} g.`),
        ],
        [
          closure === 'velcro'
            ? t('Застёгиваются на липучку, ребёнок справится сам.', 'They fasten with hook and loop, so a child can manage alone.')
            : t('Шнуровка держит стопу плотно.', 'The laces hold the foot firmly.'),
          upper.includes('mesh' as never) && t('Сетчатый верх пропускает воздух.', 'The mesh upper lets air through.'),
          colorsLine(colors),
          sizes.line,
        ],
        [madeIn(country)],
      ),
      attrs,
      axes: [
        { key: 'color', entries: keys('color', colors) },
        { key: 'shoe_size', entries: sizes.entries },
      ],
      roubles: 2990 + r.int(0, 60) * 100 + (upper.includes('leather' as never) ? 1500 : 0),
      look: { shape: 'sneaker', style: sport === 'basketball' ? 1 : r.pick([0, 2]) },
    };
  },
};

const UPPER = {
  mesh: t('сетка', 'mesh'),
  textile: t('текстиль', 'textile'),
  faux_leather: t('экокожа', 'faux leather'),
  leather: t('натуральная кожа', 'leather'),
  suede: t('замша', 'suede'),
  rubber: t('резина', 'rubber'),
} as const;

const boots: Family = {
  category: 'cl-boots',
  count: 32,
  code: 'BT',
  brands: ['Hodelis', 'Stupavo', 'Vershael'],
  make(r, brand) {
    const whom = r.pick(['women', 'men', 'men', 'kids'] as const);
    const season = r.pick(['winter', 'winter', 'mid', 'all'] as const);
    const upper = r.pick(['leather', 'leather', 'suede', 'faux_leather', 'textile'] as const);
    const lining = season === 'winter' ? r.pick(['faux_fur', 'wool'] as const) : r.pick(['fleece', 'cotton', 'polyester'] as const);
    const lined = lining === 'faux_fur' ? t('искусственного меха', 'faux fur') : t(FABRICS[lining as Fabric].of, lining);
    const closure = r.pick(['laces', 'laces', 'zip', 'buckle'] as const);
    const dry = r.chance(0.55);
    const height = r.int(12, 24);
    const colors = palette(r, ['black', 'brown', 'sand', 'burgundy', 'graphite'], 2);
    const sizes = shoeRun(r, whom);
    const name = `${r.pick(['Tropa', 'Kamen', 'Les', 'Mostovaya', 'Rant', 'Granit'])} ${r.pick(['Mid', 'High', 'Low', 'City', 'Trek'])} ${r.int(1, 6)}`;
    const country = r.pick(MADE);
    const who = FOR_WHOM[whom];
    const kind = { winter: t('зимние', 'winter'), mid: t('демисезонные', 'mid-season'), all: t('на любой сезон', 'all-season') }[season];
    return {
      name: t(`Ботинки ${who.p} ${kind.ru} ${brand} ${name}`, `${brand} ${name} ${who.en} ${kind.en} boots`),
      description: describe(
        r,
        [
          t(
            `Ботинки из ${MATERIALS[upper].ru} с подкладкой из ${lined.ru}.`,
            `${MATERIALS[upper].en.charAt(0).toUpperCase()}${MATERIALS[upper].en.slice(1)} boots lined with ${lined.en}.`,
          ),
          t(`Ботинки ${SEASONS[season].ru} высотой ${height} см.`, `Boots ${SEASONS[season].en}, ${height} cm high.`),
        ],
        [
          dry && t('Не промокают в лужах и мокром снегу.', 'Puddles and wet snow do not get in.'),
          closure === 'zip' && t('Сбоку молния, обуваться быстро.', 'A side zip makes them quick to put on.'),
          closure === 'buckle' && t('Голенище затягивается пряжкой.', 'A buckle tightens the shaft.'),
          colorsLine(colors),
          sizes.line,
        ],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        gender: key('gender', whom),
        season: key('season', season),
        composition: both(t(`Верх: ${UPPER[upper].ru}. Подошва: термоэластопласт`, `Upper: ${UPPER[upper].en}. Sole: TPE`)),
        material: keys('material', [upper]),
        closure: key('closure', closure),
        waterproof: yesNo(dry),
        lining_material: keys('fabric', [lining]),
        height: `${num(height).en} cm`,
      },
      axes: [
        { key: 'color', entries: keys('color', colors) },
        { key: 'shoe_size', entries: sizes.entries },
      ],
      roubles: { leather: 6900, suede: 6200, faux_leather: 3600, textile: 3200 }[upper] * (0.85 + r.next() * 0.5) + (season === 'winter' ? 900 : 0),
      look: { shape: 'boot', style: season === 'winter' ? 1 : 0 },
    };
  },
};

export const shoes: Family[] = [sneakers, boots];
