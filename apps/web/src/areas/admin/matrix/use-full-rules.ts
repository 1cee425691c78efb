import type { CellAt } from '@yarmarka/taxonomy/schemas';
import { useTRPCClient } from '../../../lib/trpc.ts';
import { type FullRules, fullRules } from './transfer.ts';

/** Reads every field of some cells: the published rules along the paths given (root to category). One request, whatever the size of the selection. */
export function useFullRules(pathOf: (categoryId: number) => readonly number[]): (cells: readonly CellAt[]) => Promise<FullRules> {
  const client = useTRPCClient();
  return async (cells) => {
    const categoryIds = [...new Set([...new Set(cells.map(([id]) => id))].flatMap(pathOf))];
    const attributeNos = [...new Set(cells.map(([, no]) => no))];
    return fullRules(await client.taxonomy.cellRules.mutate({ categoryIds, attributeNos }));
  };
}
