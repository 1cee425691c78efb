import { basics, both, closing, describe, type Family, key, yesNo } from '../family.ts';
import { colorWord, num, plural, t } from '../words.ts';

const minutes = (n: number): string => `${n} ${plural(n, 'минуту', 'минуты', 'минут')}`;

const robots: Family = {
  category: 'el-robots',
  count: 27,
  code: 'RV',
  brands: ['Chistrel', 'Domelan', 'Vihrano'],
  make(r, brand) {
    const wet = r.chance(0.7);
    const color = r.pick(['white', 'black', 'graphite'] as const);
    const height = r.pick([7.6, 8, 9.4, 9.8, 10.2]);
    const watts = r.pick([28, 35, 40, 45, 55]);
    const life = r.pick([90, 110, 120, 150, 180]);
    const noise = r.int(58, 68);
    const litres = r.pick([0.3, 0.4, 0.45, 0.6]);
    const control = r.pick(['app', 'app', 'app', 'remote', 'buttons'] as const);
    const model = `${r.pick(['Krug', 'Shmel', 'Robi', 'Kompas'])} ${r.pick(['R', 'V'])}${r.int(2, 9)}${r.pick(['', ' Plus', ' Slim'])}`;
    const country = 'cn';
    const h = num(height);
    return {
      name: t(
        `Робот-пылесос ${brand} ${model}${wet ? ' с влажной уборкой' : ''}, ${colorWord(color, 'm').ru}`,
        `${brand} ${model} robot vacuum${wet ? ' with mopping' : ''}, ${colorWord(color, 'm').en}`,
      ),
      description: describe(
        r,
        [
          t(
            `Робот-пылесос ${wet ? 'собирает пыль и протирает пол' : 'для сухой уборки'}, мощность ${watts} Вт.`,
            `A ${watts} W robot vacuum that ${wet ? 'picks up dust and mops the floor' : 'cleans dry floors'}.`,
          ),
          t(`Робот высотой ${h.ru} см заезжает под низкую мебель.`, `At ${h.en} cm tall the robot fits under low furniture.`),
        ],
        [
          t(`Без подзарядки убирает ${minutes(life)}.`, `It cleans for ${life} minutes on one charge.`),
          control === 'app' && t('Уборку можно запустить с телефона.', 'Cleaning can be started from a phone.'),
          control === 'remote' && t('В комплекте есть пульт.', 'It comes with a remote control.'),
          t(`Пылесборник на ${num(litres).ru} л, шум не выше ${noise} дБ.`, `The dust bin holds ${num(litres).en} L; the noise does not exceed ${noise} dB.`),
        ],
        closing(country, 12),
      ),
      attrs: {
        ...basics(country, 12, `${num(r.int(26, 42) / 10).en} kg`),
        color: key('color', color),
        box_contents: both(
          control === 'remote'
            ? t('пылесос, док-станция, пульт, щётки, инструкция', 'vacuum, dock, remote control, brushes, manual')
            : t('пылесос, док-станция, щётки, инструкция', 'vacuum, dock, brushes, manual'),
        ),
        power: `${watts} W`,
        noise: `${noise} dB`,
        cleaning_type: key('cleaning_type', wet ? 'combined' : 'dry'),
        capacity: `${litres} l`,
        battery_life: `${life} min`,
        control_type: key('control_type', control),
        height: `${height} cm`,
      },
      axes: [],
      roubles: (wet ? 13900 : 9900) * (0.8 + r.next() * 1.1),
      look: { shape: 'robot', style: r.int(0, 1) },
    };
  },
};

