import { FIRST_ATTRIBUTE_NO, RESERVED_FIELDS } from '@yarmarka/taxonomy/schemas';
import type { AttributeType, Cell, CellField, CellFields, Change, Draft, FieldPatch, RuleChange } from './types.ts';

/** A cell as the screen shows it: what is in force, with the draft laid over it. */
export type ShownCell = {
  readonly cell: Cell;
  readonly fields: CellFields;
  /** Fields that the draft changes. */
  readonly changed: ReadonlySet<string>;
  /** Fields that the category itself sets, draft included. */
  readonly own: ReadonlySet<string>;
  readonly state: 'in' | 'excluded' | 'will-exclude' | 'will-remove' | 'will-add';
  readonly change: RuleChange | undefined;
};

const without = (fields: CellFields, gone: readonly string[]): CellFields => Object.fromEntries(Object.entries(fields).filter(([key]) => !gone.includes(key)));

/** Lays the draft's edit of one cell over what is in force; `inherited` is the parent's cell, which a removed field falls back to. */
export function shownCell(cell: Cell, change: RuleChange | undefined, inherited: CellFields | undefined): ShownCell {
  const ownFields: FieldPatch = cell.own?.op === 'set' ? cell.own.fields : {};
  const excluded = cell.own?.op === 'exclude';
  if (!change) return { cell, fields: cell.fields, changed: new Set(), own: new Set(Object.keys(ownFields)), state: excluded ? 'excluded' : 'in', change };
  const { op, fields: patch } = change.edit;
  if (op === 'exclude') return { cell, fields: cell.fields, changed: new Set(), own: new Set(), state: 'will-exclude', change };
  if (op === 'remove') return { cell, fields: inherited ?? {}, changed: new Set(), own: new Set(), state: inherited ? 'in' : 'will-remove', change };
  const freed = Object.keys(patch).filter((key) => patch[key] === null);
  const set = Object.keys(patch).filter((key) => patch[key] !== null);
  const fallback = Object.fromEntries(freed.flatMap((key) => (inherited && key in inherited ? [[key, inherited[key as CellField]]] : [])));
  const fields = { ...without(cell.fields, freed), ...fallback, ...Object.fromEntries(set.map((key) => [key, patch[key]])) };
  const own = new Set([...Object.keys(ownFields).filter((key) => !freed.includes(key)), ...set]);
  const isNew = cell.own === null && Object.keys(cell.origins).length === 0;
  return { cell, fields, changed: new Set(Object.keys(patch)), own, state: isNew ? 'will-add' : 'in', change };
}

/**
 * The version in which this category's own rule last said something of the cell. The origin of the cell as a whole is another one: it stays with the category that brought the
 * attribute, which may stand far above. Undefined while the rule says nothing but that the attribute is used.
 */
export function ownVersion({ own, origins }: Pick<Cell, 'own' | 'origins'>): number | undefined {
  const versions = own?.op === 'set' ? Object.keys(own.fields).flatMap((field) => origins[field]?.version ?? []) : [];
  return versions.length > 0 ? Math.max(...versions) : undefined;
}

/** As much of a draft as cells need. */
export type DraftOfCells = { readonly changes: readonly { readonly change: Change }[]; readonly attributes: Draft['attributes'] };

/** All cells of a category with the draft over them, those that the draft adds at the end. */
export function shownCells(
  categoryId: number,
  cells: readonly Cell[],
  parentCells: readonly Cell[] | undefined,
  draft: DraftOfCells | null,
): readonly ShownCell[] {
  const changes = new Map<number, RuleChange>();
  for (const { change } of draft?.changes ?? [])
    if (change.kind === 'rule' && change.edit.categoryId === categoryId) changes.set(change.edit.attributeNo, change);
  const inherited = new Map(parentCells?.filter((c) => c.own?.op !== 'exclude').map((c) => [c.attribute.no, c.fields]));
  const shown = cells.map((cell) => shownCell(cell, changes.get(cell.attribute.no), inherited.get(cell.attribute.no)));
  const known = new Set(cells.map((c) => c.attribute.no));
  for (const [no, change] of changes) {
    if (known.has(no)) continue;
    const words = draft?.attributes[no];
    if (words) shown.push(shownCell(newCell(no, words), change, inherited.get(no)));
  }
  return shown;
}

/** An attribute that the category does not have yet. */
export const newCell = (no: number, words: { ru: string; en: string; type: AttributeType; unitFamily: string | null }): Cell => ({
  attribute: {
    no,
    key: '',
    type: words.type,
    listKey: null,
    unitFamily: words.unitFamily,
    localised: false,
    ru: words.ru,
    en: words.en,
    descriptionRu: '',
    descriptionEn: '',
    options: 0,
  },
  fields: {},
  origins: {},
  own: null,
  helps: [],
});

const BY_TYPE: Readonly<Record<AttributeType, readonly CellField[]>> = {
  list: ['axis', 'options', 'custom', 'maxValues', 'limits', 'facet'],
  text: ['languages', 'maxLength', 'pattern'],
  number: ['units', 'defaultUnit', 'min', 'max', 'facet'],
  range: ['units', 'defaultUnit', 'min', 'max', 'facet'],
  boolean: ['facet'],
  date: ['facet'],
};
const COMMON: readonly CellField[] = ['requirement', 'condition', 'level', 'filterable', 'facetPosition', 'group', 'position', 'editable', 'ai'];

/** The fields a rule may set for an attribute, in the order of the inspector's sections. */
export function fieldsOf(attribute: Cell['attribute'], fields: CellFields): Readonly<Record<'duty' | 'values' | 'shop' | 'form', readonly CellField[]>> {
  const reserved = attribute.no < FIRST_ATTRIBUTE_NO;
  const may = new Set<CellField>([...COMMON, ...BY_TYPE[attribute.type]].filter((field) => !reserved || RESERVED_FIELDS.includes(field)));
  if (fields.requirement !== 'required_if') may.delete('condition');
  if (!fields.filterable) {
    may.delete('facet');
    may.delete('facetPosition');
  }
  if (attribute.unitFamily === null) {
    may.delete('units');
    may.delete('defaultUnit');
  }
  const pick = (...names: CellField[]) => names.filter((name) => may.has(name));
  return {
    duty: pick('requirement', 'condition', 'languages', 'level', 'editable', 'ai'),
    values: pick('options', 'custom', 'maxValues', 'limits', 'units', 'defaultUnit', 'min', 'max', 'maxLength', 'pattern'),
    shop: pick('filterable', 'facet', 'facetPosition', 'axis'),
    form: pick('group', 'position'),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The draft's patch of a cell after some of its fields were set, or freed with null; null: nothing is left to change. */
export function nextPatch(shown: ShownCell, values: FieldPatch): FieldPatch | null {
  const ownFields: FieldPatch = shown.cell.own?.op === 'set' ? shown.cell.own.fields : {};
  const patch: Record<string, unknown> = shown.change?.edit.op === 'set' ? { ...shown.change.edit.fields } : {};
  for (const [field, value] of Object.entries(values)) {
    const kept = value === null ? !(field in ownFields) : field in ownFields && same(ownFields[field], value);
    if (kept) delete patch[field];
    else patch[field] = value;
  }
  return Object.keys(patch).length === 0 && shown.state !== 'will-add' ? null : patch;
}
