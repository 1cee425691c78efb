import { basics, both, closing, describe, type Family, key, keys, yesNo } from '../family.ts';
import { colorWord, listed, num, plural, t } from '../words.ts';

const RES = {
  hd: '1366 × 768',
  fhd: '1920 × 1080',
  wuxga: '1920 × 1200',
  qhd: '2560 × 1440',
  wqxga: '2560 × 1600',
  '3k': '2880 × 1800',
  '4k': '3840 × 2160',
} as const;
const PORTS = {
  usb_c: t('USB-C', 'USB-C'),
  usb_a: t('USB-A', 'USB-A'),
  hdmi: t('HDMI', 'HDMI'),
  displayport: t('DisplayPort', 'DisplayPort'),
  ethernet: t('Ethernet', 'Ethernet'),
  jack: t('аудиоразъём 3,5 мм', 'a 3.5 mm audio jack'),
  card: t('кард-ридер', 'a card reader'),
} as const;
const SYSTEMS = { windows: t('Windows', 'Windows'), linux: t('Linux', 'Linux'), none: t('без ОС', 'no OS') } as const;

const LAPTOP_TIERS = [
  { ram: ['4gb', '8gb'], disk: ['128gb', '256gb'], cores: [2, 4], res: ['hd', 'fhd'], base: 27000, kg: 1.7 },
  { ram: ['8gb', '16gb'], disk: ['256gb', '512gb'], cores: [6, 8], res: ['fhd', 'wuxga'], base: 48000, kg: 1.6 },
  { ram: ['16gb', '32gb'], disk: ['512gb', '1tb'], cores: [8, 10, 12], res: ['wuxga', 'qhd', 'wqxga'], base: 82000, kg: 1.5 },
  { ram: ['32gb', '64gb'], disk: ['1tb', '2tb'], cores: [12, 14, 16], res: ['wqxga', '3k'], base: 145000, kg: 1.9 },
] as const;
const size = (name: string): string => name.replace(/(\d+)(gb|tb)/, (_, n: string, u: string) => `${n} ${u === 'gb' ? 'ГБ' : 'ТБ'}`);
const sizeEn = (name: string): string => name.replace(/(\d+)(gb|tb)/, (_, n: string, u: string) => `${n} ${u.toUpperCase()}`);

