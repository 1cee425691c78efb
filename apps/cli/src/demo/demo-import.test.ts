import { fileURLToPath } from 'node:url';
import { findCategoryByKey, getCategorySchema, importTaxonomy, loadSchemaDictionary } from '@yarmarka/taxonomy';
import { checkValues, compileSchema, lookupOver, parseValue } from '@yarmarka/taxonomy/check';
import { type Attrs, FIRST_ATTRIBUTE_NO, type Level, type Value } from '@yarmarka/taxonomy/schemas';
import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { type DemoCard, demoCards } from './cards.ts';

const it = databaseTest();
const dir = fileURLToPath(new URL('../../demo/taxonomy', import.meta.url));
const input = { dir, rulesFile: `${dir}/rules.csv` };

it('the demo taxonomy is imported as it stands, a second import changes nothing, and the checker accepts every value of every card', async (ctx) => {
  const first = await importTaxonomy(ctx, input);
  expect(first.counts.categories).toBeGreaterThan(55);
  expect(await importTaxonomy(ctx, input)).toMatchObject({ changes: 0, kept: [] });

  const byCategory = Map.groupBy(demoCards(), (card) => card.category);
  const problems: string[] = [];
  for (const [key, cards] of byCategory) {
    const category = await findCategoryByKey(ctx, key);
    const { schema, lists } = await getCategorySchema(ctx, category?.id ?? 0);
    const dictionary = await loadSchemaDictionary(ctx, schema);
    const lookup = lookupOver((no) => dictionary.options.get(no) ?? []);
    const compiled = compileSchema(schema, lists);
    const nos = new Map([...dictionary.attributes.values()].map((a) => [a.key, a.no]));
    const parsed = (card: DemoCard, typed: Record<string, string | string[]>): Attrs =>
      Object.fromEntries(
        Object.entries(typed).flatMap(([name, text]): [string, Value][] => {
          const attribute = schema.attributes.find((a) => a.no === nos.get(name));
          const result = attribute && parseValue(attribute, [text].flat().join('; '), lookup, { locale: 'ru' });
          if (result?.ok) return [[String(attribute?.no), result.value]];
          problems.push(`${card.key}: ${name} cannot be read: ${JSON.stringify(result)}`);
          return [];
        }),
      );
    for (const card of cards) {
      const mode = card.status === 'draft' ? 'partial' : 'enforced';
      const outer = parsed(card, card.attrs);
      const levels: [Level, Attrs][] = [['card', outer], ...card.variants.map((v): [Level, Attrs] => ['variant', parsed(card, v.attrs)])];
      for (const [level, values] of levels) {
        const issues = checkValues(compiled, values, mode, level, level === 'card' ? {} : outer);
        problems.push(
          ...issues
            .filter((i) => i.attr >= FIRST_ATTRIBUTE_NO)
            .map((i) => `${card.key} ${level}: ${dictionary.attributes.get(i.attr)?.key} ${i.code} ${JSON.stringify(i.params ?? {})}`),
        );
      }
    }
  }
  expect(problems).toEqual([]);
});
