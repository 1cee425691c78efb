import { type ActivityJob, ActivityTray } from '@yarmarka/ui';
import { createStore, type Store, useStore } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useId } from 'react';
import { useActivities } from './use-activities.ts';

const sources: Store<ReadonlyMap<string, readonly ActivityJob[]>> = createStore<ReadonlyMap<string, readonly ActivityJob[]>>(new Map());

/**
 * Puts jobs into the activity tray while the component is mounted: imports, bulk edits, generation, publishing. The jobs come from a query of the
 * server, so every tab and every reload shows the same.
 */
export function useActivityJobs(jobs: readonly ActivityJob[]): void {
  const id = useId();
  useEffect(() => {
    sources.set((before) => new Map(before).set(id, jobs));
  }, [id, jobs]);
  useEffect(
    () => () =>
      sources.set((before) => {
        const next = new Map(before);
        next.delete(id);
        return next;
      }),
    [id],
  );
}

/** The tray of the top bar: the area's own work, the server's long work, then what its screens have added. */
export function Activity({ jobs }: { jobs: readonly ActivityJob[] }): ReactNode {
  const added = [...useStore(sources).values()].flat();
  const served = useActivities();
  return <ActivityTray jobs={[...jobs, ...served, ...added]} />;
}
