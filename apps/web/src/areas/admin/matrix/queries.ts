import type { Api } from '../../../lib/api.ts';
import type { Trpc } from '../../../lib/trpc.ts';
import { ensure } from '../../../lib/query.ts';

const KEPT = { staleTime: Number.POSITIVE_INFINITY } as const;

/** What the grid is made of. All but the usage is the same for every branch; live events say when it has changed. */
export const gridQueries = (trpc: Trpc) => ({
  tree: trpc.taxonomy.tree.queryOptions(undefined, KEPT),
  grid: trpc.taxonomy.grid.queryOptions(undefined, KEPT),
  groups: trpc.taxonomy.groups.queryOptions(),
  draft: trpc.taxonomy.draftCells.queryOptions(undefined, KEPT),
  others: trpc.operations.othersDrafts.queryOptions(undefined, KEPT),
  figures: trpc.operations.categoryFigures.queryOptions(undefined, { staleTime: 300_000 }),
  usage: (under: number | null) => trpc.taxonomy.gridUse.queryOptions({ under }, { staleTime: 300_000 }),
});

/** Everything the first paint needs, at once. */
export async function loadGrid({ trpc, queryClient }: Api, branch: number | null): Promise<void> {
  const queries = gridQueries(trpc);
  queryClient.query(queries.others).catch(() => undefined);
  await Promise.all([
    ensure(queryClient, queries.tree),
    ensure(queryClient, queries.grid),
    ensure(queryClient, queries.groups),
    ensure(queryClient, queries.draft),
    ensure(queryClient, queries.figures),
    ensure(queryClient, queries.usage(branch)),
  ]);
}
