import { afterEach, describe, expect, it } from 'vitest';
import { type SampleWorkspace, sampleWorkspace } from '../tests/workspace.ts';
import { checkFiles } from './files.ts';

let workspace: SampleWorkspace | undefined;
function messages(file: string, text: string): string[] {
  workspace = sampleWorkspace({ [file]: text }, []);
  return checkFiles(workspace.root, [file]).map((p) => p.message);
}

afterEach(() => workspace?.remove());

describe('the files of the repository', () => {
  it.each([
    ['packages/catalog/src/card/submit-card.edge.test.ts', 'export const a = 1;\n'],
    ['docs/images/home.png', 'a\0b'],
    ['docs/OPERATIONS.md', 'Data lies in /var/lib/yarmarka.\n'],
  ])('%s is accepted', (file, text) => {
    expect(messages(file, text)).toEqual([]);
  });

  it.each([
    ['packages/catalog/src/SubmitCard.ts', '', /kebab-case/],
    ['packages/catalog/src/blob.dat', 'a\0b', /binary/],
    ['apps/web/src/font.woff2', 'x', /binary/],
    ['docs/images/home.png', 'x'.repeat(400_001), /at most 400000/],
    ['packages/catalog/src/data/all.csv', 'x'.repeat(1_500_001), /at most 1500000/],
    ['scripts/run.sh', `cd /${'work'}/main\n`, /machine/],
    ['docs/OPERATIONS.md', `cd /${'home'}/ann/yarmarka\n`, /machine/],
    ['packages/catalog/src/a.ts', `${'<'.repeat(7)} HEAD\n`, /merge/],
    ['packages/catalog/src/a.ts', `// TO${'DO'}: later\n`, /unfinished/],
  ])('%s is refused (%#)', (file, text, message) => {
    expect(messages(file, text)).toEqual([expect.stringMatching(message)]);
  });
});
