import { Id, Localised } from '@yarmarka/kernel/schemas';
import { z } from 'zod';

export { toBase, UNIT_BY_CODE, UNITS, type Unit } from './units.ts';
export const ATTRIBUTE_TYPES = ['list', 'text', 'number', 'boolean', 'date', 'range'] as const;
export const AttributeType = z.enum(ATTRIBUTE_TYPES);
export type AttributeType = z.infer<typeof AttributeType>;
export const LEVELS = ['card', 'variant', 'offer'] as const;
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;
export const Requirement = z.enum(['required', 'recommended', 'optional', 'required_if']);
export type Requirement = z.infer<typeof Requirement>;
export const FacetKind = z.enum(['list', 'range', 'colour', 'yes_no']);
export type FacetKind = z.infer<typeof FacetKind>;

/** Attributes every card has; their numbers are below 100 and known to the code. */
export const RESERVED = { name: 1, description: 2, brand: 3, gtin: 4, pictures: 5 } as const;
export const FIRST_ATTRIBUTE_NO = 100;
export const MAX_AXES = 4;
/** Boolean attributes have two fixed entries. */
export const NO_ENTRY = 1;
export const YES_ENTRY = 2;

/** An option's token: attribute and entry in one int4 (attribute up to 32,767, entry up to 65,535). */
export const tokenOf = (attributeNo: number, entryNo: number): number => attributeNo * 65_536 + entryNo;
export const attributeOfToken = (token: number): number => Math.floor(token / 65_536);
export const entryOfToken = (token: number): number => token & 0xffff;
/** Brands are a table of their own; their tokens are negative. */
export const brandToken = (brandId: number): number => -brandId;

/** Data, not code: a condition over other attributes of the same or an outer level. Empty `all` is true, empty `any` is false. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly attr: number; readonly filled: true }
  | { readonly attr: number; readonly in: readonly number[] }
  | { readonly attr: number; readonly min?: number | undefined; readonly max?: number | undefined };
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).max(20) }),
    z.strictObject({ any: z.array(Condition).max(20) }),
    z.strictObject({ attr: z.number().int(), filled: z.literal(true) }),
    z.strictObject({ attr: z.number().int(), in: z.array(z.number().int()).min(1).max(300) }),
    z.strictObject({ attr: z.number().int(), min: z.number().optional(), max: z.number().optional() }),
  ]),
);

/** When `if` holds, only the options in `then` are allowed. */
export const ValueLimit = z.strictObject({ if: Condition, then: z.array(z.number().int()).min(1).max(1000) });
export type ValueLimit = z.infer<typeof ValueLimit>;

/** Numbers that a rule may say, least and most; `min` and `max` in base unit. */
export const FIELD_BOUNDS = {
  facetPosition: [0, 9999],
  min: [-1e15, 1e15],
  max: [-1e15, 1e15],
  maxLength: [1, 20_000],
  maxValues: [1, 500],
  position: [0, 9999],
} as const;
const bounded = (field: keyof typeof FIELD_BOUNDS) => z.number().min(FIELD_BOUNDS[field][0]).max(FIELD_BOUNDS[field][1]);
/** A place in an order, as the database holds it. */
export const Place = z.int32();

/** What a rule may say of a cell. An absent field inherits. Numbers are in the family's base unit; option lists are sorted tokens. */
export const CellFields = z.strictObject({
  requirement: Requirement.optional(),
  condition: Condition.optional(),
  languages: z
    .array(z.enum(['ru', 'en']))
    .max(2)
    .optional(),
  filterable: z.boolean().optional(),
  facet: FacetKind.optional(),
  facetPosition: bounded('facetPosition').int().optional(),
  axis: z.boolean().optional(),
  level: Level.optional(),
  options: z.array(z.number().int()).min(1).max(65_535).optional(),
  custom: z.boolean().optional(),
  units: z.array(z.string()).min(1).max(20).optional(),
  defaultUnit: z.string().optional(),
  min: bounded('min').optional(),
  max: bounded('max').optional(),
  maxLength: bounded('maxLength').int().optional(),
  pattern: z.string().max(500).optional(),
  maxValues: bounded('maxValues').int().optional(),
  group: z.string().max(80).optional(),
  position: bounded('position').int().optional(),
  editable: z.boolean().optional(),
  ai: z.boolean().optional(),
  limits: z.array(ValueLimit).max(50).optional(),
});
export type CellFields = z.infer<typeof CellFields>;
export type CellField = keyof CellFields;
export const CELL_FIELDS = Object.keys(CellFields.shape) as CellField[];
/** What a rule of a reserved attribute may say. */
export const RESERVED_FIELDS: readonly CellField[] = [
  'requirement',
  'condition',
  'languages',
  'min',
  'max',
  'maxLength',
  'pattern',
  'maxValues',
  'group',
  'position',
  'editable',
  'ai',
  'filterable',
  'facetPosition',
];

/** Where a field of an effective cell was set: category id and the version that last set it. The key `_` tells where the attribute itself was set. */
export type Origins = Readonly<Partial<Record<CellField | '_', readonly [categoryId: number, version: number]>>>;

