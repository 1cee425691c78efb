import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAccount, checkBik, checkCompany, checkInn, checkKpp, checkOgrn, missingProfileFields } from './company-rules.ts';

const digits = (n: number) => fc.stringMatching(new RegExp(`^[0-9]{${n}}$`));
const weighted = (s: string, w: number[]) => w.reduce((t, x, i) => t + x * Number(s[i]), 0);
const remainder11 = (s: string, w: number[]) => weighted(s, w) % 11;
/** Another digit at one place. */
const replaced = (s: string, at: number, by: number) => s.slice(0, at) + String((Number(s[at]) + by) % 10) + s.slice(at + 1);
const change = (length: number) => fc.record({ at: fc.integer({ min: 0, max: length - 1 }), by: fc.integer({ min: 1, max: 9 }) });

const W10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const W11 = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const W12 = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const inn10 = digits(9).map((b) => b + String(remainder11(b, W10) % 10));
const inn12 = digits(10).map((b) => {
  const eleven = b + String(remainder11(b, W11) % 10);
  return eleven + String(remainder11(eleven, W12) % 10);
});
const ogrn13 = digits(12).map((b) => b + String((BigInt(b) % 11n) % 10n));
const ogrn15 = digits(14).map((b) => b + String((BigInt(b) % 13n) % 10n));
const bank = fc
  .record({ bik: fc.tuple(digits(5), fc.integer({ min: 3, max: 999 })).map(([b, n]) => `0${b}${String(n).padStart(3, '0')}`), body: digits(19) })
  .map(({ bik, body }) => {
    const withKey = (key: number) => body.slice(0, 8) + String(key) + body.slice(8);
    const key =
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find(
        (k) =>
          weighted(
            bik.slice(6) + withKey(k),
            Array.from({ length: 23 }, (_, i) => [7, 1, 3][i % 3] ?? 0),
          ) %
            10 ===
          0,
      ) ?? 0;
    return { bik, account: withKey(key) };
  });

describe('INN', () => {
  it('accepts numbers of real companies and persons', () => {
    for (const inn of ['7707083893', '7736050003', '500100732259']) expect(checkInn(inn)).toBeUndefined();
  });
  it('accepts every number whose check digits are computed by the order', () => {
    fc.assert(fc.property(fc.oneof(inn10, inn12), (inn) => checkInn(inn) === undefined));
  });
  it('refuses a company number with one wrong digit, save where remainders 0 and 10 meet in the same check digit', () => {
    fc.assert(
      fc.property(inn10, change(10), (inn, { at, by }) => {
        const wrong = replaced(inn, at, by);
        const pair = [remainder11(inn, W10), remainder11(wrong, W10)].sort((a, b) => a - b).join();
        expect(checkInn(wrong)?.code).toBe(at < 9 && pair === '0,10' ? undefined : 'checksum');
      }),
      { numRuns: 2000 },
    );
  });
  it('refuses a person’s number with a wrong last digit', () => {
    fc.assert(fc.property(inn12, fc.integer({ min: 1, max: 9 }), (inn, by) => checkInn(replaced(inn, 11, by))?.code === 'checksum'));
  });
  it('names the wrong number of digits, and letters', () => {
    expect(checkInn('77070838931')).toMatchObject({ code: 'digits', ru: expect.stringContaining('введено 11 знаков') });
    expect(checkInn('7')).toMatchObject({ code: 'digits', ru: expect.stringContaining('введено 1 знак'), en: expect.stringContaining('1 was entered') });
    expect(checkInn('770708389A')?.code).toBe('format');
  });
});

describe('OGRN', () => {
  it('accepts a real company’s number and everything computed by the order', () => {
    expect(checkOgrn('1027700132195')).toBeUndefined();
    fc.assert(fc.property(fc.oneof(ogrn13, ogrn15), (ogrn) => checkOgrn(ogrn) === undefined));
  });
  it('refuses one wrong digit, save where two remainders share a check digit', () => {
    fc.assert(
      fc.property(fc.oneof(ogrn13, ogrn15), fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 9 }), (ogrn, where, by) => {
        const at = Math.floor(where * ogrn.length);
        const wrong = replaced(ogrn, at, by);
        const modulus = ogrn.length === 13 ? 11n : 13n;
        const same = (BigInt(wrong.slice(0, -1)) % modulus) % 10n === (BigInt(ogrn.slice(0, -1)) % modulus) % 10n;
        expect(checkOgrn(wrong)?.code).toBe(at < ogrn.length - 1 && same ? undefined : 'checksum');
      }),
      { numRuns: 2000 },
    );
  });
  it('names the wrong number of digits', () => {
    expect(checkOgrn('10277001321')).toMatchObject({ code: 'digits', en: expect.stringContaining('11 were entered') });
  });
});

describe('bank details', () => {
  it('gives the key of the worked example in the procedure itself: 8, for an account in a settlement centre', () => {
    const fitting = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((k) => checkAccount(`30101810${k}00000000746`, '049805000') === undefined);
    expect(fitting).toEqual([8]);
  });
  it('accepts every account whose key is computed by the procedure', () => {
    fc.assert(fc.property(bank, ({ bik, account }) => checkAccount(account, bik) === undefined));
  });
  it('refuses every account with one wrong digit', () => {
    fc.assert(
      fc.property(bank, change(20), ({ bik, account }, { at, by }) => checkAccount(replaced(account, at, by), bik)?.code === 'checksum'),
      { numRuns: 2000 },
    );
  });
  it('refuses every account under a BIK whose bank number has one wrong digit', () => {
    fc.assert(
      fc.property(bank, fc.integer({ min: 6, max: 8 }), fc.integer({ min: 1, max: 9 }), ({ bik, account }, at, by) => {
        const other = replaced(bik, at, by);
        fc.pre(!/00[0-2]$/.test(other));
        return checkAccount(account, other)?.code === 'checksum';
      }),
    );
  });
  it('asks for the BIK first, and names wrong counts', () => {
    expect(checkAccount('40702810900000002851', '')?.code).toBe('needs_bik');
    expect(checkAccount('4070281090000000285', '044030790')).toMatchObject({ code: 'digits', ru: expect.stringContaining('19 знаков') });
    expect(checkBik('04403079')?.code).toBe('digits');
    expect(checkBik('144030790')?.code).toBe('prefix');
  });
});

describe('company', () => {
  const empty = { legalName: '', inn: '', kpp: '', ogrn: '', legalAddress: '', bik: '', accountNo: '' };
  it('finds nothing wrong in an empty form, only things missing', () => {
    expect(checkCompany(empty)).toEqual([]);
    expect(missingProfileFields(empty)).toEqual(['legalName', 'inn', 'ogrn', 'legalAddress']);
    expect(missingProfileFields({ ...empty, inn: '7707083893' })).toContain('kpp');
  });
  it('knows companies from sole traders', () => {
    expect(checkCompany({ ...empty, inn: '500100732259', kpp: '770101001' })).toMatchObject([{ field: 'kpp', code: 'not_used' }]);
    expect(checkCompany({ ...empty, inn: '500100732259', ogrn: '1027700132195' })).toMatchObject([{ field: 'ogrn', code: 'kind' }]);
  });
  it('takes a KPP with letters in its fifth and sixth place only', () => {
    expect(checkKpp('7701AB001')).toBeUndefined();
    expect(checkKpp('77A101001')?.code).toBe('format');
    expect(checkKpp('77010100')?.code).toBe('digits');
  });
});
