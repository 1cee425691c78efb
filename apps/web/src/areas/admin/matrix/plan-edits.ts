import {
  FIRST_ATTRIBUTE_NO,
  type AttributeType,
  type CellAt,
  EXCLUDED,
  type Grid,
  type HelpEdit,
  isAxis,
  isFilterable,
  levelOf,
  patchBits,
  PRESENT,
  type RuleEdit,
  requirementOf,
} from '@yarmarka/taxonomy/schemas';

/** What a key does to the cells it is pressed over. */
export const PAINTS = ['r', 'c', 'o', 'f', 'a', 'v', 'x', 'delete', 'backspace'] as const;
export type Paint = (typeof PAINTS)[number];
export const isPaint = (key: string): key is Paint => (PAINTS as readonly string[]).includes(key);

/** One step: per cell the draft's edit before and after, of its rule and, where that changes too, of its help text; null: the draft does not touch it. */
export type Step = readonly {
  readonly at: CellAt;
  readonly before: RuleEdit | null;
  readonly after: RuleEdit | null;
  readonly help?: { readonly before: HelpEdit | null; readonly after: HelpEdit | null };
}[];
export type DraftMap = ReadonlyMap<string, RuleEdit>;
export const addressOf = ([categoryId, attributeNo]: CellAt): string => `rule:${categoryId}:${attributeNo}`;

type Fields = Readonly<Record<string, unknown>>;
const NOTHING: Fields = {};
const DRAWN = new Set(['requirement', 'filterable', 'axis', 'level']);

export type EditContext = {
  /** As published, and with the draft over it. */
  readonly base: Grid;
  readonly grid: Grid;
  readonly draft: DraftMap;
  readonly parentOf: (id: number) => number | null;
};

/**
 * The draft's edit of a cell after `fields` are set in it (null frees a field); null: nothing is left to change. What the category's own rule says already is left
 * out, and where it has none, so is what it inherits anyway: the fewest rules that show what was asked for.
 */
export function editWith({ base, grid, draft, parentOf }: EditContext, at: CellAt, fields: Fields): RuleEdit | null {
  const [categoryId, attributeNo] = at;
  const edit = draft.get(addressOf(at));
  const patch: Record<string, unknown> = { ...(edit?.op === 'set' ? edit.fields : {}), ...fields };
  const result: RuleEdit = { categoryId, attributeNo, op: 'set', fields: patch, ...(edit?.pin ? { pin: true } : {}) };
  const published = base.own(categoryId).get(attributeNo);
  if (published !== undefined && (published & EXCLUDED) !== 0) return result;
  const inherited = inheritedBy(grid, parentOf, at);
  if (published === undefined) {
    for (const [field, value] of Object.entries(patch)) if (value === null) delete patch[field];
    if (inherited === undefined) return result;
  }
  // What is pinned stays even where it equals what is inherited.
  if (result.pin) return result;
  for (const [field, value] of Object.entries(patch)) if (DRAWN.has(field) && saysNothing(field, value, published, inherited ?? 0)) delete patch[field];
  return Object.keys(patch).length === 0 ? null : result;
}

const inheritedBy = (grid: Grid, parentOf: EditContext['parentOf'], [categoryId, attributeNo]: CellAt): number | undefined => {
  const parent = parentOf(categoryId);
  return parent === null ? undefined : grid.cells(parent).get(attributeNo);
};

/** Whether a field is what the own rule states already or, where it leaves it open, what is inherited anyway. */
function saysNothing(field: string, value: unknown, published: number | undefined, inherited: number): boolean {
  if (published !== undefined && patchBits(published, { [field]: value }) === published) return true;
  const stated = published !== undefined && patchBits(published, { [field]: null }) !== published;
  return !stated && value !== null && shows(patchBits(inherited, { [field]: value })) === shows(inherited);
}

/** What stands in a cell, with what goes without saying said. */
const shows = (bits: number): string => [requirementOf(bits), isFilterable(bits), isAxis(bits), levelOf(bits)].join();

const withOp = ({ base, grid, parentOf }: EditContext, at: CellAt, op: 'exclude' | 'remove'): RuleEdit | null => {
  const published = base.own(at[0]).get(at[1]);
  if (op === 'exclude' && published === undefined && inheritedBy(grid, parentOf, at) === undefined) return null;
  if (op === 'remove' && published === undefined) return null;
  if (op === 'exclude' && published !== undefined && (published & EXCLUDED) !== 0) return null;
  return { categoryId: at[0], attributeNo: at[1], op, fields: {} };
};

export type PaintContext = EditContext & { readonly typeOf: (no: number) => AttributeType | undefined };

/** The fields that a key sets over cells; a toggle switches off when every cell has it. */
function paintFields(key: Paint, cells: readonly CellAt[], { grid }: PaintContext): Fields {
  const every = (test: (bits: number) => boolean) => cells.every(([c, no]) => test(grid.cell(c, no)));
  switch (key) {
    case 'r':
      return { requirement: 'required' };
    case 'c':
      return { requirement: 'recommended' };
    case 'o':
      return { requirement: 'optional' };
    case 'f':
      return { filterable: !every(isFilterable) };
    case 'a':
      return every(isAxis) ? { axis: false } : { axis: true, level: 'variant' };
    case 'v':
      return { level: 'variant' };
    default:
      return NOTHING;
  }
}