const laptops: Family = {
  category: 'el-laptops',
  count: 71,
  code: 'LT',
  brands: ['Tarvik', 'Orbenta', 'Grafelt', 'Nimbrek', 'Zemtor'],
  make(r, brand) {
    const level = r.pick([0, 1, 1, 2, 2, 3]);
    const tier = LAPTOP_TIERS[level] ?? LAPTOP_TIERS[0];
    const inch = r.pick([13.3, 14, 14, 15.6, 15.6, 16, 17.3]);
    const model = `${r.pick(['Lumo', 'Book', 'Kontur', 'Aero', 'Praktik', 'Delta'])} ${r.pick(['', 'S', 'X'])}${Math.floor(inch)}${r.pick(['', ' Pro', ' Air', ' Studio'])}`;
    const color = r.pick(['silver', 'graphite', 'black', 'blue', 'white', 'gold'] as const);
    const ram = r.some(tier.ram, r.pick([1, 1, 2]));
    const disk = r.some(tier.disk, r.pick([1, 1, 2]));
    const os = r.pick(['windows', 'windows', 'linux', 'none'] as const);
    const res = r.pick(tier.res);
    const screen = level > 1 && r.chance(0.4) ? 'oled' : 'ips';
    const cores = r.pick(tier.cores);
    const hours = r.int(6, 9) + level * r.int(1, 3);
    const light = level > 0 && r.chance(0.8);
    const ports = ['usb_c', 'usb_a', 'hdmi', 'jack', ...(r.chance(0.4) ? ['ethernet'] : []), ...(r.chance(0.3) ? ['card'] : [])] as (keyof typeof PORTS)[];
    const kg = Math.round((tier.kg + (inch - 14) * 0.18 + r.next() * 0.2) * 100) / 100;
    const country = r.pick(['cn', 'cn', 'ru', 'vn'] as const);
    const months = r.pick([12, 24, 24, 36]);
    const s = num(inch);
    const [r0, d0] = [ram[0] ?? '8gb', disk[0] ?? '256gb'];
    const single = ram.length === 1 && disk.length === 1;
    const conf = single ? t(`, ${r0.replace('gb', '')}/${size(d0)}`, `, ${r0.replace('gb', '')}/${sizeEn(d0)}`) : t('', '');
    const c = colorWord(color, 'm');
    return {
      name: t(
        `Ноутбук ${brand} ${model} ${s.ru}″${conf.ru}, ${SYSTEMS[os].ru}, ${c.ru}`,
        `${brand} ${model} laptop, ${s.en}″${conf.en}, ${SYSTEMS[os].en}, ${c.en}`,
      ),
      description: describe(
        r,
        [
          t(
            `Ноутбук с экраном ${screen.toUpperCase()} ${s.ru}″ и разрешением ${RES[res]} точек.`,
            `A laptop with a ${s.en}″ ${screen.toUpperCase()} screen at ${RES[res]} pixels.`,
          ),
          t(
            `Процессор на ${cores} ${plural(cores, 'ядро', 'ядра', 'ядер')} и экран ${s.ru}″ подойдут для учёбы и работы с документами.`,
            `A ${cores}-core processor and a ${s.en}″ screen suit study and office work.`,
          ),
          t(
            `Весит ${num(kg).ru} кг и работает от аккумулятора до ${hours} ${plural(hours, 'часа', 'часов', 'часов')}.`,
            `It weighs ${num(kg).en} kg and runs for up to ${hours} hours on the battery.`,
          ),
        ],
        [
          t(`На корпусе есть ${listed(ports.map((p) => PORTS[p])).ru}.`, `The case has ${listed(ports.map((p) => PORTS[p])).en}.`),
          light && t('Клавиши подсвечены, печатать удобно и вечером.', 'The keys are backlit, so typing is comfortable in the evening too.'),
          os === 'none'
            ? t('Поставляется без операционной системы.', 'It comes without an operating system.')
            : t(`${SYSTEMS[os].ru} уже установлена.`, `${SYSTEMS[os].en} is already installed.`),
          ram.length > 1 &&
            t(
              `Оперативной памяти на выбор: ${listed(ram.map((x) => t(size(x), sizeEn(x)))).ru}.`,
              `RAM to choose from: ${listed(ram.map((x) => t(size(x), sizeEn(x)))).en}.`,
            ),
          disk.length > 1 &&
            t(
              `Накопитель на выбор: ${listed(disk.map((x) => t(size(x), sizeEn(x)))).ru}.`,
              `Storage to choose from: ${listed(disk.map((x) => t(size(x), sizeEn(x)))).en}.`,
            ),
        ],
        closing(country, months),
      ),
      attrs: {
        ...basics(country, months, `${kg} kg`),
        color: key('color', color),
        box_contents: both(t('ноутбук, блок питания, инструкция', 'laptop, power adapter, manual')),
        screen_size: `${inch} in`,
        display_type: key('display_type', screen),
        resolution: key('resolution', res),
        os: key('os', os),
        ports: keys('ports', ports),
        cpu_cores: String(cores),
        battery_life: `${hours} h`,
        backlight: yesNo(light),
      },
      axes: [
        { key: 'ram', entries: keys('ram', ram) },
        { key: 'storage', entries: keys('storage', disk) },
      ],
      roubles: tier.base * (0.9 + r.next() * 0.35) + (os === 'windows' ? 6000 : 0),
      extra: (v) => ({ ram__8gb: 2000, ram__16gb: 6000, ram__32gb: 14000, ram__64gb: 30000 })[v['ram'] ?? ''] ?? 0,
      look: { shape: 'laptop', style: r.int(0, 3) },
    };
  },
};

