// The borders between packages, for dependency-cruiser. Arrows and doors are not repeated here: they are read from each package.json, so that file alone decides.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { builtinModules } = require('node:module');
const { join } = require('node:path');

const root = process.cwd();
const folders = (parent) =>
  existsSync(join(root, parent))
    ? readdirSync(join(root, parent))
        .map((name) => `${parent}/${name}`)
        .filter((dir) => existsSync(join(root, dir, 'package.json')))
    : [];
const members = [...folders('packages'), ...folders('apps'), ...['e2e', 'bench', 'tooling'].filter((dir) => existsSync(join(root, dir, 'package.json')))].map(
  (dir) => {
    const manifest = JSON.parse(readFileSync(join(root, dir, 'package.json'), 'utf8'));
    return { dir, name: manifest.name, manifest };
  },
);
const dirOf = new Map(members.map((m) => [m.name, m.dir]));
const arrows = (dependencies) => Object.keys(dependencies ?? {}).flatMap((name) => dirOf.get(name) ?? []);
const escape = (path) => path.replaceAll(/[.+?^$()[\]{}|\\]/g, '\\$&');
const inside = (dir) => `^${escape(dir)}/`;

const MEMBERS = '^(packages|apps|e2e|bench|tooling)/';
/** Files that never run in production: they may use devDependencies and the testing doors. */
const TEST = [
  '\\.test\\.tsx?$',
  '/src/testing(\\.ts$|/)',
  '^packages/testing/',
  '^e2e/',
  '^bench/',
  '^tooling/',
  '\\.config\\.(ts|mts|cjs|mjs)$',
  '/scripts/',
  '^scripts/',
];
const SERVER_ONLY = [
  `^(node:)?(${builtinModules.filter((name) => !name.startsWith('_') && !name.includes('/')).join('|')})(/|$)`,
  'node_modules/(drizzle-orm|postgres|pg-boss|pino|prom-client|sharp)/',
];
const ROUTER = '^apps/bff/src/routers/index\\.ts$';

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const ofMembers = members.flatMap(({ dir, manifest }) => {
  const production = arrows(manifest.dependencies);
  const development = arrows(manifest.devDependencies).filter((d) => !production.includes(d));
  const doors = Object.values(manifest.exports ?? {}).map((target) => `^${escape(join(dir, target).replaceAll('\\', '/')).replaceAll('*', '.+')}$`);
  return [
    error(
      `arrow-in-package-json:${dir}`,
      `${dir} imports a package that its package.json does not name.`,
      { path: inside(dir) },
      { path: MEMBERS, pathNot: [dir, ...production, ...development].map(inside) },
    ),
    ...(development.length > 0
      ? [
          error(
            `dev-arrow-in-production:${dir}`,
            `${dir} uses a devDependency outside its tests.`,
            { path: inside(dir), pathNot: TEST },
            { path: development.map(inside), dependencyTypesNot: ['type-only'] },
          ),
        ]
      : []),
    error(
      `through-exports:${dir}`,
      `${dir} is entered beside its exports.`,
      { pathNot: [inside(dir), ...(dir === 'tooling' ? ['^scripts/'] : [])] },
      { path: inside(dir), pathNot: doors },
    ),
  ];
});

