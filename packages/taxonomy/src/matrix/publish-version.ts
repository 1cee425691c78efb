import { actorLabel, appendEvent, type Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { matrixInvalid } from '../errors.ts';
import { matrixPublished } from '../events.ts';
import { matrixVersions } from '../tables.ts';
import { type Rehashed, rehash } from './rehash.ts';

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
};
export type Published = Rehashed & { readonly version: number; readonly cellsMs: number };

/** Above so many rule changes the whole matrix is folded: one pass over everything is cheaper than many subtrees. */
const FOLD_ALL_FROM = 400;
const ints = (xs: readonly number[]) => sql`${`{${xs.join(',')}}`}::int[]`;

export async function currentVersion(ctx: Ctx): Promise<number> {
  const [r] = await ctx.db.execute<{ v: number | null }>(sql`select max(version) as v from taxonomy.matrix_versions`);
  return r?.v ?? 0;
}

/**
 * Publishes one version in the caller's transaction: takes the publish lock, lets `apply` write tree, dictionary and rules, folds the cells below what it touched, gives
 * the categories their schemas and appends `matrix.published.v1`. Readers see the old version until the commit, then the new one. `apply` may answer undefined: nothing
 * to publish. Refuses with `taxonomy.matrix_invalid` when a resulting schema breaks a rule.
 */
export async function publishVersion(
  ctx: Ctx,
  meta: { title: string; changeSetId: number | null },
  apply: (ctx: Ctx, version: number) => Promise<Touched | undefined>,
): Promise<Published | undefined> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtext('taxonomy.publish'))`);
  const version = (await currentVersion(ctx)) + 1;
  const touched = await apply(ctx, version);
  if (!touched) return undefined;
  const started = performance.now();
  const changed = await fold(ctx, touched);
  const cellsMs = performance.now() - started;
  const affected = await categoriesToRehash(ctx, touched, changed);
  const result = await rehash(ctx, version, affected);
  if (result.problems.length > 0) throw matrixInvalid(result.problems.slice(0, 50));
  await ctx.db
    .insert(matrixVersions)
    .values({ version, changeSetId: meta.changeSetId, title: meta.title, author: actorLabel(ctx.actor), publishedAt: ctx.clock.now() });
  await appendEvent(ctx, matrixPublished, version, {
    version,
    changeSetId: meta.changeSetId,
    schemasChanged: result.schemasChanged,
    treeChanged: touched.moved.length + touched.categories.length > 0,
  });
  return { ...result, version, cellsMs };
}

async function fold(ctx: Ctx, touched: Touched): Promise<number[]> {
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

async function categoriesToRehash(ctx: Ctx, touched: Touched, changed: readonly number[]): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select unnest(${ints(changed)}) as id union select unnest(${ints(touched.categories)})
    union select category_id from taxonomy.effective_cells where attribute_no = any(${ints(touched.attributes)})`);
  return rows.map((r) => r.id);
}
