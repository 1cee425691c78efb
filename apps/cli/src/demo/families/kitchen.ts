import { basics, both, closing, describe, type Family, key, yesNo } from '../family.ts';
import { type Color, colorWord, MATERIALS, num, t } from '../words.ts';

const KITCHEN_COLORS: readonly [Color, ...Color[]] = ['white', 'black', 'silver', 'beige', 'red', 'mint', 'graphite'];
const CONTROL = {
  mechanical: t('механическое', 'mechanical'),
  buttons: t('кнопочное', 'by buttons'),
  touch: t('сенсорное', 'by touch'),
  app: t('из приложения на телефоне', 'from a phone app'),
} as const;

const kettles: Family = {
  category: 'el-kettles',
  count: 32,
  code: 'KT',
  brands: ['Teplava', 'Varnelo', 'Domelan', 'Kipelta'],
  make(r, brand) {
    const body = r.pick(['steel', 'plastic', 'glass', 'glass', 'ceramic'] as const);
    const litres = r.pick([1, 1.2, 1.5, 1.7, 1.7, 2]);
    const watts = r.pick([1500, 1850, 2000, 2200, 2400]);
    const color = body === 'steel' ? r.pick(['silver', 'silver', 'graphite', 'red'] as const) : r.pick(KITCHEN_COLORS);
    const model = `${r.pick(['Vesna', 'Utro', 'Chaika', 'Bereg', 'Iskra'])} ${r.int(10, 59)}${r.pick(['', 'G', 'S'])}`;
    const light = body === 'glass' || r.chance(0.15);
    const control = r.pick(['mechanical', 'mechanical', 'buttons', 'touch', 'app'] as const);
    const kg = num(Math.round((body === 'ceramic' ? 1.4 : 0.85) * (0.9 + r.next() * 0.3) * 10) / 10);
    const country = r.pick(['cn', 'cn', 'ru', 'tr'] as const);
    const c = colorWord(color, 'm');
    const l = num(litres);
    return {
      name: t(`Электрочайник ${brand} ${model}, ${l.ru} л, ${c.ru}`, `${brand} ${model} electric kettle, ${l.en} L, ${c.en}`),
      description: describe(
        r,
        [
          t(`Чайник из ${MATERIALS[body].ru} на ${l.ru} л мощностью ${watts} Вт.`, `A ${MATERIALS[body].en} kettle for ${l.en} L with ${watts} W of power.`),
          t(
            `Электрочайник объёмом ${l.ru} л: воды хватит ${litres < 1.5 ? 'на двоих' : 'на всю семью'}.`,
            `A ${l.en} L electric kettle: enough water for ${litres < 1.5 ? 'two' : 'the whole family'}.`,
          ),
        ],
        [
          t('Когда вода закипит, чайник отключится сам.', 'It switches itself off when the water boils.'),
          light && t('Во время нагрева включается подсветка.', 'A light comes on while it heats.'),
          t(`Управление ${CONTROL[control].ru}.`, `It is controlled ${control === 'mechanical' ? 'mechanically' : CONTROL[control].en}.`),
          body === 'glass' && t('Через стекло видно, сколько воды осталось.', 'The glass shows how much water is left.'),
        ],
        closing(country, 12),
      ),
      attrs: {
        ...basics(country, 12, `${kg.en} kg`),
        color: key('color', color),
        box_contents: both(t('чайник, подставка с проводом, инструкция', 'kettle, base with cable, manual')),
        power: `${watts} W`,
        capacity: `${litres} l`,
        material: key('material', body),
        control_type: key('control_type', control),
        auto_shutoff: 'yes',
        backlight: yesNo(light),
      },
      axes: [],
      roubles: { plastic: 1190, steel: 1890, glass: 2290, ceramic: 3190 }[body] * (0.85 + r.next() * 0.6) + (control === 'app' ? 2200 : 0),
      look: { shape: 'kettle', style: body === 'glass' ? 1 : 0 },
    };
  },
};

const blenders: Family = {
  category: 'el-blenders',
  count: 25,
  code: 'BL',
  brands: ['Varnelo', 'Domelan', 'Miksora'],
  make(r, brand) {
    const bowl = r.pick(['glass', 'plastic', 'plastic', 'steel'] as const);
    const litres = r.pick([0.6, 0.8, 1, 1.5, 1.75]);
    const watts = r.pick([300, 500, 700, 1000, 1200, 1500]);
    const color = r.pick(KITCHEN_COLORS);
    const model = `${r.pick(['Smuzi', 'Vikhr', 'Frukt', 'Krem'])} ${r.int(2, 9)}00`;
    const control = r.pick(['mechanical', 'buttons', 'touch'] as const);
    const noise = r.int(68, 86);
    const country = r.pick(['cn', 'tr', 'rs'] as const);
    const l = num(litres);
    const c = colorWord(color, 'm');
    return {
      name: t(`Блендер ${brand} ${model}, ${watts} Вт, ${l.ru} л, ${c.ru}`, `${brand} ${model} blender, ${watts} W, ${l.en} L, ${c.en}`),
      description: describe(
        r,
        [
          t(
            `Блендер с чашей из ${MATERIALS[bowl].ru} на ${l.ru} л, мощность ${watts} Вт.`,
            `A blender with a ${l.en} L ${MATERIALS[bowl].en} jug and ${watts} W of power.`,
          ),
          t(
            `Готовит смузи, супы-пюре и соусы: чаша на ${l.ru} л, мощность ${watts} Вт.`,
            `It makes smoothies, cream soups and sauces: the jug holds ${l.en} L, the power is ${watts} W.`,
          ),
        ],
        [
          watts >= 1000 && t('Такой мощности хватает, чтобы колоть лёд.', 'That is enough power to crush ice.'),
          t(`Уровень шума не выше ${noise} дБ.`, `The noise does not exceed ${noise} dB.`),
          t(`Управление ${CONTROL[control].ru}.`, `It is controlled ${control === 'mechanical' ? 'mechanically' : CONTROL[control].en}.`),
        ],
        closing(country, 24),
      ),
      attrs: {
        ...basics(country, 24, `${num(r.int(16, 38) / 10).en} kg`),
        color: key('color', color),
        box_contents: both(t('блендер, чаша с крышкой, инструкция', 'blender, jug with lid, manual')),
        power: `${watts} W`,
        capacity: `${litres} l`,
        material: key('material', bowl),
        control_type: key('control_type', control),
        noise: `${noise} dB`,
        auto_shutoff: yesNo(r.chance(0.5)),
      },
      axes: [],
      roubles: 1500 + watts * (2.4 + r.next() * 1.6),
      look: { shape: 'blender', style: bowl === 'steel' ? 1 : 0 },
    };
  },
};

