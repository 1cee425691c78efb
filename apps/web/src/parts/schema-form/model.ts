import type { Locale } from '@yarmarka/i18n/locale';
import {
  attributesOf,
  checkValues,
  type CompiledSchema,
  compileSchema,
  conditionHolds,
  isComplete,
  isRequired,
  type IssueWords,
  lookupOver,
  type OptionLookup,
} from '@yarmarka/taxonomy/check';
import { type Attrs, type CategorySchema, type Issue, type OptionLists, RESERVED, type SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../lib/trpc.ts';

export type FormSchema = inferRouterOutputs<AppRouter>['taxonomy']['formSchema'];

export interface FormOption {
  readonly token: number;
  readonly label: string;
  readonly swatch: string | null;
}

/** One field: the schema's rule and the words around it. */
export interface FormAttribute {
  readonly no: number;
  readonly key: string;
  readonly rule: SchemaAttribute;
  readonly label: string;
  readonly help: string;
  /** The category's own options; null where they are searched on the server. */
  readonly options: readonly FormOption[] | null;
  /** For the search on the server: the only tokens that may be chosen; undefined when all may. */
  readonly among: readonly number[] | undefined;
}

export interface FormGroup {
  readonly key: string;
  readonly label: string;
  readonly attributes: readonly FormAttribute[];
}

/** Everything a form of one category works with, in one language. */
export interface FormModel {
  readonly categoryId: number;
  readonly hash: string;
  readonly locale: Locale;
  readonly schema: CategorySchema;
  readonly compiled: CompiledSchema;
  readonly attributes: ReadonlyMap<number, FormAttribute>;
  /** Fields of the card itself. */
  readonly groups: readonly FormGroup[];
  readonly axes: readonly FormAttribute[];
  /** Fields of each variant that are no axes. */
  readonly variantFields: readonly FormAttribute[];
  readonly offerFields: readonly FormAttribute[];
  readonly lookup: OptionLookup;
  /** Labels of the inline options. */
  readonly labels: ReadonlyMap<number, string>;
}

const allowedOf = (rule: SchemaAttribute, lists: OptionLists): readonly number[] | undefined => {
  if (rule.options === undefined || rule.options === 'brands') return undefined;
  return 'hash' in rule.options ? lists[rule.options.hash] : rule.options;
};

const MOST_TOKENS = 1000;

/** Reads a category's form into what the fields need. `mainLabel` names the group of fields without one. */
export function buildModel(form: FormSchema, locale: Locale, mainLabel: string): FormModel {
  // What travelled as JSON is the artefact itself: it holds nothing that JSON changes.
  const schema = form.schema as unknown as CategorySchema;
  const lists = form.lists;
  const words = new Map(form.attributes.map((a) => [a.no, a]));
  const labels = new Map<number, string>();
  const attributes = new Map<number, FormAttribute>();
  for (const rule of schema.attributes) {
    const word = words.get(rule.no);
    const allowed = allowedOf(rule, lists);
    const among = allowed === undefined ? undefined : new Set(allowed);
    const inline = form.options[rule.no]?.filter((o) => among === undefined || among.has(o.token)) ?? null;
    const options = inline?.map((o) => ({ token: o.token, label: (locale === 'ru' ? o.ru : o.en) || o.ru || o.en || o.key, swatch: o.swatch })) ?? null;
    for (const option of options ?? []) labels.set(option.token, option.label);
    attributes.set(rule.no, {
      no: rule.no,
      key: word?.key ?? String(rule.no),
      rule,
      label: (locale === 'ru' ? word?.ru : word?.en) || word?.ru || word?.key || `#${rule.no}`,
      help: (locale === 'ru' ? word?.helpRu : word?.helpEn) || '',
      options: rule.type === 'list' && rule.options !== 'brands' ? options : null,
      among: allowed !== undefined && allowed.length <= MOST_TOKENS ? allowed : undefined,
    });
  }
  const all = [...attributes.values()].toSorted((a, b) => a.rule.position - b.rule.position || a.no - b.no);
  const variant = all.filter((a) => a.rule.level === 'variant');
  return {
    categoryId: form.categoryId,
    hash: form.hash,
    locale,
    schema,
    compiled: compileSchema(schema, lists),
    attributes,
    groups: groupsOf(
      form,
      all.filter((a) => a.rule.level === 'card'),
      locale,
      mainLabel,
    ),
    axes: variant.filter((a) => a.rule.axis),
    variantFields: variant.filter((a) => !a.rule.axis),
    offerFields: all.filter((a) => a.rule.level === 'offer'),
    lookup: lookupOver((no) => (form.options[no] ?? []).map((o) => ({ token: o.token, key: o.key, ru: o.ru, en: o.en, synonyms: o.synonyms }))),
    labels,
  };
}

/** The group of name, pictures, description and brand, and of fields that the taxonomy puts into no group. */
const MAIN = 'main';

function groupsOf(form: FormSchema, attributes: readonly FormAttribute[], locale: Locale, mainLabel: string): FormGroup[] {
  const order = new Map(form.groups.map((g) => [g.key, g]));
  const byKey = new Map<string, FormAttribute[]>();
  for (const attribute of attributes) {
    const group = attribute.rule.group ?? MAIN;
    const key = attribute.no <= RESERVED.pictures || !order.has(group) ? MAIN : group;
    const list = byKey.get(key);
    if (list) list.push(attribute);
    else byKey.set(key, [attribute]);
  }
  return [...byKey]
    .map(([key, list]) => {
      const group = order.get(key);
      return {
        key,
        label: (locale === 'ru' ? group?.ru : group?.en) || mainLabel,
        attributes: list,
        position: key === MAIN ? -1 : (group?.position ?? 0),
      };
    })
    .toSorted((a, b) => a.position - b.position)
    .map(({ position: _position, ...group }) => group);
}

/** Words for the checker's sentences; `labelOf` knows options beyond the inline ones. */
export const wordsOf = (model: FormModel, labelOf: (token: number) => string | undefined): IssueWords => ({
  attribute: (no) => model.attributes.get(no)?.label ?? `#${no}`,
  option: labelOf,
  schema: (no) => model.attributes.get(no)?.rule,
});

/** What the contract says of a whole card: issues of the card (variantId null) and of each variant. */
export function checkAll(
  model: FormModel,
  card: Attrs,
  variants: readonly { readonly id: number; readonly attrs: Attrs }[],
): (Issue & { readonly variantId: number | null })[] {
  const issues = checkValues(model.compiled, card, 'enforced', 'card').map((issue) => ({ ...issue, variantId: null }));
  return [
    ...issues,
    ...variants.flatMap((v) => checkValues(model.compiled, v.attrs, 'enforced', 'variant', card).map((issue) => ({ ...issue, variantId: v.id }))),
  ];
}

/** Whether an issue says that something is still missing, rather than wrong. */
export const isMissing = (issue: { readonly code: string }): boolean => issue.code === 'required' || issue.code === 'language_required';

const limited = new WeakMap<SchemaAttribute, Map<string, ReadonlySet<number>>>();

/** The options that the limits leave at these values, the same set while the same limits hold; undefined when nothing limits them. */
export function limitedTo(rule: SchemaAttribute, values: Attrs, outer: Attrs = {}): ReadonlySet<number> | undefined {
  if (rule.limits === undefined) return undefined;
  const holds = rule.limits.map((limit) => conditionHolds(limit.if, values, outer));
  if (!holds.includes(true)) return undefined;
  const key = holds.join();
  const sets = limited.get(rule) ?? new Map<string, ReadonlySet<number>>();
  limited.set(rule, sets);
  const known = sets.get(key);
  if (known) return known;
  const lists = rule.limits.filter((_, index) => holds[index]).map((limit) => limit.then);
  const left = new Set(lists.reduce((before, list) => before.filter((token) => list.includes(token))));
  sets.set(key, left);
  return left;
}

/** The attributes that the conditions and limits of these fields look at. */
export const lookedAt = (attributes: readonly FormAttribute[]): ReadonlySet<number> =>
  new Set(
    attributes.flatMap(({ rule }) => [
      ...(rule.condition ? attributesOf(rule.condition) : []),
      ...(rule.limits ?? []).flatMap((limit) => attributesOf(limit.if)),
    ]),
  );

export interface GroupState {
  readonly filled: number;
  readonly total: number;
  readonly missing: number;
}

/** How many of a group's required and recommended fields are filled, and how many required ones are not. */
export function groupState(attributes: readonly FormAttribute[], values: Attrs, outer: Attrs = {}): GroupState {
  const wanted = attributes.filter((a) => a.rule.requirement === 'recommended' || isRequired(a.rule, values, outer));
  const open = wanted.filter((a) => !isComplete(a.rule, values[a.no]));
  return { filled: wanted.length - open.length, total: wanted.length, missing: open.filter((a) => isRequired(a.rule, values, outer)).length };
}

/** Fields whose condition does not hold stay out of sight until it does, or until they have a value. */
export const isShown = (rule: SchemaAttribute, values: Attrs, outer: Attrs = {}): boolean =>
  rule.requirement !== 'required_if' || values[rule.no] !== undefined || isRequired(rule, values, outer);

/** Every token that stands in these values. */
export function tokensIn(values: readonly Attrs[], model: FormModel): number[] {
  const found = new Set<number>();
  for (const attrs of values)
    for (const [no, value] of Object.entries(attrs)) {
      if (model.attributes.get(Number(no))?.rule.type !== 'list') continue;
      for (const item of Array.isArray(value) ? value : [value]) if (typeof item === 'number') found.add(item);
    }
  return [...found];
}