const sticks: Family = {
  category: 'el-stick',
  count: 23,
  code: 'SV',
  brands: ['Chistrel', 'Vihrano', 'Domelan'],
  make(r, brand) {
    const watts = r.pick([120, 180, 250, 350, 450]);
    const life = r.pick([30, 40, 45, 60, 70]);
    const color = r.pick(['gray', 'red', 'blue', 'white', 'purple'] as const);
    const wet = r.chance(0.25);
    const folds = r.chance(0.4);
    const noise = r.int(70, 82);
    const litres = r.pick([0.4, 0.5, 0.6, 0.8]);
    const kg = r.int(15, 31) / 10;
    const model = `${r.pick(['Legko', 'Poryv', 'Meteo', 'Svobod'])} V${r.int(3, 12)}`;
    const alu = r.chance(0.4);
    return {
      name: t(
        `Вертикальный пылесос ${brand} ${model} беспроводной, ${colorWord(color, 'm').ru}`,
        `${brand} ${model} cordless stick vacuum, ${colorWord(color, 'm').en}`,
      ),
      description: describe(
        r,
        [
          t(
            `Беспроводной вертикальный пылесос мощностью ${watts} Вт весит ${num(kg).ru} кг.`,
            `A ${watts} W cordless stick vacuum that weighs ${num(kg).en} kg.`,
          ),
          t(`Пылесос без провода: на одном заряде работает ${minutes(life)}.`, `A vacuum without a cord: one charge lasts ${life} minutes.`),
        ],
        [
          folds && t('Для хранения складывается пополам.', 'It folds in half for storage.'),
          wet && t('Умеет протирать пол влажной насадкой.', 'It can mop the floor with a wet nozzle.'),
          t(`Контейнер для пыли на ${num(litres).ru} л.`, `The dust container holds ${num(litres).en} L.`),
          t(`В самом мощном режиме шумит на ${noise} дБ.`, `In the strongest mode the noise is ${noise} dB.`),
          alu && t('Труба из алюминия.', 'The tube is aluminium.'),
        ],
        closing('cn', 12),
      ),
      attrs: {
        ...basics('cn', 12, `${kg} kg`),
        color: key('color', color),
        box_contents: both(t('пылесос, щётка для пола, щелевая насадка, зарядное устройство', 'vacuum, floor brush, crevice nozzle, charger')),
        power: `${watts} W`,
        noise: `${noise} dB`,
        cleaning_type: key('cleaning_type', wet ? 'combined' : 'dry'),
        capacity: `${litres} l`,
        battery_life: `${life} min`,
        foldable: yesNo(folds),
        material: key('material', alu ? 'aluminium' : 'plastic'),
      },
      axes: [],
      roubles: 4200 + watts * r.int(22, 42),
      look: { shape: 'stickvac', style: 0 },
    };
  },
};

const humidifiers: Family = {
  category: 'el-humidifiers',
  count: 23,
  code: 'HU',
  brands: ['Vihrano', 'Teplava', 'Vlagrel'],
  make(r, brand) {
    const litres = r.pick([0.5, 1.5, 2.5, 4, 5, 6]);
    const color = r.pick(['white', 'gray', 'mint', 'beige', 'light_blue'] as const);
    const noise = r.int(24, 38);
    const watts = r.pick([20, 23, 25, 30, 110]);
    const control = r.pick(['mechanical', 'buttons', 'touch', 'app'] as const);
    const light = r.chance(0.5);
    const model = `${r.pick(['Tuman', 'Oblako', 'Rosa', 'Kaplya'])} ${Math.round(litres * 10)}${r.pick(['', 'A', 'T'])}`;
    const l = num(litres);
    return {
      name: t(
        `Увлажнитель воздуха ${brand} ${model}, ${l.ru} л, ${colorWord(color, 'm').ru}`,
        `${brand} ${model} humidifier, ${l.en} L, ${colorWord(color, 'm').en}`,
      ),
      description: describe(
        r,
        [
          t(
            `Увлажнитель с баком на ${l.ru} л для ${litres < 2 ? 'рабочего стола' : 'спальни или детской'}.`,
            `A humidifier with a ${l.en} L tank for ${litres < 2 ? 'a desk' : 'a bedroom or nursery'}.`,
          ),
          t(
            `Увлажнитель воздуха шумит не громче ${noise} дБ, при нём можно спать.`,
            `The humidifier is no louder than ${noise} dB, so you can sleep beside it.`,
          ),
        ],
        [
          light && t('Мягкая подсветка заменит ночник.', 'Its soft light can serve as a night lamp.'),
          control === 'app' && t('Включается из приложения на телефоне.', 'It can be switched on from a phone app.'),
          control === 'mechanical' && t('Поток пара задаётся поворотной ручкой.', 'The flow of mist is set by a dial.'),
          t(`Потребляет ${watts} Вт.`, `It uses ${watts} W.`),
        ],
        closing('cn', 12),
      ),
      attrs: {
        ...basics('cn', 12, `${num(r.int(8, 22) / 10).en} kg`),
        color: key('color', color),
        box_contents: both(t('увлажнитель, адаптер, щёточка, инструкция', 'humidifier, adapter, small brush, manual')),
        power: `${watts} W`,
        noise: `${noise} dB`,
        capacity: `${litres} l`,
        control_type: key('control_type', control),
        backlight: yesNo(light),
      },
      axes: [],
      roubles: 1100 + litres * r.int(500, 900) + (control === 'app' ? 1500 : 0),
      look: { shape: 'humidifier', style: litres < 2 ? 0 : 1 },
    };
  },
};

