import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem } from './problem.ts';

type Manifest = {
  readonly name?: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
type Member = { readonly dir: string; readonly file: string; readonly manifest: Manifest };

const README_LINES = { least: 10, most: 30 };
const DOORS = new Set(['.', './schemas', './check', './events', './tables', './testing']);
/** Not capabilities: their doors are their own. */
const FREE_DOORS = new Set(['packages/ui', 'packages/db', 'packages/kernel', 'packages/i18n', 'packages/testing']);
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

function membersOf(root: string): Member[] {
  return ['package.json', 'packages/*/package.json', 'apps/*/package.json', 'e2e/package.json', 'bench/package.json', 'tooling/package.json']
    .flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted())
    .map((file) => ({ dir: dirname(file).replaceAll('\\', '/'), file, manifest: JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest }));
}

function allDependencies({ dependencies, devDependencies, optionalDependencies }: Manifest): [string, string][] {
  return [dependencies, devDependencies, optionalDependencies].flatMap((group) => Object.entries(group ?? {}));
}

/** Versions stand exactly, and a library has one version in the whole workspace. */
function checkVersions(members: readonly Member[]): Problem[] {
  const problems: Problem[] = [];
  const first = new Map<string, { version: string; file: string }>();
  for (const { file, manifest } of members) {
    for (const [name, version] of allDependencies(manifest)) {
      if (name.startsWith('@yarmarka/')) {
        if (version !== 'workspace:*') problems.push({ file, message: `takes ${name} as ${version}; a package of the workspace is workspace:*` });
        continue;
      }
      if (!EXACT.test(version)) problems.push({ file, message: `pins ${name} as ${version}; versions are exact` });
      const known = first.get(name);
      if (known && known.version !== version) problems.push({ file, message: `takes ${name} ${version}, but ${known.file} takes ${known.version}` });
      if (!known) first.set(name, { version, file });
    }
  }
  return problems;
}

/** Arrows (dependencies, not devDependencies) make no circle, even where nothing is imported yet. */
function checkCircles(members: readonly Member[]): Problem[] {
  const byName = new Map(members.map((m) => [m.manifest.name ?? '', m]));
  const done = new Set<string>();
  const problems: Problem[] = [];
  const visit = (name: string, path: readonly string[]) => {
    const member = byName.get(name);
    if (!member || done.has(name)) return;
    if (path.includes(name)) {
      problems.push({ file: member.file, message: `is in a circle: ${[...path.slice(path.indexOf(name)), name].join(' -> ')}` });
      return;
    }
    for (const next of Object.keys(member.manifest.dependencies ?? {})) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of byName.keys()) visit(name, []);
  return problems;
}

function checkDoors(root: string, { dir, file, manifest }: Member): Problem[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([door, target]): Problem[] => {
    if (dir.startsWith('packages/') && !FREE_DOORS.has(dir) && !DOORS.has(door))
      return [{ file, message: `opens ${door}; a capability has at most the doors ${[...DOORS].join(' ')}` }];
    if (!target.includes('*') && !existsSync(join(root, dir, target))) return [{ file, message: `opens ${door} on ${target}, which does not exist` }];
    return [];
  });
}

function checkReadme(root: string, { dir }: Member): Problem[] {
  if (!dir.startsWith('packages/')) return [];
  const file = `${dir}/README.md`;
  if (!existsSync(join(root, file))) return [{ file, message: 'is missing: what the package owns, its invariants, what it refuses to do' }];
  const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
  return lines < README_LINES.least || lines > README_LINES.most
    ? [{ file, message: `has ${lines} lines; ${README_LINES.least} to ${README_LINES.most} are read` }]
    : [];
}

/** The package.json files: exact and equal versions, no circle of arrows, doors that exist and are a capability's, private, and a README of 10 to 30 lines in each package. */
export function checkManifests(root: string): Problem[] {
  const members = membersOf(root);
  return [
    ...members.filter((m) => m.manifest.private !== true).map((m) => ({ file: m.file, message: 'is not private; nothing here is published' })),
    ...checkVersions(members),
    ...checkCircles(members),
    ...members.flatMap((m) => [...checkDoors(root, m), ...checkReadme(root, m)]),
  ];
}
