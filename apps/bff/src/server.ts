import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { createAuth } from '@yarmarka/accounts';
import { openDatabase } from '@yarmarka/db';
import { localStore, useObjectStore } from '@yarmarka/files';
import { type Config, createCtx, log, openJobs, systemActor } from '@yarmarka/kernel';
import { queueMail, SEND_MAIL } from '@yarmarka/messaging';
import { openSearch, startFacetUse } from '@yarmarka/search';
import { createApp } from './app.ts';
import { LiveFeed } from './http/live.ts';
import { createRateLimits } from './http/rate-limit.ts';

export type Server = { readonly port: number; stop(): Promise<void> };
type ServerConfig = Config & { readonly DATABASE_URL: string };

/** Opens the database, the job queue and the port. Several servers may run on one database: they share sessions, limits, jobs and live updates through it. */
export async function startServer(settings: ServerConfig): Promise<Server> {
  const database = openDatabase({ url: settings.DATABASE_URL, readUrl: settings.DATABASE_READ_URL, max: settings.DATABASE_POOL });
  const jobs = await openJobs(settings.DATABASE_URL, { worker: false, names: [SEND_MAIL.name] });
  const systemCtx = () => createCtx({ db: database.db, read: database.read, jobs: jobs.queue, actor: systemActor('bff') });
  useObjectStore(localStore(join(resolve(settings.YARMARKA_DATA), 'files')));
  await openSearch(systemCtx(), settings);
  const stopFacetUse = startFacetUse(systemCtx);
  const limits = createRateLimits(database.client);
  const auth = createAuth({
    ctx: systemCtx(),
    secret: settings.YARMARKA_SECRET ?? derivedSecret(settings.DATABASE_URL),
    baseUrl: settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
    sendMail: (mail) => queueMail(systemCtx(), mail),
    attempts: limits.attempts,
    staffSecondFactor: settings.STAFF_SECOND_FACTOR,
  });
  const feed = new LiveFeed(systemCtx);
  await feed.start(database);
  const app = await createApp({
    database,
    jobs: jobs.queue,
    auth,
    limits,
    feed,
    webDist: settings.YARMARKA_WEB_DIST,
    publicUrl: settings.PUBLIC_URL,
    trustedProxies: settings.TRUSTED_PROXIES,
    systemCtx,
  });
  const server = await listen(app.fetch, settings.PORT, settings.HOST);
  return {
    port: settings.PORT,
    async stop() {
      await feed.stop().catch((error: unknown) => log.warn({ err: String(error) }, 'live.stop_failed'));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      await stopFacetUse();
      await jobs.stop();
      await database.close();
    },
  };
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number, hostname: string): Promise<ServerType> {
  return new Promise((done, fail) => {
    const server = serve({ fetch, port, hostname }, () => done(server));
    server.on('error', fail);
  });
}

/** Without YARMARKA_SECRET the cookies are signed with a secret that every process of this database derives alike; the address holds the database's password. */
function derivedSecret(databaseUrl: string): string {
  return createHash('sha256').update(`yarmarka cookies ${databaseUrl}`).digest('hex');
}
