import { createSeller } from '@yarmarka/accounts/testing';
import { startActivity } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { listMyActivities } from './activities.ts';

const it = databaseTest();
const title = { ru: 'Работа', en: 'Work' };

it('staff follow all long work, a seller its own, a buyer none', async (ctx) => {
  const seller = await createSeller(ctx);
  const other = await createSeller(ctx);
  await startActivity(ctx, { key: 'a', kind: 'catalog.recompute', title, total: 10 });
  await startActivity(ctx, { key: 'b', kind: 'imports.apply', title, sellerId: seller.id });
  const seenBy = async (actor: Parameters<typeof as>[1]) => (await listMyActivities(as(ctx, actor))).map((a) => a.kind).toSorted();
  expect(await seenBy(userActor(['editor']))).toEqual(['catalog.recompute', 'imports.apply']);
  expect(await seenBy(seller.actor)).toEqual(['imports.apply']);
  expect(await seenBy(other.actor)).toEqual([]);
  expect(await seenBy(userActor(['buyer']))).toEqual([]);
});
