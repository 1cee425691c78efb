/** Units of measure. `factor` and `offset` turn a number into the family's base unit: base = n * factor + offset. */
export type Unit = {
  readonly code: string;
  readonly family: string;
  readonly factor: number;
  readonly offset?: number;
  readonly en: string;
  readonly ru: string;
};

const family = (name: string, ...rows: [code: string, factor: number, en: string, ru: string, offset?: number][]): Unit[] =>
  rows.map(([code, factor, en, ru, offset]) => ({ code, family: name, factor, en, ru, ...(offset === undefined ? {} : { offset }) }));

/** The first unit of a family is its base unit. Factors are exact by definition (SI; inch 25.4 mm, pound 453.59237 g). */
export const UNITS: readonly Unit[] = [
  ...family('length', ['mm', 1, 'mm', 'мм'], ['cm', 10, 'cm', 'см'], ['m', 1000, 'm', 'м'], ['km', 1_000_000, 'km', 'км'], ['in', 25.4, 'in', 'дюйм']),
  ...family('mass', ['g', 1, 'g', 'г'], ['mg', 0.001, 'mg', 'мг'], ['kg', 1000, 'kg', 'кг'], ['t', 1_000_000, 't', 'т'], ['lb', 453.59237, 'lb', 'фунт']),
  ...family('volume', ['ml', 1, 'ml', 'мл'], ['l', 1000, 'L', 'л'], ['m3', 1_000_000, 'm³', 'м³']),
  ...family('area', ['cm2', 1, 'cm²', 'см²'], ['m2', 10_000, 'm²', 'м²']),
  ...family('power', ['W', 1, 'W', 'Вт'], ['kW', 1000, 'kW', 'кВт'], ['hp', 735.49875, 'hp', 'л. с.']),
  ...family('voltage', ['V', 1, 'V', 'В'], ['kV', 1000, 'kV', 'кВ']),
  ...family('current', ['mA', 1, 'mA', 'мА'], ['A', 1000, 'A', 'А']),
  ...family('charge', ['mAh', 1, 'mAh', 'мА·ч'], ['Ah', 1000, 'Ah', 'А·ч']),
  ...family('energy', ['Wh', 1, 'Wh', 'Вт·ч'], ['kWh', 1000, 'kWh', 'кВт·ч'], ['kJ', 1000 / 3600, 'kJ', 'кДж']),
  ...family('food_energy', ['kcal', 1, 'kcal', 'ккал']),
  ...family('frequency', ['Hz', 1, 'Hz', 'Гц'], ['kHz', 1000, 'kHz', 'кГц'], ['MHz', 1_000_000, 'MHz', 'МГц'], ['GHz', 1_000_000_000, 'GHz', 'ГГц']),
  ...family('data', ['MB', 1, 'MB', 'МБ'], ['GB', 1024, 'GB', 'ГБ'], ['TB', 1_048_576, 'TB', 'ТБ']),
  ...family('data_rate', ['Mbps', 1, 'Mbit/s', 'Мбит/с'], ['Gbps', 1000, 'Gbit/s', 'Гбит/с']),
  ...family('time', ['s', 1, 's', 'с'], ['min', 60, 'min', 'мин'], ['h', 3600, 'h', 'ч'], ['day', 86_400, 'days', 'дн.'], ['ms', 0.001, 'ms', 'мс']),
  ...family('period', ['month', 1, 'months', 'мес.'], ['year', 12, 'years', 'г.']),
  ...family('temperature', ['C', 1, '°C', '°C'], ['F', 5 / 9, '°F', '°F', -160 / 9]),
  ...family('pressure', ['kPa', 1, 'kPa', 'кПа'], ['bar', 100, 'bar', 'бар']),
  ...family('speed', ['kmh', 1, 'km/h', 'км/ч'], ['ms1', 3.6, 'm/s', 'м/с']),
  ...family('angle', ['deg', 1, '°', '°']),
  ...family('luminous_flux', ['lm', 1, 'lm', 'лм']),
  ...family('luminance', ['nit', 1, 'nits', 'кд/м²']),
  ...family('color_temperature', ['K', 1, 'K', 'К']),
  ...family('share', ['pct', 1, '%', '%']),
  ...family('resolution', ['Mpx', 1, 'MP', 'Мп']),
  ...family('print_resolution', ['dpi', 1, 'dpi', 'точек/дюйм']),
  ...family('sound', ['dB', 1, 'dB', 'дБ']),
  ...family('resistance', ['ohm', 1, 'Ω', 'Ом']),
  ...family('areal_density', ['gsm', 1, 'g/m²', 'г/м²']),
  ...family('count', ['pcs', 1, 'pcs', 'шт.']),
  ...family('rotation', ['rpm', 1, 'rpm', 'об/мин']),
  ...family('air_flow', ['m3h', 1, 'm³/h', 'м³/ч']),
  ...family('water_flow', ['lmin', 1, 'L/min', 'л/мин']),
  ...family('torque', ['Nm', 1, 'N·m', 'Н·м']),
  ...family('fluid_rate', ['ppm', 1, 'pages/min', 'стр./мин']),
  ...family('dioptre', ['dpt', 1, 'D', 'дптр']),
  ...family('magnification', ['x', 1, '×', '×']),
];

export const UNIT_BY_CODE: ReadonlyMap<string, Unit> = new Map(UNITS.map((u) => [u.code, u]));

/** The number in the family's base unit, to 12 significant digits, so that equal quantities compare equal. */
export function toBase(v: number, unit: Unit): number {
  return Number((v * unit.factor + (unit.offset ?? 0)).toPrecision(12));
}