const monitors: Family = {
  category: 'el-monitors',
  count: 28,
  code: 'MN',
  brands: ['Rastrel', 'Orbenta', 'Vizomar', 'Grafelt'],
  make(r, brand) {
    const [inch, res, base] = r.pick([
      [21.5, 'fhd', 8900],
      [23.8, 'fhd', 11500],
      [24, 'wuxga', 14000],
      [27, 'fhd', 14900],
      [27, 'qhd', 21900],
      [27, '4k', 33500],
      [31.5, 'qhd', 29900],
      [32, '4k', 42000],
    ] as const);
    const screen = r.pick(['ips', 'ips', 'va', 'oled'] as const);
    const hz = r.pick([60, 75, 100, 144, 165, 240]);
    const color = r.pick(['black', 'black', 'white', 'silver'] as const);
    const model = `${r.pick(['View', 'Panorama', 'Okno', 'Linea'])} ${Math.floor(inch)}${r.pick(['Q', 'F', 'V', 'G'])}${r.int(1, 9)}${r.int(0, 9)}`;
    const lift = r.chance(0.5);
    const ports = ['hdmi', ...(r.chance(0.7) ? ['displayport'] : []), ...(r.chance(0.4) ? ['usb_c'] : [])] as (keyof typeof PORTS)[];
    const country = r.pick(['cn', 'cn', 'ru'] as const);
    const months = r.pick([12, 24, 36]);
    const s = num(inch);
    return {
      name: t(`Монитор ${brand} ${model} ${s.ru}″ ${screen.toUpperCase()}, ${hz} Гц`, `${brand} ${model} monitor, ${s.en}″ ${screen.toUpperCase()}, ${hz} Hz`),
      description: describe(
        r,
        [
          t(
            `Монитор с диагональю ${s.ru}″, матрицей ${screen.toUpperCase()} и разрешением ${RES[res]}.`,
            `A ${s.en}″ monitor with a ${screen.toUpperCase()} panel at ${RES[res]}.`,
          ),
          t(
            `Экран ${s.ru}″ показывает ${RES[res]} точек и обновляется ${hz} раз в секунду.`,
            `The ${s.en}″ screen shows ${RES[res]} pixels and refreshes ${hz} times a second.`,
          ),
        ],
        [
          lift && t('Подставка меняет высоту, экран легко поставить на уровень глаз.', 'The stand changes height, so the screen is easily set at eye level.'),
          !lift && t('Высота подставки постоянная.', 'The stand has a fixed height.'),
          t(`Для подключения есть ${listed(ports.map((p) => PORTS[p])).ru}.`, `It connects by ${listed(ports.map((p) => PORTS[p])).en}.`),
          hz >= 144 && t(`Частота ${hz} Гц пригодится в быстрых играх.`, `A refresh rate of ${hz} Hz helps in fast games.`),
        ],
        closing(country, months),
      ),
      attrs: {
        ...basics(country, months, `${Math.round((inch / 6 + r.next()) * 10) / 10} kg`),
        color: key('color', color),
        box_contents: both(t('монитор, подставка, кабель питания, кабель HDMI', 'monitor, stand, power cable, HDMI cable')),
        screen_size: `${inch} in`,
        display_type: key('display_type', screen),
        resolution: key('resolution', res),
        refresh_rate: `${hz} Hz`,
        ports: keys('ports', ports),
        height_adjustable: yesNo(lift),
      },
      axes: [],
      roubles: base * (0.92 + r.next() * 0.25) * (screen === 'oled' ? 2.1 : 1) + (hz > 100 ? hz * 30 : 0),
      look: { shape: 'monitor', style: r.int(0, 2) },
    };
  },
};

const LINKS = {
  wired: t('по кабелю', 'by cable'),
  bluetooth: t('по Bluetooth', 'over Bluetooth'),
  radio: t('через USB-приёмник', 'through a USB receiver'),
} as const;

const mice: Family = {
  category: 'el-mice',
  count: 25,
  code: 'MS',
  brands: ['Kliktor', 'Orbenta', 'Nimbrek'],
  make(r, brand) {
    const link = r.pick(['wired', 'bluetooth', 'radio', 'radio'] as const);
    const color = r.pick(['black', 'white', 'graphite', 'blue', 'pink', 'lilac'] as const);
    const model = `${r.pick(['Shustra', 'Glide', 'Point', 'Comfo', 'Swift'])} ${r.pick(['M', 'K', 'G'])}${r.int(10, 98)}0`;
    const light = r.chance(0.35);
    const grams = r.int(58, 120);
    const days = r.pick([30, 45, 60, 90, 180]);
    const country = 'cn';
    const c = colorWord(color, 'f');
    return {
      name: t(
        `Мышь ${link === 'wired' ? 'проводная' : 'беспроводная'} ${brand} ${model}, ${c.ru}`,
        `${brand} ${model} ${link === 'wired' ? 'wired' : 'wireless'} mouse, ${c.en}`,
      ),
      description: describe(
        r,
        [
          t(`Мышь подключается ${LINKS[link].ru} и весит ${grams} г.`, `The mouse connects ${LINKS[link].en} and weighs ${grams} g.`),
          t(
            `${link === 'wired' ? 'Проводная мышь не требует зарядки' : 'Беспроводная мышь не занимает место на столе проводом'}: подключение ${LINKS[link].ru}.`,
            `${link === 'wired' ? 'A wired mouse that never needs charging' : 'A wireless mouse that keeps the desk free of cables'}: it connects ${LINKS[link].en}.`,
          ),
        ],
        [
          link !== 'wired' && t(`Одного заряда хватает на ${days} ${plural(days, 'день', 'дня', 'дней')}.`, `One charge lasts for ${days} days.`),
          light && t('Корпус подсвечен.', 'The body is lit.'),
          t('Корпус из пластика.', 'The body is plastic.'),
        ],
        closing(country, 12),
      ),
      attrs: {
        ...basics(country, 12, `${grams} g`),
        color: key('color', color),
        box_contents: both(link === 'radio' ? t('мышь, USB-приёмник, инструкция', 'mouse, USB receiver, manual') : t('мышь, инструкция', 'mouse, manual')),
        connection: key('connection', link),
        backlight: yesNo(light),
        material: key('material', 'plastic'),
        height: `${num(r.int(34, 44) / 10).en} cm`,
        ...(link === 'wired' ? {} : { battery_life: `${days} day` }),
      },
      axes: [],
      roubles: (link === 'wired' ? 590 : 990) + r.int(0, 18) * 100 + (light ? 500 : 0),
      look: { shape: 'mouse', style: light ? 1 : 0 },
    };
  },
};

