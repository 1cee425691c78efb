import { newId } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { dropView, keepView, listSavedViews } from './saved-views.ts';

const it = databaseTest();
const view = { name: 'Обувь', search: '?b=27&inc=1', shared: false, start: false };

it('keeps views per person: named, given another address, renamed, forgotten; nobody else sees them', async (ctx) => {
  const [anna, boris] = [as(ctx, userActor(['admin'], { userId: newId() })), as(ctx, userActor(['admin'], { userId: newId() }))];
  const [first] = (await keepView(anna, view)).own;
  expect(first).toMatchObject({ name: 'Обувь', search: '?b=27&inc=1' });
  expect((await keepView(anna, { ...view, search: '?b=28' })).own).toMatchObject([{ id: first?.id, search: '?b=28' }]);
  expect((await keepView(anna, { ...view, id: first?.id, name: 'Сумки' })).own.map((one) => one.name)).toEqual(['Сумки']);
  expect(await listSavedViews(boris)).toEqual({ own: [], shared: [] });
  await expect(keepView(boris, { ...view, id: first?.id })).rejects.toMatchObject({ reason: 'taxonomy.grid_view_not_found' });
  expect((await dropView(anna, first?.id ?? '')).own).toEqual([]);
  await expect(listSavedViews(as(ctx, userActor(['seller'])))).rejects.toMatchObject({ kind: 'forbidden' });
});

it('shares a view with all administrators and takes it back; one shared view is where everybody starts', async (ctx) => {
  const [anna, boris] = [as(ctx, userActor(['admin'], { userId: newId() })), as(ctx, userActor(['admin'], { userId: newId() }))];
  const [mine] = (await keepView(anna, view)).own;
  expect(await keepView(anna, { ...view, id: mine?.id, shared: true, start: true })).toMatchObject({ own: [], shared: [{ id: mine?.id, start: true }] });
  const after = await keepView(boris, { ...view, name: 'Всё', search: '?b=all', shared: true, start: true });
  expect(after.shared.map((one) => [one.name, one.start])).toEqual([
    ['Всё', true],
    ['Обувь', false],
  ]);
  expect((await keepView(anna, { ...view, id: mine?.id })).own.map((one) => one.name)).toEqual(['Обувь']);
  expect((await listSavedViews(boris)).shared.map((one) => one.name)).toEqual(['Всё']);
});

it('lets nobody but who shared a view take it away from everybody, not after renaming it either', async (ctx) => {
  const [anna, boris] = [as(ctx, userActor(['admin'], { userId: newId() })), as(ctx, userActor(['admin'], { userId: newId() }))];
  const [shared] = (await keepView(anna, { ...view, shared: true, start: true })).shared;
  await expect(keepView(boris, { ...view, id: shared?.id })).rejects.toMatchObject({ reason: 'taxonomy.grid_view_of_other' });
  await keepView(boris, { ...view, id: shared?.id, name: 'Вся обувь', shared: true, start: true });
  await expect(keepView(boris, { ...view, id: shared?.id })).rejects.toMatchObject({ reason: 'taxonomy.grid_view_of_other' });
  expect((await listSavedViews(boris)).shared).toMatchObject([{ name: 'Вся обувь', start: true, by: shared?.by }]);
  expect((await keepView(anna, { ...view, id: shared?.id })).shared).toEqual([]);
});
