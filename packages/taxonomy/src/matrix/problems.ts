import { conditionFaults } from '../condition-faults.ts';
import { type CategorySchema, type CellFields, type Condition, LEVELS, MAX_AXES, type SchemaAttribute, attributeOfToken } from '../schemas.ts';
import { UNIT_BY_CODE } from '../units.ts';
import type { DictionaryAttribute } from './artefact.ts';
import { boundsProblem } from './field-words.ts';

export type Problem = { readonly attributeNo?: number; readonly field?: string; readonly code: string; readonly en: string; readonly ru: string };

export const BOUNDS_ORDER = 'limits_order';
const contradicts = (c: Condition): boolean => conditionFaults(c).some((fault) => fault.why === 'order');

const p = (code: string, en: string, ru: string, attributeNo?: number): Problem => ({ code, en, ru, ...(attributeNo === undefined ? {} : { attributeNo }) });

/** What is wrong with a rule's own fields, judged against the dictionary alone. */
function fieldProblems(attribute: DictionaryAttribute, f: CellFields): Problem[] {
  const no = attribute.no;
  const out: Problem[] = [];
  if (f.axis && attribute.type !== 'list')
    out.push(p('axis_type', 'Only a list attribute can be a variant axis.', 'Вариант может различаться только по характеристике-списку.', no));
  if (f.axis && (f.maxValues ?? 1) > 1)
    out.push(p('axis_multiple', 'A variant axis holds a single value.', 'У характеристики, различающей варианты, одно значение.', no));
  for (const t of f.options ?? [])
    if (attributeOfToken(t) !== no)
      return [...out, p('foreign_option', 'An allowed option belongs to another attribute.', 'Среди допустимых значений есть чужое.', no)];
  for (const u of [...(f.units ?? []), ...(f.defaultUnit ? [f.defaultUnit] : [])])
    if (UNIT_BY_CODE.get(u)?.family !== attribute.unitFamily)
      out.push(p('unit_family', `The unit “${u}” does not measure this attribute.`, `Единица «${u}» не подходит этой характеристике.`, no));
  if (f.pattern !== undefined && !compiles(f.pattern))
    out.push(p('pattern', 'The pattern is not a valid regular expression.', 'Шаблон — неверное регулярное выражение.', no));
  const order = boundsProblem(f, attribute.unitFamily);
  if (order) out.push({ ...p(BOUNDS_ORDER, order.en, order.ru, no), field: 'min' });
  if (f.condition && contradicts(f.condition))
    out.push({
      ...p(
        'condition_order',
        '“Required when” asks for at least more than at most: it never holds.',
        '«Обязательна, когда» не выполнится никогда: «не меньше» в нём больше, чем «не больше».',
        no,
      ),
      field: 'condition',
    });
  f.limits?.forEach((limit, n) => {
    if (contradicts(limit.if))
      out.push({
        ...p(
          'condition_order',
          `Limit ${n + 1} asks for at least more than at most: it never holds.`,
          `Ограничение ${n + 1} не сработает никогда: «не меньше» в его условии больше, чем «не больше».`,
          no,
        ),
        field: 'limits',
      });
  });
  return out;
}

/** What is wrong with a rule after an edit and was not before, word for word. */
export function newProblems(attribute: DictionaryAttribute, before: CellFields, after: CellFields): Problem[] {
  const old = fieldProblems(attribute, before);
  return fieldProblems(attribute, after).filter((one) => !old.some((known) => known.en === one.en));
}

/** What is wrong with a whole category schema: too many axes, ends between which no value fits, conditions over attributes that it lacks or that stand on an inner level. */
export function schemaProblems(schema: CategorySchema): Problem[] {
  const out: Problem[] = [];
  const byNo = new Map(schema.attributes.map((a) => [a.no, a]));
  const axes = schema.attributes.filter((a) => a.axis);
  if (axes.length > MAX_AXES)
    out.push(
      p(
        'too_many_axes',
        `A category can have at most ${MAX_AXES} variant axes; here are ${axes.length}.`,
        `У категории может быть не больше ${MAX_AXES} различий вариантов, а здесь ${axes.length}.`,
      ),
    );
  for (const a of schema.attributes) {
    const order = boundsProblem(a, a.family);
    if (order) out.push({ ...p(BOUNDS_ORDER, order.en, order.ru, a.no), field: 'min' });
    if (a.axis && a.level !== 'variant')
      out.push(p('axis_level', 'A variant axis must stand on the variant level.', 'Характеристика, различающая варианты, должна относиться к варианту.', a.no));
    if (a.axis && a.maxValues > 1)
      out.push(p('axis_multiple', 'A variant axis holds a single value.', 'У характеристики, различающей варианты, одно значение.', a.no));
    for (const c of [...(a.condition ? [a.condition] : []), ...(a.limits ?? []).map((l) => l.if)])
      for (const no of conditionAttributes(c))
        if (!readable(a, byNo.get(no)))
          out.push(
            p(
              'condition_attribute',
              'The condition names an attribute that this category lacks or that is decided later.',
              'Условие ссылается на характеристику, которой здесь нет или которая заполняется позже.',
              a.no,
            ),
          );
  }
  return out;
}

const readable = (a: SchemaAttribute, other: SchemaAttribute | undefined) =>
  other !== undefined && other.no !== a.no && LEVELS.indexOf(other.level) <= LEVELS.indexOf(a.level);

export function conditionAttributes(c: Condition): number[] {
  if ('all' in c) return c.all.flatMap(conditionAttributes);
  if ('any' in c) return c.any.flatMap(conditionAttributes);
  return [c.attr];
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
