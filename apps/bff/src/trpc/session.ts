import type { Auth } from '@yarmarka/accounts';
import type { Database } from '@yarmarka/db';
import { pickLocale } from '@yarmarka/i18n/locale';
import { createCtx, isUuid, type JobQueue, newId } from '@yarmarka/kernel';
import type { RateLimits } from '../http/rate-limit.ts';
import type { EdgeCtx } from './init.ts';

export type ContextParts = {
  readonly database: Pick<Database, 'db' | 'read'>;
  readonly jobs: JobQueue;
  readonly auth: Pick<Auth, 'readSession'>;
  readonly limits?: RateLimits;
};

/** The language of the page that asks; pages send it with every call. */
const LOCALE_HEADER = 'x-locale';
/** The language chosen in this browser. */
export const LOCALE_COOKIE = 'locale';

function cookie(headers: Headers, name: string): string | undefined {
  return (headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** A request's id: the one a proxy of ours gave it, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id') ?? '';
  return isUuid(given) ? given : newId();
}

/**
 * Request -> Ctx: who asks (session cookie), in which language (the page's, else this browser's choice, else the person's, else the browser's wish), under which request id. The same for tRPC, pages,
 * uploads and streams.
 */
export function createContextFactory(parts: ContextParts): (request: Request, facts?: { clientIp?: string; requestId?: string }) => Promise<EdgeCtx> {
  return async (request, facts = {}) => {
    const { headers } = request;
    const session = await parts.auth.readSession(headers);
    const ctx = createCtx({
      db: parts.database.db,
      read: parts.database.read,
      jobs: parts.jobs,
      actor: session.actor,
      requestId: facts.requestId ?? requestIdOf(headers),
      locale: pickLocale(headers.get(LOCALE_HEADER), cookie(headers, LOCALE_COOKIE), session.locale, headers.get('accept-language')),
    });
    return { ...ctx, ...(parts.limits ? { limits: parts.limits } : {}), ...(facts.clientIp === undefined ? {} : { clientIp: facts.clientIp }) };
  };
}
