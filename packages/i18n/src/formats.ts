import { DEFAULT_TIME_ZONE, intlTag, type Locale } from './locale.ts';

/** Keeps a figure together: thin inside a number, full before a sign. */
const THIN = '\u202f';
const NBSP = '\u00a0';

const MONTHS: Record<Locale, readonly string[]> = {
  ru: ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

const BYTE_UNITS: Record<Locale, readonly string[]> = { ru: ['Б', 'КБ', 'МБ', 'ГБ'], en: ['B', 'kB', 'MB', 'GB'] };

const DURATION_UNITS: Record<Locale, { d: string; h: string; m: string; s: string }> = {
  ru: { d: 'дн', h: 'ч', m: 'мин', s: 'с' },
  en: { d: 'd', h: 'h', m: 'min', s: 's' },
};

/** Signs written after the number in both languages; any other currency is written by Intl. */
const TRAILING_SIGNS: Record<string, string> = { RUB: '₽', RUR: '₽', KZT: '₸', BYN: 'Br' };

export interface FormatOptions {
  /** IANA zone of every absolute time; the platform's own zone unless the reader's is known. */
  readonly timeZone?: string;
}

export type DateInput = Date | string | number;

export interface Formats {
  readonly locale: Locale;
  /** 1299000 minor units of RUB -> "12 990 ₽"; kopecks only when there are any. */
  price(minor: bigint | number | string, currency?: string): string;
  /** "1 250,5"; at most three decimals unless told. */
  number(value: number | bigint, options?: { decimals?: number; sign?: boolean }): string;
  /** 12412 -> "12,4 тыс." / "12.4K". */
  compact(value: number): string;
  /** 0.125 -> "12,5 %". */
  percent(share: number, decimals?: number): string;
  /** "21 ноя 2026". */
  date(value: DateInput): string;
  /** "21 ноя", with the year when it is not the present one. */
  day(value: DateInput, now?: Date): string;
  /** "21 ноя 2026, 14:05". */
  dateTime(value: DateInput): string;
  /** "14:05". */
  time(value: DateInput): string;
  /** "5 минут назад", "через 2 часа"; `now` for tests. */
  relative(value: DateInput, now?: Date): string;
  /** 95000 ms -> "1 мин 35 с"; the two largest units. */
  duration(ms: number): string;
  /** "а, б и в"; `or` gives "а, б или в". */
  list(items: readonly string[], kind?: 'and' | 'or'): string;
  /** 1536000 -> "1,5 МБ" (1 kB = 1000 B). */
  bytes(value: number): string;
}

const RELATIVE_STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

const respace = (text: string): string => text.replace(/(\d)\s(?=\d)/g, `$1${THIN}`).replace(/\s(?!\d)/g, NBSP);

const toDate = (value: DateInput): Date => (value instanceof Date ? value : new Date(value));

function create(locale: Locale, timeZone: string): Formats {
  const tag = intlTag(locale);
  const numbers = new Map<string, Intl.NumberFormat>();
  const numberFormat = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = numbers.get(key);
    if (known) return known;
    const made = new Intl.NumberFormat(tag, options);
    numbers.set(key, made);
    return made;
  };
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const relativeFormat = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const lists = { and: new Intl.ListFormat(tag, { type: 'conjunction' }), or: new Intl.ListFormat(tag, { type: 'disjunction' }) };

  const parts = (value: DateInput) => {
    const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const part of clock.formatToParts(toDate(value))) found[part.type] = part.value;
    const month = MONTHS[locale][Number(found.month) - 1] ?? '';
    return { day: String(Number(found.day)), month, year: found.year ?? '', time: `${found.hour ?? ''}:${found.minute ?? ''}` };
  };

  const number: Formats['number'] = (value, options = {}) =>
    respace(
      numberFormat({ maximumFractionDigits: options.decimals ?? 3, useGrouping: 'always', ...(options.sign ? { signDisplay: 'exceptZero' } : {}) }).format(
        value,
      ),
    );

  const duration: Formats['duration'] = (ms) => {
    const words = DURATION_UNITS[locale];
    const total = Math.max(0, Math.round(ms / 1000));
    const units: readonly (readonly [number, string])[] = [
      [Math.floor(total / 86_400), words.d],
      [Math.floor((total % 86_400) / 3_600), words.h],
      [Math.floor((total % 3_600) / 60), words.m],
      [total % 60, words.s],
    ];
    const first = units.findIndex(([count]) => count > 0);
    if (first === -1) return `0${NBSP}${words.s}`;
    return units
      .slice(first, first + 2)
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${count}${NBSP}${word}`)
      .join(NBSP);
  };

  return {
    locale,
    number,
    duration,
    price(minor, currency = 'RUB') {
      const cents = BigInt(minor) % 100n !== 0n;
      const fraction = { minimumFractionDigits: cents ? 2 : 0, maximumFractionDigits: cents ? 2 : 0, useGrouping: 'always' } as const;
      const exact = decimalOf(BigInt(minor));
      const sign = TRAILING_SIGNS[currency];
      if (sign) return `${respace(numberFormat(fraction).format(exact))}${NBSP}${sign}`;
      return respace(numberFormat({ ...fraction, style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(exact));
    },
    compact: (value) => respace(numberFormat({ notation: 'compact', maximumFractionDigits: 1 }).format(value)),
    percent: (share, decimals = 1) => respace(numberFormat({ style: 'percent', maximumFractionDigits: decimals }).format(share)),
    date(value) {
      const { day, month, year } = parts(value);
      return `${day}${NBSP}${month}${NBSP}${year}`;
    },
    day(value, now = new Date()) {
      const { day, month, year } = parts(value);
      return parts(now).year === year ? `${day}${NBSP}${month}` : `${day}${NBSP}${month}${NBSP}${year}`;
    },
    dateTime(value) {
      const { day, month, year, time } = parts(value);
      return `${day}${NBSP}${month}${NBSP}${year}, ${time}`;
    },
    time: (value) => parts(value).time,
    relative(value, now = new Date()) {
      const seconds = Math.round((toDate(value).getTime() - now.getTime()) / 1000);
      const [unit, size] = RELATIVE_STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', 1];
      return relativeFormat.format(Math.trunc(seconds / size), unit);
    },
    list: (items, kind = 'and') => lists[kind].format(items),
    bytes(value) {
      let size = value;
      let unit = 0;
      while (size >= 999.5 && unit < 3) {
        size /= 1000;
        unit += 1;
      }
      return `${number(size, { decimals: size < 10 && unit > 0 ? 1 : 0 })}${NBSP}${BYTE_UNITS[locale][unit] ?? ''}`;
    },
  };
}

/** Minor units as an exact decimal string, so that a bigint beyond 2^53 keeps its last digit. */
function decimalOf(minor: bigint): Intl.StringNumericLiteral {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}` as Intl.StringNumericLiteral;
}

const cache = new Map<string, Formats>();

/** The formats of one language; the same object for the same language and zone. */
export function formats(locale: Locale, options: FormatOptions = {}): Formats {
  const timeZone = options.timeZone ?? DEFAULT_TIME_ZONE;
  const key = `${locale} ${timeZone}`;
  const known = cache.get(key);
  if (known) return known;
  const made = create(locale, timeZone);
  cache.set(key, made);
  return made;
}

/** The plural category of a count, for texts that cannot be an ICU message. */
export const pluralOf = (locale: Locale, count: number): Intl.LDMLPluralRule => new Intl.PluralRules(intlTag(locale)).select(count);
