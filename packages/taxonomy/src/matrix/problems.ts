import { type CategorySchema, type CellFields, type Condition, LEVELS, MAX_AXES, type SchemaAttribute, attributeOfToken } from '../schemas.ts';
import { UNIT_BY_CODE } from '../units.ts';
import type { DictionaryAttribute } from './artefact.ts';

export type Problem = { readonly attributeNo?: number; readonly code: string; readonly en: string; readonly ru: string };

const p = (code: string, en: string, ru: string, attributeNo?: number): Problem => ({ code, en, ru, ...(attributeNo === undefined ? {} : { attributeNo }) });

/** What is wrong with a rule's own fields, judged against the dictionary alone. */
export function fieldProblems(attribute: DictionaryAttribute, f: CellFields): Problem[] {
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
  if (f.min !== undefined && f.max !== undefined && f.min > f.max)
    out.push(p('limits_order', 'The minimum is above the maximum.', 'Минимум больше максимума.', no));
  return out;
}

/** What is wrong with a whole category schema: too many axes, conditions over attributes that it lacks or that stand on an inner level. */
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
