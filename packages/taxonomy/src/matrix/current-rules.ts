import type { Ctx } from '@yarmarka/kernel';
import { type SQL, sql } from 'drizzle-orm';
import type { CellFields } from '../schemas.ts';
import type { RuleWrite } from './apply-rules.ts';

export type CurrentRule = { readonly categoryId: number; readonly attributeNo: number; readonly op: 'set' | 'exclude'; readonly fields: CellFields };

/** Present rules that a condition on `r` (taxonomy.rules) picks. */
export async function listCurrentRules(tx: Ctx, where: SQL): Promise<CurrentRule[]> {
  return tx.db.execute<CurrentRule>(
    sql`select r.category_id as "categoryId", r.attribute_no as "attributeNo", r.op, r.fields from taxonomy.rules r where r.to_version is null and ${where} order by 1, 2`,
  );
}

/** The rules that could name options or other attributes: few, whatever the size of the matrix. */
export const namingRules = (tx: Ctx): Promise<CurrentRule[]> => listCurrentRules(tx, sql`r.op = 'set' and r.fields ?| '{options,condition,limits}'::text[]`);

/** A write that makes these the rule's whole fields. */
export const replaceRule = (rule: Pick<CurrentRule, 'categoryId' | 'attributeNo'>, fields: CellFields): RuleWrite => ({
  categoryId: rule.categoryId,
  attributeNo: rule.attributeNo,
  op: 'set',
  fields,
  replace: true,
});
export const removeRule = (rule: Pick<CurrentRule, 'categoryId' | 'attributeNo'>): RuleWrite => ({
  categoryId: rule.categoryId,
  attributeNo: rule.attributeNo,
  op: 'remove',
  fields: {},
});
