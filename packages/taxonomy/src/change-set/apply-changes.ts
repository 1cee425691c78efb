import type { Ctx } from '@yarmarka/kernel';
import { createAttributes, createEntries } from '../dictionary/create-attributes.ts';
import { matrixInvalid } from '../errors.ts';
import { applyRules, type RuleWrite } from '../matrix/apply-rules.ts';
import { fieldProblems, type Problem } from '../matrix/problems.ts';
import type { Touched } from '../matrix/publish-version.ts';
import { loadDictionary } from '../matrix/rehash.ts';
import { CellFields, type Change } from '../schemas.ts';
import { createCategories } from '../tree/create-categories.ts';
import { moveCategory } from '../tree/move-category.ts';

/**
 * Applies the edits of a change-set as of `version`, kind by kind: tree, dictionary, rules; what later kinds name is there by then. Returns what was touched.
 * Reasons: those of the verbs it calls, `taxonomy.matrix_invalid` for fields that are wrong in themselves.
 */
export async function applyChanges(tx: Ctx, version: number, list: readonly Change[]): Promise<Touched> {
  const categories = await createCategories(
    tx,
    version,
    list.flatMap((c) => (c.kind === 'category' ? [c.category] : [])),
  );
  const moves = list.flatMap((c) => (c.kind === 'move' ? [c.move] : []));
  for (const m of moves) await moveCategory(tx, version, m);
  await createAttributes(
    tx,
    version,
    list.flatMap((c) => (c.kind === 'attribute' ? [c.attribute] : [])),
  );
  const attributes = await createEntries(
    tx,
    version,
    list.flatMap((c) => (c.kind === 'entry' ? [c.entry] : [])),
  );
  const writes: RuleWrite[] = list.flatMap((c) => (c.kind === 'rule' ? [c.edit] : []));
  await refuseWrongFields(tx, writes);
  const pairs = await applyRules(tx, version, writes);
  return { pairs, moved: moves.map((m) => m.categoryId), attributes, categories };
}

async function refuseWrongFields(tx: Ctx, writes: readonly RuleWrite[]): Promise<void> {
  const dictionary = await loadDictionary(tx, [...new Set(writes.map((w) => w.attributeNo))]);
  const problems: (Problem & { categoryId: number })[] = [];
  for (const w of writes) {
    const attribute = dictionary.get(w.attributeNo);
    const fields = CellFields.safeParse(Object.fromEntries(Object.entries(w.fields).filter(([, v]) => v !== null)));
    if (!attribute)
      problems.push({
        categoryId: w.categoryId,
        attributeNo: w.attributeNo,
        code: 'attribute',
        en: 'There is no such attribute.',
        ru: 'Такой характеристики нет.',
      });
    else if (!fields.success)
      problems.push({
        categoryId: w.categoryId,
        attributeNo: w.attributeNo,
        code: 'field',
        en: fields.error.issues[0]?.message ?? 'A field is wrong.',
        ru: 'Неверное значение поля.',
      });
    else problems.push(...fieldProblems(attribute, fields.data).map((p) => ({ ...p, categoryId: w.categoryId })));
  }
  if (problems.length > 0) throw matrixInvalid(problems.slice(0, 50));
}
