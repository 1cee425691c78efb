import { taxonomy } from '@yarmarka/i18n/messages/taxonomy.ts';
import { type ExchangeNames, printField, readField } from '@yarmarka/taxonomy/check';
import { expect, it } from 'vitest';

const names: ExchangeNames = { attribute: () => undefined, attributeNo: () => undefined, entryKey: () => undefined, token: () => undefined };
const attribute = { no: 100, key: 'a', type: 'list', unitFamily: null } as const;

it('files write the words that the screens say, and take them back in either language', () => {
  for (const [field, group] of [
    ['requirement', 'requirement'],
    ['facet', 'facetKind'],
    ['level', 'level'],
  ] as const)
    for (const language of ['ru', 'en'] as const)
      for (const [code, word] of Object.entries<string>(taxonomy[language][group])) {
        expect(printField(field, code, attribute, names, language)).toBe(word);
        for (const text of [word, word.toUpperCase(), code]) expect(readField(field, text, attribute, names)).toEqual({ value: code });
      }
});
