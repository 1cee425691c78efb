import { isCalendarDate } from './check-value.ts';

export type DateProblem = { readonly code: 'not_a_date' | 'ambiguous_date'; readonly params: { readonly value: string } };

const MONTHS = [
  ['янв', 'jan'],
  ['фев', 'feb'],
  ['мар', 'mar'],
  ['апр', 'apr'],
  ['ма', 'may'],
  ['июн', 'jun'],
  ['июл', 'jul'],
  ['авг', 'aug'],
  ['сен', 'sep'],
  ['окт', 'oct'],
  ['ноя', 'nov'],
  ['дек', 'dec'],
] as const;

function monthOf(word: string): number {
  const text = word.toLowerCase();
  const ru = MONTHS.findLastIndex(([start]) => text.startsWith(start) && (start !== 'ма' || /^ма[йя]$/.test(text)));
  return (ru === -1 ? MONTHS.findIndex(([, start]) => text.startsWith(start)) : ru) + 1;
}

const iso = (year: string, month: string | number, day: string): string => `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;

/**
 * A calendar date as people write it: ISO (a time of midnight may follow), 31.12.2026, 31 декабря 2026 г., 31 Dec 2026, December 31, 2026. With slashes the day comes first
 * in Russian; in English the order must be clear from the numbers.
 */
export function parseDate(text: string, locale: 'ru' | 'en'): string | DateProblem {
  const value = text.trim();
  const found = read(value.replace(/[T ]00:00(:00(\.0+)?)?(Z|\+00:00)?$/, ''), locale);
  if (found === 'ambiguous') return { code: 'ambiguous_date', params: { value } };
  return found !== undefined && isCalendarDate(found) ? found : { code: 'not_a_date', params: { value } };
}

function read(text: string, locale: 'ru' | 'en'): string | undefined {
  const yearFirst = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (yearFirst) return iso(yearFirst[1] ?? '', yearFirst[3] ?? '', yearFirst[4] ?? '');
  const yearLast = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?:\s*г\.?)?$/.exec(text);
  if (yearLast) {
    const [, a = '', mark, b = '', year = ''] = yearLast;
    const dayFirst = mark !== '/' || locale === 'ru' || Number(a) > 12 || a === b;
    if (!dayFirst && Number(b) <= 12) return 'ambiguous';
    return dayFirst ? iso(year, b, a) : iso(year, a, b);
  }
  const [, day, name, year] = /^(\d{1,2})(?:st|nd|rd|th)?\s+(\p{L}{3,})\.?,?\s+(\d{4})(?:\s*(?:г\.?|года))?$/u.exec(text) ?? [];
  if (day && name && year) return iso(year, monthOf(name), day);
  const [, name2, day2, year2] = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u.exec(text) ?? [];
  return day2 && name2 && year2 ? iso(year2, monthOf(name2), day2) : undefined;
}

/** 31.12.2026 or 31 Dec 2026; what is no date stays as it is. */
export function formatDate(date: string, locale: 'ru' | 'en'): string {
  const [year, month, day] = date.split('-');
  if (!isCalendarDate(date) || year === undefined || month === undefined || day === undefined) return date;
  if (locale === 'ru') return `${day}.${month}.${year}`;
  const name = MONTHS[Number(month) - 1]?.[1] ?? '';
  return `${Number(day)} ${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
}