const dryers: Family = {
  category: 'be-dryers',
  count: 23,
  code: 'HD',
  brands: ['Lavandre', 'Vihrano', 'Lokonta'],
  make(r, brand) {
    const watts = r.pick([1000, 1200, 1600, 1800, 2000, 2200]);
    const color = r.pick(['black', 'white', 'pink', 'burgundy', 'lilac', 'turquoise'] as const);
    const folds = r.chance(0.45);
    const grams = r.int(29, 68) * 10;
    const noise = r.int(60, 84);
    const country = r.pick(['cn', 'it', 'cn'] as const);
    const months = r.pick([12, 24]);
    const model = `${r.pick(['Briz', 'Lokon', 'Style', 'Sirocco'])} ${watts / 100}${r.pick(['', 'S', 'T', 'K'])}`;
    return {
      name: t(`Фен ${brand} ${model}, ${watts} Вт, ${colorWord(color, 'm').ru}`, `${brand} ${model} hair dryer, ${watts} W, ${colorWord(color, 'm').en}`),
      description: describe(
        r,
        [
          t(`Фен мощностью ${watts} Вт весит ${grams} г.`, `A ${watts} W hair dryer that weighs ${grams} g.`),
          t(
            `${watts >= 1800 ? 'Мощный' : 'Компактный'} фен на ${watts} Вт для дома${folds ? ' и поездок' : ''}.`,
            `A ${watts >= 1800 ? 'powerful' : 'compact'} ${watts} W hair dryer for home${folds ? ' and trips' : ''}.`,
          ),
        ],
        [
          folds && t('Ручка складывается, фен удобно брать в дорогу.', 'The handle folds, so the dryer is easy to take along.'),
          t(`Шум в самом сильном режиме: ${noise} дБ.`, `Noise in the strongest mode: ${noise} dB.`),
          t('В комплекте насадка-концентратор.', 'A concentrator nozzle is included.'),
        ],
        closing(country, months),
      ),
      attrs: {
        ...basics(country, months, `${grams} g`),
        color: key('color', color),
        power: `${watts} W`,
        foldable: yesNo(folds),
        noise: `${noise} dB`,
        box_contents: both(t('фен, насадка-концентратор, инструкция', 'hair dryer, concentrator nozzle, manual')),
      },
      axes: [],
      roubles: 700 + watts * (0.9 + r.next() * 1.9),
      look: { shape: 'dryer', style: folds ? 1 : 0 },
    };
  },
};

export const house: Family[] = [robots, sticks, humidifiers, dryers];
