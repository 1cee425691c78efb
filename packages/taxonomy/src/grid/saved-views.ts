import { actorLabel, audit, type Ctx, newId, notFound, precondition, readSetting, withTx, writeSetting } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { assertCanEditMatrix } from '../policies.ts';

const SHARED = 'taxonomy.grid_views';
const MOST = 100;

/** A view of the matrix under a name: the address that shows it. */
export const SavedView = z.object({
  id: z.string().max(60),
  name: z.string().trim().min(1).max(60),
  search: z
    .string()
    .max(2000)
    .regex(/^(?:\?|$)/),
  /** Of shared ones: the one that everybody starts with. */
  start: z.boolean().default(false),
  /** Of shared ones: who shared it; nobody else makes it their own. */
  by: z.string().max(100).default(''),
});
export type SavedView = z.infer<typeof SavedView>;
export type SavedViews = { readonly own: readonly SavedView[]; readonly shared: readonly SavedView[] };

const ownKey = (ctx: Ctx): string => `${SHARED}:${actorLabel(ctx.actor)}`;
const read = async (ctx: Ctx, key: string): Promise<readonly SavedView[]> =>
  z.object({ views: z.array(SavedView) }).safeParse(await readSetting(ctx, key)).data?.views ?? [];

/** The caller's own views and those that all administrators share, by name. */
export async function listSavedViews(ctx: Ctx): Promise<SavedViews> {
  assertCanEditMatrix(ctx);
  const sorted = (views: readonly SavedView[]) => [...views].sort((a, b) => a.name.localeCompare(b.name, 'ru'));
  return { own: sorted(await read(ctx, ownKey(ctx))), shared: sorted(await read(ctx, SHARED)) };
}

export const KeepView = z.object({
  /** Of a view that is kept already: it changes; without it a new one is made, or the one of the same name and place takes the new address. */
  id: z.string().max(60).optional(),
  name: SavedView.shape.name,
  search: SavedView.shape.search,
  shared: z.boolean().default(false),
  start: z.boolean().default(false),
});
export type KeepView = z.infer<typeof KeepView>;

/** Keeps a view for the caller or, shared, for all administrators; renaming and sharing are the same. Only one shared view is where everybody starts. Only who shared a view takes it back. Reasons: `taxonomy.grid_view_not_found`, `taxonomy.grid_view_of_other`. */
export async function keepView(ctx: Ctx, input: KeepView): Promise<SavedViews> {
  assertCanEditMatrix(ctx);
  return withTx(ctx, async (tx) => {
    await lock(tx);
    const [own, shared] = [await read(tx, ownKey(tx)), await read(tx, SHARED)];
    const here = input.shared ? shared : own;
    const known = input.id === undefined ? here.find((view) => view.name === input.name) : [...own, ...shared].find((view) => view.id === input.id);
    if (input.id !== undefined && !known) throw viewNotFound();
    const me = actorLabel(tx.actor);
    const sharedBy = shared.find((view) => view.id === known?.id)?.by;
    if (!input.shared && sharedBy !== undefined && sharedBy !== me) throw viewOfOther();
    const view: SavedView = {
      id: known?.id ?? newId(),
      name: input.name,
      search: input.search,
      start: input.shared && input.start,
      by: input.shared ? (sharedBy ?? me) : '',
    };
    const without = (views: readonly SavedView[]) => views.filter((one) => one.id !== view.id);
    const placed = (views: readonly SavedView[], to: boolean) =>
      (to ? [...without(views).filter((one) => one.name !== view.name), view] : without(views)).slice(-MOST);
    await writeSetting(tx, ownKey(tx), { views: placed(own, !input.shared) });
    const others = view.start ? shared.map((one) => ({ ...one, start: false })) : shared;
    if (input.shared || shared.some((one) => one.id === view.id)) {
      await writeSetting(tx, SHARED, { views: placed(others, input.shared) });
      await audit(tx, {
        action: 'grid-view.keep',
        entity: 'setting',
        id: SHARED,
        patch: { name: view.name, search: view.search, shared: input.shared, start: view.start },
      });
    }
    return listSavedViews(tx);
  });
}

/** Forgets a view, the caller's own or a shared one. One that is gone already is no error. */
export async function dropView(ctx: Ctx, id: string): Promise<SavedViews> {
  assertCanEditMatrix(ctx);
  return withTx(ctx, async (tx) => {
    await lock(tx);
    const [own, shared] = [await read(tx, ownKey(tx)), await read(tx, SHARED)];
    const gone = shared.find((view) => view.id === id);
    await writeSetting(tx, ownKey(tx), { views: own.filter((view) => view.id !== id) });
    if (gone) {
      await writeSetting(tx, SHARED, { views: shared.filter((view) => view.id !== id) });
      await audit(tx, { action: 'grid-view.drop', entity: 'setting', id: SHARED, patch: { name: gone.name } });
    }
    return listSavedViews(tx);
  });
}

/** Both lists are read, changed and written: one at a time. */
const lock = async (tx: Ctx): Promise<void> => void (await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('taxonomy.grid_views'))`));

const viewNotFound = () =>
  notFound('taxonomy.grid_view_not_found', 'This view is gone. Somebody deleted it meanwhile.', 'Этого вида уже нет: его кто-то удалил.');
const viewOfOther = () =>
  precondition(
    'taxonomy.grid_view_of_other',
    'Another administrator shared this view with everybody; only they can take it back. Save it under another name to have one of your own.',
    'Этим видом со всеми поделился другой администратор, и вернуть его себе может только он. Чтобы завести свой, сохраните вид под другим названием.',
  );
