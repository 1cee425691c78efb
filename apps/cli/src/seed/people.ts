import {
  acceptTerms,
  createUser,
  decideSeller,
  getSeller,
  listRequirements,
  registerSeller,
  submitDocument,
  submitSellerForReview,
  updateCompany,
} from '@yarmarka/accounts';
import { storeFile } from '@yarmarka/files';
import type { Actor, Ctx, Role } from '@yarmarka/kernel';
import { DEMO_LOGINS } from '../demo/logins.ts';
import { DEMO_SELLERS, type DemoSeller } from '../demo/sellers.ts';

const NAMES: Record<string, string> = { admin: 'Администратор', moderator: 'Модератор', editor: 'Редактор', buyer: 'Покупатель', seller: 'Продавец' };
type Login = (typeof DEMO_LOGINS)[number];

/** Opens the demo's accounts; a seller's login becomes the owner of its seller. Returns user ids by e-mail. */
export async function seedUsers(ctx: Ctx, logins: readonly Login[] = DEMO_LOGINS): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const login of logins) {
    const roles: Role[] = login.role === 'seller' ? ['buyer'] : ['buyer', login.role];
    ids.set(
      login.email,
      await createUser(ctx, { email: login.email, name: NAMES[login.role] ?? login.role, password: login.password, roles, emailVerified: true }),
    );
  }
  return ids;
}

/** Takes every demo seller through the real onboarding: registration, company data, terms, documents, review, decision. Returns seller ids by key. */
export async function seedSellers(ctx: Ctx, users: ReadonlyMap<string, string>, sellers: readonly DemoSeller[] = DEMO_SELLERS): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const seller of sellers) {
    const login = DEMO_LOGINS.find((l) => l.seller === seller.key);
    const userId =
      (login && users.get(login.email)) ??
      (await createUser(ctx, { email: seller.email, name: seller.name.ru, password: `closed-${crypto.randomUUID()}`, roles: ['buyer'], emailVerified: true }));
    ids.set(seller.key, await onboard(ctx, userId, seller));
  }
  return ids;
}

async function onboard(ctx: Ctx, userId: string, seller: DemoSeller): Promise<number> {
  const person: Actor = { kind: 'user', userId, roles: ['buyer'] };
  const { id } = await registerSeller({ ...ctx, actor: person }, { name: seller.name });
  const owner: Ctx = { ...ctx, actor: { kind: 'user', userId, roles: ['buyer', 'seller'], sellerId: id } };
  await updateCompany(owner, {
    legalName: seller.legalName,
    inn: seller.inn,
    kpp: seller.kpp,
    ogrn: seller.ogrn,
    bik: seller.bik,
    accountNo: seller.account,
    legalAddress: `${seller.city}, деловой центр «Ярмарка»`,
    city: seller.city,
    about: seller.about,
  });
  const requirements = (await listRequirements(ctx)).filter((r) => r.active && r.required);
  for (const r of requirements) {
    if (r.kind === 'accept_terms') await acceptTerms(owner, { requirementKey: r.key, version: r.settings.termsVersion ?? '1' });
    if (r.kind === 'document') {
      const file = await storeFile(owner, { content: document(`${seller.legalName}: ${r.key}`), name: `${r.key}.pdf`, purpose: 'document' });
      await submitDocument(owner, { requirementKey: r.key, fileId: file.id });
    }
  }
  await submitSellerForReview(owner);
  if (seller.status === 'approved') {
    const { version } = await getSeller(ctx, { sellerId: id });
    const rows = requirements.filter((r) => r.kind === 'document').map((r) => ({ requirementKey: r.key, verdict: 'accepted' as const, note: '' }));
    await decideSeller(ctx, { sellerId: id, version, decision: 'approve', rows, note: '' });
  }
  return id;
}

/** The smallest PDF that opens: one empty page whose title tells what it stands for. */
function document(title: string): Uint8Array {
  const hex = `FEFF${[...title].map((ch) => (ch.codePointAt(0) ?? 63).toString(16).padStart(4, '0')).join('')}`.toUpperCase();
  return new TextEncoder().encode(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n4 0 obj<</Title<${hex}>>>endobj\ntrailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n`,
  );
}
