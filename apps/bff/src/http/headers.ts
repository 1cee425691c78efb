import { isUuid, newId } from '@yarmarka/kernel';
import type { MiddlewareHandler } from 'hono';

/** No inline scripts anywhere; styles may be inline because measured layouts set them; pictures also from data: for previews. */
const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Content-Security-Policy', CSP);
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'strict-origin-when-cross-origin');
  c.header('X-Frame-Options', 'DENY');
  c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
  c.header('Cross-Origin-Opener-Policy', 'same-origin');
};

export type RequestVariables = { requestId: string };

/** Takes the browser's request id when it is a UUID, else makes one; the answer carries it. */
export const requestIds: MiddlewareHandler<{ Variables: RequestVariables }> = async (c, next) => {
  const given = c.req.header('x-request-id') ?? '';
  const requestId = isUuid(given) ? given : newId();
  c.set('requestId', requestId);
  await next();
  c.header('X-Request-Id', requestId);
};

/** A state-changing request must come from our own pages: browsers send Origin (or Sec-Fetch-Site) with it and another site cannot forge either. Requests without both come from no browser. */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS') return next();
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const host = c.req.header('x-forwarded-host') ?? c.req.header('host');
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && origin !== 'null' && new URL(origin).host !== host);
  if (foreign) return c.json({ error: 'forbidden' }, 403);
  return next();
};
