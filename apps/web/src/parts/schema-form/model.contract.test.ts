import { contractOf, hasRealTaxonomy, verdictOf } from '@yarmarka/taxonomy/testing';
import { databaseTest } from '@yarmarka/testing';
import { describe, expect } from 'vitest';
import { buildModel, checkAll, type FormSchema } from './model.ts';

/** As many as the test of importer, API and verbs in the bff: the cases are the same ones, and both compare with the checker, so all four judges agree with each other. */
const WRONG = 8;

describe.skipIf(!hasRealTaxonomy())('the form’s resolver (../shared/data/taxonomy, beside this checkout)', () => {
  const it = databaseTest();

  it('judges generated values of every distinct schema as the checker does', async (ctx) => {
    const schemas = await contractOf(ctx, WRONG);
    let values = 0;
    let valid = 0;
    const disagreements: unknown[] = [];
    for (const { categoryId, loaded, cases } of schemas) {
      // What arrives in the browser, without the words: they have no part in the verdict.
      const wire = JSON.parse(
        JSON.stringify({ categoryId, hash: loaded.hash, schema: loaded.schema, lists: loaded.lists, attributes: [], groups: [], options: {} }),
      ) as FormSchema;
      const model = buildModel(wire, 'ru', 'Главное');
      for (const { label, card, variant, verdict } of cases) {
        const issues = checkAll(model, card, [{ id: 7, attrs: variant }]);
        const found = verdictOf(issues.map((i) => ({ ...i, level: i.variantId === null ? 'card' : 'variant' })));
        values++;
        if (found.length === 0) valid++;
        if (found.join() !== verdict.join()) disagreements.push({ categoryId, label, card, variant, form: found, checker: verdict });
      }
    }
    process.stdout.write(`form contract: ${schemas.length} distinct schemas, ${values} value sets (${valid} valid), ${disagreements.length} disagreements\n`);
    expect(disagreements.slice(0, 3)).toEqual([]);
    expect(schemas.length).toBeGreaterThan(2500);
    expect(valid).toBeGreaterThan(2500);
  });
});
