import { both, describe, type Family, key } from '../family.ts';
import { type Color, colorWord, MATERIALS, madeIn, plural, t } from '../words.ts';

const AGES = {
  '0': t('с рождения', 'from birth'),
  '1': t('от 1 года', 'from 1 year'),
  '3': t('от 3 лет', 'from 3 years'),
  '6': t('от 6 лет', 'from 6 years'),
  '9': t('от 9 лет', 'from 9 years'),
  '12': t('от 12 лет', 'from 12 years'),
} as const;

const ANIMALS = [
  { ru: 'медведь', g: 'm', en: 'bear', style: 0, colors: ['brown', 'beige', 'white'] },
  { ru: 'заяц', g: 'm', en: 'hare', style: 1, colors: ['gray', 'white', 'pink'] },
  { ru: 'кот', g: 'm', en: 'cat', style: 2, colors: ['gray', 'orange', 'black'] },
  { ru: 'лиса', g: 'f', en: 'fox', style: 2, colors: ['orange', 'red'] },
  { ru: 'щенок', g: 'm', en: 'puppy', style: 3, colors: ['sand', 'brown', 'white'] },
  { ru: 'мышка', g: 'f', en: 'mouse', style: 0, colors: ['gray', 'lilac'] },
] as const;

const plush: Family = {
  category: 'ki-plush',
  count: 30,
  code: 'PL',
  brands: ['Mishvel', 'Toptyshell', 'Igrumi'],
  make(r, brand) {
    const animal = r.pick(ANIMALS);
    const color: Color = r.pick(animal.colors);
    const age = r.pick(['0', '1', '3', '3'] as const);
    const h = r.pick([22, 25, 30, 35, 40, 50, 60]);
    const body = r.pick(['plush', 'plush', 'textile'] as const);
    const name = r.pick(['Senya', 'Bublik', 'Tosha', 'Pyshka', 'Kroshka', 'Umka', 'Knopa', 'Busya', 'Zefir', 'Plombir', 'Oreshek', 'Ryzhik']);
    const country = r.pick(['ru', 'by', 'cn', 'cn'] as const);
    const c = colorWord(color, animal.g);
    return {
      name: t(`Мягкая игрушка ${brand} ${name}: ${c.ru} ${animal.ru}, ${h} см`, `${brand} ${name} soft toy: ${c.en} ${animal.en}, ${h} cm`),
      description: describe(
        r,
        [
          t(`${c.ru.charAt(0).toUpperCase()}${c.ru.slice(1)} ${animal.ru} высотой ${h} см.`, `A ${c.en} ${animal.en}, ${h} cm tall.`),
          t(`Мягкая игрушка из ${MATERIALS[body].ru} для малышей ${AGES[age].ru}.`, `A soft toy of ${MATERIALS[body].en} for little ones ${AGES[age].en}.`),
        ],
        [
          t('Внутри мягкий наполнитель из полиэстера.', 'The filling is soft polyester.'),
          h >= 50 && t('Такую игрушку удобно обнимать вместо подушки.', 'A toy of this size can be hugged like a pillow.'),
          age === '0' && t('Мелких деталей нет.', 'There are no small parts.'),
        ],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        age_group: key('age_group', age),
        theme: key('theme', 'animals'),
        weight: `${Math.round((h * r.int(6, 11)) / 10) * 10} g`,
        color: key('color', color),
        material: key('material', body),
        box_contents: both(t('игрушка', 'soft toy')),
        height: `${h} cm`,
        composition: both(t('Верх: 100% полиэстер. Наполнитель: 100% полиэстер', 'Outside: 100% polyester. Filling: 100% polyester')),
      },
      axes: [],
      roubles: 390 + h * r.int(18, 40),
      look: { shape: 'plush', style: animal.style },
    };
  },
};

const THEMES = {
  city: t('Город', 'City'),
  space: t('Космос', 'Space'),
  transport: t('Транспорт', 'Transport'),
  dinosaurs: t('Динозавры', 'Dinosaurs'),
  tales: t('Сказочный замок', 'Fairy-tale castle'),
  animals: t('Ферма', 'Farm'),
} as const;

