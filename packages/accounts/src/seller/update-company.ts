import { appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { and, eq, inArray } from 'drizzle-orm';
import { companyInvalid, rowClosed, wrongStatus } from '../errors.ts';
import { sellerChanged } from '../events.ts';
import { loadChecklist, loadSeller, type SellerRow, type SellerView, sellerView, writeSeller } from '../internal.ts';
import { requireOwnSeller } from '../policies.ts';
import type { UpdateCompanyInput } from '../schemas.ts';
import { sellerSubmissions } from '../tables.ts';
import { checkCompany } from './company-rules.ts';
import { canEditStore, FIELDS_OF, isRowOpen } from './rules.ts';
import { COMPANY_FIELDS, type CompanyField } from './words.ts';

/**
 * Changes the seller's own data, only the fields given. What is filled in must be right (digit counts, check digits); what is empty may stay empty until review. A refused row that is
 * changed is open again. Reasons: `accounts.company_invalid` (details.issues by field), `accounts.row_closed`, `accounts.seller_status`, `accounts.inn_taken`.
 */
export async function updateCompany(ctx: Ctx, input: UpdateCompanyInput): Promise<SellerView> {
  const { sellerId } = requireOwnSeller(ctx.actor);
  return withTx(ctx, async (tx) => {
    const seller = await loadSeller(tx, sellerId);
    const changed = COMPANY_FIELDS.filter((f) => input[f] !== undefined && input[f] !== seller[f]);
    const words = storeWords(seller, input);
    if (changed.length === 0 && Object.keys(words).length === 0) return sellerView(seller);
    if (Object.keys(words).length > 0 && !canEditStore(seller.status)) throw wrongStatus(seller.status);
    const company = Object.fromEntries(COMPANY_FIELDS.map((f) => [f, input[f] ?? seller[f]])) as Record<CompanyField, string>;
    const issues = checkCompany(company).filter(
      (i) => changed.includes(i.field) || (i.field === 'accountNo' && changed.includes('bik')) || changed.includes('inn'),
    );
    if (issues.length > 0) throw companyInvalid(issues);
    const touched = (await loadChecklist(tx, seller)).filter((r) => FIELDS_OF[r.requirement.kind]?.some((f) => changed.includes(f)));
    for (const row of touched) if (!isRowOpen(seller.status, row.standing)) throw rowClosed(row.key);
    if (changed.length > 0 && !isRowOpen(seller.status, 'incomplete')) throw wrongStatus(seller.status);
    const reopened = touched.filter((r) => r.submission?.status === 'rejected').map((r) => r.key);
    if (reopened.length > 0)
      await tx.db.delete(sellerSubmissions).where(and(eq(sellerSubmissions.sellerId, sellerId), inArray(sellerSubmissions.requirementKey, reopened)));
    const saved = await writeSeller(tx, seller, { ...company, ...words });
    // Bank and tax numbers stay out of the journal: which fields changed is enough.
    await audit(tx, { action: 'company.update', entity: 'seller', id: sellerId, patch: { fields: [...changed, ...Object.keys(words)] } });
    await appendEvent(tx, sellerChanged, sellerId, { sellerId });
    return sellerView(saved);
  });
}

function storeWords(seller: SellerRow, input: UpdateCompanyInput): Partial<SellerRow> {
  const words: Partial<SellerRow> = {};
  if (input.name) {
    const nameRu = input.name.ru || input.name.en;
    const nameEn = input.name.en || input.name.ru;
    if (nameRu !== seller.nameRu) words.nameRu = nameRu;
    if (nameEn !== seller.nameEn) words.nameEn = nameEn;
  }
  if (input.city !== undefined && input.city !== seller.city) words.city = input.city;
  if (input.about && (input.about.ru !== seller.about.ru || input.about.en !== seller.about.en)) words.about = input.about;
  return words;
}
