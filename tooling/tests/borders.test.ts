import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, type SampleWorkspace, sampleWorkspace } from './workspace.ts';

type Manifest = { readonly exports?: Record<string, string>; readonly dependencies?: readonly string[]; readonly devDependencies?: readonly string[] };
type Violation = { readonly rule: { readonly name: string }; readonly from: string; readonly to: string };

const doors = { '.': './src/index.ts', './schemas': './src/schemas.ts', './tables': './src/tables.ts', './testing': './src/testing.ts' };
const members: Readonly<Record<string, Manifest>> = {
  'packages/kernel': {
    exports: { '.': './src/index.ts', './schemas': './src/schemas.ts' },
    dependencies: ['drizzle-orm'],
    devDependencies: ['@yarmarka/offers'],
  },
  'packages/db': { exports: { '.': './src/index.ts' }, dependencies: ['@yarmarka/kernel', '@yarmarka/catalog'] },
  'packages/i18n': { exports: { '.': './src/index.ts' }, dependencies: ['@yarmarka/kernel'] },
  'packages/ui': { exports: { '.': './src/index.ts', './*': './src/*' }, dependencies: ['@yarmarka/i18n', '@yarmarka/catalog', '@trpc/client'] },
  'packages/testing': { exports: { '.': './src/index.ts' }, dependencies: ['@yarmarka/kernel'] },
  'packages/catalog': {
    exports: doors,
    dependencies: ['@yarmarka/kernel', '@yarmarka/db', 'drizzle-orm'],
    devDependencies: ['@yarmarka/testing', 'fast-check'],
  },
  'packages/offers': { exports: doors, dependencies: ['@yarmarka/kernel', '@yarmarka/catalog'] },
  'apps/bff': { exports: { './router': './src/routers/index.ts' }, dependencies: ['@yarmarka/catalog', '@yarmarka/db', 'drizzle-orm'] },
  'apps/web': { dependencies: ['@yarmarka/ui', '@yarmarka/i18n', '@yarmarka/catalog'], devDependencies: ['@yarmarka/bff'] },
  'apps/worker': { dependencies: ['@yarmarka/catalog', '@yarmarka/bff'] },
  e2e: { dependencies: ['@yarmarka/testing'] },
  tooling: {},
};

const clean: Readonly<Record<string, string>> = {
  'packages/kernel/src/index.ts': `import type { B } from './type-circle.ts';\nimport { sql } from 'drizzle-orm';\nexport type A = B;\nexport const a = sql;\nexport type { Shape } from './shape.ts';`,
  'packages/kernel/src/type-circle.ts': `import type { A } from './index.ts';\nexport type B = A | 1;`,
  'packages/kernel/src/shape.ts': `export type Shape = 1;`,
  'packages/kernel/src/schemas.ts': `export const k = 1;`,
  'packages/db/src/index.ts': `import { a } from '@yarmarka/kernel';\nexport const pool = a;`,
  'packages/i18n/src/index.ts': `export const t = 1;`,
  'packages/ui/src/index.ts': `import { t } from '@yarmarka/i18n';\nexport const u = t;`,
  'packages/ui/src/grid.ts': `export const grid = 1;`,
  'packages/testing/src/index.ts': `import { a } from '@yarmarka/kernel';\nexport const clone = a;`,
  'packages/catalog/src/index.ts': `import { a } from '@yarmarka/kernel';\nimport { cards } from './tables.ts';\nexport const c = [a, cards];`,
  'packages/catalog/src/schemas.ts': `import { k } from '@yarmarka/kernel/schemas';\nexport const s = k;`,
  'packages/catalog/src/tables.ts': `import { sql } from 'drizzle-orm';\nexport const cards = sql;`,
  'packages/catalog/src/testing.ts': `import { clone } from '@yarmarka/testing';\nexport const makeCard = clone;`,
  'packages/catalog/src/card.test.ts': `import { clone } from '@yarmarka/testing';\nimport fc from 'fast-check';\nexport const x = [clone, fc];`,
  'packages/offers/src/index.ts': `import { cards } from '@yarmarka/catalog/tables';\nexport const o = cards;`,
  'packages/offers/src/testing.ts': `import { makeCard } from '@yarmarka/catalog/testing';\nexport const makeOffer = makeCard;`,
  'apps/bff/src/routers/index.ts': `import { c } from '@yarmarka/catalog';\nexport type AppRouter = typeof c;`,
  'apps/bff/src/views/card.ts': `import { sql } from 'drizzle-orm';\nimport { cards } from '@yarmarka/catalog/tables';\nexport const v = [sql, cards];`,
  'apps/web/src/lib/trpc.ts': `import type { AppRouter } from '@yarmarka/bff/router';\nexport type R = AppRouter;`,
  'apps/web/src/areas/shop/page.tsx': `import { u } from '@yarmarka/ui';\nimport { grid } from '@yarmarka/ui/grid.ts';\nimport { s } from '@yarmarka/catalog/schemas';\nimport { view } from '../../parts/view.ts';\nexport const p = [u, grid, s, view];`,
  'apps/web/src/areas/seller/page.tsx': `export const p = 1;`,
  'apps/web/src/parts/view.ts': `export const view = 1;`,
  'apps/worker/src/main.ts': `import { c } from '@yarmarka/catalog';\nexport const w = c;`,
  'e2e/support/server.ts': `import { clone } from '@yarmarka/testing';\nexport const server = clone;`,
  'e2e/flows/sell.ts': `import { server } from '../support/server.ts';\nexport const f = server;`,
  'scripts/verify.ts': `import { rule } from '../tooling/rule.ts';\nexport const v = rule;`,
  'tooling/rule.ts': `export const rule = 1;`,
};

