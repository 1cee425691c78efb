import { actorLabel, audit, type Ctx, invalid, notFound, withTx } from '@yarmarka/kernel';
import { eq, sql } from 'drizzle-orm';
import { currentVersion } from '../matrix/publish-version.ts';
import { pinnedUntil } from '../miner/pinned.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { type Change, targetOf } from '../schemas.ts';
import { changeSets, changes, matrixVersions, versionInverses } from '../tables.ts';
import { sameValue } from '../visible-values.ts';
import { undoTitle } from './source.ts';
import { presentStates, type State } from './states.ts';
import { type NotUndone, stayNote, undoCreated, type UsesOf } from './undo-created.ts';

type RuleShape = { readonly op: 'set' | 'exclude'; readonly fields: Readonly<Record<string, unknown>>; readonly fromVersion: number };

/** More rules than this are an import of a whole taxonomy, not an edit. */
const RULES_MAX = 20_000;

/**
 * Opens a draft that takes back everything a version did: rules as they were before, field by field, moves, labels, merges, types; new categories become aliases of their
 * parents, new attributes and options retire (those that files brought only where neither cards nor offers, which `usesOf` tell one after another, nor later versions use them; `notUndone` says what stays). What others changed on top meanwhile is in conflict and decided like any conflict; a help text that a merge of attributes copied stays where somebody rewrote it. Publishing the draft gives every category the
 * schema it had. Reasons: `taxonomy.version_not_found`, `taxonomy.undo_too_large`, `taxonomy.change_set_empty` (nothing in it can be taken back).
 */
export async function undoVersion(
  ctx: Ctx,
  input: { version: number },
  usesOf: readonly UsesOf[] = [],
): Promise<{ changeSetId: number; changes: number; notUndone: readonly NotUndone[] }> {
  assertCanEditMatrix(ctx);
  return withTx(ctx, async (tx) => {
    const [version] = await tx.db.select().from(matrixVersions).where(eq(matrixVersions.version, input.version));
    if (!version) throw notFound('taxonomy.version_not_found', 'There is no such version.', 'Такой версии нет.');
    const [inverse] = await tx.db.select().from(versionInverses).where(eq(versionInverses.version, input.version));
    const [undone] = version.changeSetId === null ? [] : await tx.db.select().from(changeSets).where(eq(changeSets.id, version.changeSetId));
    // A version of edits keeps what takes it back, as texts that files brought do; what else files brought is worked out now, by what became of it.
    const fromFiles = !inverse || (undone?.source?.kind === 'taxonomy' && undone.undoes === null);
    const created = fromFiles ? await undoCreated(tx, input.version, usesOf) : { changes: [], notUndone: [] };
    const { notUndone } = created;
    const made = version.changeSetId === null ? [] : await publishedChanges(tx, version.changeSetId);
    const others = [...(await withoutRewritten(tx, inverse?.changes ?? [], made)), ...created.changes];
    const rules = await invertedRules(tx, input.version);
    const states = await presentStates(tx, others);
    const rows = [
      ...others.map((change) => ({ target: targetOf(change), change, base: afterwards(change, made, states.get(targetOf(change)) ?? null) })),
      ...rules.map(({ change, base }) => ({ target: targetOf(change), change, base })),
    ];
    if (rows.length === 0) throw invalid('taxonomy.nothing_to_undo', 'Nothing in this version can be taken back.', 'В этой версии нечего отменять.');
    const [set] = await tx.db
      .insert(changeSets)
      .values({
        title: undoTitle(version.title, tx.locale),
        note: stayNote(notUndone, tx.locale),
        author: actorLabel(tx.actor),
        baseVersion: await currentVersion(tx),
        undoes: input.version,
        source: undone?.source ?? null,
      })
      .returning();
    if (!set) throw new Error('insert into change_sets returned nothing');
    const unique = [...new Map(rows.map((r) => [r.target, r])).values()];
    for (let i = 0; i < unique.length; i += 5000)
      await tx.db.execute(sql`
        insert into ${changes} (change_set_id, target, change, base, position)
        select ${set.id}::int, t, c, nullif(b, 'null'), n from json_to_recordset(${JSON.stringify(unique.slice(i, i + 5000).map((r, n) => ({ n: i + n, t: r.target, c: r.change, b: r.base })))}::json) as x(n int, t text, c jsonb, b jsonb)`);
    await audit(tx, { action: 'change-set.create', entity: 'matrix_change_set', id: set.id, to: 'draft', patch: { undoes: input.version } });
    return { changeSetId: set.id, changes: unique.length, notUndone };
  });
}