const SWITCHES = { membrane: t('мембранными', 'membrane'), scissor: t('ножничными', 'scissor'), mechanical: t('механическими', 'mechanical') } as const;
const SWITCHES_NAME = { membrane: 'мембранная', scissor: 'ножничная', mechanical: 'механическая' } as const;

const keyboards: Family = {
  category: 'el-keyboards',
  count: 25,
  code: 'KB',
  brands: ['Kliktor', 'Tarvik', 'Nimbrek'],
  make(r, brand) {
    const kind = r.pick(['membrane', 'scissor', 'mechanical', 'mechanical'] as const);
    const link = r.pick(['wired', 'bluetooth', 'radio'] as const);
    const color = r.pick(['black', 'white', 'graphite', 'mint', 'beige'] as const);
    const width = r.pick([30, 32, 36, 43, 44]);
    const model = `${r.pick(['Taip', 'Stroka', 'Abzats', 'Press'])} ${r.pick(['K', 'T'])}${r.int(10, 99)}`;
    const light = r.chance(0.45);
    const days = r.pick([20, 40, 90, 120]);
    const metal = kind !== 'membrane' && r.chance(0.4);
    return {
      name: t(
        `Клавиатура ${brand} ${model} ${SWITCHES_NAME[kind]}, ${colorWord(color, 'f').ru}`,
        `${brand} ${model} ${kind} keyboard, ${colorWord(color, 'f').en}`,
      ),
      description: describe(
        r,
        [
          t(
            `Клавиатура с ${SWITCHES[kind].ru} клавишами подключается ${LINKS[link].ru}.`,
            `A keyboard with ${SWITCHES[kind].en} keys that connects ${LINKS[link].en}.`,
          ),
          t(
            `${width < 40 ? 'Компактная клавиатура' : 'Полноразмерная клавиатура'} шириной ${width} см с ${SWITCHES[kind].ru} клавишами.`,
            `A ${width < 40 ? 'compact' : 'full-size'} keyboard, ${width} cm wide, with ${SWITCHES[kind].en} keys.`,
          ),
        ],
        [
          light && t('Подсветка помогает печатать в темноте.', 'The backlight helps to type in the dark.'),
          link !== 'wired' && t(`Без подзарядки работает ${days} ${plural(days, 'день', 'дня', 'дней')}.`, `It works for ${days} days without charging.`),
          metal
            ? t('Основание из алюминия, клавиатура не прогибается.', 'The aluminium base does not bend.')
            : t('Корпус из пластика.', 'The case is plastic.'),
        ],
        closing('cn', 12),
      ),
      attrs: {
        ...basics('cn', 12, `${r.int(38, 110) * 10} g`),
        color: key('color', color),
        box_contents: both(t('клавиатура, инструкция', 'keyboard, manual')),
        connection: key('connection', link),
        switch_type: key('switch_type', kind),
        backlight: yesNo(light),
        material: key('material', metal ? 'aluminium' : 'plastic'),
        width: `${width} cm`,
        ...(link === 'wired' ? {} : { battery_life: `${days} day` }),
      },
      axes: [],
      roubles: { membrane: 890, scissor: 2300, mechanical: 4600 }[kind] * (0.85 + r.next() * 0.5) + (metal ? 1500 : 0),
      look: { shape: 'keyboard', style: (width < 40 ? 0 : 1) + (light ? 2 : 0) },
    };
  },
};

export const computers: Family[] = [laptops, monitors, mice, keyboards];
