import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { isLocale, pickLocale } from '@yarmarka/i18n/locale';
import type { Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Edge } from '../app.ts';
import { appRouter } from '../routers/index.ts';
import { createCallerFactory, type EdgeCtx } from '../trpc/init.ts';

type Rendered = { readonly status: number; readonly html: string; readonly headers: Record<string, string> };
export type ShopRenderContext = {
  readonly locale: 'ru' | 'en';
  readonly theme: 'light' | 'dark' | 'auto';
  readonly origin: string;
  readonly requestId: string;
  readonly caller: { query(path: string, input: unknown): Promise<unknown> };
  readonly user: { readonly userId: string; readonly roles: readonly string[] } | undefined;
};
type WorkplaceHints = { readonly texts: Readonly<Record<'ru' | 'en', string>>; readonly pages: Readonly<Record<string, string>> };
type Shop = { render(url: string, ctx: ShopRenderContext): Promise<Rendered> };

export type Pages = { mount(app: Hono<Edge>): void; notFound(c: Context<Edge>): Promise<Response> };

const WORKPLACE = ['/seller', '/moderation', '/admin', '/auth'];
const callerFor = createCallerFactory(appRouter);

/** Serves the built web app: hashed assets for a year, the workplace's page for its areas, everything else rendered by the shop's server build. */
export async function createPages(options: { dist: string; publicUrl: string | undefined }): Promise<Pages> {
  const serverBuild = join(options.dist, 'server', 'shop.js');
  if (!existsSync(serverBuild)) throw new Error(`The web app is not built: ${serverBuild} is missing. Run pnpm build.`);
  const shop = (await import(pathToFileURL(serverBuild).href)) as Shop;
  const client = join(options.dist, 'client');
  const workplace = readFileSync(join(client, 'workplace.html'), 'utf8');
  const hints = JSON.parse(readFileSync(join(client, 'workplace-hints.json'), 'utf8')) as WorkplaceHints;

  const renderShop = async (c: Context<Edge>): Promise<Response> => {
    const ctx = await c.get('ctx')();
    const url = new URL(c.req.url);
    const locale = url.pathname === '/en' || url.pathname.startsWith('/en/') ? 'en' : 'ru';
    const result = await shop.render(`${url.pathname}${url.search}`, {
      locale,
      theme: themeOf(c.req.header('cookie')),
      origin: options.publicUrl ?? url.origin,
      requestId: ctx.requestId,
      caller: callerOf({ ...ctx, locale }),
      user: ctx.actor.kind === 'user' ? { userId: ctx.actor.userId, roles: ctx.actor.roles } : undefined,
    });
    for (const [name, value] of Object.entries(result.headers)) c.header(name, value);
    c.header('Cache-Control', 'private, no-cache');
    c.header('Vary', 'Cookie, Accept-Language');
    return c.html(result.html, result.status as 200);
  };

  return {
    mount(app) {
      app.use('/assets/*', compress(), serveStatic({ root: client, onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable') }));
      app.get('/:file{(favicon\\.(ico|svg)|robots\\.txt|manifest\\.webmanifest|theme\\.js)}', serveStatic({ root: client }));
      for (const area of WORKPLACE) for (const path of [area, `${area}/*`]) app.get(path, compress(), (c) => c.html(dressed(workplace, hints, c)));
      app.get('*', compress(), renderShop);
    },
    notFound: renderShop,
  };
}

/** The workplace's page knows language and theme before its first paint, and fetches ahead the texts of that language and what the page at this path needs. */
function dressed(html: string, hints: WorkplaceHints, c: Context<Edge>): string {
  const theme = themeOf(c.req.header('cookie'));
  const chosen = /(?:^|; )locale=(ru|en)/.exec(c.req.header('cookie') ?? '')?.[1];
  const locale = isLocale(chosen) ? chosen : pickLocale(c.req.header('accept-language')?.split(',')[0]);
  const ahead = [hints.pages[c.req.path], hints.texts[locale]].filter(Boolean).join('\n');
  return html
    .replace('<link rel="icon"', () => `${ahead}\n<link rel="icon"`)
    .replace(/<html[^>]*>/, `<html lang="${locale}" data-theme="${theme}"${theme === 'auto' ? '' : ` data-mantine-color-scheme="${theme}"`}>`);
}

function themeOf(cookie: string | undefined): 'light' | 'dark' | 'auto' {
  const m = /(?:^|; )theme=(light|dark)/.exec(cookie ?? '');
  return m?.[1] === 'light' || m?.[1] === 'dark' ? m[1] : 'auto';
}

/** Procedures by path (`search.cards`) with the rights of the request being answered. */
function callerOf(ctx: EdgeCtx): ShopRenderContext['caller'] {
  const caller = callerFor(ctx) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  return {
    query(path, input) {
      const [group = '', name = ''] = path.split('.');
      const procedure = caller[group]?.[name];
      return procedure ? procedure(input) : Promise.reject(new Error(`no procedure ${path}`));
    },
  };
}