/** file -> [its text, the rule that must refuse it]. */
const bad: Readonly<Record<string, readonly [text: string, rule: string]>> = {
  'packages/catalog/src/arrow.ts': [`import { o } from '@yarmarka/offers';\nexport const x = o;`, 'arrow-in-package-json:packages/catalog'],
  'packages/catalog/src/arrow-type.ts': [`import type { o } from '@yarmarka/offers';\nexport type X = typeof o;`, 'arrow-in-package-json:packages/catalog'],
  'packages/offers/src/beside.ts': [`import { a } from '../../kernel/src/shape.ts';\nexport const x = a;`, 'through-exports:packages/kernel'],
  'packages/offers/src/deep.ts': [`import { a } from '@yarmarka/kernel/src/shape.ts';\nexport const x = a;`, 'resolvable'],
  'packages/offers/src/nowhere.ts': [`import { a } from './missing.ts';\nexport const x = a;`, 'resolvable'],
  'packages/offers/src/circle-a.ts': [`import { b } from './circle-b.ts';\nexport const a = () => b;`, 'no-cycle'],
  'packages/offers/src/library.ts': [`import { sql } from 'drizzle-orm';\nexport const x = sql;`, 'npm-in-package-json'],
  'packages/catalog/src/dev-library.ts': [`import fc from 'fast-check';\nexport const x = fc;`, 'npm-dev-in-production'],
  'packages/catalog/src/dev-arrow.ts': [`import { clone } from '@yarmarka/testing';\nexport const x = clone;`, 'dev-arrow-in-production:packages/catalog'],
  'packages/offers/src/factory.ts': [`import { makeCard } from '@yarmarka/catalog/testing';\nexport const x = makeCard;`, 'testing-doors'],
  'packages/catalog/src/own-pool.ts': [`import { pool } from '@yarmarka/db';\nexport const x = pool;`, 'pools-belong-to-apps'],
  'packages/kernel/src/up.ts': [`import { o } from '@yarmarka/offers';\nexport const x = o;`, 'kernel-imports-nobody'],
  'packages/db/src/up.ts': [`import { c } from '@yarmarka/catalog';\nexport const x = c;`, 'db-imports-kernel-only'],
  'packages/i18n/src/up.ts': [`import { k } from '@yarmarka/kernel/schemas';\nexport const x = k;`, 'i18n-knows-nobody'],
  'packages/ui/src/capability.ts': [`import { s } from '@yarmarka/catalog/schemas';\nexport const x = s;`, 'ui-knows-no-capability'],
  'packages/ui/src/trpc.ts': [`import { t } from '@trpc/client';\nexport const x = t;`, 'ui-knows-no-capability'],
  'packages/offers/src/schemas.ts': [`import { money } from './money.ts';\nexport const x = money;`, 'browser-doors'],
  'apps/bff/src/routers/sql.ts': [`import { sql } from 'drizzle-orm';\nexport const x = sql;`, 'routers-hold-no-sql'],
  'apps/bff/src/routers/tables.ts': [`import { cards } from '@yarmarka/catalog/tables';\nexport const x = cards;`, 'routers-hold-no-sql'],
  'apps/bff/src/routers/pool.ts': [`import { pool } from '@yarmarka/db';\nexport const x = pool;`, 'routers-hold-no-sql'],
  'apps/web/src/lib/router-value.ts': [`import { appRouter } from '@yarmarka/bff/router';\nexport const x = appRouter;`, 'router-as-type'],
  'apps/web/src/lib/area.ts': [`import { p } from '../areas/seller/page.tsx';\nexport const x = p;`, 'lib-below-all'],
  'apps/web/src/areas/shop/verb.ts': [`import { c } from '@yarmarka/catalog';\nexport const x = c;`, 'web-is-browser-safe'],
  'apps/web/src/areas/shop/other-area.ts': [`import { p } from '../seller/page.tsx';\nexport const x = p;`, 'areas-apart'],
  'apps/web/src/parts/area.ts': [`import { p } from '../areas/seller/page.tsx';\nexport const x = p;`, 'parts-below-areas'],
  'apps/worker/src/router.ts': [`import type { AppRouter } from '@yarmarka/bff/router';\nexport type X = AppRouter;`, 'router-for-web-only'],
  'apps/worker/src/app.ts': [`import { v } from '../../bff/src/views/card.ts';\nexport const x = v;`, 'app-to-app'],
  'packages/offers/src/app.ts': [`import { w } from '../../../apps/worker/src/main.ts';\nexport const x = w;`, 'apps-stand-alone'],
  'e2e/flows/buy.ts': [`import { f } from './sell.ts';\nexport const x = f;`, 'flows-apart'],
  'e2e/support/flow.ts': [`import { f } from '../flows/sell.ts';\nexport const x = f;`, 'support-below-flows'],
  'tooling/peek.ts': [`import { k } from '../packages/kernel/src/schemas.ts';\nexport const x = k;`, 'tooling-imports-nobody'],
};
const helpers = {
  'packages/offers/src/circle-b.ts': `import { a } from './circle-a.ts';\nexport const b = () => a;`,
  'packages/offers/src/money.ts': `import { readFileSync } from 'node:fs';\nexport const money = readFileSync;`,
};

