import { createHash } from 'node:crypto';
import { RESERVED_ATTRIBUTES } from '../reserved.ts';
import type { AttributeType, CategorySchema, CellFields, FacetKind, OptionLists, SchemaAttribute } from '../schemas.ts';

/** What the dictionary says of an attribute, as far as an artefact needs it. */
export type DictionaryAttribute = {
  readonly no: number;
  readonly type: AttributeType;
  readonly unitFamily: string | null;
  readonly localised: boolean;
  readonly tokens: readonly number[];
};
export type EffectiveCell = { readonly no: number; readonly fields: CellFields };

/** Lists longer than this stand in the artefact by the hash of their tokens. */
export const INLINE_OPTIONS = 300;

/** JSON with keys sorted and absent fields left out: equal content gives equal text. */
export function canonicalJson(value: unknown): string {
  // Most of an artefact is option tokens: lists of plain numbers go the short way.
  if (Array.isArray(value)) return value.every((v) => typeof v === 'number') ? JSON.stringify(value) : `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const DEFAULT_FACET: Record<AttributeType, FacetKind> = { list: 'list', text: 'list', boolean: 'yes_no', number: 'range', date: 'range', range: 'range' };

/** A category schema with its canonical text (what is hashed and stored) and the option lists it names by hash. */
export type Artefact = {
  readonly hash: string;
  readonly text: string;
  readonly schema: CategorySchema;
  readonly lists: OptionLists;
  /** How the attribute array of a stored artefact becomes this one's, step after step: cheaper for the database than the whole text. */
  readonly patch?: { readonly from: string; readonly steps: readonly PatchStep[] };
};
/** `v` replaces the element at `i`, or stands before it (`n`); without `v` the element goes. */
export type PatchStep = { readonly i: number; readonly v?: SchemaAttribute; readonly n?: true };

/** Builds a category schema from its effective cells: defaults applied, reserved attributes added. Pure: equal input gives an equal hash. */
export function buildArtefact(cells: readonly EffectiveCell[], dictionary: ReadonlyMap<number, DictionaryAttribute>): Artefact {
  return assemble({}, [], RESERVED_NOS, cells, dictionary);
}

/** The same schema with only the attributes `nos` built again from `cells` (what the category has of them); the others stay as they are in `old`. */
export function patchArtefact(
  old: { readonly hash: string; readonly schema: CategorySchema; readonly lists: OptionLists },
  nos: ReadonlySet<number>,
  cells: readonly EffectiveCell[],
  dictionary: ReadonlyMap<number, DictionaryAttribute>,
): Artefact {
  const kept = old.schema.attributes.filter((a) => !nos.has(a.no));
  const made = assemble(old.lists, kept, nos, cells, dictionary);
  return { ...made, patch: { from: old.hash, steps: stepsBetween(old.schema, made.schema, nos) } };
}

/** From the lowest number up, so that an attribute's place in the new array is its place at that step too. */
function stepsBetween(old: CategorySchema, made: CategorySchema, nos: ReadonlySet<number>): PatchStep[] {
  const before = new Set(old.attributes.map((a) => a.no));
  const steps: PatchStep[] = [];
  for (const no of [...nos].sort((a, b) => a - b)) {
    const i = made.attributes.findIndex((a) => a.no >= no);
    const v = made.attributes[i]?.no === no ? made.attributes[i] : undefined;
    const place = i === -1 ? made.attributes.length : i;
    if (v) steps.push(before.has(no) ? { i: place, v } : { i: place, v, n: true });
    else if (before.has(no)) steps.push({ i: place });
  }
  return steps;
}

const RESERVED_NOS: ReadonlySet<number> = new Set(RESERVED_ATTRIBUTES.map((a) => a.no));

function assemble(
  keptLists: OptionLists,
  kept: readonly SchemaAttribute[],
  nos: ReadonlySet<number>,
  cells: readonly EffectiveCell[],
  dictionary: ReadonlyMap<number, DictionaryAttribute>,
): Artefact {
  const lists = new Map<string, readonly number[]>(Object.entries(keptLists));
  const byNo = new Map(cells.map((c) => [c.no, c.fields]));
  const attributes = [...kept];
  for (const base of RESERVED_ATTRIBUTES) if (nos.has(base.no)) attributes.push(override(base, byNo.get(base.no)));
  for (const { no, fields } of cells) {
    const entry = dictionary.get(no);
    if (no >= 100 && entry) attributes.push(fromCell(entry, fields, lists));
  }
  attributes.sort((a, b) => a.no - b.no);
  const schema: CategorySchema = { format: 1, attributes };
  const text = canonicalJson(schema);
  return { hash: sha256(text), text, schema, lists: Object.fromEntries(lists) };
}

const defined = <T extends object>(o: { [K in keyof T]: T[K] | undefined }): T => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as T;

/** A rule may tighten a reserved attribute, never change its type or level. */
function override(base: SchemaAttribute, fields: CellFields | undefined): SchemaAttribute {
  if (!fields) return base;
  const { requirement, languages, min, max, maxLength, pattern, maxValues, group, position, editable, ai, filterable, facetPosition } = fields;
  const conditional = requirement === 'required_if' ? { condition: fields.condition } : {};
  return defined<SchemaAttribute>({
    ...base,
    ...defined({ requirement, languages, min, max, maxLength, pattern, maxValues, group, position, editable, ai, filterable, facetPosition }),
    ...conditional,
  });
}

function fromCell(entry: DictionaryAttribute, f: CellFields, lists: Map<string, readonly number[]>): SchemaAttribute {
  const list = entry.type === 'list';
  const numeric = entry.type === 'number' || entry.type === 'range';
  const filterable = f.filterable ?? false;
  const conditional = f.requirement === 'required_if' && f.condition !== undefined;
  return defined<SchemaAttribute>({
    no: entry.no,
    type: entry.type,
    level: f.level ?? 'card',
    requirement: f.requirement === 'required_if' && !conditional ? 'optional' : (f.requirement ?? 'optional'),
    condition: conditional ? f.condition : undefined,
    filterable,
    facet: filterable ? (f.facet ?? DEFAULT_FACET[entry.type]) : undefined,
    facetPosition: filterable ? f.facetPosition : undefined,
    axis: f.axis ? true : undefined,
    options: list ? inlineOrHash(f.options ?? entry.tokens, lists) : undefined,
    custom: list && f.custom ? true : undefined,
    localised: entry.type === 'text' && entry.localised ? true : undefined,
    languages: entry.type === 'text' && entry.localised && f.languages && f.languages.length > 0 ? f.languages : undefined,
    family: numeric && entry.unitFamily ? entry.unitFamily : undefined,
    units: numeric && entry.unitFamily ? f.units : undefined,
    defaultUnit: numeric && entry.unitFamily ? (f.defaultUnit ?? f.units?.[0]) : undefined,
    min: numeric ? f.min : undefined,
    max: numeric ? f.max : undefined,
    maxLength: entry.type === 'text' ? f.maxLength : undefined,
    pattern: entry.type === 'text' ? f.pattern : undefined,
    maxValues: list ? (f.maxValues ?? 1) : 1,
    group: f.group,
    position: f.position ?? 1000,
    editable: f.editable ?? true,
    ai: f.ai ?? false,
    limits: list && f.limits && f.limits.length > 0 ? f.limits : undefined,
  });
}

function inlineOrHash(tokens: readonly number[], lists: Map<string, readonly number[]>): SchemaAttribute['options'] {
  const sorted = [...tokens].sort((a, b) => a - b);
  if (sorted.length <= INLINE_OPTIONS) return sorted;
  const hash = sha256(sorted.join(','));
  lists.set(hash, sorted);
  return { hash, count: sorted.length };
}
