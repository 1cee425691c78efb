import { ATTRIBUTE_TYPES } from '@yarmarka/taxonomy/schemas';
import { useMemo } from 'react';
import { useUrlState } from '../parts/url-state.ts';
import { branchIn, nameOfBranch, rememberBranch } from './branch.ts';
import type { View } from './view.ts';

const USES = ['used', 'unused', 'all'] as const;

/** What the address says of the view, and how to change it. */
export function useView(firstRoot: number | null, exists: (id: number) => boolean): { view: View; change: (view: Partial<View>, replace?: boolean) => void } {
  const url = useUrlState();
  const read = [
    url.get('b'),
    url.get('q'),
    url.get('has'),
    url.get('inc'),
    url.get('changed'),
    url.get('cq'),
    url.get('group'),
    url.get('type'),
    url.get('use'),
  ];
  const shape = JSON.stringify(read);
  const view = useMemo<View>(() => {
    const [b = '', q = '', has = '', inc = '', changed = '', cq = '', group = '', type = '', use = ''] = JSON.parse(shape) as string[];
    const named = branchIn(new URLSearchParams(b ? { b } : {}), firstRoot);
    return {
      branch: named !== null && !exists(named) ? firstRoot : named,
      rowQuery: q,
      having: has.split(',').map(Number).filter(Boolean),
      incomplete: inc === '1',
      changed: changed === '1',
      columnQuery: cq,
      group,
      type: ATTRIBUTE_TYPES.find((one) => one === type) ?? '',
      use: USES.find((one) => one === use) ?? '',
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the tree only grows the set of branches
  }, [shape, firstRoot]);
  return {
    view,
    change(next, replace = false) {
      if (next.branch !== undefined) rememberBranch(next.branch);
      url.set(
        {
          ...(next.branch === undefined ? {} : { b: nameOfBranch(next.branch) }),
          ...(next.rowQuery === undefined ? {} : { q: next.rowQuery }),
          ...(next.having === undefined ? {} : { has: next.having.join(',') }),
          ...(next.incomplete === undefined ? {} : { inc: next.incomplete ? '1' : null }),
          ...(next.changed === undefined ? {} : { changed: next.changed ? '1' : null }),
          ...(next.columnQuery === undefined ? {} : { cq: next.columnQuery }),
          ...(next.group === undefined ? {} : { group: next.group }),
          ...(next.type === undefined ? {} : { type: next.type }),
          ...(next.use === undefined ? {} : { use: next.use }),
        },
        { replace },
      );
    },
  };
}