const COFFEE = {
  drip: { ru: 'Капельная кофеварка', name: 'Кофеварка капельная', en: 'drip coffee maker', base: 2600, litres: [0.6, 1.2, 1.5], watts: [600, 800, 1000] },
  espresso: { ru: 'Рожковая кофеварка', name: 'Кофеварка рожковая', en: 'espresso machine', base: 11500, litres: [1, 1.5, 2], watts: [1100, 1350, 1450] },
  capsule: { ru: 'Капсульная кофемашина', name: 'Кофемашина капсульная', en: 'capsule coffee machine', base: 7900, litres: [0.6, 0.7, 1], watts: [1260, 1450] },
  auto: {
    ru: 'Автоматическая кофемашина',
    name: 'Кофемашина автоматическая',
    en: 'fully automatic coffee machine',
    base: 34000,
    litres: [1.5, 1.8, 2],
    watts: [1350, 1450, 1550],
  },
} as const;

const coffee: Family = {
  category: 'el-coffee',
  count: 30,
  code: 'CF',
  brands: ['Varnelo', 'Teplava', 'Bodrelli'],
  make(r, brand) {
    const kind = r.pick(['drip', 'espresso', 'espresso', 'capsule', 'auto'] as const);
    const spec = COFFEE[kind];
    const color = r.pick(['black', 'silver', 'white', 'graphite', 'red'] as const);
    const litres = r.pick(spec.litres);
    const watts = r.pick(spec.watts);
    const steel = kind === 'espresso' || r.chance(0.3);
    const control = kind === 'auto' ? r.pick(['touch', 'buttons', 'app'] as const) : r.pick(['mechanical', 'buttons'] as const);
    const model = `${r.pick(['Arabika', 'Krema', 'Zerno', 'Barista', 'Moka'])} ${r.pick(['E', 'C', 'A'])}${r.int(1, 9)}0`;
    const off = kind !== 'espresso' || r.chance(0.6);
    const country = r.pick(['cn', 'it', 'tr', 'rs'] as const);
    const months = kind === 'auto' ? 24 : 12;
    const l = num(litres);
    const c = colorWord(color, 'f');
    return {
      name: t(`${spec.name} ${brand} ${model}, ${c.ru}`, `${brand} ${model} ${spec.en}, ${c.en}`),
      description: describe(
        r,
        [
          t(`${spec.ru} мощностью ${watts} Вт с баком для воды на ${l.ru} л.`, `A ${watts} W ${spec.en} with a ${l.en} L water tank.`),
          kind === 'auto'
            ? t('Мелет зёрна и варит кофе по одному нажатию.', 'It grinds the beans and brews coffee at one press.')
            : t(
                `${spec.ru} с корпусом из ${MATERIALS[steel ? 'steel' : 'plastic'].ru}.`,
                `A ${spec.en} with a ${MATERIALS[steel ? 'steel' : 'plastic'].en} body.`,
              ),
        ],
        [
          kind === 'capsule' &&
            t('Напиток готовится из капсулы, молоть и отмерять кофе не нужно.', 'The drink comes from a capsule, with nothing to grind or measure.'),
          kind === 'drip' && t(`За один раз можно сварить ${l.ru} л кофе на всю компанию.`, `One go makes ${l.en} L of coffee for the whole company.`),
          off && t('Если о ней забыли, она отключится сама.', 'If you forget about it, it switches itself off.'),
          t(`Управление ${CONTROL[control].ru}.`, `It is controlled ${control === 'mechanical' ? 'mechanically' : CONTROL[control].en}.`),
        ],
        closing(country, months),
      ),
      attrs: {
        ...basics(country, months, `${num(r.int(18, 40) / 10 + (kind === 'auto' ? 5 : 0)).en} kg`),
        color: key('color', color),
        box_contents: both(
          kind === 'espresso'
            ? t('кофеварка, рожок, мерная ложка, инструкция', 'machine, portafilter, measuring spoon, manual')
            : t('кофеварка, мерная ложка, инструкция', 'machine, measuring spoon, manual'),
        ),
        power: `${watts} W`,
        capacity: `${litres} l`,
        material: key('material', steel ? 'steel' : 'plastic'),
        control_type: key('control_type', control),
        coffee_type: key('coffee_type', kind),
        auto_shutoff: yesNo(off),
      },
      axes: [],
      roubles: spec.base * (0.85 + r.next() * 0.6),
      look: { shape: 'coffee', style: kind === 'drip' ? 0 : kind === 'capsule' ? 2 : 1 },
    };
  },
};

export const kitchen: Family[] = [kettles, blenders, coffee];
