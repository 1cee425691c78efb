import {
  carryFields,
  type Carrier,
  type CellAt,
  type CellField,
  type CellFields,
  foldCell,
  type FullCell,
  type HelpEdit,
  reachCell,
  type Rule,
} from '@yarmarka/taxonomy/schemas';
import { helpAddressOf, helpAlong, helpEdit } from '../parts/cell-help.ts';
import type { Label } from '../parts/label.ts';
import { addressOf, type DraftMap, sameEdit, type Step } from './plan-edits.ts';

export type HelpMap = ReadonlyMap<string, HelpEdit>;

/** Published rules with every field, help texts and kinds, as far as they were asked for. */
export type FullRules = {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly helps: ReadonlyMap<string, Label>;
  readonly carriers: ReadonlyMap<number, Carrier>;
};
export type TransferContext = {
  readonly full: FullRules;
  readonly draft: DraftMap;
  readonly draftHelps: HelpMap;
  /** Root first, the category itself last. */
  readonly pathOf: (categoryId: number) => readonly number[];
  /** Whether a category has an attribute that a condition names. */
  readonly has: (categoryId: number, no: number) => boolean;
};

/** All that a cell is: what a copy holds. */
export type Source = { readonly no: number; readonly fields: CellFields | 'excluded' | null; readonly help: Label | null };
/** `left`: per target the fields that it could not have. */
export type Transferred = { readonly step: Step; readonly left: readonly { readonly at: CellAt; readonly fields: readonly CellField[] }[] };

export const fullRules = (answer: {
  readonly rules: readonly (Rule & { readonly categoryId: number; readonly attributeNo: number })[];
  readonly helps: readonly HelpEdit[];
  readonly attributes: readonly Carrier[];
}): FullRules => ({
  rules: new Map(answer.rules.map((one) => [addressOf([one.categoryId, one.attributeNo]), { op: one.op, fields: one.fields }])),
  helps: new Map(answer.helps.flatMap((one) => (one.help ? [[helpAddressOf([one.categoryId, one.attributeNo]), one.help]] : []))),
  carriers: new Map(answer.attributes.map((one) => [one.no, one])),
});

const folded = ([categoryId, no]: CellAt, { full, draft, pathOf }: TransferContext): FullCell =>
  foldCell(
    pathOf(categoryId),
    (id) => full.rules.get(addressOf([id, no])) ?? null,
    (id) => draft.get(addressOf([id, no])),
  );

/** The help text in force along a path under the draft. */
const helpOf = (path: readonly number[], no: number, { full, draftHelps }: TransferContext): Label | null =>
  helpAlong(
    path,
    (id) => full.helps.get(helpAddressOf([id, no])),
    (id) => draftHelps.get(helpAddressOf([id, no])),
  )?.text ?? null;

/** Reads a cell with every field and its help text, as the draft leaves it. */
export function readSource(at: CellAt, context: TransferContext): Source {
  const cell = folded(at, context);
  return { no: at[1], fields: cell.own?.op === 'exclude' ? 'excluded' : cell.fields, help: helpOf(context.pathOf(at[0]), at[1], context) };
}

const helpAt = (help: Label | null, at: CellAt, context: TransferContext): HelpEdit | null =>
  helpEdit(help, {
    published: context.full.helps.get(helpAddressOf(at)) ?? null,
    inherited: helpOf(context.pathOf(at[0]).slice(0, -1), at[1], context),
    at,
  });

/** The step that makes each target show its source, with the fewest own fields. */
export function planTransfer(pairs: readonly { readonly source: Source; readonly to: CellAt }[], context: TransferContext): Transferred {
  const last = new Map(pairs.map((one) => [addressOf(one.to), one]));
  const arriving = new Set([...last].flatMap(([address, { source }]) => (source.fields !== null && source.fields !== 'excluded' ? [address] : [])));
  const left: Transferred['left'][number][] = [];
  // From the root down: what a cell above becomes is what the ones below inherit.
  const draft = new Map(context.draft);
  const ordered = [...last.values()].sort((a, b) => context.pathOf(a.to[0]).length - context.pathOf(b.to[0]).length);
  const step = ordered.flatMap(({ source, to }): Step[number][] => {
    const [categoryId, no] = to;
    const [from, into] = [context.full.carriers.get(source.no), context.full.carriers.get(no)];
    if (!from || !into) return [];
    let want = source.fields;
    if (want !== null && want !== 'excluded') {
      const carried = carryFields(want, from, into, (named) => arriving.has(addressOf([categoryId, named])) || context.has(categoryId, named));
      if (carried.left.length > 0) left.push({ at: to, fields: carried.left });
      want = carried.fields;
    }
    const edit = reachCell(want, folded(to, { ...context, draft }));
    const after = edit ? { categoryId, attributeNo: no, op: edit.op, fields: { ...edit.fields } } : null;
    const before = context.draft.get(addressOf(to)) ?? null;
    if (after) draft.set(addressOf(to), after);
    else draft.delete(addressOf(to));
    const helpBefore = context.draftHelps.get(helpAddressOf(to)) ?? null;
    const helpAfter = source.no === no && want !== null && want !== 'excluded' ? helpAt(source.help, to, context) : helpBefore;
    const helpChanges = JSON.stringify(helpBefore) !== JSON.stringify(helpAfter);
    if (sameEdit(before, after) && !helpChanges) return [];
    return [{ at: to, before, after, ...(helpChanges ? { help: { before: helpBefore, after: helpAfter } } : {}) }];
  });
  return { step, left };
}

/** The step that makes what cells inherit their own, so that it stays when what is above changes. Cells that state everything themselves already are left alone. */
export function planPins(cells: readonly CellAt[], context: TransferContext): Step {
  return cells.flatMap((at): Step[number][] => {
    const { own, fields } = folded(at, context);
    if (fields === null || own?.op === 'exclude') return [];
    const before = context.draft.get(addressOf(at)) ?? null;
    const stated = own?.fields ?? {};
    const open = Object.entries(fields).filter(([field]) => !(field in stated));
    if (own !== null && open.length === 0) return [];
    const [categoryId, attributeNo] = at;
    const patch = { ...(before?.op === 'set' ? before.fields : {}), ...Object.fromEntries(open) };
    return [{ at, before, after: { categoryId, attributeNo, op: 'set', fields: patch, pin: true } }];
  });
}
