import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, type SampleWorkspace, sampleWorkspace } from './workspace.ts';

let workspace: SampleWorkspace;
let report = '';

beforeAll(() => {
  workspace = sampleWorkspace(
    {
      'knip.json': readFileSync(join(repository, 'knip.json'), 'utf8'),
      'package.json': '{"name":"sample","private":true}',
      'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
      'packages/offers/package.json': JSON.stringify({
        name: '@yarmarka/offers',
        exports: { '.': './src/index.ts' },
        dependencies: { 'never-imported': '1.0.0' },
      }),
      'packages/offers/src/index.ts': `import { used } from './used.ts';\nimport 'never-declared';\nexport const verb = used;\n`,
      'packages/offers/src/used.ts': `export const used = 1;\nexport const orphan = 2;\n`,
      'packages/offers/src/lonely.ts': `export const lonely = 1;\n`,
      'packages/offers/src/used.test.ts': `import { used } from './used.ts';\nexport const seen = used;\n`,
    },
    [],
  );
  report = spawnSync(process.execPath, [join(repository, 'node_modules/knip/bin/knip.js'), '--no-progress', '--no-config-hints'], {
    cwd: workspace.root,
    encoding: 'utf8',
  }).stdout;
});

afterAll(() => workspace.remove());

describe('the search for dead code, as configured,', () => {
  it.each([
    ['a file that nothing imports', /Unused files.*\n\S*lonely\.ts/],
    ['an export that nothing imports', /Unused exports[\s\S]*orphan/],
    ['a dependency that nothing imports', /Unused dependencies[\s\S]*never-imported/],
    ['an import that package.json does not name', /Unlisted dependencies[\s\S]*never-declared/],
  ])('finds %s', (_, pattern) => {
    expect(report).toMatch(pattern);
  });

  it('takes doors and tests for entries', () => {
    expect(report).not.toMatch(/\bverb\b|used\.test\.ts|\bused\b(?!\.ts)/);
  });
});