/** One attribute of a category schema: every field decided, defaults applied. */
export type SchemaAttribute = {
  readonly no: number;
  readonly type: AttributeType;
  readonly level: Level;
  readonly requirement: Requirement;
  readonly condition?: Condition;
  readonly filterable: boolean;
  readonly facet?: FacetKind;
  readonly facetPosition?: number;
  readonly axis?: true;
  /** Type list: the allowed tokens, sorted; over 300 by the hash of the list; brands are open. */
  readonly options?: readonly number[] | { readonly hash: string; readonly count: number } | 'brands';
  readonly custom?: true;
  /** Type text: true = {ru, en}, else a plain string. */
  readonly localised?: true;
  readonly languages?: readonly ('ru' | 'en')[];
  /** Types number and range: unit family, allowed units (codes), the unit shown first. */
  readonly family?: string;
  readonly units?: readonly string[];
  readonly defaultUnit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** Type list, pictures: at most so many values; 1 = a single value, not an array. */
  readonly maxValues: number;
  readonly group?: string;
  readonly position: number;
  readonly editable: boolean;
  readonly ai: boolean;
  readonly limits?: readonly ValueLimit[];
};

/**
 * The category schema: the one artefact that decides what a product of a category needs. It names no category, version, origin, label or date, so equal rules
 * give equal hashes (SHA-256 of canonical JSON). Attributes are sorted by number.
 */
export type CategorySchema = { readonly format: 1; readonly attributes: readonly SchemaAttribute[] };

/** Option lists over 300 that a schema names by hash. */
export type OptionLists = Readonly<Record<string, readonly number[]>>;

/** Values as cards, variants and offers hold them: `attrs`, keyed by attribute number. */
export type Custom = { readonly c: string };
export type NumberValue = { readonly n: number; readonly v: number; readonly u?: string };
/** Ends in base unit, ordered; `vf`, `vt` as typed in unit `u`. */
export type RangeValue = { readonly from: number; readonly to: number; readonly vf: number; readonly vt: number; readonly u?: string };
export type TextValue = { readonly ru?: string; readonly en?: string };
export type Value = number | string | Custom | NumberValue | RangeValue | TextValue | readonly (number | string | Custom)[];
export type Attrs = Readonly<Record<string, Value>>;

export type CheckMode = 'enforced' | 'partial';
export const ISSUE_CODES = [
  'required',
  'language_required',
  'unknown_attribute',
  'wrong_level',
  'wrong_type',
  'unknown_option',
  'option_not_allowed',
  'custom_not_allowed',
  'too_many',
  'repeated',
  'too_small',
  'too_large',
  'too_long',
  'pattern',
  'unit',
  'limit',
  'empty',
  'ends_order',
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];
export type Issue = { readonly attr: number; readonly code: IssueCode; readonly params?: Readonly<Record<string, string | number>> };

// --- inputs of the verbs
export const RuleOp = z.enum(['set', 'exclude', 'remove']);
/** `fields`: a patch of the category's own rule; null = inherit again. `pin`: values that equal what is inherited are meant too, so that they stay when that changes. */
export const RuleEdit = z.strictObject({
  categoryId: Id,
  attributeNo: Id,
  op: RuleOp,
  fields: z.record(z.string(), z.unknown()).default({}),
  pin: z.literal(true).optional(),
});
export type RuleEdit = z.infer<typeof RuleEdit>;
export const NewAttribute = z.strictObject({
  /** Given out when the edit is saved (`giveNumbers`): rules of the same change-set name the attribute by it. */
  no: Id.optional(),
  key: z.string().regex(/^[a-z][a-z0-9_/]{1,60}$/),
  type: AttributeType,
  label: Localised,
  description: Localised.default({ ru: '', en: '' }),
  listKey: z.string().max(80).optional(),
  unitFamily: z.string().max(40).optional(),
  localised: z.boolean().default(false),
});
export type NewAttribute = z.infer<typeof NewAttribute>;
export const NewEntry = z.strictObject({
  /** Given out when the edit is saved, so that rules of the same change-set may name its options. */
  entryNo: Id.optional(),
  listKey: z.string().max(80),
  key: z.string().min(1).max(200),
  label: Localised,
  position: Place.optional(),
  number: z.number().optional(),
  unit: z.string().optional(),
  swatch: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
});
export type NewEntry = z.infer<typeof NewEntry>;
export const NewCategory = z.strictObject({
  /** Given out when the edit is saved (`giveNumbers`): every other edit of the same change-set may name the category by it. */
  id: Id.optional(),
  key: z.string().min(1).max(80),
  parentKey: z.string().max(80).nullable(),
  label: Localised,
  position: Place.optional(),
});
export type NewCategory = z.infer<typeof NewCategory>;
export const CategoryMove = z.strictObject({ categoryId: Id, parentId: Id.nullable() });
export type CategoryMove = z.infer<typeof CategoryMove>;

export const ChangeSetStatus = z.enum(['draft', 'scheduled', 'published', 'canceled', 'conflict']);
export type ChangeSetStatus = z.infer<typeof ChangeSetStatus>;
