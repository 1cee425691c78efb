import { queryOptions } from '@tanstack/react-query';
import type { PackedGrid } from '@yarmarka/taxonomy/schemas';
import { type Api, loadWith } from '../../../lib/api.ts';
import { MATRIX_GRID_PATH } from '../../../lib/endpoints.ts';
import { serverErrorOf } from '../../../lib/errors.ts';
import { ensure } from '../../../lib/query.ts';
import { readResource } from '../../../lib/resource.ts';
import type { Trpc } from '../../../lib/trpc.ts';
import { redirect } from 'react-router';
import { branchIn, hasSeenBranch } from './branch.ts';

/** Stays in memory while the workplace is open. Coming back asks whether it is still true, which costs the server nothing; while the grid is open, live events tell. */
const KEPT = { gcTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

/** How often, two seconds apart, a draft is asked for that cannot be looked at now. */
const LOOKS = 30;

/** What the grid is made of. All but the usage is the same for every branch; live events say when it has changed. */
export const gridQueries = (trpc: Trpc) => ({
  grid: queryOptions({ queryKey: [...trpc.taxonomy.pathKey(), 'grid'], queryFn: () => readResource<PackedGrid>(MATRIX_GRID_PATH), ...KEPT }),
  draft: trpc.taxonomy.draftCells.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }),
  /** What edits of tree and dictionary in the draft make of the matrix. */
  structure: (stamp: string | null) =>
    trpc.taxonomy.draftStructure.queryOptions(
      { stamp: stamp ?? '' },
      // While a version is published the server says so at once; the published matrix is shown until the draft can be looked at.
      { staleTime: Number.POSITIVE_INFINITY, retry: (count, error) => count < LOOKS && serverErrorOf(error).kind === 'unavailable', retryDelay: 2_000 },
    ),
  others: trpc.operations.othersDrafts.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }),
  views: trpc.taxonomy.savedViews.queryOptions(undefined, { staleTime: 60_000 }),
  figures: trpc.operations.categoryFigures.queryOptions(undefined, { staleTime: 300_000 }),
  usage: (under: number | null) => trpc.taxonomy.gridUse.queryOptions({ under }, { staleTime: 300_000 }),
});

/** Everything the first paint needs, at once. `named`: the categories of the address. */
async function loadGrid({ trpc, queryClient }: Api, branch: number | null, named: readonly number[]): Promise<void> {
  const queries = gridQueries(trpc);
  queryClient.query(queries.others).catch(() => undefined);
  const grid = ensure(queryClient, queries.grid);
  await Promise.all([
    grid,
    ensure(queryClient, queries.draft).then(async (draft) => {
      if (!draft?.structure) return;
      const structure = queryClient.query(queries.structure(draft.structure)).catch(() => undefined);
      // Waited for only where the address leads to what the draft makes: the published matrix is worth seeing meanwhile.
      const { tree } = await grid;
      if (named.some((id) => !tree.id.includes(id))) await structure;
    }),
    ensure(queryClient, queries.figures),
    ensure(queryClient, queries.usage(branch)),
  ]);
}

/** Stands in the route, not in the page, so that the data is on its way before the page's code has come. Who comes for the first time starts with the view that administrators share. */
export const matrixLoader = loadWith(async (api, { request }) => {
  const { pathname, search, searchParams } = new URL(request.url);
  if (search === '' && !hasSeenBranch()) {
    const { shared } = await ensure(api.queryClient, gridQueries(api.trpc).views);
    const start = shared.find((view) => view.start);
    if (start) return redirect(`${pathname}${start.search}`);
  }
  const branch = branchIn(searchParams, null);
  const named = [branch ?? 0, Number(searchParams.get('c'))].filter((id) => id > 0);
  return loadGrid(api, branch, named);
});