/** Cells that need no edit when several get equal fields: they have no rule of their own and inherit from an edited cell above, with no rule in between. */
function inheritors(cells: readonly CellAt[], { grid, parentOf }: PaintContext): ReadonlySet<string> {
  const chosen = new Set(cells.map(addressOf));
  return new Set(
    cells.flatMap(([categoryId, no]) => {
      for (let at: number | null = categoryId; at !== null && !grid.own(at).has(no); ) {
        at = parentOf(at);
        if (at !== null && chosen.has(addressOf([at, no])) && (grid.cell(at, no) & EXCLUDED) === 0) return [addressOf([categoryId, no])];
      }
      return [];
    }),
  );
}

/** Why a key leaves a cell alone: only lists tell variants apart, and name and pictures cannot be excluded. */
export type PaintRefusal = 'axisOfList' | 'everyProduct';
const refusalOf = (key: Paint, [, no]: CellAt, { typeOf }: PaintContext): PaintRefusal | undefined => {
  if (key === 'a' && typeOf(no) !== 'list') return 'axisOfList';
  return key === 'x' && no < FIRST_ATTRIBUTE_NO ? 'everyProduct' : undefined;
};

/** The cells that a key concerns: with any filled one among those chosen only the filled ones. `refused`: those of them that it cannot change. */
export function paintTargets(
  key: Paint,
  chosen: readonly CellAt[],
  context: PaintContext,
): { readonly cells: readonly CellAt[]; readonly refused: readonly { readonly at: CellAt; readonly why: PaintRefusal }[] } {
  const { grid, draft } = context;
  const filled = chosen.filter((at) => grid.cell(...at) !== 0 || draft.has(addressOf(at)));
  const concerned = filled.length > 0 ? filled : key === 'x' || key === 'delete' || key === 'backspace' ? [] : chosen;
  const refused = concerned.flatMap((at) => {
    const why = refusalOf(key, at, context);
    return why === undefined ? [] : [{ at, why }];
  });
  return { cells: refused.length === 0 ? concerned : concerned.filter((at) => refusalOf(key, at, context) === undefined), refused };
}

/**
 * What a key does to the cells: with any filled cell among them only the filled ones change; over empty ones alone R, C, O, F, A add the attribute. Delete inherits
 * again, Backspace takes the draft's edit back, X excludes or brings back, but for what every product has (name, pictures).
 */
export function paint(key: Paint, chosen: readonly CellAt[], context: PaintContext): Step {
  const { grid, draft } = context;
  const { cells } = paintTargets(key, chosen, context);
  const fields = paintFields(key, cells, context);
  const inheriting = fields === NOTHING ? undefined : inheritors(cells, context);
  const excludes = key === 'x' && !cells.every((at) => (grid.cell(...at) & EXCLUDED) !== 0);
  return cells.flatMap((at) => {
    const before = draft.get(addressOf(at)) ?? null;
    let after: RuleEdit | null;
    if (key === 'backspace') after = null;
    else if (key === 'delete') after = withOp(context, at, 'remove');
    else if (key === 'x') after = excludes ? withOp(context, at, 'exclude') : withOp(context, at, 'remove');
    else if (inheriting?.has(addressOf(at))) return [];
    else after = editWith(context, at, fields);
    return sameEdit(before, after) ? [] : [{ at, before, after }];
  });
}

export const sameEdit = (a: RuleEdit | null, b: RuleEdit | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A step that gives each cell its own content: of a paste or a fill. */
export function place(
  contents: readonly { readonly at: CellAt; readonly content: { op: 'set'; fields: Fields } | { op: 'exclude' | 'inherit' } }[],
  context: EditContext,
): Step {
  const { draft } = context;
  const last = new Map(contents.map((one) => [addressOf(one.at), one]));
  return [...last].flatMap(([address, { at, content }]) => {
    const before = draft.get(address) ?? null;
    const after = content.op === 'set' ? editWith(context, at, content.fields) : withOp(context, at, content.op === 'exclude' ? 'exclude' : 'remove');
    return sameEdit(before, after) ? [] : [{ at, before, after }];
  });
}

/** What a cell shows, as fields: a copy as text. */
export function contentOf(grid: Grid, at: CellAt): { op: 'set'; fields: Fields } | { op: 'exclude' | 'inherit' } {
  const bits = grid.cell(...at);
  if ((bits & EXCLUDED) !== 0) return { op: 'exclude' };
  if ((bits & PRESENT) === 0) return { op: 'inherit' };
  const [requirement, level] = [requirementOf(bits), levelOf(bits)];
  const fields = {
    // The condition itself is not among what the grid draws: a text says no more than that it is there to fill.
    requirement: requirement === 'required_if' ? 'optional' : requirement,
    filterable: isFilterable(bits),
    ...(isAxis(bits) ? { axis: true } : {}),
    ...(level === 'card' ? {} : { level }),
  };
  return { op: 'set', fields };
}
