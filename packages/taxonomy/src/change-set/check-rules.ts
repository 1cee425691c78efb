import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { misreads, namesIn } from '../dictionary/rewrite-fields.ts';
import { matrixInvalid } from '../errors.ts';
import type { RuleWrite } from '../matrix/apply-rules.ts';
import { listCurrentRules, namingRules } from '../matrix/current-rules.ts';
import { wrongFields } from '../matrix/field-words.ts';
import { newProblems, type Problem } from '../matrix/problems.ts';
import { loadDictionary } from '../matrix/rehash.ts';
import { type AttributeType, attributeOfToken, type CellFields, type Change, FIRST_ATTRIBUTE_NO } from '../schemas.ts';

export type CellProblem = Problem & { readonly categoryId: number };
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

/**
 * Edits of categories that are none once the set's own tree edits are in: an unknown one, or an alias of the category that it was merged into, where a rule or text would be lost without a word.
 * What only takes something away may name an alias, and a set may rename what it merges itself (an undo does both). Reason: `taxonomy.matrix_invalid`, place by place.
 */
export async function refuseGoneCategories(tx: Ctx, list: readonly Change[]): Promise<void> {
  const problems = await findGoneCategories(tx, list);
  if (problems.length > 0) throw matrixInvalid(problems.slice(0, 50));
}

/** The same as a list, for whoever takes the rest. */
export async function findGoneCategories(tx: Ctx, list: readonly Change[]): Promise<CellProblem[]> {
  const merged = new Set(list.flatMap((c) => (c.kind === 'category_merge' ? [c.merge.fromId] : [])));
  const places = list.flatMap((c) => {
    if (c.kind === 'rule') return [{ categoryId: c.edit.categoryId, attributeNo: c.edit.attributeNo, adds: c.edit.op !== 'remove' }];
    if (c.kind === 'help') return [{ categoryId: c.help.categoryId, attributeNo: c.help.attributeNo, adds: c.help.help !== null }];
    if (c.kind === 'category_edit') return [{ categoryId: c.edit.categoryId, adds: !merged.has(c.edit.categoryId) }];
    return [];
  });
  if (places.length === 0) return [];
  type Row = { id: number; en: string; ru: string; into_en: string | null; into_ru: string | null };
  const rows = await tx.db.execute<Row>(sql`
    select c.id, c.label_en as en, c.label_ru as ru, t.label_en as into_en, t.label_ru as into_ru from taxonomy.categories c left join taxonomy.categories t on t.id = c.alias_of
    where c.id = any(${ints([...new Set(places.map((p) => p.categoryId))])})`);
  const byId = new Map(rows.map((r) => [r.id, r]));
  return places.flatMap(({ adds, ...cell }): CellProblem[] => {
    const row = byId.get(cell.categoryId);
    if (!row)
      return [
        {
          ...cell,
          code: 'category',
          en: 'There is no such category. Take this edit out of the draft.',
          ru: 'Такой категории нет. Уберите эту правку из набора.',
        },
      ];
    if (row.into_en === null || !adds) return [];
    return [
      {
        ...cell,
        code: 'category_merged',
        en: `“${row.en}” was merged into “${row.into_en}”. Edit that category, and take this edit out of the draft.`,
        ru: `Категория «${row.ru}» объединена с «${row.into_ru}». Правьте её, а эту правку уберите из набора.`,
      },
    ];
  });
}

/**
 * Rules as they will stand, each laid over what its category says already: a field that is wrong in itself or with the others, an attribute that is missing or retired. What was wrong before
 * and stays as it was is no reason. Reason: `taxonomy.matrix_invalid`, cell by cell.
 */
export async function refuseWrongFields(tx: Ctx, writes: readonly RuleWrite[]): Promise<void> {
  const problems = await findWrongFields(tx, writes);
  if (problems.length > 0) throw matrixInvalid(problems.slice(0, 50));
}

