import { type Axis, basics, both, closing, describe, type Family, key, keys, palette, yesNo } from '../family.ts';
import { type Color, colorsLine, listed, MATERIALS, num, plural, t } from '../words.ts';

const memory = (name: string): { ru: string; en: string } =>
  name.endsWith('tb') ? t(`${name.slice(0, -2)} ТБ`, `${name.slice(0, -2)} TB`) : t(`${name.slice(0, -2)} ГБ`, `${name.slice(0, -2)} GB`);
const colorAxis = (colors: readonly Color[]): Axis => ({ key: 'color', entries: keys('color', colors) });

const PHONE_TIERS = [
  {
    ram: ['3', '4'],
    storage: ['64gb', '128gb'],
    camera: [13, 50],
    screen: 'ips',
    hz: [60, 90],
    base: 8500,
    size: [6.5, 6.6, 6.7],
    suffix: ['', ' Lite', ' Start'],
  },
  {
    ram: ['6', '8'],
    storage: ['128gb', '256gb'],
    camera: [50, 64, 108],
    screen: 'amoled',
    hz: [90, 120],
    base: 17500,
    size: [6.4, 6.6, 6.7],
    suffix: ['', ' Plus', ' 5G'],
  },
  {
    ram: ['8', '12'],
    storage: ['256gb', '512gb'],
    camera: [50, 108, 200],
    screen: 'amoled',
    hz: [120],
    base: 38000,
    size: [6.3, 6.5, 6.8],
    suffix: ['', ' Pro', ' Max'],
  },
  {
    ram: ['12', '16'],
    storage: ['256gb', '512gb', '1tb'],
    camera: [50, 200],
    screen: 'oled',
    hz: [120, 144],
    base: 69000,
    size: [6.1, 6.7, 6.9],
    suffix: [' Pro', ' Ultra'],
  },
] as const;

const phones: Family = {
  category: 'el-phones',
  count: 80,
  code: 'PH',
  brands: ['Velanor', 'Ostrivo', 'Zemtor', 'Quibrel', 'Lirofon'],
  make(r, brand) {
    const level = r.pick([0, 0, 1, 1, 1, 2, 2, 3]);
    const tier = PHONE_TIERS[level] ?? PHONE_TIERS[0];
    const model = `${r.pick(['N', 'X', 'A', 'S', 'Neo ', 'Ray '])}${r.int(3, 14)}${r.pick(tier.suffix)}`;
    const ram = r.pick(tier.ram);
    const storage = r.some(tier.storage, r.pick([1, 1, 2]));
    const colors = palette(r, ['black', 'white', 'blue', 'mint', 'lilac', 'gold', 'graphite', 'light_blue'], 3);
    const size = r.pick(tier.size);
    const charge = r.pick([4500, 5000, 5000, 5200, 5500, 6000]);
    const camera = r.pick(tier.camera);
    const hz = r.pick(tier.hz);
    const fast = charge >= 5000 ? level > 0 || r.chance(0.5) : r.chance(0.5);
    const links = ['wifi', 'bluetooth', 'lte', 'gps', ...(level > 0 || r.chance(0.4) ? ['nfc'] : []), ...(level > 1 || model.endsWith('5G') ? ['5g'] : [])];
    const country = r.pick(['cn', 'cn', 'vn', 'in'] as const);
    const safe = r.pick(level > 1 ? (['ip67', 'ip68', 'ip68'] as const) : (['none', 'none', 'ipx4'] as const));
    const [only] = storage;
    const set = storage.length === 1 && only !== undefined ? t(`${ram}/${memory(only).ru}`, `${ram}/${memory(only).en}`) : t(`${ram} ГБ ОЗУ`, `${ram} GB RAM`);
    const screen = { ips: 'IPS', amoled: 'AMOLED', oled: 'OLED' }[tier.screen];
    const s = num(size);
    return {
      name: t(`Смартфон ${brand} ${model} ${set.ru}`, `${brand} ${model} smartphone, ${set.en}`),
      description: describe(
        r,
        [
          t(
            `Смартфон с экраном ${screen} ${s.ru} дюйма и камерой ${camera} Мп.`,
            `A smartphone with a ${s.en}-inch ${screen} screen and a ${camera} MP camera.`,
          ),
          t(
            `Экран ${screen} с диагональю ${s.ru}″ обновляется ${hz} раз в секунду${hz > 60 ? ', поэтому лента листается плавно' : ''}.`,
            `The ${s.en}″ ${screen} screen refreshes ${hz} times a second${hz > 60 ? ', so scrolling stays smooth' : ''}.`,
          ),
          t(
            `${ram} ГБ оперативной памяти хватает, чтобы переключаться между приложениями без пауз.`,
            `${ram} GB of RAM is enough to move between apps without waiting.`,
          ),
        ],
        [
          t(
            `Аккумулятор на ${charge} мА·ч ${fast ? 'поддерживает быструю зарядку' : 'заряжается в обычном темпе'}.`,
            `The ${charge} mAh battery ${fast ? 'supports fast charging' : 'charges at the usual pace'}.`,
          ),
          links.includes('nfc') && t('Есть NFC: можно платить в магазине и в метро.', 'It has NFC, so you can pay in shops and on the metro.'),
          links.includes('5g') && t('Работает в сетях 5G и LTE.', 'It works in 5G and LTE networks.'),
          safe === 'ip68' && t('Корпус защищён от воды и пыли по классу IP68.', 'The case is protected against water and dust to IP68.'),
          storage.length > 1 &&
            t(`Встроенная память на выбор: ${listed(storage.map(memory)).ru}.`, `Storage to choose from: ${listed(storage.map(memory)).en}.`),
          colorsLine(colors),
        ],
        closing(country, 12),
      ),
      attrs: {
        ...basics(country, 12, `${r.int(168, 228)} g`),
        ram: key('ram', `${ram}gb`),
        display_type: key('display_type', tier.screen),
        screen_size: `${size} in`,
        os: key('os', r.chance(0.9) ? 'android' : 'own'),
        battery_capacity: `${charge} mAh`,
        connectivity: keys('connectivity', links),
        protection: key('protection', safe),
        main_camera: `${camera} Mpx`,
        fast_charging: yesNo(fast),
        refresh_rate: `${hz} Hz`,
        released: `202${r.int(4, 5)}-${String(r.int(1, 12)).padStart(2, '0')}-${String(r.int(1, 28)).padStart(2, '0')}`,
      },
      axes: [colorAxis(colors), { key: 'storage', entries: keys('storage', storage) }],
      roubles: tier.base * (0.9 + r.next() * 0.35) + (ram === tier.ram[1] ? tier.base * 0.12 : 0),
      extra: (v) => tier.base * ({ storage__128gb: 0.06, storage__256gb: 0.14, storage__512gb: 0.28, storage__1tb: 0.5 }[v['storage'] ?? ''] ?? 0),
      look: { shape: 'phone', style: level * 2 + r.int(0, 1) },
    };
  },
};

