type Kept = { readonly name: string; readonly search: string };

const placeOf = (person: string): string => `yarmarka-matrix-views-${person}`;

/** Views that this browser kept before the server did; they are taken over once. */
export function readLocalViews(person: string): readonly Kept[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(placeOf(person)) ?? '[]');
    return Array.isArray(kept) ? (kept as Kept[]).filter((one) => typeof one?.name === 'string' && typeof one?.search === 'string') : [];
  } catch {
    return [];
  }
}

export const forgetLocalViews = (person: string): void => window.localStorage.removeItem(placeOf(person));

/** The part of an address that a view is: not the cell one stands on. */
export function viewSearch(search: string): string {
  const params = new URLSearchParams(search);
  for (const key of ['c', 'a']) params.delete(key);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The same view with a look of its own. */
export function withLook(search: string, look: string): string {
  const params = new URLSearchParams(search);
  params.set('look', look);
  return `?${params.toString()}`;
}
