const ALL = 'all';
const LAST_BRANCH = 'yarmarka-matrix-branch';

/** How an address names a branch; null is the whole matrix. */
export const nameOfBranch = (id: number | null): string => (id === null ? ALL : String(id));

/** Keeps the branch for the next visit. */
export const rememberBranch = (id: number | null): void => window.localStorage.setItem(LAST_BRANCH, nameOfBranch(id));

/** Whether this browser remembers a branch. */
export const hasSeenBranch = (): boolean => window.localStorage.getItem(LAST_BRANCH) !== null;

/** The branch that the address names; without one the branch seen last, else `fallback`. */
export function branchIn(params: URLSearchParams, fallback: number | null): number | null {
  const named = params.get('b') ?? (typeof window === 'undefined' ? null : window.localStorage.getItem(LAST_BRANCH));
  if (named === ALL) return null;
  return named !== null && /^\d{1,9}$/.test(named) ? Number(named) : fallback;
}