const blocks: Family = {
  category: 'ki-blocks',
  count: 30,
  code: 'CO',
  brands: ['Kubelino', 'Igrumi', 'Detalik'],
  make(r, brand) {
    const theme = r.pick(['city', 'space', 'transport', 'dinosaurs', 'tales', 'animals'] as const);
    const body = r.pick(['plastic', 'plastic', 'plastic', 'wood', 'metal'] as const);
    const pieces = body === 'plastic' ? r.int(6, 90) * 10 + r.int(0, 9) : r.int(24, 160);
    const age = pieces < 60 && body !== 'metal' ? '3' : pieces < 300 ? '6' : '9';
    const [w, h] = [r.int(22, 48), r.int(18, 36)];
    const country = r.pick(['ru', 'cn', 'by'] as const);
    const word = plural(pieces, 'деталь', 'детали', 'деталей');
    const m = MATERIALS[body];
    const title = THEMES[theme];
    const color = r.pick(['multicolor', 'multicolor', 'red', 'blue', 'yellow'] as const);
    return {
      name: t(`Конструктор ${brand} «${title.ru}» из ${m.ru}, ${pieces} ${word}`, `${brand} ${title.en} building set in ${m.en}, ${pieces} pieces`),
      description: describe(
        r,
        [
          t(`В наборе ${pieces} ${word} из ${m.ru}.`, `The set has ${pieces} pieces of ${m.en}.`),
          t(`Конструктор на тему «${title.ru}» для детей ${AGES[age].ru}.`, `A building set on the theme “${title.en}” for children ${AGES[age].en}.`),
        ],
        [
          t(`Коробка ${w} × ${h} см.`, `The box is ${w} × ${h} cm.`),
          pieces > 400 && t('Сборки хватит на несколько вечеров.', 'It takes several evenings to build.'),
          pieces < 80 && t('Деталей немного, собрать получится за один раз.', 'There are few pieces, so it can be built in one go.'),
          t('В коробке есть инструкция.', 'The box includes instructions.'),
        ],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        age_group: key('age_group', age),
        theme: key('theme', theme),
        weight: `${r.int(25, 140) * 10} g`,
        color: key('color', color),
        material: key('material', body),
        box_contents: both(t('детали, инструкция', 'pieces, instructions')),
        pieces: `${pieces} pcs`,
        width: `${w} cm`,
        height: `${h} cm`,
      },
      axes: [],
      roubles: 390 + pieces * r.int(3, 6) + (body === 'plastic' ? 0 : 700),
      look: { shape: 'blocks', style: body === 'wood' ? 1 : 0 },
    };
  },
};

const CONTROL = {
  inertia: t('инерционная', 'friction-drive'),
  remote: t('на пульте', 'remote-controlled'),
  app: t('с управлением из приложения', 'app-controlled'),
  mechanical: t('механическая', 'mechanical'),
} as const;
const MODELS = [
  { ru: 'Грузовик', f: false, en: 'truck', style: 1 },
  { ru: 'Гоночная машина', f: true, en: 'racing car', style: 0 },
  { ru: 'Внедорожник', f: false, en: 'off-roader', style: 2 },
  { ru: 'Пожарная машина', f: true, en: 'fire engine', style: 3 },
  { ru: 'Легковая машина', f: true, en: 'car', style: 0 },
] as const;
const CONTROL_M = { inertia: 'инерционный', remote: 'на пульте', app: 'с управлением из приложения', mechanical: 'механический' } as const;

