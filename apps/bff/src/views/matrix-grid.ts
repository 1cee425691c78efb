import type { Ctx } from '@yarmarka/kernel';
import { listOpenDrafts, type OpenDraft } from '@yarmarka/taxonomy';
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
