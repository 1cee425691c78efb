import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { assertCanEditMatrix } from '../policies.ts';
import type { CellFields, HelpEdit } from '../schemas.ts';
import type { Carrier } from './full-cells.ts';

export type CellRules = {
  readonly rules: readonly { readonly categoryId: number; readonly attributeNo: number; readonly op: 'set' | 'exclude'; readonly fields: CellFields }[];
  readonly helps: readonly HelpEdit[];
  readonly attributes: readonly Carrier[];
};

const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

/** The published rules, help texts and kinds of these attributes in these categories, every field of them: the browser folds them where the grid's own bits do not suffice. */
export async function listCellRules(ctx: Ctx, input: { categoryIds: readonly number[]; attributeNos: readonly number[] }): Promise<CellRules> {
  assertCanEditMatrix(ctx);
  const [categories, attributes] = [ints(input.categoryIds), ints(input.attributeNos)];
  const rules = await ctx.db.execute<CellRules['rules'][number]>(sql`
    select category_id as "categoryId", attribute_no as "attributeNo", op, fields from taxonomy.rules
    where to_version is null and category_id = any(${categories}) and attribute_no = any(${attributes})`);
  const helps = await ctx.db.execute<HelpEdit>(sql`
    select category_id as "categoryId", attribute_no as "attributeNo", json_build_object('ru', help_ru, 'en', help_en) as help from taxonomy.cell_help
    where category_id = any(${categories}) and attribute_no = any(${attributes})`);
  const carriers = await ctx.db.execute<Carrier>(sql`
    select a.no, a.type, a.unit_family as "unitFamily", l.key as "listKey" from taxonomy.attributes a left join taxonomy.lists l on l.id = a.list_id where a.no = any(${attributes})`);
  return { rules, helps, attributes: carriers };
}