const cars: Family = {
  category: 'ki-cars',
  count: 28,
  code: 'CR',
  brands: ['Mashinell', 'Igrumi', 'Detalik'],
  make(r, brand) {
    const model = r.pick(MODELS);
    const drive = r.pick(['inertia', 'inertia', 'remote', 'remote', 'mechanical', 'app'] as const);
    const body = drive === 'mechanical' ? r.pick(['wood', 'plastic'] as const) : r.pick(['plastic', 'metal', 'plastic'] as const);
    const color: Color = model.en === 'fire engine' ? 'red' : r.pick(['red', 'blue', 'yellow', 'green', 'orange', 'white', 'black']);
    const age = drive === 'mechanical' ? '1' : drive === 'inertia' ? '3' : '6';
    const length = r.int(11, 42);
    const minutes = r.pick([15, 20, 25, 30, 40]);
    const country = r.pick(['cn', 'cn', 'ru', 'by'] as const);
    const name = `${r.pick(['Vjukh', 'Moto', 'Zubr', 'Strela', 'Bolid', 'Bum', 'Drive'])}-${r.int(10, 99)}`;
    const how = model.f ? CONTROL[drive].ru : CONTROL_M[drive];
    const c = colorWord(color, model.f ? 'f' : 'm');
    const radio = drive === 'remote' || drive === 'app';
    return {
      name: t(`${model.ru} ${how} ${brand} ${name}, ${c.ru}`, `${brand} ${name} ${CONTROL[drive].en} ${model.en}, ${c.en}`),
      description: describe(
        r,
        [
          t(`${model.ru} ${how} длиной ${length} см.`, `A ${CONTROL[drive].en} ${model.en}, ${length} cm long.`),
          t(`${model.ru} для детей ${AGES[age].ru}, длина ${length} см.`, `A ${model.en} for children ${AGES[age].en}, ${length} cm long.`),
        ],
        [
          radio && t(`На одном заряде ездит ${minutes} ${plural(minutes, 'минуту', 'минуты', 'минут')}.`, `It runs for ${minutes} minutes on one charge.`),
          drive === 'inertia' && t('Батарейки не нужны: достаточно откатить игрушку назад.', 'No batteries are needed: just pull the toy back.'),
          t(`Корпус из ${MATERIALS[body].ru}.`, `The body is ${MATERIALS[body].en}.`),
        ],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        age_group: key('age_group', age),
        theme: key('theme', model.en === 'fire engine' ? 'city' : 'transport'),
        weight: `${length * r.int(12, 30)} g`,
        color: key('color', color),
        material: key('material', body),
        box_contents: both(
          drive === 'remote'
            ? t('машина, пульт, зарядный кабель', 'vehicle, remote control, charging cable')
            : drive === 'app'
              ? t('машина, зарядный кабель', 'vehicle, charging cable')
              : t('машина', 'vehicle'),
        ),
        control_type: key('control_type', drive),
        length: `${length} cm`,
        ...(radio ? { battery_life: `${minutes} min` } : {}),
      },
      axes: [],
      roubles: (radio ? 1790 : 490) + length * r.int(18, 60),
      look: { shape: 'toycar', style: model.style },
    };
  },
};

const BOOKS = [
  { theme: 'animals', ru: 'Кто живёт в лесу', en: 'Who lives in the forest' },
  { theme: 'animals', ru: 'Кот на подоконнике', en: 'The cat on the windowsill' },
  { theme: 'animals', ru: 'Зверята и их дома', en: 'Little animals and their homes' },
  { theme: 'tales', ru: 'Сказки старой мельницы', en: 'Tales of the old mill' },
  { theme: 'tales', ru: 'Как ёжик искал зиму', en: 'How the hedgehog looked for winter' },
  { theme: 'tales', ru: 'Дракон, который боялся высоты', en: 'The dragon who feared heights' },
  { theme: 'space', ru: 'Почему светят звёзды', en: 'Why the stars shine' },
  { theme: 'space', ru: 'Экспедиция на красную планету', en: 'Expedition to the red planet' },
  { theme: 'transport', ru: 'Большая книга поездов', en: 'The big book of trains' },
  { theme: 'transport', ru: 'Как устроен порт', en: 'How a port works' },
  { theme: 'dinosaurs', ru: 'Динозавры: от хвоста до гребня', en: 'Dinosaurs: from tail to crest' },
  { theme: 'dinosaurs', ru: 'День из жизни динозавра', en: 'A day in a dinosaur’s life' },
  { theme: 'nature', ru: 'Год в лесу', en: 'A year in the forest' },
  { theme: 'nature', ru: 'Откуда берётся дождь', en: 'Where rain comes from' },
  { theme: 'nature', ru: 'Книга про снег', en: 'A book about snow' },
  { theme: 'adventure', ru: 'Тайна лодочной станции', en: 'The mystery of the boathouse' },
  { theme: 'adventure', ru: 'Карта из старого шкафа', en: 'The map from the old wardrobe' },
  { theme: 'adventure', ru: 'Каникулы на маяке', en: 'Holidays at the lighthouse' },
  { theme: 'science', ru: 'Опыты на кухне', en: 'Kitchen experiments' },
  { theme: 'science', ru: 'Как считает компьютер', en: 'How a computer counts' },
  { theme: 'science', ru: 'Математика на прогулке', en: 'Maths on a walk' },
  { theme: 'city', ru: 'Один день большого города', en: 'One day of a big city' },
  { theme: 'city', ru: 'Кто работает ночью', en: 'Who works at night' },
] as const;
const TOPICS = {
  animals: t('животные', 'animals'),
  tales: t('сказочные герои', 'fairy-tale heroes'),
  space: t('космос', 'space'),
  transport: t('транспорт', 'transport'),
  dinosaurs: t('динозавры', 'dinosaurs'),
  nature: t('природа', 'nature'),
  adventure: t('приключения', 'adventure'),
  science: t('наука', 'science'),
  city: t('жизнь города', 'city life'),
} as const;
const COVERS = { hard: t('твёрдом переплёте', 'hardcover'), soft: t('мягкой обложке', 'paperback'), board: t('картонных страницах', 'board pages') } as const;
/** Which cover art tells of which theme. */
const SCENES = { nature: 0, space: 2, transport: 3, animals: 4, tales: 5, dinosaurs: 6, science: 7, adventure: 8, city: 9 } as const;
const COVER_COLORS = ['#2f6f73', '#c9573c', '#375a9e', '#d79a2b', '#6f4f8f', '#3f8a5b', '#b24a6b', '#26405c'] as const;
const COVER_ACCENTS = ['#f4d58d', '#f2c6b4', '#e8eef7', '#fff3d6', '#d9c7ea', '#f6e27f', '#fbd3df', '#ef8354'] as const;

