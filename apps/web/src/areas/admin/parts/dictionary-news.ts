import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../../../lib/live.ts';
import { useTRPC } from '../../../lib/trpc.ts';

/** Reads tree and dictionary anew when somebody publishes or renames; what is on screen stays until the new arrives. */
export function useDictionaryNews(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useLive(['dictionary.*', 'matrix.published.v1'], () => {
    void queryClient.invalidateQueries(trpc.taxonomy.pathFilter());
    void queryClient.invalidateQueries(trpc.dictionary.pathFilter());
  });
}
