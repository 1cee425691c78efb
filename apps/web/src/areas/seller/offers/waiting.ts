/** A change of one offer that has not reached the server, with what it was typed over. */
export type Edit = { readonly offerId: number; readonly sellerSku: string } & (
  | { readonly kind: 'price'; readonly priceMinor: number; readonly oldPriceMinor: number | null; readonly version: number }
  | { readonly kind: 'stock'; readonly qty: number; readonly was: number }
);
/** `ask`: it is not sent again before the seller has decided, because somebody changed the offer meanwhile or the server refused. */
export type Waiting = Edit & { readonly ask: 'conflict' | 'refused' | null };

export const sameField = (a: Edit, b: Edit): boolean => a.offerId === b.offerId && a.kind === b.kind;

const sameFigures = (a: Edit, b: Edit): boolean =>
  a.kind === 'price' ? b.kind === 'price' && a.priceMinor === b.priceMinor && a.oldPriceMinor === b.oldPriceMinor : b.kind === 'stock' && a.qty === b.qty;

/** Typed again while it waits: the newest figures at the old place, still over what the first was typed over. After a question the base is the one now seen. */
export function withEdit(list: readonly Waiting[], edit: Edit): readonly Waiting[] {
  const before = list.find((one) => sameField(one, edit));
  if (before === undefined) return [...list, { ...edit, ask: null }];
  return list.map((one) => (one === before ? { ...(one.ask ? edit : onBaseOf(edit, one)), ask: null } : one));
}

const onBaseOf = (edit: Edit, base: Edit): Edit =>
  edit.kind === 'price'
    ? { ...edit, version: base.kind === 'price' ? base.version : edit.version }
    : { ...edit, was: base.kind === 'stock' ? base.was : edit.was };

/** The server has taken it: gone, or, typed again meanwhile, now standing on what was taken. */
export function withSent(list: readonly Waiting[], sent: Edit, changed: boolean): readonly Waiting[] {
  return list.flatMap((one) => {
    if (!sameField(one, sent)) return [one];
    if (sameFigures(one, sent)) return [];
    if (one.kind === 'stock') return [{ ...one, was: sent.kind === 'stock' ? sent.qty : one.was }];
    return [{ ...one, version: one.version + (changed ? 1 : 0) }];
  });
}

const isWaiting = (value: unknown): value is Waiting => {
  if (value === null || typeof value !== 'object') return false;
  const one = value as Record<string, unknown>;
  const figures = one.kind === 'price' ? [one.priceMinor, one.version] : one.kind === 'stock' ? [one.qty, one.was] : [null];
  return typeof one.offerId === 'number' && typeof one.sellerSku === 'string' && figures.every((figure) => typeof figure === 'number');
};

const keyOf = (userId: string): string => `yarmarka.offers.waiting.${userId}`;

/** What this browser keeps for this user; what cannot be read is nothing. */
export function readWaiting(userId: string): readonly Waiting[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isWaiting) : [];
  } catch {
    return [];
  }
}

/** Throws where the browser keeps nothing: then the change is not said to be kept. */
export function writeWaiting(userId: string, list: readonly Waiting[]): void {
  if (list.length === 0) localStorage.removeItem(keyOf(userId));
  else localStorage.setItem(keyOf(userId), JSON.stringify(list));
}
