import { operations } from '@yarmarka/i18n/messages/admin/operations.ts';
import { expect, it } from 'vitest';
import { MAILS } from './mails.ts';

it('the mailbox has a word for every kind of letter, in both languages', () => {
  const kinds = Object.keys(MAILS).sort();
  expect(Object.keys(operations.ru.mailbox.kinds).sort()).toEqual(kinds);
  expect(Object.keys(operations.en.mailbox.kinds).sort()).toEqual(kinds);
});