let workspace: SampleWorkspace;
let violations: Violation[] = [];

function cruise(): Violation[] {
  const depcruise = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const run = spawnSync(
    process.execPath,
    [depcruise, '--config', join(repository, 'tooling/dependency-rules.cjs'), '-T', 'json', 'packages', 'apps', 'e2e', 'tooling', 'scripts'],
    {
      cwd: workspace.root,
      encoding: 'utf8',
    },
  );
  const result: { summary: { violations: Violation[] } } = JSON.parse(run.stdout);
  return result.summary.violations;
}

beforeAll(() => {
  const versions = (names: readonly string[] = []) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const manifests = Object.entries(members).map(([dir, m]): [string, string] => [
    `${dir}/package.json`,
    JSON.stringify({
      name: `@yarmarka/${dir.split('/').at(-1)}`,
      type: 'module',
      exports: m.exports,
      dependencies: versions(m.dependencies),
      devDependencies: versions(m.devDependencies),
    }),
  ]);
  const libraries = ['drizzle-orm', '@trpc/client', 'fast-check'].flatMap((name): [string, string][] => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, ''],
  ]);
  workspace = sampleWorkspace({ 'package.json': '{"name":"sample","private":true}', ...Object.fromEntries([...manifests, ...libraries]), ...clean }, []);
  mkdirSync(join(workspace.root, 'node_modules/@yarmarka'), { recursive: true });
  for (const dir of Object.keys(members)) symlinkSync(join(workspace.root, dir), join(workspace.root, 'node_modules/@yarmarka', dir.split('/').at(-1) ?? ''));
});

afterAll(() => workspace.remove());

describe('the borders', () => {
  it('let every arrow through that a package.json names and an exports map opens', () => {
    expect(cruise()).toEqual([]);
  });

  describe('refuse', () => {
    beforeAll(() => {
      workspace.write({ ...helpers, ...Object.fromEntries(Object.entries(bad).map(([file, [text]]) => [file, text])) });
      violations = cruise();
    });

    it.each(Object.entries(bad).map(([file, [, rule]]) => ({ file, rule })))('$file by $rule', ({ file, rule }) => {
      expect(violations.filter((v) => v.from === file).map((v) => v.rule.name)).toContain(rule);
    });

    it('nothing that is allowed', () => {
      expect(violations.map((v) => v.from).filter((file) => !(file in bad))).toEqual([]);
    });
  });
});
