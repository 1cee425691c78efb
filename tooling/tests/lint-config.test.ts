import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, type SampleWorkspace, sampleWorkspace } from './workspace.ts';

type Sample = { readonly name: string; readonly rule: string; readonly file: string; readonly code: string };

const lines = (count: number) => Array.from({ length: count }, (_, i) => `export const line${i} = ${i};`).join('\n');
const bare = `export async function f(ctx: { db: unknown }) { return withTx(ctx, () => save()); }\ndeclare const withTx: (ctx: unknown, fn: () => unknown) => unknown, save: () => unknown;`;

const bad: readonly Sample[] = [
  // Our own rules, wired in.
  {
    name: 'the environment read in a capability',
    rule: 'yarmarka(env-only-in-config)',
    file: 'packages/catalog/src/env.ts',
    code: `export const url = process.env['X'];`,
  },
  { name: 'the environment read in e2e flows', rule: 'yarmarka(env-only-in-config)', file: 'e2e/flows/env.ts', code: `export const url = process.env['X'];` },
  { name: 'a barrel inside a package', rule: 'yarmarka(no-barrel)', file: 'packages/catalog/src/card/index.ts', code: `export * from './a.ts';` },
  { name: 'a bare transaction', rule: 'yarmarka(tx-needs-authorize-and-audit)', file: 'packages/catalog/src/tx.ts', code: bare },
  {
    name: 'the outer handle in a transaction',
    rule: 'yarmarka(no-outer-ctx-inside-tx)',
    file: 'apps/worker/src/outer.ts',
    code: `declare const withTx: (c: unknown, f: (t: unknown) => unknown) => unknown;\nexport const f = (ctx: { db: unknown }) => withTx(ctx, (tx) => [tx, ctx.db]);`,
  },
  {
    name: 'the network in a transaction',
    rule: 'yarmarka(no-port-inside-tx)',
    file: 'apps/worker/src/port.ts',
    code: `declare const withTx: (c: unknown, f: (t: unknown) => unknown) => unknown;\nexport const f = (ctx: unknown) => withTx(ctx, (tx) => [tx, fetch('/')]);`,
  },
  {
    name: 'a relative import of a neighbour',
    rule: 'yarmarka(no-relative-escape)',
    file: 'packages/catalog/src/escape.ts',
    code: `import type { A } from '../../offers/src/a.ts';\nexport type B = A;`,
  },
  {
    name: 'try/catch in a router',
    rule: 'yarmarka(no-try-in-routers)',
    file: 'apps/bff/src/routers/tried.ts',
    code: `export const f = (g: () => void) => { try { g(); } catch { return; } };`,
  },
  {
    name: 'a write of another package’s table',
    rule: 'yarmarka(writes-only-in-owner)',
    file: 'packages/catalog/src/write.ts',
    code: 'export const q = `insert into offers.prices values (1)`;',
  },
  // The house's bans, which stand in oxlint already.
  { name: '401 lines', rule: 'eslint(max-lines)', file: 'packages/catalog/src/long.ts', code: lines(401) },
  { name: 'eval', rule: 'eslint(no-eval)', file: 'packages/catalog/src/eval.ts', code: `export const f = (s: string): unknown => eval(s);` },
  {
    name: 'new Function',
    rule: 'eslint(no-new-func)',
    file: 'packages/catalog/src/new-func.ts',
    code: `export const f = (s: string): unknown => new Function(s);`,
  },
  { name: 'Function()', rule: 'eslint(no-new-func)', file: 'packages/catalog/src/func.ts', code: `export const f = (s: string): unknown => Function(s);` },
  {
    name: 'setTimeout with text',
    rule: 'typescript(no-implied-eval)',
    file: 'packages/catalog/src/timer.ts',
    code: `export const f = () => setTimeout('alert(1)', 1);`,
  },
  { name: 'any', rule: 'typescript(no-explicit-any)', file: 'packages/catalog/src/any.ts', code: `export type A = any;` },
  { name: 'as any', rule: 'typescript(no-explicit-any)', file: 'packages/catalog/src/as-any.test.ts', code: `export const a = (b: object) => b as any;` },
  {
    name: 'any that a library leaks',
    rule: 'typescript(no-unsafe-member-access)',
    file: 'packages/catalog/src/leak.ts',
    code: `export const a = (s: string): unknown => JSON.parse(s).x;`,
  },
  {
    name: 'a non-null assertion',
    rule: 'typescript(no-non-null-assertion)',
    file: 'packages/catalog/src/bang.ts',
    code: `export const a = (b: { c: string }[]) => b[0]!.c;`,
  },
  { name: 'ts-ignore', rule: 'typescript(ban-ts-comment)', file: 'packages/catalog/src/ignore.ts', code: `// @ts-ignore\nexport const a: string = 1;` },
  { name: 'a default export', rule: 'import(no-default-export)', file: 'packages/catalog/src/default.ts', code: `export default 1;` },
  { name: 'console in a server', rule: 'eslint(no-console)', file: 'apps/bff/src/console.ts', code: `console.log(1);\nexport const a = 1;` },
  {
    name: 'a promise left alone',
    rule: 'typescript(no-floating-promises)',
    file: 'packages/catalog/src/floating.ts',
    code: `export const f = () => { Promise.resolve(1).then((x) => x); };`,
  },
  {
    name: 'a promise as a condition',
    rule: 'typescript(no-misused-promises)',
    file: 'packages/catalog/src/misused.ts',
    code: `export const f = (p: Promise<boolean>) => (p ? 1 : 2);`,
  },
  {
    name: 'a switch that forgets a case',
    rule: 'typescript(switch-exhaustiveness-check)',
    file: 'packages/catalog/src/switch.ts',
    code: `export function f(s: 'a' | 'b') { switch (s) { case 'a': console.assert(true); break; } }`,
  },
  { name: 'a loose comparison', rule: 'eslint(eqeqeq)', file: 'packages/catalog/src/loose.ts', code: `export const f = (a: unknown) => a == 1;` },
  {
    name: 'hooks in a condition',
    rule: 'react(hooks)',
    file: 'packages/ui/src/hook.tsx',
    code: `import { useState } from 'react';\nexport function A(p: { x: boolean }) { if (p.x) { useState(1); } return null; }`,
  },
  { name: 'a picture without a text', rule: 'jsx-a11y(alt-text)', file: 'packages/ui/src/picture.tsx', code: `export const A = () => <img src="a.png" />;` },
  {
    name: 'two tests of one name',
    rule: 'yarmarka(test-names-and-asserts)',
    file: 'packages/catalog/src/twice.test.ts',
    code: `import { expect, it } from 'vitest';\nit('a', () => { expect(1).toBe(1); });\nit('a', () => { expect(1).toBe(1); });`,
  },
  {
    name: 'a test that runs alone',
    rule: 'vitest(no-focused-tests)',
    file: 'packages/catalog/src/only.test.ts',
    code: `import { expect, it } from 'vitest';\nit.only('a', () => { expect(1).toBe(1); });`,
  },
  {
    name: 'a test switched off',
    rule: 'vitest(no-disabled-tests)',
    file: 'packages/catalog/src/skip.test.ts',
    code: `import { expect, it } from 'vitest';\nit.skip('a', () => { expect(1).toBe(1); });`,
  },
  {
    name: 'a test that asserts nothing',
    rule: 'yarmarka(test-names-and-asserts)',
    file: 'packages/catalog/src/empty.test.ts',
    code: `import { it } from 'vitest';\nit('a', () => undefined);`,
  },
];

