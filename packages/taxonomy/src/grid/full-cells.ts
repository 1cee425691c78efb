import { fieldsForType, namesIn, renameFields } from '../dictionary/rewrite-fields.ts';
import {
  type AttributeType,
  attributeOfToken,
  CELL_FIELDS,
  type CellField,
  type CellFields,
  entryOfToken,
  FIRST_ATTRIBUTE_NO,
  RESERVED_FIELDS,
  type RuleEdit,
  tokenOf,
} from '../model.ts';
import { sameValue } from '../visible-values.ts';

export type Rule = { readonly op: 'set' | 'exclude'; readonly fields: CellFields };
/** One cell with every field, folded along its path. */
export type FullCell = {
  /** What it would be without a rule of its own; null: nothing. */
  readonly inherited: CellFields | null;
  /** Its own rule as published: what an edit patches. */
  readonly published: Rule | null;
  /** Its own rule under the draft. */
  readonly own: Rule | null;
  /** What is in force under the draft; null: nothing. */
  readonly fields: CellFields | null;
};

const withoutNulls = (fields: Readonly<Record<string, unknown>>): CellFields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as CellFields;

/** The rule that publishing an edit leaves (as `applyRules` writes it); null: none. */
export function ruleAfter(rule: Rule | null, edit: Pick<RuleEdit, 'op' | 'fields'> | undefined): Rule | null {
  if (!edit) return rule;
  if (edit.op === 'remove') return null;
  if (edit.op === 'exclude') return { op: 'exclude', fields: {} };
  return { op: 'set', fields: withoutNulls({ ...(rule?.op === 'set' ? rule.fields : {}), ...edit.fields }) };
}

/** Folds one cell along its path, root first, with a draft over the published rules: the nearest set field wins, an exclusion cuts, a set below it starts afresh. */
export function foldCell(
  path: readonly number[],
  ruleAt: (categoryId: number) => Rule | null,
  editAt: (categoryId: number) => Pick<RuleEdit, 'op' | 'fields'> | undefined,
): FullCell {
  let [inherited, fields]: [CellFields | null, CellFields | null] = [null, null];
  let [published, own]: [Rule | null, Rule | null] = [null, null];
  for (const id of path) {
    inherited = fields;
    published = ruleAt(id);
    own = ruleAfter(published, editAt(id));
    const above: CellFields = inherited ?? {};
    if (own) fields = own.op === 'exclude' ? null : { ...above, ...own.fields };
  }
  return { inherited, published, own, fields };
}

/** What a field means when nobody sets it, where that can be said: with it a rule takes back what it would inherit. */
const UNSET: Partial<CellFields> = {
  requirement: 'optional',
  filterable: false,
  axis: false,
  level: 'card',
  custom: false,
  editable: true,
  ai: false,
  maxValues: 1,
  position: 1000,
  languages: [],
  limits: [],
};
const means = (fields: CellFields | null, field: CellField): unknown => fields?.[field] ?? UNSET[field] ?? null;

/** The draft's edit of a cell; null: it is to stay as published. */
export type CellEdit = { readonly op: 'set' | 'exclude' | 'remove'; readonly fields: Readonly<Record<string, unknown>> } | null;

/**
 * The edit that makes a cell show `want` with the fewest own fields: what stands already, own or inherited, is left alone. Null for `want`: inherit. What is inherited and has no
 * "not set" of its own (options, bounds, units...) stays.
 */
export function reachCell(want: CellFields | 'excluded' | null, { inherited, published }: Pick<FullCell, 'inherited' | 'published'>): CellEdit {
  if (want === null) return published === null ? null : { op: 'remove', fields: {} };
  if (want === 'excluded') return published?.op === 'exclude' || (published === null && inherited === null) ? null : { op: 'exclude', fields: {} };
  const stated: CellFields = published?.op === 'set' ? published.fields : {};
  const fields: Record<string, unknown> = {};
  for (const field of CELL_FIELDS) {
    const wanted = want[field] ?? UNSET[field] ?? null;
    if (sameValue(stated[field] ?? means(inherited, field), wanted)) continue;
    if (wanted === null || sameValue(means(inherited, field), wanted)) {
      if (field in stated) fields[field] = null;
    } else fields[field] = want[field] ?? UNSET[field];
  }
  const left = Object.keys(withoutNulls({ ...stated, ...fields })).length;
  if (inherited !== null && left === 0) return published === null ? null : { op: 'remove', fields: {} };
  return published?.op === 'set' && Object.keys(fields).length === 0 ? null : { op: 'set', fields };
}

export type Carrier = { readonly no: number; readonly type: AttributeType; readonly unitFamily: string | null; readonly listKey: string | null };

/**
 * The fields of one cell as another can have them. Within an attribute all travel; to another one those its type knows, options where both offer one list. A condition or limit
 * that names an attribute the target category does not have (`has`) stays behind, `left` tells which fields did.
 */
export function carryFields(
  fields: CellFields,
  from: Carrier,
  to: Carrier,
  has: (no: number) => boolean,
): { readonly fields: CellFields; readonly left: readonly CellField[] } {
  const sameList = from.listKey !== null && from.listKey === to.listKey;
  let carried: CellFields = fields;
  if (from.no !== to.no) {
    const sameFamily = from.type === to.type && from.unitFamily === to.unitFamily;
    const { options, limits, facet } = fields;
    const tokens = new Map(
      (sameList ? [...(options ?? []), ...(limits ?? []).flatMap((one) => one.then)] : []).map((t) => [t, tokenOf(to.no, entryOfToken(t))]),
    );
    carried = {
      ...fieldsForType(fields, to.type, sameFamily),
      ...(from.type === to.type && facet ? { facet } : {}),
      ...(sameList ? renameFields({ ...(options ? { options } : {}), ...(limits ? { limits } : {}) }, { attributes: new Map(), tokens }) : {}),
    };
  }
  const names = (part: CellFields) => namesIn(part).attributes.every((no) => no !== to.no && has(no));
  const { condition, limits, requirement, ...rest } = carried;
  const mayIf = condition === undefined || names({ condition });
  const kept: CellFields = {
    ...rest,
    // Without its condition "required if" says nothing: the target keeps its own requirement.
    ...(requirement !== undefined && (mayIf || requirement !== 'required_if') ? { requirement } : {}),
    ...(condition !== undefined && mayIf ? { condition } : {}),
    ...(limits !== undefined && names({ limits }) && limits.every((one) => one.then.every((t) => attributeOfToken(t) === to.no)) ? { limits } : {}),
  };
  const allowed =
    to.no < FIRST_ATTRIBUTE_NO ? Object.fromEntries(Object.entries(kept).filter(([field]) => RESERVED_FIELDS.includes(field as CellField))) : kept;
  return { fields: allowed, left: CELL_FIELDS.filter((field) => fields[field] !== undefined && !(field in allowed)) };
}
