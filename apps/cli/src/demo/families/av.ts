import { basics, both, closing, describe, type Family, key, keys, palette, yesNo } from '../family.ts';
import { capital, colorsLine, num, plural, t } from '../words.ts';

const LINK = { wired: t('проводные', 'wired'), bluetooth: t('беспроводные', 'wireless'), radio: t('беспроводные', 'wireless') } as const;
const WORN = { over_ear: t('полноразмерные', 'over-ear'), on_ear: t('накладные', 'on-ear'), in_ear: t('внутриканальные', 'in-ear') } as const;
const hours = (n: number): string => `${n} ${plural(n, 'час', 'часа', 'часов')}`;

const headphones: Family = {
  category: 'el-headphones',
  count: 57,
  code: 'HP',
  brands: ['Sonvela', 'Basomir', 'Tembrik', 'Lirofon'],
  make(r, brand) {
    const worn = r.pick(['over_ear', 'over_ear', 'on_ear', 'in_ear', 'in_ear'] as const);
    const link = r.pick(
      worn === 'over_ear' ? (['wired', 'bluetooth', 'bluetooth', 'radio'] as const) : (['wired', 'bluetooth', 'bluetooth', 'bluetooth'] as const),
    );
    const model = `${r.pick(['Hush', 'Ton', 'Nota', 'Aria', 'Bass', 'Air', 'Solo'])} ${r.int(2, 9)}${r.pick(['', ' Pro', ' NC', ' Lite'])}`;
    const quiet = link !== 'wired' && (model.endsWith('NC') || r.chance(0.4));
    const colors = palette(r, ['black', 'white', 'beige', 'blue', 'pink', 'green'], 3);
    const life = worn === 'in_ear' ? r.int(5, 9) : r.int(20, 60);
    const splash = worn === 'in_ear' ? r.pick(['ipx4', 'ipx5', 'none'] as const) : 'none';
    const top = r.pick([20000, 20000, 22000, 40000]);
    const country = r.pick(['cn', 'cn', 'vn'] as const);
    return {
      name: t(`Наушники ${brand} ${model} ${LINK[link].ru} ${WORN[worn].ru}`, `${brand} ${model} ${LINK[link].en} ${WORN[worn].en} headphones`),
      description: describe(
        r,
        [
          t(
            `${capital(WORN[worn].ru)} ${LINK[link].ru} наушники воспроизводят частоты от 20 до ${top} Гц.`,
            `${capital(WORN[worn].en)} ${LINK[link].en} headphones that play frequencies from 20 to ${top} Hz.`,
          ),
          worn === 'in_ear'
            ? t(
                `Внутриканальные наушники, подключение ${link === 'wired' ? 'по кабелю' : 'по Bluetooth'}.`,
                `In-ear headphones that connect ${link === 'wired' ? 'by cable' : 'over Bluetooth'}.`,
              )
            : t(
                `Наушники для музыки и разговоров, подключение ${link === 'wired' ? 'по кабелю' : link === 'radio' ? 'через USB-приёмник' : 'по Bluetooth'}.`,
                `Headphones for music and calls; they connect ${link === 'wired' ? 'by cable' : link === 'radio' ? 'through a USB receiver' : 'over Bluetooth'}.`,
              ),
        ],
        [
          quiet && t('Активное шумоподавление приглушает гул метро и самолёта.', 'Active noise cancelling softens the hum of the metro or a plane.'),
          link !== 'wired' && t(`Одного заряда хватает на ${hours(life)} музыки.`, `One charge is enough for ${life} hours of music.`),
          splash !== 'none' && t('Корпус защищён от брызг и пота.', 'The body is protected against splashes and sweat.'),
          link === 'wired' && t('Заряжать их не нужно, достаточно подключить кабель.', 'There is nothing to charge: just plug in the cable.'),
          colorsLine(colors),
        ],
        closing(country, 12),
      ),
      attrs: {
        ...basics(country, 12, `${worn === 'in_ear' ? r.int(8, 48) : r.int(150, 290)} g`),
        box_contents: both(
          worn === 'in_ear'
            ? link === 'wired'
              ? t('наушники, сменные амбушюры', 'headphones, spare ear tips')
              : t('наушники, зарядный футляр, кабель USB-C, сменные амбушюры', 'headphones, charging case, USB-C cable, spare ear tips')
            : t('наушники, кабель, инструкция', 'headphones, cable, manual'),
        ),
        headphone_type: key('headphone_type', worn),
        connection: key('connection', link),
        noise_cancelling: yesNo(quiet),
        protection: key('protection', splash),
        frequency_range: `20..${top} Hz`,
        ...(link === 'wired' ? {} : { battery_life: `${life} h` }),
      },
      axes: [{ key: 'color', entries: keys('color', colors) }],
      roubles: (link === 'wired' ? 900 : 2300) * (worn === 'over_ear' ? 1.7 : 1) * (0.8 + r.next() * 0.9) + (quiet ? 2800 : 0),
      look: { shape: worn === 'in_ear' ? 'earbuds' : 'headphones', style: (link === 'wired' ? 0 : 1) + (worn === 'on_ear' ? 2 : 0) },
    };
  },
};

