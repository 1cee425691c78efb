import type { Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { previewChangeSet } from '../preview/preview-change-set.ts';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish, type SmallTaxonomy } from '../testing/small-taxonomy.ts';
import { createChangeSet, saveChanges } from './change-sets.ts';

const it = databaseTest();
const rule = (t: SmallTaxonomy, category: keyof SmallTaxonomy['categories'], attribute: keyof SmallTaxonomy['attributes'], fields: object): Change => ({
  kind: 'rule',
  edit: { categoryId: t.categories[category], attributeNo: t.attributes[attribute], op: 'set', fields: { ...fields } },
});
/** What stands against publishing these edits; the publication is refused for the same. */
async function refusals(ctx: Ctx, changes: readonly Change[]) {
  const { id } = await createChangeSet(ctx, { title: 'Draft' });
  await saveChanges(ctx, { changeSetId: id, changes });
  const { problems } = await previewChangeSet(ctx, id);
  if (problems.length > 0) await expect(publish(ctx, changes)).rejects.toMatchObject({ reason: 'taxonomy.matrix_invalid', details: { problems } });
  return problems;
}

describe('a rule is judged as it will stand', () => {
  it('with what the category says already: a minimum over the own maximum is refused in words', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    await publish(ctx, [rule(t, 'phones', 'weight', { max: 600 })]);
    expect(await refusals(ctx, [rule(t, 'phones', 'weight', { min: 700 })])).toMatchObject([
      {
        categoryId: t.categories.phones,
        attributeNo: t.attributes.weight,
        field: 'min',
        ru: '«Не меньше» 700\u00a0г больше, чем «Не больше» 600\u00a0г: ни одно значение не подойдёт.',
      },
    ]);
    expect(await refusals(ctx, [rule(t, 'phones', 'weight', { min: 700, max: null })])).toEqual([]);
  });

  it('with what it inherits, and what stands below: each end says where it was set', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    await publish(ctx, [rule(t, 'el', 'weight', { max: 600 })]);
    expect(await refusals(ctx, [rule(t, 'smart', 'weight', { min: 700 })])).toMatchObject([
      {
        categoryId: t.categories.smart,
        attributeNo: t.attributes.weight,
        field: 'min',
        ru: '«Не меньше» 700\u00a0г (задано здесь) больше, чем «Не больше» 600\u00a0г (задано в «Electronics (рус.)»): ни одно значение не подойдёт.',
        en: '“At least” 700\u00a0g (set here) is above “At most” 600\u00a0g (set in “Electronics”): no value fits.',
      },
    ]);
    await publish(ctx, [rule(t, 'smart', 'weight', { min: 500 })]);
    expect(await refusals(ctx, [rule(t, 'el', 'weight', { max: 400 })])).toMatchObject([{ categoryId: t.categories.smart, field: 'min' }]);
  });

  it('while a cell that was wrong before keeps nobody from editing something else', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    await publish(ctx, [rule(t, 'phones', 'weight', { min: 500 })]);
    // As it was published before such cells were refused.
    await ctx.db.execute(
      sql`update taxonomy.rules set fields = fields || '{"max": 400}' where category_id = ${t.categories.phones} and attribute_no = ${t.attributes.weight} and to_version is null`,
    );
    await ctx.db.execute(
      sql`update taxonomy.effective_cells set fields = fields || '{"max": 400}' where category_id in (${t.categories.phones}, ${t.categories.smart}) and attribute_no = ${t.attributes.weight}`,
    );
    await ctx.db.execute(sql`
      update taxonomy.schemas set artefact = jsonb_set(artefact, '{attributes}', (select jsonb_agg(case when (x ->> 'no')::int = ${t.attributes.weight} then x || '{"max": 400}' else x end order by n)
        from jsonb_array_elements(artefact -> 'attributes') with ordinality y(x, n)))
      where hash in (select hash from taxonomy.category_schemas where to_version is null and category_id in (${t.categories.phones}, ${t.categories.smart}))`);
    expect(await refusals(ctx, [rule(t, 'phones', 'weight', { position: 3 })])).toEqual([]);
    expect(await refusals(ctx, [rule(t, 'phones', 'weight', { max: 450 })])).toMatchObject([{ field: 'min' }]);
  });

  it('and a field out of its bounds is named with what it may be', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    expect(await refusals(ctx, [rule(t, 'phones', 'weight', { position: 99_999_999_999 })])).toMatchObject([
      {
        categoryId: t.categories.phones,
        attributeNo: t.attributes.weight,
        field: 'position',
        ru: '«Место в группе» — целое число от 0 до 9999, а не 99999999999.',
        en: '“Place in the group” must be a whole number from 0 to 9999, not 99999999999.',
      },
    ]);
  });

  it('and a condition or limit that never holds is refused', async (ctx) => {
    const t = await createSmallTaxonomy(ctx);
    const never = {
      all: [
        { attr: t.attributes.weight, min: 10 },
        { attr: t.attributes.weight, max: 5 },
      ],
    };
    expect(await refusals(ctx, [rule(t, 'phones', 'features', { requirement: 'required_if', condition: never })])).toMatchObject([{ field: 'condition' }]);
    const limits = [{ if: never, then: [t.token('features', 'nfc')] }];
    expect(await refusals(ctx, [rule(t, 'phones', 'features', { limits })])).toMatchObject([{ field: 'limits' }]);
  });
});

it('a new option with a key that its list has is refused when it is saved', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const { id } = await createChangeSet(ctx, { title: 'Draft' });
  const red: Change = { kind: 'entry', entry: { listKey: 'color', key: 'color__red', label: { ru: 'Алый', en: 'Scarlet' } } };
  await expect(saveChanges(ctx, { changeSetId: id, changes: [red] })).rejects.toMatchObject({ reason: 'taxonomy.key_taken', details: { key: 'color__red' } });
});
