import type { Ctx } from '@yarmarka/kernel';
import { listOpenDrafts, type OpenDraft } from '@yarmarka/taxonomy';
import { sql } from 'drizzle-orm';
import { namesOfActors } from './people.ts';

/** Which cells other people's open change-sets edit, with the people's names. */
export async function listOthersDrafts(ctx: Ctx): Promise<(OpenDraft & { readonly authorName: string | null })[]> {
  const drafts = await listOpenDrafts(ctx);
  const names = await namesOfActors(
    ctx,
    drafts.map((draft) => draft.author),
  );
  return drafts.map((draft) => ({ ...draft, authorName: names.get(draft.author) ?? null }));
}

/** A category with live cards: how many, how complete they are on average (percent), how many lack something. */
export type CategoryFigures = readonly [categoryId: number, cards: number, completeness: number, incomplete: number];

/** Figures of every category that has live cards of its own, for the lines of the grid. */
export async function listCategoryFigures(ctx: Ctx): Promise<CategoryFigures[]> {
  const rows = await ctx.read.execute<{ row: CategoryFigures }>(
    sql`select array[category_id, cards, completeness, incomplete] as row from catalog.category_quality where cards > 0 order by category_id`,
  );
  return rows.map((r) => r.row);
}
