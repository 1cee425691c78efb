import { COMPANY_FIELDS, type CompanyField } from './words.ts';

export type CompanyValues = Readonly<Record<CompanyField, string>>;
export type IssueCode = 'digits' | 'format' | 'checksum' | 'prefix' | 'kind' | 'missing' | 'needs_bik' | 'not_used';
export type FieldIssue = { readonly field: CompanyField; readonly code: IssueCode; readonly ru: string; readonly en: string };
type Finding = Omit<FieldIssue, 'field'> | undefined;

const DIGITS = /^\d+$/;
const sum = (digits: string, weights: readonly number[]): number => weights.reduce((s, w, i) => s + w * Number(digits[i] ?? 0), 0);

/** «12 знаков», «1 знак», «3 знака». */
function signsRu(n: number): string {
  const tail = n % 100;
  if (tail > 10 && tail < 15) return `${n} знаков`;
  const last = n % 10;
  if (last === 1) return `${n} знак`;
  return last > 1 && last < 5 ? `${n} знака` : `${n} знаков`;
}

function countFinding(name: { ru: string; en: string }, value: string, lengths: { ru: string; en: string; allowed: readonly number[] }): Finding {
  if (!DIGITS.test(value)) return { code: 'format', ru: `${name.ru} состоит только из цифр`, en: `${name.en} is written in digits only` };
  if (lengths.allowed.includes(value.length)) return undefined;
  return {
    code: 'digits',
    ru: `${name.ru}: ${lengths.ru}, а введено ${signsRu(value.length)}`,
    en: `${name.en} has ${lengths.en}; ${value.length} ${value.length === 1 ? 'was' : 'were'} entered`,
  };
}

const checksum = (ru: string, en: string): Finding => ({
  code: 'checksum',
  ru: `${ru}: контрольная цифра не сходится, проверьте, нет ли опечатки`,
  en: `${en}: the check digit does not match, look for a typing error`,
});

const INN_10 = [2, 4, 10, 3, 5, 9, 4, 6, 8] as const;
const INN_11 = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8] as const;
const INN_12 = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8] as const;

/**
 * Taxpayer's number: 10 digits (company) or 12 (person). Check digits as in the Federal Tax Service's order ММВ-7-6/435@ of 29.06.2012: weighted sum mod 11 mod 10.
 * Remainders 10 and 0 give the same check digit, so a few single typing errors in the body pass by construction.
 */
export function checkInn(value: string): Finding {
  const count = countFinding({ ru: 'ИНН', en: 'INN' }, value, {
    ru: '10 цифр у компании и 12 у предпринимателя',
    en: '10 digits for a company, 12 for a sole trader',
    allowed: [10, 12],
  });
  if (count) return count;
  const control = (weights: readonly number[]) => String((sum(value, weights) % 11) % 10);
  const right = value.length === 10 ? control(INN_10) === value[9] : control(INN_11) === value[10] && control(INN_12) === value[11];
  return right ? undefined : checksum('ИНН', 'INN');
}

/** State registration number: 13 digits (company, OGRN: first 12 mod 11 mod 10) or 15 (sole trader, OGRNIP: first 14 mod 13 mod 10). Ministry of Finance order 165н of 30.10.2017. */
export function checkOgrn(value: string): Finding {
  const count = countFinding({ ru: 'ОГРН', en: 'OGRN' }, value, {
    ru: '13 цифр у компании и 15 у предпринимателя',
    en: '13 digits for a company, 15 for a sole trader',
    allowed: [13, 15],
  });
  if (count) return count;
  const body = BigInt(value.slice(0, -1));
  const control = value.length === 13 ? (body % 11n) % 10n : (body % 13n) % 10n;
  return String(control) === value.at(-1) ? undefined : checksum('ОГРН', 'OGRN');
}

/** Code of the reason for registration: 4 digits, 2 digits or capital Latin letters, 3 digits; it has no check digit (order ММВ-7-6/435@). */
export function checkKpp(value: string): Finding {
  if (value.length !== 9)
    return {
      code: 'digits',
      ru: `КПП: 9 знаков, а введено ${signsRu(value.length)}`,
      en: `KPP has 9 characters; ${value.length} ${value.length === 1 ? 'was' : 'were'} entered`,
    };
  if (/^\d{4}[\dA-Z]{2}\d{3}$/.test(value)) return undefined;
  return {
    code: 'format',
    ru: 'КПП: четыре цифры, два знака (цифры или заглавные латинские буквы) и три цифры',
    en: 'KPP is four digits, two digits or capital Latin letters, three digits',
  };
}

