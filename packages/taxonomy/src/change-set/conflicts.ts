import type { Ctx } from '@yarmarka/kernel';
import type { Conflict } from '../delta.ts';
import { Change } from '../schemas.ts';
import { sameValue } from '../visible-values.ts';
import type { ChangeRow } from './change-sets.ts';
import { asRule, presentStates, type State } from './states.ts';

export type StoredChange = { readonly target: string; readonly change: Change; readonly base: unknown };
export type Rebased = {
  /** The edits as they apply to the present version: without what they only repeat of their base while others changed it. */
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
  /** The present state of every target. */
  readonly states: ReadonlyMap<string, State>;
};

/** The stored edits of a change-set, read through their schema again. */
export const parseChanges = (rows: readonly ChangeRow[]): StoredChange[] =>
  rows.map((c) => ({ target: c.target, change: Change.parse(c.change), base: c.base }));

/** Puts edits on the present version. A field is in conflict when others published another value than the edit saw, and the edit wants a third one. */
export async function rebase(ctx: Ctx, list: readonly StoredChange[]): Promise<Rebased> {
  const states = await presentStates(
    ctx,
    list.map((c) => c.change),
  );
  const conflicts: Conflict[] = [];
  const changes: Change[] = [];
  for (const c of list) {
    const now = states.get(c.target) ?? null;
    conflicts.push(...(c.change.kind === 'rule' ? ruleConflicts(c, c.change.edit, now) : stateConflicts(c, now)));
    const kept = withoutEchoes(c, now);
    if (kept) changes.push(kept);
  }
  return { changes, conflicts, states };
}

function ruleConflicts(c: StoredChange, edit: Extract<Change, { kind: 'rule' }>['edit'], now: State): Conflict[] {
  const base = asRule(c.base);
  const theirs = asRule(now);
  if (base?.fromVersion === theirs?.fromVersion) return [];
  const [was, is] = [base?.op ?? null, theirs?.op ?? null];
  if (edit.op !== 'set') {
    const want = edit.op === 'exclude' ? 'exclude' : null;
    if (is === want || (was === is && sameValue(base?.fields ?? null, theirs?.fields ?? null))) return [];
    return [{ target: c.target, field: 'op', base: was, theirs: is, mine: edit.op }];
  }
  if (was !== is && is !== 'set') return [{ target: c.target, field: 'op', base: was, theirs: is, mine: edit.op }];
  return fieldConflicts(c.target, edit.fields, base?.fields ?? {}, theirs?.fields ?? {});
}

function fieldConflicts(
  target: string,
  mine: Readonly<Record<string, unknown>>,
  base: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
): Conflict[] {
  return Object.entries(mine).flatMap(([field, want]) => {
    const was = base[field] ?? null;
    const is = theirs[field] ?? null;
    return sameValue(was, is) || sameValue(is, want) || sameValue(was, want) ? [] : [{ target, field, base: was, theirs: is, mine: want }];
  });
}

/** An edit saved before its target's state was kept (no base) is not judged. */
function stateConflicts(c: StoredChange, now: State): Conflict[] {
  const base = c.base as State | undefined;
  if (!base) return [];
  // A top category and an alias both have no parent: only the alias tells that it was merged, or brought back, meanwhile.
  if (c.change.kind === 'move' && now && !sameValue(base.aliasOf ?? null, now.aliasOf ?? null))
    return sameValue(now.aliasOf ?? null, null) && sameValue(now.parentId, c.change.move.parentId)
      ? []
      : [{ target: c.target, field: 'parentId', base: base.parentId ?? null, theirs: now.parentId ?? null, mine: c.change.move.parentId }];
  return fieldConflicts(c.target, wishes(c.change), base, now ?? {});
}

/** What an edit that is no rule wants of its target, in the words of its state. */
function wishes(change: Change): Readonly<Record<string, unknown>> {
  switch (change.kind) {
    case 'help':
      return { help: change.help.help };
    case 'group':
      return { label: change.group.label, position: change.group.position };
    case 'attribute_edit': {
      const { no: _, ...fields } = change.edit;
      return fields;
    }
    case 'entry_edit': {
      const { listKey: _, key: __, ...fields } = change.edit;
      return fields;
    }
    case 'category_edit': {
      const { categoryId: _, ...fields } = change.edit;
      return fields;
    }
    case 'attribute_type':
      return { type: change.convert.type, retired: false };
    case 'attribute_merge':
      return { from: { into: change.merge.intoNo }, into: { stays: true } };
    case 'entry_merge':
      return { from: { into: change.merge.intoKey }, into: { stays: true } };
    case 'category_merge':
      return { from: { into: change.merge.intoId }, into: { stays: true } };
    case 'move':
      return { parentId: change.move.parentId };
    default:
      return {};
  }
}

/** Fields that an edit repeats from its base while others changed them are theirs: keeping the own edit must not take them back. */
function withoutEchoes(c: StoredChange, now: State): Change | undefined {
  if (c.change.kind !== 'rule' || c.change.edit.op !== 'set') return c.change;
  const base = asRule(c.base)?.fields;
  const theirs = asRule(now)?.fields;
  if (!base || !theirs) return c.change;
  const fields = Object.entries(c.change.edit.fields).filter(
    ([field, want]) => !(sameValue(base[field] ?? null, want) && !sameValue(base[field] ?? null, theirs[field] ?? null)),
  );
  if (fields.length === Object.keys(c.change.edit.fields).length) return c.change;
  return fields.length === 0 ? undefined : { kind: 'rule', edit: { ...c.change.edit, fields: Object.fromEntries(fields) } };
}