module.exports = {
  forbidden: [
    error('no-cycle', 'These files import each other in a circle.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    error(
      'resolvable',
      'This import leads nowhere (a missing file, or a door the package does not have).',
      {},
      { couldNotResolve: true, pathNot: ['\\?(raw|url|inline|worker)', '^virtual:'] },
    ),
    error(
      'npm-in-package-json',
      'This library is not in the package.json of the package that imports it.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    error(
      'npm-dev-in-production',
      'A devDependency is imported outside tests.',
      { path: '^(packages|apps)/', pathNot: TEST },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ['node_modules/@types/'] },
    ),
    ...ofMembers,

    error('apps-stand-alone', 'Nothing imports an app, but web the type of the bff’s router.', { path: '^(?!apps/)' }, { path: '^apps/' }),
    error(
      'app-to-app',
      'Nothing imports an app, but web the type of the bff’s router.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: ['^apps/$1/', ROUTER] },
    ),
    error('router-for-web-only', 'Only web reads the type of the bff’s router.', { path: '^apps/(?!bff/|web/)' }, { path: ROUTER }),
    error('router-as-type', 'Web takes the bff’s router with `import type` only.', { path: '^apps/web/' }, { path: ROUTER, dependencyTypesNot: ['type-only'] }),

    error(
      'web-is-browser-safe',
      'Web imports ui, i18n, and of capabilities only ./schemas and ./check; its tests are not shipped.',
      { path: '^apps/web/', pathNot: TEST },
      { path: '^packages/', pathNot: ['^packages/(ui|i18n)/', '^packages/[^/]+/src/(schemas|check)\\.ts$'] },
    ),
    error(
      'areas-apart',
      'Areas never import each other: what two of them show is a part.',
      { path: '^apps/web/src/areas/([^/]+)/' },
      { path: '^apps/web/src/areas/', pathNot: '^apps/web/src/areas/$1/' },
    ),
    error('parts-below-areas', 'Parts never import areas.', { path: '^apps/web/src/parts/' }, { path: '^apps/web/src/areas/' }),
    error('lib-below-all', 'lib knows neither areas nor parts.', { path: '^apps/web/src/lib/' }, { path: '^apps/web/src/(areas|parts)/' }),
    error(
      'ui-knows-no-capability',
      'ui knows no capability and no trpc.',
      { path: '^packages/ui/' },
      { path: ['^packages/(?!ui/|i18n/)', 'node_modules/@trpc/', 'node_modules/@tanstack/react-query/'] },
    ),
    error('i18n-knows-nobody', 'Anyone may import i18n, so it imports nobody.', { path: '^packages/i18n/' }, { path: '^packages/(?!i18n/)' }),
    error(
      'browser-doors',
      './schemas, ./check, ui and i18n run in the browser: nothing they reach may need a server.',
      { path: ['^packages/[^/]+/src/(schemas|check)\\.ts$', '^packages/(ui|i18n)/src/'], pathNot: TEST },
      { path: SERVER_ONLY, reachable: true },
    ),

    error(
      'routers-hold-no-sql',
      'A router maps an input to a verb: no SQL, no tables, no pool.',
      { path: '^apps/bff/src/routers/', pathNot: TEST },
      { path: ['node_modules/(drizzle-orm|postgres)/', '^packages/[^/]+/src/tables\\.ts$', '^packages/db/'] },
    ),
    error('kernel-imports-nobody', 'The kernel is below everything.', { path: '^packages/kernel/', pathNot: TEST }, { path: '^packages/(?!kernel/)' }),
    error('db-imports-kernel-only', 'db imports no capability.', { path: '^packages/db/', pathNot: TEST }, { path: '^packages/(?!db/|kernel/)' }),
    error(
      'pools-belong-to-apps',
      'A capability gets its handle in Ctx; it opens no pool.',
      { path: '^packages/(?!db/|testing/)', pathNot: TEST },
      { path: '^packages/db/' },
    ),
    error(
      'testing-doors',
      'A testing door is for tests.',
      { path: '^(packages|apps)/', pathNot: TEST },
      { path: ['^packages/testing/', '^packages/[^/]+/src/testing(\\.ts$|/)'] },
    ),

    error(
      'flows-apart',
      'A browser flow stands alone; what flows share is support.',
      { path: '^e2e/(flows|smoke)/([^/]+)' },
      { path: '^e2e/(flows|smoke)/', pathNot: '^e2e/$1/$2' },
    ),
    error('support-below-flows', 'e2e support imports no flow.', { path: '^e2e/support/' }, { path: '^e2e/(flows|smoke)/' }),
    error('tooling-imports-nobody', 'The checkers stand outside what they check.', { path: '^tooling/' }, { path: '^(packages|apps|e2e|bench)/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '^packages/db/migrations/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'], mainFields: ['module', 'main', 'types'] },
  },
};
