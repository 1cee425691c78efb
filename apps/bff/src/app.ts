import type { Auth } from '@yarmarka/accounts';
import type { Database } from '@yarmarka/db';
import { type Ctx, type JobQueue, log, metrics } from '@yarmarka/kernel';
import { getConnInfo } from '@hono/node-server/conninfo';
import { trpcServer } from '@hono/trpc-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { routePath } from 'hono/route';
import { handleAuth } from './http/auth.ts';
import { clientIp } from './http/client-ip.ts';
import { describeFailure } from './http/failure.ts';
import { requestIds, sameOrigin, securityHeaders } from './http/headers.ts';
import { isReady, printMetrics } from './http/health.ts';
import { handleLive, type LiveFeed } from './http/live.ts';
import { createPages, type Pages } from './http/pages.ts';
import type { RateLimits } from './http/rate-limit.ts';
import { mountResources } from './http/resources.ts';
import { appRouter } from './routers/index.ts';
import { type EdgeCtx, onTrpcError } from './trpc/init.ts';
import { createContextFactory } from './trpc/session.ts';

export type AppParts = {
  readonly database: Database;
  readonly jobs: JobQueue;
  readonly auth: Auth;
  readonly limits: RateLimits;
  readonly feed: LiveFeed;
  /** Folder of the built web app; without it only the API answers. */
  readonly webDist: string | undefined;
  readonly publicUrl: string | undefined;
  /** How many of our own proxies stand in front; see clientIp. */
  readonly trustedProxies: number;
  readonly systemCtx: () => Ctx;
};

export type Edge = { Variables: { requestId: string; ctx: () => Promise<EdgeCtx>; clientIp: string } };

const TRPC_BODY_BYTES = 4 * 1024 * 1024;

/** The whole HTTP surface on one port: tRPC, live updates, sign-in, files, pages, health and metrics. */
export async function createApp(parts: AppParts): Promise<Hono<Edge>> {
  const app = new Hono<Edge>();
  const contextFor = createContextFactory({ database: parts.database, jobs: parts.jobs, auth: parts.auth, limits: parts.limits });
  const pages: Pages | undefined = parts.webDist ? await createPages({ dist: parts.webDist, publicUrl: parts.publicUrl }) : undefined;

  app.use(requestIds, securityHeaders);
  app.use(async (c, next) => {
    const started = performance.now();
    c.set('clientIp', clientIp(getConnInfo(c).remote.address, c.req.header('x-forwarded-for'), parts.trustedProxies));
    let made: Promise<EdgeCtx> | undefined;
    c.set('ctx', () => (made ??= contextFor(c.req.raw, { clientIp: c.get('clientIp'), requestId: c.get('requestId') })));
    await next();
    metrics.httpSeconds.observe({ route: routePath(c, -1), method: c.req.method, status: String(c.res.status) }, (performance.now() - started) / 1000);
  });
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => ((await isReady(parts.systemCtx())) ? c.text('ready') : c.text('not ready', 503)));
  app.get('/metrics', async (c) => c.text(await printMetrics(parts.systemCtx())));

  app.use('/trpc/*', sameOrigin, compress(), bodyLimit({ maxSize: TRPC_BODY_BYTES }));
  app.use(
    '/trpc/*',
    trpcServer({
      router: appRouter,
      endpoint: '/trpc',
      createContext: (_options, c) => (c as unknown as Context<Edge>).get('ctx')() as never,
      onError: ({ error, path, type, ctx }) => onTrpcError({ error, path, type, ctx: ctx as EdgeCtx | undefined }),
    }),
  );
  app.get('/api/live', async (c) => {
    const identity = { clientIp: c.get('clientIp'), requestId: c.get('requestId') };
    return handleLive(c, await c.get('ctx')(), parts.feed, () => contextFor(c.req.raw, identity));
  });
  app.on(['GET', 'POST'], '/api/auth/*', bodyLimit({ maxSize: 64 * 1024 }), (c) =>
    handleAuth(parts.auth, c.req.raw, { clientIp: c.get('clientIp'), requestId: c.get('requestId') }),
  );
  mountResources(app);
  if (pages) pages.mount(app);

  app.notFound((c) =>
    c.req.header('accept')?.includes('text/html') && pages ? pages.notFound(c) : c.json({ error: 'not_found', requestId: c.get('requestId') }, 404),
  );
  app.onError(async (error, c) => {
    const failure = describeFailure(error, await localeOf(c));
    if (failure.bug) log.error({ requestId: c.get('requestId'), path: c.req.path, err: failure.cause }, 'http.failed');
    return c.json({ error: failure.reason, message: failure.message, details: failure.details, requestId: c.get('requestId') }, failure.status);
  });
  return app;
}

/** The reader's language, also when the request could not even be read. */
async function localeOf(c: Context<Edge>): Promise<'ru' | 'en'> {
  try {
    return (await c.get('ctx')()).locale;
  } catch {
    return 'ru';
  }
}
