import {
  checkValues,
  type CompiledSchema,
  compileSchema,
  conditionHolds,
  describeIssue,
  formatNumber,
  isRequired,
  parseValue,
  unitsOf,
} from '@yarmarka/taxonomy/check';
import { type Attrs, type CategorySchema, type Level, type OptionLists, RESERVED, type SchemaAttribute, type Value } from '@yarmarka/taxonomy/schemas';
import { type Rng, seededRng, validLevel } from '@yarmarka/taxonomy/testing';

/** What the form of a category is made from, as it arrives in the browser. */
export type FormWire = {
  readonly categoryId: number;
  readonly hash: string;
  readonly schema: CategorySchema;
  readonly lists: OptionLists;
  readonly attributes: readonly { readonly no: number; readonly ru: string }[];
};

/** What a hand does to one field; an empty entry takes the value away. */
export type Entry =
  | { readonly as: 'text'; readonly text: string }
  | { readonly as: 'texts'; readonly ru: string; readonly en: string }
  | { readonly as: 'quantity'; readonly from: string; readonly to?: string; readonly unit?: string }
  | { readonly as: 'date'; readonly iso: string; readonly half?: true }
  | { readonly as: 'choice'; readonly labels: readonly string[]; readonly own: readonly string[] }
  | { readonly as: 'yesno'; readonly yes: boolean | null }
  | { readonly as: 'pictures' };
export type Step = { readonly no: number; readonly entry: Entry };
export type Values = Readonly<Record<Level, Attrs>>;
/** Fields that must be marked, each with what stands under it (empty: any words). */
export type Verdict = Readonly<Record<number, string>>;
type Wrong = { readonly kind: string; readonly steps: readonly Step[]; readonly back: readonly Step[]; readonly verdict: Verdict };
export type Plan = { readonly form: FormWire; readonly values: Values; readonly steps: readonly Step[]; readonly wrongs: readonly Wrong[] };
type Labels = ReadonlyMap<number, string>;

const LEVELS: readonly Level[] = ['card', 'variant', 'offer'];
const NO_OPTIONS = { byLabel: () => [], entries: () => [] };
/** Fields filled beside those that must be: enough for every kind of field over twenty forms, few enough for a minute and a half. */
const EXTRA = 1;

/** A set that is right for this form: what must be filled, and a few fields more. Brand and pictures are those the caller has. */
export function validValues(form: FormWire, seed: number, brand: number): Values {
  const rng = seededRng(seed);
  const out: Record<Level, Attrs> = { card: {}, variant: {}, offer: {} };
  let outer: Attrs = {};
  for (const level of LEVELS) {
    const full = validLevel(level, form.schema, form.lists, rng, outer) ?? {};
    out[level] = trimmed(form, level, full, outer, brand, rng);
    outer = { ...outer, ...out[level] };
  }
  return out;
}

function trimmed({ schema }: FormWire, level: Level, full: Attrs, outer: Attrs, brand: number, rng: Rng): Attrs {
  const here = schema.attributes.filter((a) => a.level === level && full[a.no] !== undefined);
  const asked = here.filter((a) => a.requirement === 'required');
  const free = here.filter((a) => a.requirement === 'recommended' || a.requirement === 'optional');
  // Sources of conditions first: they decide most about other fields.
  const sources = new Set(JSON.stringify(schema.attributes.map((a) => [a.condition, a.limits])).match(/(?<="attr":)\d+/g));
  const order = free.toSorted((a, b) => Number(sources.has(String(b.no))) - Number(sources.has(String(a.no))) || 0);
  const kept = [...asked, ...order.slice(0, EXTRA + (rng() < 0.5 ? 0 : 1))];
  const values: Record<string, Value> = Object.fromEntries(kept.map((a) => [a.no, full[a.no] as Value]));
  if (RESERVED.brand in values) values[RESERVED.brand] = brand;
  // A second language where it is not asked for now and then: it is typed behind a tab of its own.
  for (const a of kept) {
    const { ru } = values[a.no] as { readonly ru?: string };
    if (a.localised && !a.languages?.includes('en') && ru && rng() < 0.8) values[a.no] = { ru };
  }
  // What is asked for under a condition stands in the form only while the condition holds.
  for (const a of schema.attributes)
    if (a.level === level && a.requirement === 'required_if' && isRequired(a, values, outer) && full[a.no] !== undefined) values[a.no] = full[a.no] as Value;
  return values;
}

