import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { journal as messages } from '@yarmarka/i18n/messages/admin/journal.ts';
import { describe, expect, it } from 'vitest';
import { actionKey } from './words.ts';

const packages = fileURLToPath(new URL('../../../../../../packages/', import.meta.url));
const files = globSync('*/src/**/*.ts', { cwd: packages })
  .filter((file) => !/\.test\.ts$|^testing\/|^i18n\//.test(file))
  .map((file) => readFileSync(packages + file, 'utf8'));
const source = files.join('\n');
/** Where the journal is written, or a verb that writes it is told what. */
const writers = files.filter((text) => /\baudit\(|\baction: '/.test(text)).join('\n');
/** The string literals of every expression that a pattern finds. */
const literals = (expression: RegExp, literal: RegExp, text = source): string[] =>
  [...new Set([...text.matchAll(expression)].flatMap(([found]) => [...found.matchAll(literal)].map(([, word]) => word ?? '')))].sort();

const actions = literals(/\baction: [^,;\n]*|\brecord\(as.*/g, /'([a-z][a-z_-]*\.[a-z][a-z_-]*)'/g);
const entities = literals(/\bentity: '[a-z_]+'/g, /'([a-z_]+)'/g);
const states = [
  ...literals(/\b(?:(?:CARD|IMPORT|OFFER|SELLER|TASK|USER)_STATUSES|OUTCOMES) = \[[^\]]*\]/g, /'([a-z_]+)'/g),
  ...literals(/\b(?:from|to): '[a-z_]+'/g, /'([a-z_]+)'/g, writers),
  ...literals(/status: text\(\)\.\$type<'(?:draft|open)'.*?>/g, /'([a-z_]+)'/g),
];
const { journal } = messages.ru;

describe('the journal has words for', () => {
  it('every action the code writes', () => {
    expect(actions).toEqual(expect.arrayContaining(['card.convert', 'offer.block', 'seller.suspend', 'suggestion.mine', 'user.register']));
    expect(actions.filter((one) => !Object.hasOwn(journal.actions, actionKey(one)))).toEqual([]);
  });
  it('every kind of thing it writes about', () => {
    expect(entities).toContain('matrix_version');
    expect(entities.filter((one) => !Object.hasOwn(journal.entities, one))).toEqual([]);
  });
  it('every state things come from and go to', () => {
    expect(states).toEqual(expect.arrayContaining(['completed_with_errors', 'withdrawn', 'suppressed', 'blocked', 'terminated', 'conflict']));
    expect(states.filter((one) => !Object.hasOwn(journal.states, one))).toEqual([]);
  });
});
