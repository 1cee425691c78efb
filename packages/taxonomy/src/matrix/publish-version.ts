import { actorLabel, appendEvent, type Ctx } from '@yarmarka/kernel';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Conversion } from '../delta.ts';
import { matrixInvalid } from '../errors.ts';
import { matrixPublished } from '../events.ts';
import { takeBackMarks } from '../import/taken-back.ts';
import type { Change } from '../schemas.ts';
import { matrixVersions, valueConversions, versionInverses } from '../tables.ts';
import { rememberSchemas } from './get-schema.ts';
import { type Rehashed, type RehashScope, rehash } from './rehash.ts';

/** What one publish touched, told by whoever applied it. */
export type Touched = {
  /** Rules set, excluded or removed: the cells below them are folded again. */
  readonly pairs: readonly { readonly categoryId: number; readonly attributeNo: number }[];
  /** Subtrees whose place changed. */
  readonly moved: readonly number[];
  /** Attributes whose definition or options changed: artefacts that name them are built again. */
  readonly attributes: readonly number[];
  /** New categories. */
  readonly categories: readonly number[];
  /** Categories that became aliases of others. */
  readonly merged?: readonly { readonly fromId: number; readonly intoId: number }[];
  /** How stored values follow; kept with the version in `value_conversions`. */
  readonly conversions?: readonly Conversion[];
  /** Categories whose cells were folded while the edits were applied. */
  readonly folded?: readonly number[];
  /** The edits that take it back; kept with the version in `version_inverses`. */
  readonly inverse?: readonly Change[];
};
/** A version applied, folded and given its schemas, in a transaction that still has to commit it or roll it back. */
export type Prepared = Rehashed & { readonly version: number; readonly touched: Touched; readonly cellsMs: number };
export type Published = {
  readonly version: number;
  /** Categories whose schemas were looked at, and those whose schema moved. */
  readonly categories: number;
  readonly schemasChanged: number;
  readonly distinct: number;
  /** The fold of the cells alone. */
  readonly cellsMs: number;
};

/** Above so many rule changes the whole matrix is folded: one pass over everything is cheaper than many subtrees. */
const FOLD_ALL_FROM = 400;
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

export async function currentVersion(ctx: Ctx): Promise<number> {
  const [r] = await ctx.db.execute<{ v: number | null }>(sql`select max(version) as v from taxonomy.matrix_versions`);
  return r?.v ?? 0;
}

/**
 * What a preview and a publish share, in the caller's transaction: takes the publish lock, lets `apply` write tree, dictionary and rules as of the next version, folds the
 * cells below what it touched and gives the categories their schemas. `apply` may answer undefined: there is nothing to do.
 */