const watches: Family = {
  category: 'el-watches',
  count: 32,
  code: 'WT',
  brands: ['Velanor', 'Ostrivo', 'Taktiro', 'Lirofon'],
  make(r, brand) {
    const round = r.chance(0.55);
    const model = `${r.pick(['Pulse', 'Vita', 'Trek', 'Mira', 'Orbit'])} ${r.int(2, 7)}${r.pick(['', ' Mini', ' GPS', ''])}`;
    const colors = palette(r, ['black', 'silver', 'gold', 'pink', 'olive', 'navy'], 3);
    const body = r.pick(['steel', 'aluminium', 'aluminium', 'titanium', 'plastic'] as const);
    const size = r.pick([1.3, 1.43, 1.6, 1.75, 1.96]);
    const days = r.pick([2, 5, 7, 10, 14]);
    const water = r.pick(['5atm', '5atm', 'ip68', 'ip67'] as const);
    const links = [
      'bluetooth',
      ...(model.endsWith('GPS') || r.chance(0.5) ? ['gps'] : []),
      ...(r.chance(0.4) ? ['nfc'] : []),
      ...(r.chance(0.15) ? ['lte'] : []),
    ];
    const country = r.pick(['cn', 'cn', 'vn'] as const);
    const s = num(size);
    const dayWord = plural(days, 'день', 'дня', 'дней');
    return {
      name: t(`Умные часы ${brand} ${model}, ${s.ru}″`, `${brand} ${model} smart watch, ${s.en}″`),
      description: describe(
        r,
        [
          t(
            `Умные часы в корпусе из ${MATERIALS[body].ru}, экран AMOLED ${s.ru}″.`,
            `A smart watch in a ${MATERIALS[body].en} case with a ${s.en}″ AMOLED screen.`,
          ),
          t(
            `Часы ${round ? 'с круглым' : 'с прямоугольным'} экраном AMOLED: цифры видно и на солнце.`,
            `A watch with a ${round ? 'round' : 'rectangular'} AMOLED screen that stays readable in the sun.`,
          ),
          t(`Без подзарядки часы работают ${days} ${dayWord}.`, `The watch runs for ${days} days on one charge.`),
        ],
        [
          water === '5atm' && t('В часах можно плавать: защита от воды 5 ATM.', 'You can swim with it: water protection is 5 ATM.'),
          links.includes('gps') &&
            t(
              'Маршрут пробежки записывается без телефона: спутниковая навигация встроена.',
              'It records a run without a phone, as satellite navigation is built in.',
            ),
          links.includes('nfc') && t('По NFC можно платить прямо с запястья.', 'NFC lets you pay straight from the wrist.'),
          colorsLine(colors),
        ],
        closing(country, 12),
      ),
      attrs: {
        ...basics(country, 12, `${r.int(26, 58)} g`),
        material: key('material', body),
        display_type: key('display_type', 'amoled'),
        screen_size: `${size} in`,
        os: key('os', r.chance(0.75) ? 'own' : 'android'),
        battery_capacity: `${r.int(26, 60) * 10} mAh`,
        battery_life: `${days} day`,
        connectivity: keys('connectivity', links),
        protection: key('protection', water),
      },
      axes: [colorAxis(colors)],
      roubles: { plastic: 3400, aluminium: 7200, steel: 9800, titanium: 18500 }[body] * (0.85 + r.next() * 0.5),
      look: { shape: 'watch', style: round ? 0 : 1 },
    };
  },
};

