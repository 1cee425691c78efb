export const ROLES = ['buyer', 'seller', 'moderator', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts. Jobs, the CLI and integrations are actors like people, so every verb can be called from every door. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly userId: string; readonly roles: readonly Role[]; readonly sellerId?: number; readonly sessionId?: string }
  | { readonly kind: 'system'; readonly name: string };

export const ANONYMOUS: Actor = { kind: 'anonymous' };
export const systemActor = (name: string): Actor => ({ kind: 'system', name });

/** The actor as the journal writes it: `user:ID`, `system:NAME` or `anonymous`. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === 'user') return `user:${actor.userId}`;
  return actor.kind === 'system' ? `system:${actor.name}` : 'anonymous';
}

export function hasRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return actor.kind === 'user' && roles.some((r) => actor.roles.includes(r));
}
