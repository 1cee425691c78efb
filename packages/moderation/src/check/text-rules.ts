export type Found = { readonly start: number; readonly end: number; readonly text: string };

const word = (pattern: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'giu');

const CONTACTS: readonly RegExp[] = [
  /(?:https?:\/\/|www\.)[^\s<>"')]+/giu,
  /(?<![\p{L}\d._-])[\w.+-]+@[\w-]+\.[\w.-]{2,}/giu,
  // A bare domain: only with an ending that no model number has.
  /(?<![\p{L}\d@.-])[\p{L}\d][\p{L}\d-]*\.(?:ru|рф|su|com|net|org|info|shop|store|online|site|by|kz|ua)(?![\p{L}\d-])/giu,
  // Russian numbers as people write them: +7 / 8, code, seven digits with any spacing.
  /(?<![\d.,])(?:\+7|8)[\s\-–(]*\d{3}[\s\-–)]*\d{3}[\s\-–]*\d{2}[\s\-–]*\d{2}(?!\d)/gu,
  word('whats\\s?app|ватс?апп?|вотс?апп?|viber|вайбер\\p{L}*|telegram|телеграмм?\\p{L}*|t\\.me/\\S+'),
  /(?<![\p{L}\d.@])@[a-z]\w{4,31}/giu,
];

/** Words that a moderator should look at, by what they hint at; Russian ones by stem. */
const SUSPICIOUS: Readonly<Record<'counterfeit' | 'advertising' | 'off_platform', readonly RegExp[]>> = {
  counterfeit: [
    word('реплик\\p{L}*|подделк\\p{L}*|паль|люкс[\\s-]?копи\\p{L}*|копи[яию]\\s+(?:бренда|оригинала)|качество\\s+1\\s?[:к]\\s?1|[аa]{3}\\s+качеств\\p{L}*'),
    word('replica|knock-?off|1\\s?:\\s?1\\s+(?:copy|quality)|mirror\\s+copy|super\\s*copy'),
  ],
  advertising: [
    word(
      'лучш(?:ий|ая|ее|ие|его|ей|их)|сам(?:ый|ая|ое|ые)\\s+(?:лучш|низк|дешёв|дешев)\\p{L}*|хит\\s+продаж|топ\\s+продаж|скидк\\p{L}*|распродаж\\p{L}*|акци[яию]|дёшево|дешево|суперцен\\p{L}*|успейте|только\\s+сегодня|№\\s?1',
    ),
    word('best\\s?-?sellers?|the\\s+best|cheapest|discounts?|on\\s+sale|hot\\s+deals?|limited\\s+offer|hurry\\s+up|no\\.\\s?1|free\\s+gift'),
  ],
  off_platform: [
    word('пишите\\s+(?:мне|нам|в\\s+личк\\p{L}*|в\\s+директ)|звоните|предоплат\\p{L}*\\s+на\\s+карту|оплата\\s+на\\s+карту|в\\s+обход'),
    word('call\\s+us|write\\s+to\\s+me|pay\\s+directly|outside\\s+the\\s+(?:site|platform)'),
  ],
};
export type Suspicion = keyof typeof SUSPICIOUS;

function all(text: string, patterns: readonly RegExp[]): Found[] {
  const found = patterns.flatMap((p) => [...text.matchAll(p)].map((m) => ({ start: m.index, end: m.index + m[0].length, text: m[0] })));
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((f, i) => !found.slice(0, i).some((earlier) => earlier.end >= f.end && earlier.start <= f.start));
}

/** Links, addresses, phone numbers and messengers in a text, in its order. */
export const findContacts = (text: string): Found[] => all(text, CONTACTS);

/** Words that hint at a counterfeit, at advertising or at a deal past the marketplace. */
export function findSuspicious(text: string): (Found & { readonly kind: Suspicion })[] {
  return (Object.keys(SUSPICIOUS) as Suspicion[]).flatMap((kind) => all(text, SUSPICIOUS[kind]).map((f) => ({ ...f, kind })));
}

/** A name that shouts: at least two words of five letters or more in capitals, and they are more than half of its letters. Short names of series (OLED, USB) do not count. */
export function isShouting(text: string): boolean {
  const words = text.match(/\p{L}+/gu) ?? [];
  const loud = words.filter((w) => w.length >= 5 && w === w.toUpperCase() && w !== w.toLowerCase());
  const letters = words.reduce((n, w) => n + w.length, 0);
  return loud.length >= 2 && loud.reduce((n, w) => n + w.length, 0) * 2 > letters;
}
