import { useSuspenseQuery } from '@tanstack/react-query';
import { useLocale } from '@yarmarka/i18n/react';
import { useMemo } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { useDraft } from '../parts/draft.ts';
import { type DraftTree, draftTree } from './draft-tree.ts';

export function useDraftTree(): DraftTree {
  const { data: stored } = useSuspenseQuery(useTRPC().taxonomy.tree.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const draft = useDraft();
  const locale = useLocale();
  return useMemo(() => {
    const held = draft?.changes.map(({ change }) => change) ?? [];
    return { stored, held, tree: draftTree(stored, held, locale) };
  }, [stored, draft, locale]);
}
