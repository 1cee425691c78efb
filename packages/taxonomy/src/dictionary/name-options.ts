import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { labelKey, lookupOver, type OptionEntry, suggestOptions } from '../option-lookup.ts';

/** What a name stands for: one option, or those that may have been meant. */
export type NamedOption = { readonly attributeNo: number; readonly name: string; readonly token: number | null; readonly candidates: readonly string[] };
const CANDIDATES = 3;

/** Options of several attributes by the names people write: key, label in either language, synonym. No token: nothing, or more than one option, is called so. */
export async function nameOptions(ctx: Ctx, wanted: readonly { readonly attributeNo: number; readonly names: readonly string[] }[]): Promise<NamedOption[]> {
  const rows = await ctx.read.execute<OptionEntry & { no: number }>(sql`
    select a.no, a.no * 65536 + e.entry_no as token, e.key, e.label_ru as ru, e.label_en as en, e.synonyms from taxonomy.attributes a join taxonomy.entries e on e.list_id = a.list_id
    where a.no = any(${`{${wanted.map((one) => one.attributeNo).join(',')}}`}::int[]) and not e.retired order by e.position, e.entry_no`);
  const entries = Map.groupBy(rows, (row) => row.no);
  const lookup = lookupOver((no) => entries.get(no) ?? []);
  const labelOf = (no: number, token: number) => lookup.labelOf(no, token, ctx.locale) ?? '';
  return wanted.flatMap(({ attributeNo: no, names }) =>
    names.map((name): NamedOption => {
      const tokens = lookup.byLabel(no, labelKey(name));
      const [token] = tokens;
      if (tokens.length === 1 && token !== undefined) return { attributeNo: no, name, token, candidates: [] };
      const near = tokens.length > 1 ? tokens : suggestOptions(lookup, no, name, ctx.locale).map((one) => one.token);
      return { attributeNo: no, name, token: null, candidates: near.slice(0, CANDIDATES).map((one) => labelOf(no, one)) };
    }),
  );
}
