import { afterEach, describe, expect, it } from 'vitest';
import { type SampleWorkspace, sampleWorkspace } from '../tests/workspace.ts';
import { checkManifests } from './manifests.ts';

const readme = 'line\n'.repeat(12);
const good: Readonly<Record<string, unknown>> = {
  'package.json': { private: true, devDependencies: { zod: '4.6.7' } },
  'packages/kernel/package.json': { name: '@yarmarka/kernel', private: true, exports: { './config': './src/config.ts' }, dependencies: { zod: '4.6.7' } },
  'packages/kernel/src/config.ts': '',
  'packages/kernel/README.md': readme,
  'packages/offers/package.json': {
    name: '@yarmarka/offers',
    private: true,
    exports: { '.': './src/index.ts' },
    dependencies: { '@yarmarka/kernel': 'workspace:*' },
  },
  'packages/offers/src/index.ts': '',
  'packages/offers/README.md': readme,
};

let workspace: SampleWorkspace | undefined;
function messages(change: Readonly<Record<string, unknown>>): string[] {
  const files = Object.entries({ ...good, ...change }).filter(([, content]) => content !== undefined);
  workspace = sampleWorkspace(Object.fromEntries(files.map(([file, content]) => [file, typeof content === 'string' ? content : JSON.stringify(content)])), []);
  return checkManifests(workspace.root).map((p) => p.message);
}

afterEach(() => workspace?.remove());

describe('the manifests of the workspace', () => {
  it('pass when versions are exact, arrows make no circle and doors exist', () => {
    expect(messages({})).toEqual([]);
  });

  const offers = (change: object) => ({ 'packages/offers/package.json': { ...(good['packages/offers/package.json'] as object), ...change } });
  it.each([
    ['a published package', offers({ private: false }), /not private/],
    ['a version range', offers({ dependencies: { zod: '^4.6.7' } }), /exact/],
    ['a second version', offers({ dependencies: { zod: '4.6.6' } }), /zod 4\.6\.6, but package\.json takes 4\.6\.7/],
    ['a package of the workspace by version', offers({ dependencies: { '@yarmarka/kernel': '0.1.0' } }), /workspace:\*/],
    ['a seventh door', { ...offers({ exports: { './internal': './src/internal.ts' } }), 'packages/offers/src/internal.ts': '' }, /at most the doors/],
    ['a door on nothing', offers({ exports: { './events': './src/events.ts' } }), /does not exist/],
    ['no README', { 'packages/offers/README.md': undefined }, /is missing/],
    ['a long README', { 'packages/offers/README.md': 'line\n'.repeat(31) }, /10 to 30/],
    ['a short README', { 'packages/offers/README.md': '# offers\n' }, /10 to 30/],
    [
      'a circle of arrows',
      { 'packages/kernel/package.json': { ...(good['packages/kernel/package.json'] as object), dependencies: { '@yarmarka/offers': 'workspace:*' } } },
      /circle: @yarmarka\/kernel -> @yarmarka\/offers -> @yarmarka\/kernel/,
    ],
  ])('%s is refused', (_, change, message) => {
    expect(messages(change)).toContainEqual(expect.stringMatching(message));
  });
});
