import { UNIT_BY_CODE, type Unit } from './units.ts';

/** What people write for a unit besides its code and its two labels: inflected words, other abbreviations, signs. Spaces, dots and case do not count. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  mm: ['миллиметр', 'миллиметра', 'миллиметров', 'millimeter', 'millimeters', 'millimetre', 'millimetres'],
  cm: ['сантиметр', 'сантиметра', 'сантиметров', 'centimeter', 'centimeters', 'centimetre', 'centimetres'],
  m: ['метр', 'метра', 'метров', 'meter', 'meters', 'metre', 'metres'],
  km: ['километр', 'километра', 'километров', 'kilometer', 'kilometers', 'kilometre', 'kilometres'],
  in: ['дюйма', 'дюймов', 'дюймы', 'inch', 'inches', '"', "''", '″', '”'],
  g: ['гр', 'грамм', 'грамма', 'граммов', 'gr', 'gram', 'grams', 'gramme', 'grammes'],
  mg: ['миллиграмм', 'миллиграмма', 'миллиграммов', 'milligram', 'milligrams'],
  kg: ['килограмм', 'килограмма', 'килограммов', 'кило', 'kgs', 'kilo', 'kilogram', 'kilograms'],
  t: ['тонна', 'тонны', 'тонн', 'ton', 'tons', 'tonne', 'tonnes'],
  lb: ['фунта', 'фунтов', 'lbs', 'pound', 'pounds'],
  ml: ['миллилитр', 'миллилитра', 'миллилитров', 'milliliter', 'milliliters', 'millilitre', 'millilitres'],
  l: ['литр', 'литра', 'литров', 'ltr', 'liter', 'liters', 'litre', 'litres'],
  m3: ['куб.м', 'куб. метр', 'кубометр', 'кубометра', 'кубометров', 'м^3', 'm^3', 'cubic meter', 'cubic meters', 'cubic metres'],
  cm2: ['кв.см', 'см^2', 'cm^2', 'sq cm'],
  m2: ['кв.м', 'кв. метр', 'кв. метра', 'кв. метров', 'м^2', 'm^2', 'sq m', 'sqm', 'square meter', 'square meters', 'square metres'],
  W: ['ватт', 'ватта', 'ватты', 'watt', 'watts'],
  kW: ['киловатт', 'киловатта', 'kilowatt', 'kilowatts'],
  hp: ['лс', 'лошадиная сила', 'лошадиных сил', 'лошадиные силы', 'bhp', 'horsepower'],
  V: ['вольт', 'вольта', 'volt', 'volts'],
  kV: ['киловольт', 'kilovolt', 'kilovolts'],
  mA: ['миллиампер', 'миллиампера', 'milliamp', 'milliamps'],
  A: ['ампер', 'ампера', 'amp', 'amps', 'ampere', 'amperes'],
  mAh: ['мАч', 'мА*ч', 'мА-ч', 'mA·h', 'mA-h', 'миллиампер-час', 'миллиампер-часов'],
  Ah: ['Ач', 'А*ч', 'А-ч', 'A·h', 'ампер-час', 'ампер-часов'],
  Wh: ['Втч', 'Вт*ч', 'Вт-ч', 'W·h', 'ватт-час', 'ватт-часов'],
  kWh: ['кВтч', 'кВт*ч', 'кВт-ч', 'kW·h', 'киловатт-час', 'киловатт-часов'],
  kJ: ['килоджоуль', 'килоджоулей', 'kilojoule', 'kilojoules'],
  kcal: ['килокалория', 'килокалории', 'килокалорий', 'kilocalorie', 'kilocalories', 'Cal'],
  Hz: ['герц', 'герца', 'hertz'],
  kHz: ['килогерц', 'килогерца', 'kilohertz'],
  MHz: ['мегагерц', 'мегагерца', 'megahertz'],
  GHz: ['гигагерц', 'гигагерца', 'gigahertz'],
  MB: ['мегабайт', 'мегабайта', 'мбайт', 'mbyte', 'megabyte', 'megabytes', 'MiB'],
  GB: ['гигабайт', 'гигабайта', 'гбайт', 'gbyte', 'gigabyte', 'gigabytes', 'GiB'],
  TB: ['терабайт', 'терабайта', 'тбайт', 'tbyte', 'terabyte', 'terabytes', 'TiB'],
  Mbps: ['мбит/сек', 'mb/s', 'mbit/sec', 'мегабит в секунду'],
  Gbps: ['гбит/сек', 'gb/s', 'gbit/sec', 'гигабит в секунду'],
  s: ['сек', 'секунда', 'секунды', 'секунд', 'sec', 'secs', 'second', 'seconds'],
  min: ['минута', 'минуты', 'минут', 'minute', 'minutes', 'mins'],
  h: ['час', 'часа', 'часов', 'hr', 'hrs', 'hour', 'hours'],
  day: ['д', 'день', 'дня', 'дней', 'сут', 'сутки', 'суток', 'd', 'days', 'day'],
  ms: ['мсек', 'миллисекунда', 'миллисекунды', 'миллисекунд', 'msec', 'millisecond', 'milliseconds'],
  month: ['месяц', 'месяца', 'месяцев', 'mo', 'mos', 'months'],
  year: ['год', 'года', 'лет', 'л', 'г', 'yr', 'yrs', 'y', 'years'],
  C: ['°С', 'С', 'º', '°', 'ºC', 'ºС', 'градус', 'градуса', 'градусов', 'град', 'градусов Цельсия', 'deg C', 'degrees', 'celsius', 'degrees Celsius'],
  F: ['ºF', 'градусов Фаренгейта', 'deg F', 'fahrenheit', 'degrees Fahrenheit'],
  kPa: ['килопаскаль', 'килопаскалей', 'kilopascal', 'kilopascals'],
  bar: ['бара', 'бары', 'баров', 'bars'],
  kmh: ['км/час', 'километров в час', 'kph', 'kmph', 'km/hr'],
  ms1: ['м/сек', 'метров в секунду', 'm/sec', 'mps'],
  deg: ['º', 'градус', 'градуса', 'градусов', 'град', 'degree', 'degrees'],
  lm: ['люмен', 'люмена', 'люменов', 'lumen', 'lumens'],
  nit: ['нит', 'нита', 'cd/m²', 'cd/m2', 'cd/m^2', 'кд/м2', 'кд/м^2', 'nits'],
  K: ['K', 'К', 'кельвин', 'кельвина', 'кельвинов', 'kelvin'],
  pct: ['процент', 'процента', 'процентов', 'percent', 'pct'],
  Mpx: ['МПикс', 'мпк', 'мегапиксель', 'мегапикселя', 'мегапикселей', 'megapixel', 'megapixels', 'mpix'],
  dpi: ['dpi', 'точек на дюйм', 'т/д'],
  dB: ['децибел', 'децибела', 'децибелов', 'дБ(А)', 'дБА', 'dBA', 'dB(A)', 'decibel', 'decibels'],
  ohm: ['ом', 'ома', 'омов', 'Ohm', 'Ohms', 'Ω'],
  gsm: ['г/м2', 'г/м^2', 'г/кв.м', 'gsm', 'g/m2', 'g/m^2'],
  pcs: ['шт', 'штука', 'штуки', 'штук', 'pc', 'piece', 'pieces', 'ед', 'единиц'],
  rpm: ['об/м', 'оборотов', 'оборотов в минуту', 'rpm', 'r/min', 'rev/min'],
  m3h: ['м3/ч', 'м3/час', 'м³/час', 'м^3/ч', 'куб.м/ч', 'куб.м/час', 'm3/h', 'm^3/h'],
  lmin: ['литров в минуту', 'л/м', 'lpm', 'l/m', 'литр/мин'],
  Nm: ['Нм', 'Н*м', 'Н-м', 'Nm', 'ньютон-метр', 'ньютон-метра', 'ньютон-метров'],
  ppm: ['ppm', 'стр/мин', 'страниц в минуту', 'страниц/мин', 'pages per minute'],
  dpt: ['дптр', 'диоптрия', 'диоптрии', 'диоптрий', 'diopter', 'diopters', 'dioptre', 'dioptres'],
  x: ['х', 'крат', 'кратное', 'раз', 'times'],
};

/** One spelling for all: letters of one case, no spaces or full stops, ё as е, the signs people mix up made one. */
export function unitKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replaceAll('⋅', '·').replaceAll(/[\s.]/g, '');
}

