import { appendEvent, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { assertNamesFree } from '../change-set/approve-change-set.ts';
import { editHelp } from '../change-set/edit-texts.ts';
import { attributeNotFound, categoryNotFound } from '../errors.ts';
import { dictionaryChanged } from '../events.ts';
import type { EntryEdit, HelpEdit } from '../schemas.ts';
import { editEntries } from './edit-entries.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { attributes, categories } from '../tables.ts';

type Label = { readonly ru: string; readonly en: string };

/** Renames a category at once: labels stand in no schema and need no version. Its addresses stay. Reasons: `taxonomy.names_need_approval`, `taxonomy.category_not_found`. */
export async function relabelCategory(ctx: Ctx, input: { categoryId: number; label: Label }): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    await assertNamesFree(tx);
    const [row] = await tx.db.select().from(categories).where(eq(categories.id, input.categoryId)).for('update');
    if (!row) throw categoryNotFound();
    await tx.db.update(categories).set({ labelRu: input.label.ru, labelEn: input.label.en }).where(eq(categories.id, row.id));
    await audit(tx, { action: 'category.relabel', entity: 'category', id: row.id, patch: { from: { ru: row.labelRu, en: row.labelEn }, to: input.label } });
    await appendEvent(tx, dictionaryChanged, row.id, { attributes: [], categories: [row.id], renamed: [row.id] });
  });
}

/** Renames and describes an attribute at once. Reasons: `taxonomy.names_need_approval`, `taxonomy.attribute_not_found`. */
export async function relabelAttribute(ctx: Ctx, input: { no: number; label: Label; description: Label }): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    await assertNamesFree(tx);
    const [row] = await tx.db.select().from(attributes).where(eq(attributes.no, input.no)).for('update');
    if (!row) throw attributeNotFound();
    const values = { labelRu: input.label.ru, labelEn: input.label.en, descriptionRu: input.description.ru, descriptionEn: input.description.en };
    await tx.db.update(attributes).set(values).where(eq(attributes.no, row.no));
    await audit(tx, { action: 'attribute.relabel', entity: 'attribute', id: row.no, patch: { from: { ru: row.labelRu, en: row.labelEn }, to: input.label } });
    await appendEvent(tx, dictionaryChanged, row.no, { attributes: [row.no], categories: [] });
  });
}

/** Renames options and sets their synonyms at once: names stand in no schema. Custom values called so follow with the next publish. Reasons: `taxonomy.names_need_approval`, `taxonomy.entry_not_found`. */
export async function relabelOptions(ctx: Ctx, input: { edits: readonly Pick<EntryEdit, 'listKey' | 'key' | 'label' | 'synonyms'>[] }): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    await assertNamesFree(tx);
    const edits = input.edits.map(({ listKey, key, label, synonyms }) => ({ listKey, key, ...(label ? { label } : {}), ...(synonyms ? { synonyms } : {}) }));
    const { conversions } = await editEntries(tx, edits);
    const nos = conversions.flatMap((c) => (c.kind === 'custom' ? [c.no] : []));
    const first = input.edits[0];
    await audit(tx, { action: 'option.relabel', entity: 'list', id: first?.listKey ?? '', patch: { count: edits.length, edits: edits.slice(0, 100) } });
    await appendEvent(tx, dictionaryChanged, first?.listKey ?? '', { attributes: [...new Set(nos)], categories: [] });
  });
}

/** Sets the help text of a cell at once; null takes it away, and it is inherited again. Reasons: `taxonomy.names_need_approval`, `taxonomy.category_not_found`, `taxonomy.attribute_not_found`. */
export async function setHelp(ctx: Ctx, input: HelpEdit): Promise<void> {
  assertCanEditMatrix(ctx);
  await withTx(ctx, async (tx) => {
    await assertNamesFree(tx);
    await editHelp(tx, [input]);
    await audit(tx, { action: 'cell.help', entity: 'category', id: input.categoryId, patch: { attributeNo: input.attributeNo, help: input.help } });
    await appendEvent(tx, dictionaryChanged, input.categoryId, { attributes: [input.attributeNo], categories: [input.categoryId] });
  });
}