export async function prepareVersion(ctx: Ctx, apply: (ctx: Ctx, version: number) => Promise<Touched | undefined>): Promise<Prepared | undefined> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtext('taxonomy.publish'))`);
  const version = (await currentVersion(ctx)) + 1;
  const touched = await apply(ctx, version);
  if (!touched) return undefined;
  const started = performance.now();
  const changed = await foldTouched(ctx, touched);
  const cellsMs = performance.now() - started;
  return { ...(await rehash(ctx, version, await rehashScope(ctx, touched, changed))), version, touched, cellsMs };
}

/**
 * Publishes one version in the caller's transaction: prepares it, keeps its conversions and appends `matrix.published.v1`. Publishes are serialised; readers see the old
 * version until the commit, then the new one. Refuses with `taxonomy.matrix_invalid` when a resulting schema breaks a rule.
 */
export async function publishVersion(
  ctx: Ctx,
  meta: { title: string; changeSetId: number | null; undoes?: number | null; author?: string },
  apply: (ctx: Ctx, version: number) => Promise<Touched | undefined>,
): Promise<Published | undefined> {
  const prepared = await prepareVersion(ctx, apply);
  if (!prepared) return undefined;
  const { version, touched, categories, schemasChanged, distinct, cellsMs } = prepared;
  if (prepared.problems.length > 0) throw matrixInvalid(prepared.problems.slice(0, 50));
  await storeConversions(ctx, version, touched.conversions ?? [], meta.undoes ?? null);
  if (touched.inverse && touched.inverse.length > 0) await ctx.db.insert(versionInverses).values({ version, changes: touched.inverse });
  await ctx.db
    .insert(matrixVersions)
    .values({ version, changeSetId: meta.changeSetId, title: meta.title, author: meta.author ?? actorLabel(ctx.actor), publishedAt: ctx.clock.now() });
  if (meta.undoes != null) await takeBackMarks(ctx, meta.undoes, version);
  await appendEvent(ctx, matrixPublished, version, {
    version,
    changeSetId: meta.changeSetId,
    schemasChanged,
    treeChanged: touched.moved.length + touched.categories.length + (touched.merged?.length ?? 0) > 0,
  });
  rememberSchemas(prepared.built.values());
  return { version, categories, schemasChanged, distinct, cellsMs };
}

/** What a version converts; one that undoes another first gives back what that one converted, last first, then converts what has been typed since. */
async function storeConversions(ctx: Ctx, version: number, conversions: readonly Conversion[], undoes: number | null): Promise<void> {
  const taken =
    undoes === null
      ? []
      : await ctx.db
          .select({ conversion: valueConversions.conversion })
          .from(valueConversions)
          .where(and(eq(valueConversions.version, undoes), eq(valueConversions.undo, false)))
          .orderBy(desc(valueConversions.no));
  const rows = [...taken.map((t) => ({ conversion: t.conversion, undo: true })), ...conversions.map((conversion) => ({ conversion, undo: false }))];
  if (rows.length > 0) await ctx.db.insert(valueConversions).values(rows.map((r, no) => ({ ...r, version, no })));
}

/** Folds the cells below what was touched; answers the categories whose cells changed. */
export async function foldTouched(ctx: Ctx, touched: Touched): Promise<number[]> {
  if (touched.pairs.length + touched.moved.length > FOLD_ALL_FROM || touched.categories.length > FOLD_ALL_FROM) {
    const [r] = await ctx.db.execute<{ ids: number[] }>(sql`select taxonomy.fold_all() as ids`);
    return r?.ids ?? [];
  }
  const cats = [...touched.pairs.map((p) => String(p.categoryId)), ...touched.moved.map(String), ...touched.categories.map(String)];
  const attrs = [...touched.pairs.map((p) => String(p.attributeNo)), ...touched.moved.map(() => 'NULL'), ...touched.categories.map(() => 'NULL')];
  if (cats.length === 0) return [];
  const [r] = await ctx.db.execute<{ ids: number[] }>(
    sql`select taxonomy.fold_pairs(${`{${cats.join(',')}}`}::int[], ${`{${attrs.join(',')}}`}::int[]) as ids`,
  );
  return r?.ids ?? [];
}

/** Below a moved, new or merged category, and where cells were folded on the way, any attribute may differ; elsewhere only those whose rules or definition changed. */
async function rehashScope(ctx: Ctx, touched: Touched, changed: readonly number[]): Promise<RehashScope> {
  const places = [...touched.moved, ...touched.categories, ...(touched.merged ?? []).flatMap((m) => [m.fromId, m.intoId])];
  const folded = touched.folded ?? [];
  const rows = await ctx.db.execute<{ id: number; whole: boolean }>(sql`
    select c.id, (c.path && ${ints(places)} or c.id = any(${ints(folded)})) as whole from taxonomy.categories c join (
      select unnest(${ints([...changed, ...touched.categories, ...touched.moved, ...folded])}) as id
      union select category_id from taxonomy.effective_cells where attribute_no = any(${ints(touched.attributes)})) x on x.id = c.id`);
  return {
    whole: rows.filter((r) => r.whole).map((r) => r.id),
    partial: rows.filter((r) => !r.whole).map((r) => r.id),
    nos: [...new Set([...touched.pairs.map((p) => p.attributeNo), ...touched.attributes])],
  };
}