const good: readonly Omit<Sample, 'rule'>[] = [
  { name: 'the environment in kernel’s config', file: 'packages/kernel/src/config.ts', code: `export const url = process.env['X'];` },
  { name: 'the environment in a script', file: 'scripts/good.ts', code: `console.log(process.env['X']);\nexport const a = 1;` },
  { name: 'the environment in e2e support', file: 'e2e/support/env.ts', code: `export const url = process.env['X'];` },
  { name: 'a default export in a config', file: 'apps/web/vite.config.ts', code: `export default {};` },
  { name: 'console in the CLI', file: 'apps/cli/src/main.ts', code: `console.log(1);\nexport const a = 1;` },
  { name: '400 lines', file: 'packages/catalog/src/not-long.ts', code: lines(400) },
  { name: 'a long message catalogue', file: 'packages/i18n/src/messages/ru.ts', code: lines(900) },
  { name: 'a long test data file', file: 'packages/taxonomy/src/data/units.ts', code: lines(900) },
  {
    name: 'a lane skipped for want of a server',
    file: 'packages/search/src/meili.contract.test.ts',
    code: `import { describe, expect, it } from 'vitest';\ndescribe.skipIf(!URL)('meili', () => { it('a', () => { expect(1).toBe(1); }); });`,
  },
];

let workspace: SampleWorkspace;
const found = new Map<string, string[]>();

beforeAll(() => {
  const tsconfig = { extends: join(repository, 'tooling/tsconfig.base.json'), compilerOptions: { jsx: 'react-jsx', lib: ['ES2024', 'DOM'], types: ['node'] } };
  workspace = sampleWorkspace(Object.fromEntries([...bad, ...good].map((s) => [s.file, `${s.code}\n`])), ['node_modules', 'tooling']);
  workspace.write({ 'tsconfig.json': JSON.stringify(tsconfig), '.oxlintrc.json': readFileSync(join(repository, '.oxlintrc.json'), 'utf8') });
  const oxlint = join(repository, 'node_modules/oxlint/bin/oxlint');
  const run = spawnSync(process.execPath, [oxlint, '-f', 'json', 'packages', 'apps', 'e2e', 'scripts'], { cwd: workspace.root, encoding: 'utf8' });
  const output: { diagnostics: { code?: string; filename: string }[] } = JSON.parse(run.stdout);
  for (const { code = 'syntax', filename } of output.diagnostics) {
    const file = relative(workspace.root, join(workspace.root, filename)).replaceAll('\\', '/');
    found.set(file, [...(found.get(file) ?? []), code]);
  }
});

afterAll(() => workspace.remove());

describe('the linter, as configured, refuses', () => {
  it.each(bad)('$rule: $name', ({ file, rule }) => {
    expect(found.get(file)).toContain(rule);
  });
});

describe('the linter, as configured, accepts', () => {
  it.each(good)('$name', ({ file }) => {
    expect(found.get(file)).toBeUndefined();
  });
});
