/** A text in both languages of the shop. */
export type Text = { ru: string; en: string };

/** Grammatical gender and number of a Russian noun: masculine, feminine, neuter, plural. */
export type Gender = 'm' | 'f' | 'n' | 'p';

export const t = (ru: string, en: string): Text => ({ ru, en });

/** Swatches of the colour list as the pictures paint them; `ru` is the masculine adjective. The two last ones have no single swatch. */
export const COLORS = {
  black: { ru: 'чёрный', en: 'black', hex: '#1f2124' },
  white: { ru: 'белый', en: 'white', hex: '#f4f3ef' },
  gray: { ru: 'серый', en: 'grey', hex: '#8d9298' },
  graphite: { ru: 'графитовый', en: 'graphite', hex: '#464b52' },
  silver: { ru: 'серебристый', en: 'silver', hex: '#c3c8ce' },
  beige: { ru: 'бежевый', en: 'beige', hex: '#d9c4a5' },
  sand: { ru: 'песочный', en: 'sand', hex: '#c8a977' },
  brown: { ru: 'коричневый', en: 'brown', hex: '#7a5236' },
  red: { ru: 'красный', en: 'red', hex: '#c73a3a' },
  burgundy: { ru: 'бордовый', en: 'burgundy', hex: '#7c2436' },
  orange: { ru: 'оранжевый', en: 'orange', hex: '#e0772f' },
  yellow: { ru: 'жёлтый', en: 'yellow', hex: '#e9bd3f' },
  green: { ru: 'зелёный', en: 'green', hex: '#3f8a5b' },
  olive: { ru: 'оливковый', en: 'olive', hex: '#7b7f4a' },
  mint: { ru: 'мятный', en: 'mint', hex: '#9fd3bd' },
  turquoise: { ru: 'бирюзовый', en: 'turquoise', hex: '#3aa6a6' },
  blue: { ru: 'синий', en: 'blue', hex: '#2f62b0' },
  light_blue: { ru: 'голубой', en: 'light blue', hex: '#8fbce0' },
  navy: { ru: 'тёмно-синий', en: 'navy', hex: '#243556' },
  purple: { ru: 'фиолетовый', en: 'purple', hex: '#6b4aa0' },
  lilac: { ru: 'сиреневый', en: 'lilac', hex: '#b7a3d3' },
  pink: { ru: 'розовый', en: 'pink', hex: '#e39bb0' },
  gold: { ru: 'золотистый', en: 'gold', hex: '#d2ad62' },
  multicolor: { ru: 'разноцветный', en: 'multicolour', hex: '' },
  clear: { ru: 'прозрачный', en: 'clear', hex: '' },
} as const;
export type Color = keyof typeof COLORS;

const ENDINGS: Record<string, Record<Exclude<Gender, 'm'>, string>> = {
  ый: { f: 'ая', n: 'ое', p: 'ые' },
  ой: { f: 'ая', n: 'ое', p: 'ые' },
  ий: { f: 'яя', n: 'ее', p: 'ие' },
};

/** A colour as an adjective in the nominative: «чёрный», «чёрная», «чёрное», «чёрные». */
export function colorWord(color: Color, gender: Gender): Text {
  const { ru, en } = COLORS[color];
  const ending = gender === 'm' ? undefined : ENDINGS[ru.slice(-2)]?.[gender];
  return t(ending === undefined ? ru : ru.slice(0, -2) + ending, en);
}