const speakers: Family = {
  category: 'el-speakers',
  count: 28,
  code: 'SP',
  brands: ['Basomir', 'Sonvela', 'Gromvel'],
  make(r, brand) {
    const watts = r.pick([5, 8, 10, 16, 20, 30, 40, 60]);
    const wired = r.chance(0.15);
    const model = `${r.pick(['Boom', 'Volna', 'Ritm', 'Pesok', 'Echo'])} ${watts}${r.pick(['', ' Mini', ' Go', ' Light'])}`;
    const light = model.endsWith('Light') || r.chance(0.2);
    const colors = palette(r, ['black', 'blue', 'red', 'turquoise', 'olive', 'gray'], 3);
    const life = r.int(6, 24);
    const water = r.pick(['none', 'ipx5', 'ip67', 'ip67'] as const);
    return {
      name: t(`Портативная колонка ${brand} ${model}, ${watts} Вт`, `${brand} ${model} portable speaker, ${watts} W`),
      description: describe(
        r,
        [
          t(`Портативная колонка мощностью ${watts} Вт для дома, дачи и поездок.`, `A ${watts} W portable speaker for home, the garden and trips.`),
          t(
            `Колонка на ${watts} Вт ${wired ? 'подключается по кабелю' : 'связывается с телефоном по Bluetooth'}.`,
            `A ${watts} W speaker that ${wired ? 'connects by cable' : 'pairs with a phone over Bluetooth'}.`,
          ),
        ],
        [
          !wired && t(`Без розетки играет до ${life} ${plural(life, 'часа', 'часов', 'часов')}.`, `It plays for up to ${life} hours away from a socket.`),
          water === 'ip67' && t('Класс защиты IP67: колонка переживёт дождь и песок.', 'Protection class IP67: rain and sand do it no harm.'),
          light && t('Корпус светится.', 'The body lights up.'),
          colorsLine(colors),
        ],
        closing('cn', 12),
      ),
      attrs: {
        ...basics('cn', 12, `${180 + watts * r.int(14, 24)} g`),
        box_contents: both(t('колонка, кабель USB-C, инструкция', 'speaker, USB-C cable, manual')),
        connection: key('connection', wired ? 'wired' : 'bluetooth'),
        power: `${watts} W`,
        protection: key('protection', water),
        frequency_range: `${r.pick([60, 70, 80, 100])}..20000 Hz`,
        backlight: yesNo(light),
        ...(wired ? {} : { battery_life: `${life} h` }),
      },
      axes: [{ key: 'color', entries: keys('color', colors) }],
      roubles: 900 + watts * r.int(110, 170) + (light ? 500 : 0),
      look: { shape: 'speaker', style: watts >= 20 ? 1 : 0 },
    };
  },
};

const PANEL = { va: 'VA', ips: 'IPS', qled: 'QLED', oled: 'OLED', mini_led: 'Mini LED' } as const;

