import { mineOverlaps } from '@yarmarka/taxonomy';
import { createSmallTaxonomy, publish } from '@yarmarka/taxonomy/testing';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { listDescribedSuggestions } from './matrix-suggestions.ts';

const it = databaseTest();
const words = (text: string) => ({ ru: text, en: text });

it('two attributes that may be one are shown with the options of both, those of each alone, and the categories of each', async (ctx) => {
  const admin = as(ctx, userActor(['admin']));
  const t = await createSmallTaxonomy(admin);
  const attribute = (key: string, label: string) => ({
    kind: 'attribute' as const,
    attribute: { key, type: 'list' as const, label: words(label), description: words(''), localised: false, listKey: key },
  });
  const entries = (listKey: string, labels: readonly string[]) =>
    labels.map((label) => ({ kind: 'entry' as const, entry: { listKey, key: `${listKey}__${label}`, label: words(label) } }));
  await publish(admin, [
    attribute('shade', 'Shade of wood'),
    attribute('shades', 'Shades of wood'),
    ...entries('shade', ['oak', 'ash']),
    ...entries('shades', ['oak', 'elm']),
  ]);
  const nos = new Map((await admin.db.execute<{ no: number; key: string }>(`select no, key from taxonomy.attributes`)).map((r) => [r.key, r.no]));
  const [shade = 0, shades = 0] = [nos.get('shade'), nos.get('shades')];
  await publish(admin, [{ kind: 'rule', edit: { categoryId: t.categories.cloth, attributeNo: shades, op: 'set', fields: {} } }]);
  await mineOverlaps(admin);
  const page = await listDescribedSuggestions(admin, { kind: 'same', dismissed: false, limit: 50 });
  expect(page.items.map((s) => s.evidence)).toContainEqual(expect.objectContaining({ fromNo: shade, intoNo: shades, name: 1, intoCategories: 1, both: 0 }));
  expect(page.twins[`${shade}:${shades}`]).toEqual({
    shared: [words('oak')],
    from: { options: [words('ash')], more: 0, categories: [] },
    into: { options: [words('elm')], more: 0, categories: [expect.objectContaining({ id: t.categories.cloth })] },
  });
});
