import { audit, type Ctx, invalid, withTx } from '@yarmarka/kernel';
import { and, eq, sql } from 'drizzle-orm';
import type { Conflict } from '../delta.ts';
import { currentVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { Change, type ConflictChoice } from '../schemas.ts';
import { changeSets, changes } from '../tables.ts';
import { getChangeSet, lockEditable } from './change-sets.ts';
import { parseChanges, rebase, type StoredChange } from './conflicts.ts';
import { assertStamp, stampOf } from './stamp.ts';
import { asRule, type State } from './states.ts';

/**
 * Decides conflicts one by one: `mine` keeps the own value, `theirs` takes the published one, `value` sets a third. What was decided is put on the present version, so it is
 * in conflict no more; what was not stays. Returns what is left, with the stamp of the edits as they are now. `stamp`: those that were looked at.
 * Reasons: `taxonomy.draft_changed`, `taxonomy.conflict_gone` for a choice about what is in conflict no longer, and of `saveChanges`.
 */
export async function resolveConflicts(
  ctx: Ctx,
  input: { id: number; choices: readonly ConflictChoice[]; stamp?: string | undefined },
): Promise<{ left: readonly Conflict[]; stamp: string }> {
  assertCanEditMatrix(ctx);
  return withTx(ctx, async (tx) => {
    const set = await lockEditable(tx, input.id);
    const { changes: edits } = await getChangeSet(tx, input.id);
    assertStamp(edits, input.stamp);
    const list = parseChanges(edits);
    const { conflicts, states } = await rebase(tx, list);
    for (const stored of list) {
      const own = conflicts.filter((c) => c.target === stored.target);
      const choices = input.choices.filter((c) => c.target === stored.target);
      if (choices.length === 0) continue;
      let change: Change | undefined = stored.change;
      let base: unknown = stored.base;
      for (const choice of choices) {
        const conflict = own.find((c) => c.field === choice.field);
        if (!conflict) throw conflictGone();
        if (change && choice.take !== 'mine') change = decided(change, conflict, choice);
        base = rebasedField(base, stored, conflict);
      }
      const whole = own.every((c) => choices.some((x) => x.field === c.field));
      await store(tx, input.id, stored.target, change, whole ? (states.get(stored.target) ?? null) : base);
    }
    const { changes: decidedEdits } = await getChangeSet(tx, input.id);
    const left = (await rebase(tx, parseChanges(decidedEdits))).conflicts;
    await tx.db
      .update(changeSets)
      .set({
        updatedAt: tx.clock.now(),
        approvedBy: null,
        approvedAt: null,
        ...(left.length === 0 ? { baseVersion: await currentVersion(tx), status: 'draft' as const, trouble: null, publishAt: null, scheduledBy: null } : {}),
      })
      .where(eq(changeSets.id, input.id));
    await audit(tx, {
      action: 'change-set.resolve',
      entity: 'matrix_change_set',
      id: input.id,
      from: set.status,
      to: left.length === 0 ? 'draft' : set.status,
      patch: { choices: input.choices.slice(0, 100).map(({ target, field, take }) => ({ target, field, take })), left: left.length },
    });
    return { left, stamp: stampOf(decidedEdits) };
  });
}

const conflictGone = () =>
  invalid(
    'taxonomy.conflict_gone',
    'What you decided about is no longer in conflict: the matrix has changed again. Look at it once more.',
    'Матрица успела измениться ещё раз, и этого расхождения больше нет. Посмотрите заново.',
  );

/** The edit with the published value, or a third one, in the place of its own; undefined when nothing is left of it. */
function decided(change: Change, conflict: Conflict, choice: ConflictChoice): Change | undefined {
  if (change.kind === 'rule' && conflict.field !== 'op') {
    const { [conflict.field]: _, ...others } = change.edit.fields;
    const fields = choice.take === 'value' ? { ...others, [conflict.field]: choice.value ?? null } : others;
    return Object.keys(fields).length === 0 ? undefined : { kind: 'rule', edit: { ...change.edit, fields } };
  }
  if (choice.take === 'value') {
    const parsed = Change.safeParse(withValue(change, conflict.field, choice.value));
    if (!parsed.success) throw invalid('taxonomy.conflict_value', 'This value does not fit here.', 'Такое значение здесь не подходит.');
    return parsed.data;
  }
  if (change.kind === 'attribute_edit' || change.kind === 'entry_edit' || change.kind === 'category_edit') {
    const edit = Object.fromEntries(Object.entries(change.edit).filter(([field]) => field !== conflict.field));
    const keys = change.kind === 'entry_edit' ? 2 : 1;
    return Object.keys(edit).length <= keys ? undefined : Change.parse({ ...change, edit });
  }
  // Moves, merges, types, texts and whole rules are one decision: theirs means that the own edit goes.
  return undefined;
}

function withValue(change: Change, field: string, value: unknown): unknown {
  if (change.kind === 'rule') return { ...change, edit: { ...change.edit, op: value, fields: value === 'set' ? change.edit.fields : {} } };
  if (change.kind === 'attribute_edit' || change.kind === 'entry_edit' || change.kind === 'category_edit')
    return { ...change, edit: { ...change.edit, [field]: value } };
  if (change.kind === 'help') return { ...change, help: { ...change.help, help: value } };
  if (change.kind === 'group') return { ...change, group: { ...change.group, [field]: value } };
  if (change.kind === 'move') return { ...change, move: { ...change.move, parentId: value } };
  return undefined;
}

/** The base with one field as others published it: what was decided is no conflict any more, the other fields still are. */
function rebasedField(base: unknown, stored: StoredChange, conflict: Conflict): unknown {
  if (stored.change.kind !== 'rule') return { ...(base as State), [conflict.field]: conflict.theirs };
  const rule = asRule(base);
  return conflict.field === 'op' || !rule ? base : { ...rule, fields: { ...rule.fields, [conflict.field]: conflict.theirs } };
}

async function store(tx: Ctx, changeSetId: number, target: string, change: Change | undefined, base: unknown): Promise<void> {
  const where = and(eq(changes.changeSetId, changeSetId), eq(changes.target, target));
  if (!change) await tx.db.delete(changes).where(where);
  else
    await tx.db
      .update(changes)
      .set({ change, base: sql`nullif(${JSON.stringify(base)}::jsonb, 'null')`, editedAt: tx.clock.now() })
      .where(where);
}