/** The same as a list, for whoever takes the rest: three statements, however many rules there are. */
export async function findWrongFields(tx: Ctx, writes: readonly RuleWrite[]): Promise<CellProblem[]> {
  if (writes.length === 0) return [];
  const nos = [...new Set(writes.map((w) => w.attributeNo))];
  const dictionary = await loadDictionary(tx, nos);
  const retired = new Map(
    (
      await tx.db.execute<{ no: number; into: number | null; en: string | null; ru: string | null }>(
        sql`select a.no, a.merged_into as into, t.label_en as en, t.label_ru as ru from taxonomy.attributes a left join taxonomy.attributes t on t.no = a.merged_into where a.retired and a.no = any(${ints(nos)})`,
      )
    ).map((r) => [r.no, r]),
  );
  const standing = await standingFields(tx, writes);
  const problems: CellProblem[] = [];
  for (const w of writes) {
    const cell = { categoryId: w.categoryId, attributeNo: w.attributeNo };
    const attribute = dictionary.get(w.attributeNo);
    const gone = w.op === 'set' ? retired.get(w.attributeNo) : undefined;
    const wrong = w.op === 'set' ? wrongFields(w.fields) : [];
    if (w.op === 'exclude' && w.attributeNo < FIRST_ATTRIBUTE_NO)
      problems.push({
        ...cell,
        code: 'reserved',
        en: 'Every product has this attribute: it cannot be excluded. Take this edit out of the draft.',
        ru: 'Эта характеристика есть у каждого товара, исключить её нельзя. Уберите эту правку из набора.',
      });
    else if (!attribute) problems.push({ ...cell, code: 'attribute', en: 'There is no such attribute.', ru: 'Такой характеристики нет.' });
    else if (gone)
      problems.push({
        ...cell,
        code: 'attribute_retired',
        en: gone.into === null ? 'The attribute is retired. Bring it back first.' : `The attribute was merged into “${gone.en}”. Edit that one.`,
        ru: gone.into === null ? 'Характеристика выведена из словаря. Сначала верните её.' : `Характеристика объединена с «${gone.ru}». Правьте её.`,
      });
    else if (wrong.length > 0) problems.push(...wrong.map((one) => ({ ...cell, code: 'field', ...one })));
    else if (w.op === 'set') {
      const before = standing.get(`${w.categoryId}:${w.attributeNo}`) ?? {};
      const after: CellFields = Object.fromEntries(Object.entries({ ...(w.replace ? {} : before), ...w.fields }).filter(([, v]) => v !== null));
      problems.push(...newProblems(attribute, before, after).map((p) => ({ ...p, categoryId: w.categoryId })));
    }
  }
  return problems;
}

/** The fields that the categories' own rules hold now, by `category:attribute`. */
async function standingFields(tx: Ctx, writes: readonly RuleWrite[]): Promise<Map<string, CellFields>> {
  const pairs = JSON.stringify(writes.map((w) => ({ c: w.categoryId, a: w.attributeNo })));
  const rules = await listCurrentRules(
    tx,
    sql`r.op = 'set' and (r.category_id, r.attribute_no) in (select c, a from json_to_recordset(${pairs}::json) as x(c int, a int))`,
  );
  return new Map(rules.map((r) => [`${r.categoryId}:${r.attributeNo}`, r.fields]));
}

type Known = {
  readonly no: number;
  readonly type: AttributeType;
  readonly retired: boolean;
  readonly en: string;
  readonly ru: string;
  readonly gone: readonly number[];
};

/** Rules whose conditions or limits still name an attribute that has retired, an option that has, or read an attribute as the type it had before. */
export async function findNamingProblems(tx: Ctx, changed: readonly number[]): Promise<CellProblem[]> {
  if (changed.length === 0) return [];
  const rows = await tx.db.execute<Known>(sql`
    select a.no, a.type, a.retired, a.label_en as en, a.label_ru as ru,
      array(select a.no * 65536 + e.entry_no from taxonomy.entries e where e.list_id = a.list_id and e.retired) as gone
    from taxonomy.attributes a where a.no = any(${ints([...new Set(changed)])})`);
  const known = new Map(rows.map((r) => [r.no, { ...r, gone: new Set(r.gone) }]));
  return (await namingRules(tx)).flatMap((r): CellProblem[] => {
    const cell = { categoryId: r.categoryId, attributeNo: r.attributeNo };
    const { attributes, tokens } = namesIn(r.fields);
    for (const no of attributes) {
      const a = known.get(no);
      if (a?.retired)
        return [
          {
            ...cell,
            code: 'condition_retired',
            en: `A condition of this cell asks for “${a.en}”, which retires. Change the condition first.`,
            ru: `Условие этой ячейки ссылается на «${a.ru}», которая выводится из словаря. Сначала измените условие.`,
          },
        ];
      if (a && misreads(r.fields, no, a.type))
        return [
          {
            ...cell,
            code: 'condition_type',
            en: `A condition of this cell reads “${a.en}” as the type it had. Change the condition first.`,
            ru: `Условие этой ячейки читает «${a.ru}» как прежний тип. Сначала измените условие.`,
          },
        ];
    }
    const token = tokens.find((t) => known.get(attributeOfToken(t))?.gone.has(t));
    const a = token === undefined ? undefined : known.get(attributeOfToken(token));
    return a
      ? [
          {
            ...cell,
            code: 'condition_option_retired',
            en: `A condition of this cell asks for an option of “${a.en}” that retires. Change the condition first.`,
            ru: `Условие этой ячейки ссылается на значение «${a.ru}», которое выводится из списка. Сначала измените условие.`,
          },
        ]
      : [];
  });
}
