import { expect, test } from '@playwright/test';
import { routesOfTheProduct, SCREENS } from '../support/screens.ts';

test('every route of the product is among the screens that pictures are made of, each under a name of its own', () => {
  const routes = routesOfTheProduct();
  expect(routes).toEqual(expect.arrayContaining(['/', '/seller/cards/:id', '/moderation', '/admin/changes/:id', '/auth/sign-in']));
  const pictured = new Set(SCREENS.map((screen) => screen.route));
  expect(routes.filter((route) => !pictured.has(route))).toEqual([]);
  expect(new Set(SCREENS.map((screen) => screen.name)).size).toBe(SCREENS.length);
});
