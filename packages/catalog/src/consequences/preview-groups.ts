import type { Ctx } from '@yarmarka/kernel';
import { type Conversion, diffSchemas, getSchemasByHash, listSchemaHashes, type LoadedSchema, type MatrixDelta, type SchemaDiff } from '@yarmarka/taxonomy';
import { attributesOf } from '@yarmarka/taxonomy/check';
import type { SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';

/** One way in which categories change, aliases included. */
export type PreviewMove = { readonly from: LoadedSchema; readonly to: LoadedSchema; readonly categories: readonly number[]; readonly diff: SchemaDiff };
/** Categories whose cards one statement can judge: what it reads of their schemas is the same. */
export type PreviewGroup = { readonly to: LoadedSchema; readonly from: LoadedSchema; readonly nos: readonly number[]; readonly categories: readonly number[] };

/** The delta's moves with their schemas and differences. A category that merges into another moves to the schema that one will have. New categories have no cards and are left out. */
export async function listMoves(ctx: Ctx, delta: MatrixDelta): Promise<PreviewMove[]> {
  const moves: { from: string; to: string; categories: number[] }[] = delta.moves.flatMap((m) =>
    m.from === null ? [] : [{ from: m.from, to: m.to, categories: [...m.categories] }],
  );
  if (delta.merged.length > 0) {
    const now = await listSchemaHashes(
      ctx,
      delta.merged.flatMap((m) => [m.fromId, m.intoId]),
    );
    for (const { fromId, intoId } of delta.merged) {
      const [from, to] = [now.get(fromId), delta.moves.find((m) => m.categories.includes(intoId))?.to ?? now.get(intoId)];
      if (from !== undefined && to !== undefined && from !== to) moves.push({ from, to, categories: [fromId] });
    }
  }
  const hashes = [...new Set(moves.flatMap((m) => [m.from, m.to]))].filter((h) => !delta.schemas.has(h));
  const stored = await getSchemasByHash(ctx, hashes);
  const schemaOf = (hash: string): LoadedSchema | undefined => delta.schemas.get(hash) ?? stored.get(hash);
  const aliases = await aliasesOf(
    ctx,
    moves.flatMap((m) => m.categories),
  );
  return moves.flatMap((m) => {
    const [from, to] = [schemaOf(m.from), schemaOf(m.to)];
    if (!from || !to) return [];
    return [{ from, to, categories: m.categories.flatMap((id) => [id, ...(aliases.get(id) ?? [])]), diff: diffSchemas(from, to) }];
  });
}

/** A card may still name a category that has become an alias. */
async function aliasesOf(ctx: Ctx, ids: readonly number[]): Promise<Map<number, number[]>> {
  const rows = await ctx.read.execute<{ id: number; alias_of: number }>(
    sql`select id, alias_of from taxonomy.categories where alias_of = any(${`{${ids.join(',')}}`}::int[])`,
  );
  const out = new Map<number, number[]>();
  for (const r of rows) out.set(r.alias_of, [...(out.get(r.alias_of) ?? []), r.id]);
  return out;
}

/** Groups moves by what a statement over the attributes `nosOf` reads of the new schema; moves without any are left out. */
export function groupMoves(
  moves: readonly PreviewMove[],
  nosOf: (move: PreviewMove) => readonly number[],
  fields: (a: SchemaAttribute, to: LoadedSchema) => unknown,
): PreviewGroup[] {
  const groups = new Map<string, { to: LoadedSchema; from: LoadedSchema; nos: readonly number[]; categories: number[] }>();
  for (const move of moves) {
    const nos = [...new Set(nosOf(move))].toSorted((a, b) => a - b);
    if (nos.length === 0) continue;
    const byNo = new Map(move.to.schema.attributes.map((a) => [a.no, a]));
    const key = JSON.stringify(
      nos.map((no) => {
        const a = byNo.get(no);
        return a ? fields(a, move.to) : no;
      }),
    );
    const group = groups.get(key) ?? { to: move.to, from: move.from, nos, categories: [] };
    group.categories.push(...move.categories);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What decides whether an attribute is missing: its own rule, and where the attributes of its condition stand. */
export function requirementFields(a: SchemaAttribute, to: LoadedSchema): unknown {
  const levels = a.condition ? attributesOf(a.condition).map((no) => [no, to.schema.attributes.find((x) => x.no === no)?.level ?? null]) : [];
  return [a.no, a.level, a.requirement, a.condition ?? null, a.localised ?? false, a.languages ?? null, levels];
}

/** The attributes a change can make newly missing: asked for anew, read at another place, or under a condition on an attribute that came, went or moved. */
export function missableNos({ diff, to }: PreviewMove): number[] {
  const moved = new Set([...diff.added, ...diff.removed, ...diff.levelChanged.map((l) => l.no)]);
  const asked = to.schema.attributes.filter(
    (a) => a.level !== 'offer' && (a.requirement === 'required' || (a.requirement === 'required_if' && a.condition !== undefined)),
  );
  const nos = asked.filter(
    (a) => diff.newlyRequired.includes(a.no) || moved.has(a.no) || (a.condition !== undefined && attributesOf(a.condition).some((no) => moved.has(no))),
  );
  return nos.map((a) => a.no);
}

/** The attributes that leave and take their values with them into hiding; what merges take along (`takes`) is looked at card by card. */
export function removedNos({ diff }: PreviewMove, takes: ReadonlyMap<number, readonly number[]>): number[] {
  const leaving = new Set([...takes.values()].flat());
  return diff.removed.filter((no) => !leaving.has(no));
}

/** attribute -> the attribute whose values will be moved into it. */
export function takenOver(conversions: readonly Conversion[]): Map<number, number[]> {
  const out = new Map<number, number[]>();
  for (const c of conversions)
    if ((c.kind === 'tokens' || c.kind === 'attribute') && c.fromNo !== c.intoNo) out.set(c.intoNo, [...(out.get(c.intoNo) ?? []), c.fromNo]);
  return out;
}
