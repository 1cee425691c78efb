import { type Actor, type Ctx, denied, forbidden, hasRole, unauthenticated } from '@yarmarka/kernel';
import { importNotFound, sellerMissing } from './errors.ts';

const managesImports = (actor: Actor): boolean => actor.kind === 'system' || hasRole(actor, 'admin');
const ownSeller = (actor: Actor): number | undefined => (actor.kind === 'user' && actor.roles.includes('seller') ? actor.sellerId : undefined);

/** For whom goods are loaded: a seller for itself, an administrator for the seller it names. */
export function assertCanImportFor(ctx: Ctx, sellerId: number | undefined): number {
  if (managesImports(ctx.actor)) {
    if (sellerId === undefined) throw sellerMissing();
    return sellerId;
  }
  const own = ownSeller(ctx.actor);
  if (own === undefined) throw denied(ctx.actor);
  if (sellerId !== undefined && sellerId !== own) throw importNotFound();
  return own;
}

/** An import is its seller's and the administrators'; for everybody else it does not exist. */
export function assertCanUseImport(ctx: Ctx, job: { readonly sellerId: number }): void {
  if (managesImports(ctx.actor)) return;
  if (ctx.actor.kind === 'anonymous') throw unauthenticated();
  if (ownSeller(ctx.actor) !== job.sellerId) throw importNotFound();
}

/** The steps of an import run behind the scenes, started by the verbs above. */
export function assertCanRunImports(ctx: Ctx): void {
  if (ctx.actor.kind !== 'system') throw forbidden();
}
