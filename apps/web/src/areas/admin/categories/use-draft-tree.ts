import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { useDraft } from '../parts/draft.ts';
import type { Change, TreeNode } from '../parts/types.ts';
import { draftTree } from './draft-tree.ts';

type DraftTree = {
  /** As published. */
  readonly stored: readonly TreeNode[];
  /** The edits of my draft. */
  readonly held: readonly Change[];
  /** As my draft leaves it. */
  readonly tree: readonly TreeNode[];
};

export function useDraftTree(): DraftTree {
  const { data: stored } = useSuspenseQuery(useTRPC().taxonomy.tree.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const draft = useDraft();
  return useMemo(() => {
    const held = draft?.changes.map(({ change }) => change) ?? [];
    return { stored, held, tree: draftTree(stored, held) };
  }, [stored, draft]);
}
