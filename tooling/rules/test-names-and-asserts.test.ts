import { tester } from '../tests/rule-tester.ts';
import { testNamesAndAsserts } from './test-names-and-asserts.ts';

const filename = '/repo/packages/catalog/src/card/submit-card.test.ts';
const own = `import { databaseTest } from '@yarmarka/testing'; import { expect } from 'vitest'; const it = databaseTest();`;
const runner = `import { describe, expect, it, test } from 'vitest';`;

tester.run('test-names-and-asserts', testNamesAndAsserts, {
  valid: [
    { name: 'two names', filename, code: `${runner} it('a', () => { expect(1).toBe(1); }); it('b', () => { expect(1).toBe(1); });` },
    {
      name: 'one name in two scopes',
      filename,
      code: `${runner} describe('x', () => { it('a', () => { expect(1); }); }); describe('y', () => { it('a', () => { expect(1); }); });`,
    },
    {
      name: 'a function of the file asserts',
      filename,
      code: `${own} async function refuses(ctx) { await expect(f(ctx)).rejects.toThrow(); } it('a', (ctx) => refuses(ctx));`,
    },
    { name: 'a property', filename, code: `${runner} it('a', () => { fc.assert(fc.property(x, f)); });` },
    { name: 'a helper whose name says so', filename, code: `${runner} it('a', async () => { await page.expectVisible(); });` },
    { name: 'no test file', filename: '/repo/packages/catalog/src/a.ts', code: `${runner} it('a', () => {}); it('a', () => {});` },
    { name: 'an it of something else', filename, code: `import { it } from './words.ts'; it('a', () => {}); it('a', () => {});` },
  ],
  invalid: [
    {
      name: 'the same name twice',
      filename,
      code: `${runner} it('a', () => { expect(1); }); it('a', () => { expect(2); });`,
      errors: [{ messageId: 'twice' }],
    },
    {
      name: 'the same name as template',
      filename,
      code: `${runner} it('a', () => { expect(1); }); test(\`a\`, () => { expect(2); });`,
      errors: [{ messageId: 'twice' }],
    },
    {
      name: 'tests on the database',
      filename,
      code: `${own} it('a', async () => { expect(1); }); it('a', async () => { expect(1); });`,
      errors: [{ messageId: 'twice' }],
    },
    {
      name: 'a database test that asserts nothing',
      filename,
      code: `${own} it('a', async (ctx) => { await submitCard(ctx); });`,
      errors: [{ messageId: 'silent' }],
    },
    { name: 'a maker called in place', filename, code: `databaseTest()('a', async (ctx) => { await submitCard(ctx); });`, errors: [{ messageId: 'silent' }] },
    {
      name: 'a browser flow on a test of the support that asserts nothing',
      filename: '/repo/e2e/flows/buy.spec.ts',
      code: `import { test } from '../support/test.ts'; test('a', async ({ page }) => { await page.goto('/'); });`,
      errors: [{ messageId: 'silent' }],
    },
    {
      name: 'a browser flow that asserts nothing',
      filename: '/repo/e2e/flows/sell.spec.ts',
      code: `import { test } from '@playwright/test'; test('a', async ({ page }) => { await page.goto('/'); });`,
      errors: [{ messageId: 'silent' }],
    },
  ],
});
