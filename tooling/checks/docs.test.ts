import { afterEach, describe, expect, it } from 'vitest';
import { type SampleWorkspace, sampleWorkspace } from '../tests/workspace.ts';
import { checkDocs } from './docs.ts';

const base = {
  'package.json': JSON.stringify({ scripts: { start: 'node a', verify: 'node b', yarmarka: 'node c' } }),
  'packages/catalog/package.json': JSON.stringify({ exports: { '.': './src/index.ts', './tables': './src/tables.ts' } }),
  'packages/catalog/src/index.ts': '',
  'packages/kernel/src/config.ts': 'const Config = { MEILI_URL: 1 };',
  'apps/web/package.json': JSON.stringify({ scripts: { build: 'vite build' } }),
  'scripts/verify.ts': '',
  'docs/GLOSSARY.md': '# Words\n\n## Change-set, `matrix`\n',
};

let workspace: SampleWorkspace | undefined;
function messages(text: string, file = 'README.md'): string[] {
  workspace = sampleWorkspace({ ...base, [file]: text }, []);
  return checkDocs(workspace.root).map((p) => `${p.file}:${p.line} ${p.message}`);
}

afterEach(() => workspace?.remove());

describe('references in the documents', () => {
  it.each([
    ['a path', 'See `packages/catalog/src/index.ts`, `packages/catalog/` and `scripts/verify.ts:12`.'],
    ['a glob', 'Look into `packages/*/package.json`.'],
    ['a placeholder', 'A verb lives in `packages/<capability>/src/<noun>/<verb>-<noun>.ts`.'],
    ['a file beside or below the document', 'The door is `index.ts`, in `src/index.ts`.'],
    ['a link and its heading', 'See [the words](docs/GLOSSARY.md#change-set-matrix) and [more](https://example.org/x).'],
    ['a door', 'Import `@yarmarka/catalog` or `@yarmarka/catalog/tables`.'],
    ['scripts', 'Run `npm start`, `pnpm verify`, `npm run yarmarka -- up`, `pnpm --filter @yarmarka/web build`, `pnpm install`.'],
    ['a block of commands', '```sh\nPORT=1 npm start # the server\nnode scripts/verify.ts && pnpm verify\n```'],
    ['a variable', 'Set `MEILI_URL`.'],
    ['code that is no path', 'Call `a/b`, `{items, next}` and `withTx()`.'],
  ])('%s that exists is accepted', (_, text) => {
    expect(messages(text, text.includes('index.ts`, in') ? 'packages/catalog/README.md' : 'README.md')).toEqual([]);
  });

  it.each([
    ['a path', 'See `packages/catalog/src/gone.ts`.', 'README.md:1 names packages/catalog/src/gone.ts, which does not exist'],
    ['a root file', 'See `missing.json`.', 'README.md:1 names missing.json, which does not exist'],
    ['a glob', 'See `packages/*/gone.json`.', 'README.md:1 names packages/*/gone.json, which does not exist'],
    ['a link', '\n[x](docs/GONE.md)', 'README.md:2 links to docs/GONE.md, which does not exist'],
    ['a heading', '[x](docs/GLOSSARY.md#gone)', 'README.md:1 links to docs/GLOSSARY.md#gone, but no heading has that name'],
    ['a package', 'Import `@yarmarka/gone`.', 'README.md:1 names @yarmarka/gone, which is no package'],
    ['a door', 'Import `@yarmarka/catalog/check`.', 'README.md:1 names @yarmarka/catalog/check, which is no door of packages/catalog'],
    ['a script', 'Run `pnpm gone`.', 'README.md:1 runs `pnpm gone`, which is no script of package.json'],
    ['an npm script', 'Run `npm run gone -- x`.', 'README.md:1 runs `npm gone`, which is no script of package.json'],
    ['a filtered script', 'Run `pnpm --filter @yarmarka/web gone`.', 'README.md:1 runs `gone` of @yarmarka/web, which has no such script'],
    ['a command in a block', '```\nnpm start\npnpm gone\n```', 'README.md:3 runs `pnpm gone`, which is no script of package.json'],
    ['a program', '```\nnode scripts/gone.ts\n```', 'README.md:2 runs scripts/gone.ts, which does not exist'],
    ['a variable', 'Set `MEILI_GONE`.', 'README.md:1 names the variable MEILI_GONE, which nothing reads'],
  ])('%s that does not exist is reported with its line', (_, text, problem) => {
    expect(messages(text)).toEqual([problem]);
  });
});
