import type { Session } from '../../lib/session.ts';
import { areasOf } from '../account-menu.tsx';
import { delocalised, paths, safeNext } from '../paths.ts';

/** Where signing in leads: to the page that asked for it; who works here and asked for none (the shop's home is none) starts in the own area. */
export function landing(wanted: string | null, session: Pick<NonNullable<Session>, 'roles' | 'needsSecondFactor'> | null): string {
  const next = safeNext(wanted, paths.shop.home());
  if (!session || delocalised(next).path !== paths.shop.home()) return next;
  const area = areasOf(session.roles).at(-1);
  if (area) return paths[area].home();
  return session.needsSecondFactor ? paths.account.security() : next;
}
