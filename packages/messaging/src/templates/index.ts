import type { Bilingual, Locale } from '@yarmarka/kernel';
import { formats } from '@yarmarka/i18n/formats';
import type { NoticeKind, NoticeParams } from '../schemas.ts';
import { FOOT, MAILS, type MailKind } from './mails.ts';
import { NOTICES } from './notices.ts';

/** `link` is where the button leads. A param whose name ends in `Ru`/`En` is taken in the letter's language under its bare name. */
export type MailParams = Readonly<Record<string, string | number>>;
export type RenderedMail = { readonly subject: string; readonly text: string; readonly html: string };

const escapeHtml = (s: string): string => s.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Fills {name}, {at:time}, {until:date} and «{more: и ещё %}» or «{until:date: до %}», which stand only when there is more than nothing; a param that is not there leaves nothing. */
function fill(text: string, params: MailParams, locale: Locale): string {
  const say = (value: string | number, format?: string): string => {
    if (format === undefined || value === '') return String(value);
    return format === 'time' ? formats(locale).dateTime(value) : formats(locale).date(value);
  };
  const counted = text.replace(/\{(\w+)(?::(time|date))?: ([^}]*%[^}]*)\}/g, (_, name: string, format: string | undefined, words: string) => {
    const value = params[name];
    return value ? ` ${words.replace('%', say(value, format))}` : '';
  });
  return counted.replace(/\{(\w+)(?::(time|date))?\}/g, (_, name: string, format?: string) =>
    say(params[name] ?? params[`${name}${locale === 'ru' ? 'Ru' : 'En'}`] ?? '', format),
  );
}

/** One letter in one language, as text and as HTML. Values are escaped; the link stands only behind the button and at the end of the text. */
export function renderMail(kind: MailKind, params: MailParams, locale: Locale): RenderedMail {
  const letter: { readonly subject: string; readonly paragraphs: readonly string[]; readonly action?: string } = MAILS[kind][locale];
  const paragraphs = letter.paragraphs.map((p) => fill(p, params, locale).trim()).filter((p) => p !== '');
  const link = typeof params.link === 'string' ? params.link : '';
  // A header must stay on one line, whatever a store's name holds.
  const subject = fill(letter.subject, params, locale).replace(/[\r\n]+/g, ' ');
  const text = [...paragraphs, ...(letter.action && link ? [`${letter.action}: ${link}`] : []), FOOT[locale]].join('\n\n');
  const button =
    letter.action && link
      ? `<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="background:#1f5c4d;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none;font-weight:600">${escapeHtml(letter.action)}</a></p>`
      : '';
  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body style="margin:0;background:#f6f5f2;font-family:system-ui,sans-serif;color:#1d1d1b"><div style="max-width:560px;margin:0 auto;padding:32px 20px"><p style="font-weight:600;font-size:18px;margin:0 0 24px">${locale === 'ru' ? 'Ярмарка' : 'Yarmarka'}</p><div style="background:#ffffff;border:1px solid #e3e1db;border-radius:10px;padding:24px;font-size:16px;line-height:24px">${paragraphs.map((p) => `<p style="margin:0 0 16px">${escapeHtml(p)}</p>`).join('')}${button}</div><p style="font-size:12px;line-height:16px;color:#6b6962;margin:16px 0 0">${escapeHtml(FOOT[locale])}</p></div></body></html>`;
  return { subject, text, html };
}

/** What the bell shows, in both languages, so that switching the language needs no request. */
export function renderNotice(kind: NoticeKind, params: NoticeParams): Bilingual {
  const say = (locale: Locale) => fill(NOTICES[kind][locale], params, locale);
  return { ru: say('ru'), en: say('en') };
}