/** Rules as they were before the version. The base is what the version left, so that later edits of the same fields show as conflicts. */
async function invertedRules(tx: Ctx, version: number): Promise<{ change: Change; base: State }[]> {
  const rows = await tx.db.execute<{ c: number; a: number; before: RuleShape | null; after: RuleShape | null }>(sql`
    select coalesce(b.category_id, n.category_id) as c, coalesce(b.attribute_no, n.attribute_no) as a,
      case when b.id is not null then jsonb_build_object('op', b.op, 'fields', b.fields, 'fromVersion', b.from_version) end as before,
      case when n.id is not null then jsonb_build_object('op', n.op, 'fields', n.fields, 'fromVersion', n.from_version) end as after
    from (select * from taxonomy.rules where to_version = ${version}) b
    full join (select * from taxonomy.rules where from_version = ${version}) n on n.category_id = b.category_id and n.attribute_no = b.attribute_no
    limit ${RULES_MAX + 1}`);
  if (rows.length > RULES_MAX)
    throw invalid(
      'taxonomy.undo_too_large',
      `This version changed more than ${RULES_MAX} rules: it is an import, not an edit. Import the earlier files instead.`,
      `В этой версии больше ${RULES_MAX} правил: это импорт, а не правка. Загрузите прежние файлы.`,
    );
  const pinned = await tx.db.execute<{ category_id: number; attribute_no: number }>(pinnedUntil(version));
  const pins = new Set(pinned.map((p) => `${p.category_id}/${p.attribute_no}`));
  return rows.map((r) => {
    const edit = { categoryId: r.c, attributeNo: r.a, ...inverted(r.before, r.after) };
    // What comes back comes back pinned; what only gets other fields has never ceased to be.
    const pin = edit.op === 'set' && r.after?.op !== 'set' && pins.has(`${r.c}/${r.a}`);
    return { change: { kind: 'rule', edit: pin ? { ...edit, pin } : edit }, base: r.after };
  });
}

function inverted(before: RuleShape | null, after: RuleShape | null): { op: 'set' | 'exclude' | 'remove'; fields: Record<string, unknown> } {
  if (!before) return { op: 'remove', fields: {} };
  if (before.op === 'exclude') return { op: 'exclude', fields: {} };
  if (after?.op !== 'set') return { op: 'set', fields: { ...before.fields } };
  const names = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])];
  const differ = names.filter((f) => !sameValue(before.fields[f] ?? null, after.fields[f] ?? null));
  return { op: 'set', fields: Object.fromEntries(differ.map((f) => [f, before.fields[f] ?? null])) };
}

/** The inverse edits but for help texts that a merge of attributes copied and somebody has rewritten since: they are no longer the merge's. What it copied still stands at the merged attribute. */
async function withoutRewritten(tx: Ctx, inverse: readonly Change[], made: readonly Change[]): Promise<readonly Change[]> {
  const own = new Set(made.map(targetOf));
  const sources = new Map<number, number[]>();
  for (const c of made) if (c.kind === 'attribute_merge') sources.set(c.merge.intoNo, [...(sources.get(c.merge.intoNo) ?? []), c.merge.fromNo]);
  const pairs = inverse.flatMap((c) =>
    c.kind === 'help' && c.help.help === null && !own.has(targetOf(c)) && sources.has(c.help.attributeNo)
      ? [{ t: targetOf(c), c: c.help.categoryId, a: c.help.attributeNo, f: sources.get(c.help.attributeNo) ?? [] }]
      : [],
  );
  if (pairs.length === 0) return inverse;
  const rows = await tx.db.execute<{ t: string }>(sql`
    select x.t from json_to_recordset(${JSON.stringify(pairs)}::json) as x(t text, c int, a int, f jsonb)
    where not exists (
      select 1 from taxonomy.cell_help now join taxonomy.cell_help copied on copied.category_id = now.category_id and copied.help_ru = now.help_ru and copied.help_en = now.help_en
      where now.category_id = x.c and now.attribute_no = x.a and x.f @> to_jsonb(copied.attribute_no))`);
  const rewritten = new Set(rows.map((r) => r.t));
  return inverse.filter((c) => !rewritten.has(targetOf(c)));
}

async function publishedChanges(tx: Ctx, changeSetId: number): Promise<Change[]> {
  return (await tx.db.select({ change: changes.change }).from(changes).where(eq(changes.changeSetId, changeSetId))).map((r) => r.change);
}

/** The state that the version left: what stands now, with the fields that the version itself set as it set them. */
function afterwards(inverse: Change, made: readonly Change[], now: State): State {
  const own = made.find((c) => targetOf(c) === targetOf(inverse));
  if (!own || now === null) return now;
  const fields = ((): Record<string, unknown> => {
    if (own.kind === 'attribute_edit' || own.kind === 'entry_edit' || own.kind === 'category_edit') return own.edit;
    // Moved and merged away in one version: what it left is the alias.
    if (own.kind === 'move')
      return made.some((c) => targetOf(c) === `category_merge:${own.move.categoryId}`) ? {} : { parentId: own.move.parentId, aliasOf: null };
    if (own.kind === 'help') return { help: own.help.help };
    if (own.kind === 'group') return { label: own.group.label, position: own.group.position };
    if (own.kind === 'attribute_type') return { type: own.convert.type };
    return {};
  })();
  return { ...now, ...Object.fromEntries(Object.entries(fields).filter(([field]) => field in now)) };
}