/** How a value is typed into its field. */
function entryOf(a: SchemaAttribute, value: Value | undefined, labels: Labels): Entry {
  const plain = (n: number): string => formatNumber(n, 'ru').replaceAll('\u00a0', '');
  if (a.no === RESERVED.pictures) return { as: 'pictures' };
  switch (a.type) {
    case 'boolean':
      return { as: 'yesno', yes: value === undefined ? null : (Number(value) & 0xffff) === 2 };
    case 'date':
      return { as: 'date', iso: typeof value === 'string' ? value : '' };
    case 'number': {
      const held = value as { readonly v: number; readonly u?: string } | undefined;
      return { as: 'quantity', from: held ? plain(held.v) : '', ...unitPart(a, held?.u) };
    }
    case 'range': {
      const held = value as { readonly vf: number; readonly vt: number; readonly u?: string } | undefined;
      return { as: 'quantity', from: held ? plain(held.vf) : '', to: held ? plain(held.vt) : '', ...unitPart(a, held?.u) };
    }
    case 'text': {
      const held = value as { readonly ru?: string; readonly en?: string } | undefined;
      if (a.localised) return { as: 'texts', ru: held?.ru ?? '', en: held?.en ?? '' };
      return { as: 'text', text: (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String).join('\n') };
    }
    case 'list': {
      const items: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
      return {
        as: 'choice',
        labels: items.flatMap((x) => (typeof x === 'number' ? [labels.get(x) ?? ''] : [])),
        own: items.flatMap((x) => (typeof x === 'object' && x !== null && 'c' in x ? [String(x.c)] : [])),
      };
    }
  }
}

const unitPart = (a: SchemaAttribute, unit: string | undefined): { unit?: string } => (unitsOf(a).length > 1 && unit !== undefined ? { unit } : {});

const NOTHING: Labels = new Map();
/** Every token that these values hold or that conditions and limits of the schema name: their labels are typed, and stand in sentences. */
export function tokensOf(form: FormWire, values: Values): number[] {
  const held = LEVELS.flatMap((l) => Object.values(values[l])).flatMap((v): readonly unknown[] => (Array.isArray(v) ? v : [v]));
  const named = form.schema.attributes.flatMap((a) => [a.condition, ...(a.limits ?? []).flatMap((l) => [l.if, { attr: a.no, in: l.then }])]);
  const inConditions = named.flatMap((c) => (c && 'in' in c ? c.in : []));
  return [...new Set([...held, ...inConditions].filter((x) => typeof x === 'number'))];
}

/** What the checker says of these values: the fields to mark, with the sentence of the first issue of each. */
function verdictOn(form: FormWire, values: Values, labels: Labels): Verdict {
  const compiled: CompiledSchema = compileSchema(form.schema, form.lists);
  const words = {
    attribute: (no: number) => form.attributes.find((a) => a.no === no)?.ru ?? `#${no}`,
    option: (token: number) => labels.get(token),
    schema: (no: number) => form.schema.attributes.find((a) => a.no === no),
  };
  const out: Record<number, string> = {};
  let outer: Attrs = {};
  for (const level of LEVELS) {
    for (const issue of checkValues(compiled, values[level], 'enforced', level, outer)) out[issue.attr] ??= describeIssue(issue, words, 'ru');
    outer = { ...outer, ...values[level] };
  }
  return out;
}

type Edit = { readonly kind: string; readonly no: number; readonly level: Level; readonly entry: Entry; readonly value?: Value | null };