const spellings = new Map<string, readonly string[]>();
/** All keys a unit answers to. */
export function spellingsOf(unit: Unit): readonly string[] {
  let known = spellings.get(unit.code);
  if (!known) spellings.set(unit.code, (known = [unit.code, unit.ru, unit.en, ...(WORDS[unit.code] ?? [])].map(unitKey)));
  return known;
}

/** The unit of `units` that people call so. */
export const findUnit = (text: string, units: Iterable<Unit>): Unit | undefined => {
  const key = unitKey(text);
  for (const unit of units) if (spellingsOf(unit).includes(key)) return unit;
  return undefined;
};

/** Words that bend with the number: one, few, many (Russian); one, other (English). Abbreviations do not bend. */
const BENT: Readonly<Record<string, { readonly ru?: readonly [string, string, string]; readonly en?: readonly [string, string] }>> = {
  in: { ru: ['дюйм', 'дюйма', 'дюймов'] },
  lb: { ru: ['фунт', 'фунта', 'фунтов'] },
  year: { ru: ['год', 'года', 'лет'], en: ['year', 'years'] },
  month: { ru: ['месяц', 'месяца', 'месяцев'], en: ['month', 'months'] },
  day: { ru: ['день', 'дня', 'дней'], en: ['day', 'days'] },
  nit: { en: ['nit', 'nits'] },
};
const plural = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') } as const;

/** The unit's name when it stands alone: a whole word where there is a bent one («месяц», «год»), else its sign. */
export const unitAlone = (unit: Unit, locale: 'ru' | 'en'): string => BENT[unit.code]?.[locale]?.[0] ?? unit[locale];

/** The unit as it stands after a number, with the space that belongs before it: «15,6 дюйма», "90°". Unknown codes stand as they are. */
export function unitAfter(code: string, value: number, locale: 'ru' | 'en'): string {
  const unit = UNIT_BY_CODE.get(code);
  if (!unit) return `\u00a0${code}`;
  if (code === 'deg' || code === 'x' || (code === 'pct' && locale === 'en')) return unit[locale];
  const form = plural[locale].select(value);
  const ru = BENT[code]?.ru;
  const en = BENT[code]?.en;
  if (locale === 'ru' && ru) return `\u00a0${form === 'one' ? ru[0] : form === 'many' ? ru[2] : ru[1]}`;
  if (locale === 'en' && en) return `\u00a0${form === 'one' ? en[0] : en[1]}`;
  return `\u00a0${unit[locale]}`;
}
