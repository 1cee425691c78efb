import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, type SampleWorkspace, sampleWorkspace } from './workspace.ts';

const samples = [
  { name: 'an element that may be missing', file: 'unchecked.ts', code: `export const f = (a: string[]): string => a[0];`, error: 'TS2322' },
  { name: 'undefined for an optional property', file: 'optional.ts', code: `export const a: { b?: string } = { b: undefined };`, error: 'TS2375' },
  { name: 'an enum', file: 'enum.ts', code: `export enum A { B }`, error: 'TS1294' },
  { name: 'a parameter property', file: 'parameter.ts', code: `export class A { constructor(private b: string) {} }`, error: 'TS1294' },
  { name: 'a type imported as a value', file: 'type-import.ts', code: `import { A } from './good.ts';\nexport type B = A;`, error: 'TS1484' },
  { name: 'an override that does not say so', file: 'override.ts', code: `class A { f() {} }\nexport class B extends A { f() {} }`, error: 'TS4114' },
];

let workspace: SampleWorkspace;
let lines: string[] = [];

beforeAll(() => {
  const files = Object.fromEntries(samples.map((s): [string, string] => [`src/${s.file}`, s.code]));
  const tsconfig = JSON.stringify({ extends: join(repository, 'tooling/tsconfig.base.json'), compilerOptions: { types: [] }, include: ['src'] });
  workspace = sampleWorkspace({ ...files, 'src/good.ts': 'export type A = 1;', 'package.json': '{"type":"module"}', 'tsconfig.json': tsconfig }, []);
  const run = spawnSync(process.execPath, [join(repository, 'node_modules/typescript/bin/tsc'), '-p', workspace.root, '--pretty', 'false'], {
    cwd: workspace.root,
    encoding: 'utf8',
  });
  lines = run.stdout.split('\n');
});

afterAll(() => workspace.remove());

describe('the compiler, as configured,', () => {
  it.each(samples)('refuses $name', ({ file, error }) => {
    expect(lines.filter((line) => line.startsWith(`src/${file}`)).join()).toContain(error);
  });

  it('accepts what is right', () => {
    expect(lines.filter((line) => line.startsWith('src/good.ts'))).toEqual([]);
  });
});
