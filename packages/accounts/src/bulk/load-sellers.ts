import { type BulkSession, copyRow } from '@yarmarka/kernel';
import { checkAccount } from '../seller/company-rules.ts';

export type BulkSeller = { readonly id: number; readonly key: string; readonly nameRu: string; readonly nameEn: string; readonly city: string };

const BIK = '044525225';
const REGISTERED = '2025-06-01T09:00:00Z';
const SEEN = '2025-06-02T09:00:00Z';

/** Numbers that pass their checks; different for each `n` below 90,000. */
function companyOf(n: number): { inn: string; ogrn: string; account: string } {
  const body = String(910_000_000 + n);
  const control = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce((s, w, i) => s + w * Number(body[i]), 0);
  const ogrn = `1257700${String(n).padStart(5, '0')}`;
  const tail = String(n).padStart(11, '0');
  const account = Array.from({ length: 10 }, (_, key) => `40702810${key}${tail}`).find((a) => checkAccount(a, BIK) === undefined) ?? '';
  return { inn: `${body}${(control % 11) % 10}`, ogrn: `${ogrn}${(BigInt(ogrn) % 11n) % 10n}`, account };
}

// authorised by caller: the operators' command; no audit row: generated data has no author
/** Loads generated, approved sellers, each with an owner who has no password (so nobody can sign in as one). Ids are the caller's. */
export async function loadSellers(session: BulkSession, sellers: readonly BulkSeller[]): Promise<void> {
  await session.copy(
    'copy accounts.sellers (id, key, name_ru, name_en, slug, status, legal_name, inn, kpp, ogrn, bik, account_no, legal_address, city, submitted_at, decided_at, created_at, updated_at) from stdin',
    sellers.map((s, i) => {
      const { inn, ogrn, account } = companyOf(i + 1);
      const legal = [`ООО «${s.nameRu}»`, inn, '770101001', ogrn, BIK, account, `${s.city}, Складская улица, ${(i % 90) + 1}`];
      return copyRow([s.id, s.key, s.nameRu, s.nameEn, s.key, 'approved', ...legal, s.city, REGISTERED, SEEN, REGISTERED, SEEN]);
    }),
  );
  const owner = (s: BulkSeller) => `owner-${s.key}`;
  await session.copy(
    'copy accounts.users (id, name, email, email_verified, roles, seller_id, created_at, updated_at) from stdin',
    sellers.map((s) => copyRow([owner(s), s.nameRu, `${owner(s)}@scale.example`, true, '{buyer,seller}', s.id, REGISTERED, REGISTERED])),
  );
  await session.copy(
    'copy accounts.seller_members (seller_id, user_id, role, created_at) from stdin',
    sellers.map((s) => copyRow([s.id, owner(s), 'owner', REGISTERED])),
  );
  await session.run(`select setval(pg_get_serial_sequence('accounts.sellers', 'id'), (select max(id) from accounts.sellers))`);
}