/** «из чего» in Russian (genitive), the plain noun in English. */
export const MATERIALS = {
  steel: t('нержавеющей стали', 'stainless steel'),
  carbon_steel: t('стали', 'steel'),
  aluminium: t('алюминия', 'aluminium'),
  cast_iron: t('чугуна', 'cast iron'),
  titanium: t('титана', 'titanium'),
  metal: t('крашеного металла', 'painted metal'),
  plastic: t('пластика', 'plastic'),
  tritan: t('тритана', 'tritan'),
  glass: t('стекла', 'glass'),
  ceramic: t('керамики', 'ceramic'),
  porcelain: t('фарфора', 'porcelain'),
  wood: t('массива дерева', 'solid wood'),
  bamboo: t('бамбука', 'bamboo'),
  mdf: t('МДФ', 'MDF'),
  chipboard: t('ЛДСП', 'laminated board'),
  cardboard: t('плотного картона', 'thick cardboard'),
  leather: t('натуральной кожи', 'leather'),
  faux_leather: t('экокожи', 'faux leather'),
  suede: t('замши', 'suede'),
  textile: t('текстиля', 'textile'),
  mesh: t('сетки', 'mesh'),
  velour: t('велюра', 'velour'),
  plush: t('плюша', 'plush'),
  silicone: t('силикона', 'silicone'),
  rubber: t('резины', 'rubber'),
  pvc: t('ПВХ', 'PVC'),
  tpe: t('термоэластопласта', 'TPE'),
  polyurethane: t('полиуретана', 'polyurethane'),
  polyester: t('полиэстеровой ткани', 'polyester fabric'),
  nylon: t('нейлоновой ткани', 'nylon fabric'),
  polycarbonate: t('поликарбоната', 'polycarbonate'),
  cork: t('пробки', 'cork'),
} as const;

const COUNTRIES = {
  ru: t('в России', 'Russia'),
  by: t('в Беларуси', 'Belarus'),
  kz: t('в Казахстане', 'Kazakhstan'),
  cn: t('в Китае', 'China'),
  tr: t('в Турции', 'Turkey'),
  vn: t('во Вьетнаме', 'Vietnam'),
  in: t('в Индии', 'India'),
  uz: t('в Узбекистане', 'Uzbekistan'),
  it: t('в Италии', 'Italy'),
  pt: t('в Португалии', 'Portugal'),
  rs: t('в Сербии', 'Serbia'),
  am: t('в Армении', 'Armenia'),
} as const;
export type Country = keyof typeof COUNTRIES;

/** A number as each language writes it: decimal comma in Russian, point in English. */
export const num = (n: number): Text => t(String(n).replace('.', ','), String(n));

/** The Russian form that agrees with `n`: 1 год, 2 года, 5 лет. */
export function plural(n: number, one: string, few: string, many: string): string {
  const tens = Math.abs(n) % 100;
  const units = tens % 10;
  if (tens > 10 && tens < 20) return many;
  if (units === 1) return one;
  return units > 1 && units < 5 ? few : many;
}

/** «чёрный, синий и белый» / "black, blue and white". */
export function listed(items: readonly Text[]): Text {
  const join = (xs: string[], and: string): string => (xs.length < 2 ? xs.join('') : `${xs.slice(0, -1).join(', ')} ${and} ${xs[xs.length - 1] ?? ''}`);
  return t(
    join(
      items.map((x) => x.ru),
      'и',
    ),
    join(
      items.map((x) => x.en),
      'and',
    ),
  );
}

export const capital = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1);

/** The warranty as a sentence of its own. */
export function warrantyLine(months: number): Text {
  const years = months / 12;
  const ru = months % 12 === 0 ? `${years} ${plural(years, 'год', 'года', 'лет')}` : `${months} ${plural(months, 'месяц', 'месяца', 'месяцев')}`;
  const en = months % 12 === 0 ? (years === 1 ? 'one-year' : `${years}-year`) : `${months}-month`;
  return t(`Гарантия производителя: ${ru}.`, `Comes with a ${en} maker’s warranty.`);
}

export const madeIn = (country: Country): Text => t(`Произведено ${COUNTRIES[country].ru}.`, `Made in ${COUNTRIES[country].en}.`);

const COUNT_RU = ['', '', 'два', 'три', 'четыре', 'пять', 'шесть'];
const COUNT_EN = ['', '', 'two', 'three', 'four', 'five', 'six'];

/** A sentence that names the colours a card is sold in; one colour and several are said differently. */
export function colorsLine(colors: readonly Color[]): Text {
  const names = listed(colors.map((c) => t(COLORS[c].ru, COLORS[c].en)));
  const [only, second] = colors;
  if (only !== undefined && second === undefined) return t(`Цвет ${names.ru}.`, `The colour is ${names.en}.`);
  const n = colors.length;
  return t(`На выбор ${COUNT_RU[n] ?? n} ${n < 5 ? 'цвета' : 'цветов'}: ${names.ru}.`, `There are ${COUNT_EN[n] ?? n} colours to choose from: ${names.en}.`);
}
