import { expect, test } from 'vitest';
import { DEMO_LOGINS } from './logins.ts';
import { DEMO_SELLERS } from './sellers.ts';

const weighed = (digits: string, weights: readonly number[]): number => weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);

/** Company's INN: ten digits, the last is the weighted sum of the others mod 11 mod 10 (tax service order ММВ-7-6/435@). */
const innHolds = (inn: string): boolean => /^\d{10}$/.test(inn) && (weighed(inn, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === Number(inn[9]);
/** OGRN: thirteen digits, the last is the first twelve mod 11 mod 10 (Ministry of Finance order 165н). */
const ogrnHolds = (ogrn: string): boolean => /^1\d{12}$/.test(ogrn) && (Number(ogrn.slice(0, 12)) % 11) % 10 === Number(ogrn[12]);
/** Account with the bank's last three digits before it: weights 7, 1, 3 repeated, the sum ends in 0 (Bank of Russia procedure 515). */
const accountHolds = (bik: string, account: string): boolean =>
  /^04\d{7}$/.test(bik) &&
  /^40702810\d{12}$/.test(account) &&
  weighed(
    bik.slice(6) + account,
    Array.from({ length: 23 }, (_, i) => [7, 1, 3][i % 3] ?? 0),
  ) %
    10 ===
    0;

test('the checksums notice one changed digit', () => {
  expect([innHolds('7707083893'), innHolds('7707083892')]).toEqual([true, false]);
  expect([ogrnHolds('1027700132195'), ogrnHolds('1027700132196')]).toEqual([true, false]);
  const [seller] = DEMO_SELLERS;
  expect(accountHolds(seller?.bik ?? '', (seller?.account ?? '').replace(/.$/, '7'))).toBe(false);
});

test('every seller has company data that pass their checksums and belong to one seller only', () => {
  expect(
    DEMO_SELLERS.filter((s) => !innHolds(s.inn) || !ogrnHolds(s.ogrn) || !accountHolds(s.bik, s.account) || !/^\d{4}[\dA-Z]{2}\d{3}$/.test(s.kpp)).map(
      (s) => s.key,
    ),
  ).toEqual([]);
  for (const field of ['key', 'inn', 'ogrn', 'account', 'email', 'legalName'] as const)
    expect(new Set(DEMO_SELLERS.map((s) => s[field])).size).toBe(DEMO_SELLERS.length);
});

test('eight sellers speak both languages, seven are approved and one waits', () => {
  expect(DEMO_SELLERS.map((s) => s.status).sort()).toEqual([...Array.from({ length: 7 }, () => 'approved'), 'waiting']);
  expect(DEMO_SELLERS.filter((s) => !/[а-яё]/i.test(s.about.ru) || /[а-яё]/i.test(s.about.en) || /[а-яё]/i.test(s.name.en))).toEqual([]);
});

test('there is a login for every role, and sellers whose shops exist, with passwords long enough to be accepted', () => {
  expect(new Set(DEMO_LOGINS.map((l) => l.role))).toEqual(new Set(['admin', 'moderator', 'editor', 'buyer', 'seller']));
  const sellers = DEMO_LOGINS.filter((l) => l.role === 'seller');
  expect(sellers.length).toBeGreaterThanOrEqual(2);
  expect(sellers.filter((l) => !DEMO_SELLERS.some((s) => s.key === l.seller))).toEqual([]);
  expect(DEMO_LOGINS.filter((l) => l.password.length < 12 || !l.password.startsWith('demo-') || !l.email.endsWith('@yarmarka.example'))).toEqual([]);
});
