import { afterEach, describe, expect, it } from 'vitest';
import { type SampleWorkspace, sampleWorkspace } from '../tests/workspace.ts';
import { checkFiles } from './files.ts';

let workspace: SampleWorkspace | undefined;
function messages(file: string, text: string): string[] {
  workspace = sampleWorkspace({ [file]: text }, []);
  return checkFiles(workspace.root, [file]).map((p) => p.message);
}

afterEach(() => workspace?.remove());

/** Said in pieces, so that the check does not find its own samples. */
const joined = (...parts: string[]) => parts.join('');

describe('the files of the repository', () => {
  it.each([
    ['packages/catalog/src/card/submit-card.edge.test.ts', 'export const a = 1;\n'],
    ['docs/images/home.png', 'a\0b'],
    ['packages/offers/src/functions.sql', 'insert into offers.prices select id from catalog.cards;\n'],
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
    ['scripts/run.sh', joined('cd /wo', 'rk/main'), /machine/],
    ['docs/OPERATIONS.md', joined('cd /ho', 'me/ann/yarmarka'), /machine/],
    ['packages/catalog/src/a.ts', `${'<'.repeat(7)} HEAD\n`, /merge/],
    ['packages/offers/src/functions.sql', 'update catalog.cards set status = 1;\n', /writes catalog\.cards, which belongs to catalog/],
    ['packages/catalog/src/a.ts', joined('// TO', 'DO: later'), /unfinished/],
  ])('%s is refused (%#)', (file, text, message) => {
    expect(messages(file, text)).toEqual([expect.stringMatching(message)]);
  });
});
