import { audit, type Ctx, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { attributeNotFound, categoryNotFound } from '../errors.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { attributes, categories } from '../tables.ts';

type Label = { readonly ru: string; readonly en: string };

/** Renames a category at once: labels stand in no schema and need no version. Its addresses stay. Reason: `taxonomy.category_not_found`. */
export async function relabelCategory(ctx: Ctx, input: { categoryId: number; label: Label }): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    const [row] = await tx.db.select().from(categories).where(eq(categories.id, input.categoryId)).for('update');
    if (!row) throw categoryNotFound();
    await tx.db.update(categories).set({ labelRu: input.label.ru, labelEn: input.label.en }).where(eq(categories.id, row.id));
    await audit(tx, { action: 'category.relabel', entity: 'category', id: row.id, patch: { from: { ru: row.labelRu, en: row.labelEn }, to: input.label } });
  });
}

/** Renames and describes an attribute at once. Reason: `taxonomy.attribute_not_found`. */
export async function relabelAttribute(ctx: Ctx, input: { no: number; label: Label; description: Label }): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    const [row] = await tx.db.select().from(attributes).where(eq(attributes.no, input.no)).for('update');
    if (!row) throw attributeNotFound();
    const values = { labelRu: input.label.ru, labelEn: input.label.en, descriptionRu: input.description.ru, descriptionEn: input.description.en };
    await tx.db.update(attributes).set(values).where(eq(attributes.no, row.no));
    await audit(tx, { action: 'attribute.relabel', entity: 'attribute', id: row.no, patch: { from: { ru: row.labelRu, en: row.labelEn }, to: input.label } });
  });
}