/** Ways to make these values minimally wrong by hand; `value` null takes away, absent is a text that cannot be read and so changes nothing that is stored. */
function editsOf(form: FormWire, values: Values, rng: Rng): Edit[] {
  const edits: Edit[] = [];
  let outer: Attrs = {};
  for (const level of LEVELS) {
    const here = form.schema.attributes.filter((a) => a.level === level && a.no !== RESERVED.pictures && a.no !== RESERVED.brand);
    for (const a of here) {
      const held = values[level][a.no];
      const shown = held !== undefined || a.requirement !== 'required_if';
      if (held !== undefined && isRequired(a, values[level], outer))
        edits.push({ kind: `left out: ${a.type} of ${level}`, no: a.no, level, entry: entryOf(a, undefined, NOTHING), value: null });
      if (shown) edits.push(...wrongTexts(a, held, level), ...wrongChoices(a, form.lists, level));
    }
    edits.push(...newlyAsked(here, values[level], outer, form.lists, level));
    outer = { ...outer, ...values[level] };
  }
  return edits
    .map((e) => [e, rng()] as const)
    .toSorted((x, y) => x[1] - y[1])
    .map(([e]) => e);
}

const LONGEST_TYPED = 2000;

function wrongTexts(a: SchemaAttribute, held: Value | undefined, level: Level): Edit[] {
  const edit = (kind: string, entry: Entry, value?: Value | null): Edit => ({ kind, no: a.no, level, entry, ...(value === undefined ? {} : { value }) });
  const first = unitsOf(a)[0]?.code;
  const typed = (text: string) => parseValue(a, first === undefined || unitsOf(a).length === 0 ? text : `${text} ${first}`, NO_OPTIONS, { locale: 'ru' });
  const quantity = (from: string, to?: string): Entry => ({ as: 'quantity', from, ...(to === undefined ? {} : { to }), ...unitPart(a, first) });
  if (a.type === 'number') {
    const out = [edit('number unread', quantity('семь')), edit('unit unknown', quantity('7 попугаев'))];
    const low = typed('-999999999999');
    const high = typed('9999999999999999');
    if (a.min !== undefined && low.ok) out.push(edit('too small', quantity('-999999999999'), low.value));
    if (a.max !== undefined && high.ok) out.push(edit('too large', quantity('9999999999999999'), high.value));
    return out;
  }
  if (a.type === 'range') {
    const high = typed('1 - 9999999999999999');
    const out = [edit('range half', quantity('5', '')), edit('range unread', quantity('5', 'много'))];
    if (a.max !== undefined && high.ok) out.push(edit('range too large', quantity('1', '9999999999999999'), high.value));
    return out;
  }
  if (a.type === 'date') return [edit('date half', { as: 'date', iso: '', half: true })];
  if (a.type !== 'text') return [];
  const out: Edit[] = [];
  const long = a.maxLength !== undefined && a.maxLength <= LONGEST_TYPED ? 'я'.repeat(a.maxLength + 1) : undefined;
  if (a.localised) {
    const { en = '' } = (held ?? {}) as { readonly ru?: string; readonly en?: string };
    if (long) out.push(edit('text too long', { as: 'texts', ru: long, en }, { ru: long, ...(en ? { en } : {}) }));
    if (a.languages?.includes('ru')) out.push(edit('language missing', { as: 'texts', ru: '', en: 'Only English' }, { en: 'Only English' }));
  } else if (a.maxValues === 1) {
    if (long) out.push(edit('text too long', { as: 'text', text: long }, long));
    if (a.pattern !== undefined && !new RegExp(a.pattern, 'u').test('нет')) out.push(edit('off the pattern', { as: 'text', text: 'нет' }, 'нет'));
  }
  return out;
}

const FEW = 10;

function wrongChoices(a: SchemaAttribute, lists: OptionLists, level: Level): Edit[] {
  const tokens = optionsOf(a, lists);
  const choice = (picked: readonly number[]): Entry => ({ as: 'choice', labels: picked.map(String), own: [] });
  if (a.type !== 'list' || a.maxValues === 1 || a.maxValues > FEW || tokens.length <= a.maxValues) return [];
  const many = tokens.slice(0, a.maxValues + 1);
  return [{ kind: 'too many options', no: a.no, level, entry: choice(many), value: [...many] }];
}