const tv: Family = {
  category: 'el-tv',
  count: 39,
  code: 'TV',
  brands: ['Vizomar', 'Rastrel', 'Ekravia'],
  make(r, brand) {
    const inch = r.pick([24, 32, 40, 43, 43, 50, 55, 55, 65, 75]);
    const res = inch >= 50 ? '4k' : inch >= 40 ? r.pick(['fhd', '4k'] as const) : inch === 24 ? 'hd' : r.pick(['hd', 'fhd'] as const);
    const panel = inch >= 50 ? r.pick(['va', 'ips', 'qled', 'qled', 'oled', 'mini_led'] as const) : r.pick(['va', 'ips'] as const);
    const smart = inch >= 50 || (inch > 24 && r.chance(0.75));
    const hz = panel === 'oled' || panel === 'mini_led' ? r.pick([120, 144]) : r.pick([50, 60, 60, 100]);
    const model = `${r.pick(['Ekran', 'Aurora', 'Vista', 'Kadr'])} ${inch}${r.pick(['U', 'Q', 'L', 'X'])}${r.int(5, 9)}`;
    const word = { hd: 'HD', fhd: 'Full HD', '4k': '4K' }[res];
    const os = r.pick(['android', 'linux', 'own'] as const);
    const country = r.pick(['ru', 'by', 'cn', 'kz'] as const);
    const months = r.pick([12, 24, 36]);
    const kg = Math.round(inch * inch * 0.0068 * (0.9 + r.next() * 0.25) * 10) / 10;
    return {
      name: t(`Телевизор ${brand} ${model} ${inch}″ ${word} ${PANEL[panel]}`, `${brand} ${model} ${inch}″ ${word} ${PANEL[panel]} television`),
      description: describe(
        r,
        [
          t(
            `Телевизор с диагональю ${inch}″, разрешением ${word} и экраном ${PANEL[panel]}.`,
            `A ${inch}″ television with ${word} resolution and a ${PANEL[panel]} screen.`,
          ),
          t(
            `Экран ${PANEL[panel]} ${inch}″ показывает картинку ${word} с частотой ${hz} Гц.`,
            `The ${inch}″ ${PANEL[panel]} screen shows a ${word} picture at ${hz} Hz.`,
          ),
        ],
        [
          smart && t('Фильмы и видео из интернета открываются без приставки.', 'Online films and video open without a set-top box.'),
          !smart && t('Простая модель без выхода в интернет: включил и смотришь.', 'A plain model without internet: switch it on and watch.'),
          t(`Без упаковки весит ${num(kg).ru} кг.`, `It weighs ${num(kg).en} kg without the package.`),
          smart && t('Сеть подключается по Wi-Fi или кабелем.', 'It goes online by Wi-Fi or by cable.'),
          inch <= 32 && t('Такой размер подходит для кухни или небольшой спальни.', 'This size suits a kitchen or a small bedroom.'),
        ],
        closing(country, months),
      ),
      attrs: {
        ...basics(country, months, `${kg} kg`),
        color: key('color', r.pick(['black', 'black', 'graphite'] as const)),
        box_contents: both(t('телевизор, пульт, подставка, кабель питания', 'television, remote control, stand, power cable')),
        screen_size: `${inch} in`,
        display_type: key('display_type', panel),
        resolution: key('resolution', res),
        refresh_rate: `${hz} Hz`,
        smart_tv: yesNo(smart),
        ...(smart ? { os: key('os', os), connectivity: keys('connectivity', ['wifi', 'bluetooth']) } : {}),
        ports: keys('ports', ['usb_a', 'hdmi', ...(smart ? ['ethernet'] : []), ...(r.chance(0.5) ? ['jack'] : [])]),
        power: `${Math.round(inch * 2.1 + r.int(0, 15))} W`,
      },
      axes: [],
      roubles: inch ** 1.75 * 26 * { va: 1, ips: 1.05, qled: 1.35, mini_led: 1.9, oled: 2.6 }[panel] * (0.9 + r.next() * 0.25) + (smart ? 2000 : 0),
      look: { shape: 'tv', style: r.int(0, 2) },
    };
  },
};

export const av: Family[] = [headphones, speakers, tv];
