import { describe, expect, it } from 'vitest';
import { NOTICE_KINDS } from '../schemas.ts';
import { renderMail, renderNotice } from './index.ts';
import { MAILS, type MailKind } from './mails.ts';

const params = {
  name: 'Ada',
  store: 'North',
  card: 'Notebook 14"',
  device: 'Firefox, Linux',
  at: '2026-03-02T09:00:00Z',
  until: '2026-03-16T09:00:00Z',
  rowsRu: 'выписка',
  rowsEn: 'extract',
  reasonRu: 'долг',
  reasonEn: 'debt',
  note: 'Подробности',
  link: 'https://yarmarka.example/x?a=1&b=2#token=t',
};
const kinds = Object.keys(MAILS) as MailKind[];

describe('every letter', () => {
  it('is complete in both languages, with no bracket left over', () => {
    for (const kind of kinds)
      for (const locale of ['ru', 'en'] as const) {
        const mail = renderMail(kind, params, locale);
        expect(`${mail.subject}${mail.text}${mail.html}`, kind).not.toMatch(/[{}]|undefined|null/);
        expect(mail.subject.length, kind).toBeGreaterThan(5);
        expect(/[а-яё]/i.test(mail.subject), `${kind} ${locale}`).toBe(locale === 'ru');
      }
  });
  it('leads to its link from the text and from the button, and names the same params in both languages', () => {
    for (const kind of kinds) {
      const { ru, en } = MAILS[kind] as Record<'ru' | 'en', { subject: string; paragraphs: readonly string[]; action?: string }>;
      const used = (l: typeof ru) => [...new Set([l.subject, ...l.paragraphs].join(' ').match(/\{\w+(:(time|date))?/g))].sort();
      expect(used(ru), kind).toEqual(used(en));
      if (!ru.action) continue;
      const mail = renderMail(kind, params, 'ru');
      expect(mail.text).toContain(params.link);
      expect(mail.html).toContain('href="https://yarmarka.example/x?a=1&#38;b=2#token=t"');
    }
  });
  it('escapes what sellers wrote and keeps the subject on one line', () => {
    const mail = renderMail('seller_approved', { store: '<img src=x onerror=alert(1)>\r\nBcc: a@b.c', link: 'https://x"x' }, 'en');
    expect(mail.html).not.toContain('<img');
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.html).not.toContain('x"x');
  });
  it('drops an empty note instead of leaving a hole', () => {
    expect(renderMail('seller_rejected', { ...params, note: '' }, 'ru').text).not.toContain('\n\n\n');
  });
});

describe('every notice', () => {
  it('has words in both languages', () => {
    for (const kind of NOTICE_KINDS) {
      const text = renderNotice(kind, { ...params, file: 'a.csv', accepted: 1, failed: 2 });
      expect(`${text.ru}${text.en}`, kind).not.toMatch(/[{}]/);
      expect(text.ru, kind).toMatch(/[а-яё]/i);
    }
  });
});

it('a notice of a published version names only what there is, and the day only when something must be corrected', () => {
  const known = { attributesRu: 'Вес', attributesEn: 'Weight' };
  expect(renderNotice('matrix_published', { ...known, lacking: 3, invalid: 0, offers: 0 })).toEqual({
    ru: 'Новые требования: Вес. Карточек, которые нужно дополнить: 3.',
    en: 'New requirements: Weight. Cards to complete: 3.',
  });
  expect(renderNotice('matrix_published', { ...known, lacking: 0, invalid: 2, offers: 0, until: '2026-12-21T09:00:00Z' }).ru).toMatch(
    /стали неверными: 2\. Исправьте их до 21\sдек/,
  );
});
