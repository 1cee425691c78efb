import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../lib/trpc.ts';

/** Whether every publication needs a second administrator: then nothing is offered that would go live at once. */
export const useFourEyes = (): boolean => useQuery(useTRPC().taxonomy.fourEyes.queryOptions()).data ?? false;