/** Bank's code of the Bank of Russia's directory: 9 digits, the first is 0. It has no check digit of its own: it is checked together with the account. */
export function checkBik(value: string): Finding {
  const count = countFinding({ ru: 'БИК', en: 'BIK' }, value, { ru: '9 цифр', en: '9 digits', allowed: [9] });
  if (count) return count;
  return value.startsWith('0') ? undefined : { code: 'prefix', ru: 'БИК российского банка начинается с нуля', en: 'The BIK of a Russian bank begins with 0' };
}

/**
 * Settlement account (20 digits) with the bank's code. Control key of the Bank of Russia's procedure 515 of 08.09.1997: the bank's conditional number (last three digits of the BIK; for an
 * account in a settlement centre, whose BIK ends in 000 to 002, a zero and its 5th and 6th digits) before the account, weights 7, 1, 3 repeated, the sum of the products ends in 0.
 * 7, 1 and 3 are coprime with 10, so every single wrong digit of the account is found.
 */
export function checkAccount(account: string, bik: string): Finding {
  const count = countFinding({ ru: 'Расчётный счёт', en: 'Settlement account' }, account, { ru: '20 цифр', en: '20 digits', allowed: [20] });
  if (count) return count;
  if (checkBik(bik))
    return { code: 'needs_bik', ru: 'Укажите БИК: счёт проверяется вместе с ним', en: 'Give the BIK: the account is checked together with it' };
  const inSettlementCentre = /00[0-2]$/.test(bik);
  const key = (inSettlementCentre ? `0${bik.slice(4, 6)}` : bik.slice(6)) + account;
  const weights = Array.from({ length: key.length }, (_, i) => [7, 1, 3][i % 3] ?? 0);
  if (sum(key, weights) % 10 === 0) return undefined;
  return { code: 'checksum', ru: 'Счёт не подходит к этому БИК: проверьте оба номера', en: 'The account does not belong to this BIK: check both numbers' };
}

/** What is wrong with one field as it stands; an empty field is not wrong, only incomplete. */
export function checkField(field: CompanyField, values: CompanyValues): FieldIssue | undefined {
  const value = values[field];
  if (value === '') return undefined;
  const found = ((): Finding => {
    switch (field) {
      case 'inn':
        return checkInn(value);
      case 'ogrn':
        return checkOgrn(value) ?? ogrnMatchesInn(value, values.inn);
      case 'kpp':
        return values.inn.length === 12
          ? { code: 'not_used', ru: 'У предпринимателя КПП нет: оставьте поле пустым', en: 'A sole trader has no KPP: leave it empty' }
          : checkKpp(value);
      case 'bik':
        return checkBik(value);
      case 'accountNo':
        return checkAccount(value, values.bik);
      case 'legalName':
      case 'legalAddress':
        return undefined;
    }
  })();
  return found ? { field, ...found } : undefined;
}

function ogrnMatchesInn(ogrn: string, inn: string): Finding {
  if (checkInn(inn) || inn === '') return undefined;
  const expected = inn.length === 10 ? 13 : 15;
  if (ogrn.length === expected) return undefined;
  return inn.length === 10
    ? { code: 'kind', ru: 'По ИНН это компания: у неё ОГРН из 13 цифр', en: 'By its INN this is a company: its OGRN has 13 digits' }
    : { code: 'kind', ru: 'По ИНН это предприниматель: у него ОГРНИП из 15 цифр', en: 'By the INN this is a sole trader: the OGRNIP has 15 digits' };
}

/** Everything wrong with what is filled in, in the order of the form. */
export function checkCompany(values: CompanyValues): FieldIssue[] {
  return COMPANY_FIELDS.flatMap((f) => checkField(f, values) ?? []);
}

/** Fields that the profile row still needs: a company also has a KPP. */
export function missingProfileFields(values: CompanyValues): CompanyField[] {
  const needed: CompanyField[] = ['legalName', 'inn', 'ogrn', 'legalAddress'];
  if (values.inn.length === 10) needed.push('kpp');
  return needed.filter((f) => values[f] === '');
}

export function missingBankFields(values: CompanyValues): CompanyField[] {
  return (['bik', 'accountNo'] as const).filter((f) => values[f] === '');
}