const books: Family = {
  category: 'ki-books',
  count: 35,
  code: 'KN',
  brands: ['Bukvarel', 'Skazkovel', 'Chitalka'],
  make(r, brand) {
    const book = r.pick(BOOKS);
    const age = r.pick(
      book.theme === 'adventure'
        ? (['9', '9', '12'] as const)
        : book.theme === 'science' || book.theme === 'space'
          ? (['6', '9'] as const)
          : (['1', '3', '3', '6'] as const),
    );
    const cover = age === '1' ? 'board' : r.pick(['hard', 'hard', 'soft'] as const);
    const pages = age === '1' ? r.pick([10, 12, 16, 20]) : age === '3' ? r.pick([32, 48, 64]) : r.pick([80, 96, 128, 160, 224]);
    const year = r.int(2021, 2025);
    const [w, h] = r.pick([
      [17, 22],
      [20, 26],
      [22, 29],
      [13, 20],
    ] as const);
    const country = r.pick(['ru', 'ru', 'ru', 'by'] as const);
    const i = r.int(0, 7);
    const bound = { hard: t('твёрдый переплёт', 'hardcover'), soft: t('мягкая обложка', 'paperback'), board: t('картонные страницы', 'board book') }[cover];
    return {
      name: t(`Книга «${book.ru}», ${bound.ru}, ${year}, ${brand}`, `${book.en}, ${bound.en}, ${year}, ${brand}`),
      description: describe(
        r,
        [
          t(
            `Книга для детей ${AGES[age].ru}, ${pages} ${plural(pages, 'страница', 'страницы', 'страниц')}.`,
            `A book for children ${AGES[age].en}, ${pages} pages.`,
          ),
          cover === 'board'
            ? t(`Книга на ${COVERS.board.ru}: маленьким рукам легко листать.`, 'A board book that small hands can turn easily.')
            : t(`Книга в ${COVERS[cover].ru}, вышла в ${year} году.`, `A ${COVERS[cover].en} book that came out in ${year}.`),
        ],
        [
          t(`Формат ${w} × ${h} см.`, `The format is ${w} × ${h} cm.`),
          t(`О чём книга: ${TOPICS[book.theme].ru}.`, `What it is about: ${TOPICS[book.theme].en}.`),
          pages >= 96 && t('Чтения хватит на несколько вечеров.', 'There is reading for several evenings.'),
        ],
        [t('Текст на русском языке.', 'The text is in Russian.')],
      ),
      attrs: {
        country: key('country', country),
        age_group: key('age_group', age),
        theme: key('theme', book.theme),
        weight: `${r.int(18, 62) * 10} g`,
        book_cover: key('book_cover', cover),
        pages: String(pages),
        released: `${year}-${String(r.int(1, 12)).padStart(2, '0')}-${String(r.int(1, 28)).padStart(2, '0')}`,
        width: `${w} cm`,
        height: `${h} cm`,
      },
      axes: [],
      roubles: { hard: 490, soft: 290, board: 390 }[cover] + pages * r.int(1, 3),
      look: { shape: 'book', style: SCENES[book.theme], color: COVER_COLORS[i] ?? '#2f6f73', accent: COVER_ACCENTS[i] ?? '#f4d58d' },
    };
  },
};

export const kids: Family[] = [plush, blocks, cars, books];