const optionsOf = (a: SchemaAttribute, lists: OptionLists): readonly number[] =>
  a.options === undefined || a.options === 'brands' ? [] : 'hash' in a.options ? (lists[a.options.hash] ?? []) : a.options;

/** One choice that makes another field required, or forbids what another field holds. */
function newlyAsked(here: readonly SchemaAttribute[], values: Attrs, outer: Attrs, lists: OptionLists, level: Level): Edit[] {
  const edits: Edit[] = [];
  for (const a of here) {
    const conditions = [
      ...(a.condition && values[a.no] === undefined ? [['asked by a condition', a.condition] as const] : []),
      ...(a.limits ?? []).map((l) => ['beyond a limit', l.if] as const),
    ];
    for (const [kind, condition] of conditions) {
      if (!('in' in condition) || conditionHolds(condition, values, outer)) continue;
      const source = here.find((b) => b.no === condition.attr && b.maxValues === 1);
      const token = source && condition.in.find((t) => source.type === 'boolean' || optionsOf(source, lists).includes(t));
      if (!source || token === undefined) continue;
      edits.push({
        kind,
        no: source.no,
        level,
        value: token,
        entry: source.type === 'boolean' ? entryOf(source, token, NOTHING) : { as: 'choice', labels: [String(token)], own: [] },
      });
    }
  }
  return edits;
}

/** Tokens that the edits choose: their labels are asked for before they are typed. */
export const tokensOfEdits = (form: FormWire, values: Values, seed: number): number[] =>
  editsOf(form, values, seededRng(seed)).flatMap((e) => (e.entry.as === 'choice' ? e.entry.labels.map(Number) : []));

/** Few schemas can be wrong in these ways: they go first where they can. */
const RARE: ReadonlySet<string> = new Set(['beyond a limit', 'asked by a condition', 'date half', 'left out: date of offer', 'left out: boolean of card']);

/** Steps for the whole set, and at most `most` wrong ones, of kinds that `seen` has least of; `seen` counts them. */
export function planOf(form: FormWire, values: Values, labels: Labels, seed: number, most: number, seen: Map<string, number>): Plan {
  const rules = new Map(form.schema.attributes.map((a) => [a.no, a]));
  const steps = LEVELS.flatMap((level) => {
    const own = form.schema.attributes.filter((a) => values[level][a.no] !== undefined);
    // A field that a condition asks for appears with its source.
    return own
      .toSorted((a, b) => Number(a.requirement === 'required_if') - Number(b.requirement === 'required_if') || a.position - b.position)
      .map((a) => ({ no: a.no, entry: entryOf(a, values[level][a.no], labels) }));
  });
  const wrongs: Wrong[] = [];
  const weight = ({ kind }: Edit): number => (seen.get(kind) ?? 0) - (RARE.has(kind) ? 0.5 : 0);
  const edits = editsOf(form, values, seededRng(seed)).toSorted((x, y) => weight(x) - weight(y));
  const taken = new Set<string>();
  for (const edit of edits) {
    if (wrongs.length === most) break;
    if (taken.has(edit.kind)) continue;
    const rule = rules.get(edit.no);
    if (!rule) continue;
    const { [edit.no]: was, ...rest } = values[edit.level];
    const next = edit.value === undefined ? values[edit.level] : edit.value === null ? rest : { ...rest, [edit.no]: edit.value };
    const verdict = { ...verdictOn(form, { ...values, [edit.level]: next }, labels), ...(edit.value === undefined ? { [edit.no]: '' } : {}) };
    if (Object.keys(verdict).length === 0) continue;
    const named = edit.entry.as === 'choice' ? { ...edit.entry, labels: edit.entry.labels.map((t) => labels.get(Number(t)) ?? '') } : edit.entry;
    if (named.as === 'choice' && named.labels.includes('')) continue;
    taken.add(edit.kind);
    wrongs.push({ kind: edit.kind, steps: [{ no: edit.no, entry: named }], back: [{ no: edit.no, entry: entryOf(rule, was, labels) }], verdict });
  }
  for (const kind of taken) seen.set(kind, (seen.get(kind) ?? 0) + 1);
  return { form, values, steps, wrongs };
}