const tablets: Family = {
  category: 'el-tablets',
  count: 32,
  code: 'TB',
  brands: ['Velanor', 'Zemtor', 'Orbenta', 'Quibrel'],
  make(r, brand) {
    const level = r.int(0, 2);
    const model = `${r.pick(['Tab', 'Slate', 'Pad', 'List'])} ${r.pick(['S', 'M', 'K', ''])}${r.int(5, 12)}${level === 2 ? ' Pro' : ''}`;
    const size = r.pick(level === 2 ? ([11, 11.5, 12.4] as const) : ([8.7, 10.1, 10.4] as const));
    const ram = r.pick(level === 0 ? (['3', '4'] as const) : level === 1 ? (['4', '6'] as const) : (['8', '12'] as const));
    const storage = r.some(level === 0 ? ['32gb', '64gb'] : level === 1 ? ['64gb', '128gb'] : ['128gb', '256gb', '512gb'], r.pick([1, 2]));
    const colors = palette(r, ['graphite', 'silver', 'blue', 'pink'], 2);
    const charge = r.int(50, 100) * 100;
    const lte = r.chance(0.4);
    const resolution = level === 2 ? 'wqxga' : r.pick(['fhd', 'wuxga', '2k'] as const);
    const screen = level === 2 && r.chance(0.6) ? 'oled' : 'ips';
    const country = r.pick(['cn', 'vn'] as const);
    const s = num(size);
    const tail = lte ? ' LTE' : ' Wi-Fi';
    return {
      name: t(`Планшет ${brand} ${model}${tail} ${s.ru}″, ${ram} ГБ ОЗУ`, `${brand} ${model}${tail} tablet, ${s.en}″, ${ram} GB RAM`),
      description: describe(
        r,
        [
          t(
            `Планшет с экраном ${screen.toUpperCase()} ${s.ru} дюйма для фильмов, чтения и учёбы.`,
            `A tablet with a ${s.en}-inch ${screen.toUpperCase()} screen for films, reading and study.`,
          ),
          t(
            `На экране ${s.ru}″ удобно читать документы и смотреть видео вдвоём.`,
            `The ${s.en}″ screen is comfortable for documents and for watching video together.`,
          ),
        ],
        [
          t(`Ёмкость аккумулятора ${charge} мА·ч.`, `The battery holds ${charge} mAh.`),
          lte && t('С SIM-картой работает в сетях LTE, роутер не нужен.', 'With a SIM card it works in LTE networks, no router needed.'),
          t(`${ram} ГБ оперативной памяти, встроенной: ${listed(storage.map(memory)).ru}.`, `${ram} GB of RAM; storage: ${listed(storage.map(memory)).en}.`),
          colorsLine(colors),
        ],
        closing(country, 12),
      ),
      attrs: {
        ...basics(country, 12, `${Math.round(size * 42 + r.int(0, 40))} g`),
        box_contents: both(t('планшет, кабель USB-C, ключ для лотка, инструкция', 'tablet, USB-C cable, tray pin, manual')),
        ram: key('ram', `${ram}gb`),
        display_type: key('display_type', screen),
        resolution: key('resolution', resolution),
        screen_size: `${size} in`,
        os: key('os', r.chance(0.85) ? 'android' : 'own'),
        connectivity: keys('connectivity', ['wifi', 'bluetooth', ...(lte ? ['lte', 'gps'] : [])]),
        battery_capacity: `${charge} mAh`,
      },
      axes: [colorAxis(colors), { key: 'storage', entries: keys('storage', storage) }],
      roubles: ([9200, 16500, 34000][level] ?? 9200) * (0.88 + r.next() * 0.4) + (lte ? 2500 : 0),
      extra: (v) => ({ storage__64gb: 1200, storage__128gb: 3000, storage__256gb: 6500, storage__512gb: 14000 })[v['storage'] ?? ''] ?? 0,
      look: { shape: 'tablet', style: r.int(0, 3) },
    };
  },
};

export const mobile: Family[] = [phones, watches, tablets];
