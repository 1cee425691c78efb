import { dehydrate } from '@tanstack/react-query';
import type { Locale } from '@yarmarka/i18n/locale';
import type { Theme } from '@yarmarka/ui/plain';
import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, type StaticHandlerContext, StaticRouterProvider } from 'react-router';
import messagesEn from 'virtual:messages/en/common,shell,errors,shop';
import messagesRu from 'virtual:messages/ru/common,shell,errors,shop';
import { contextWith } from '../lib/api.ts';
import { type Caller, callerClient } from '../lib/caller.ts';
import { type ServerError, serverErrorOf } from '../lib/errors.ts';
import { serverQueryClient } from '../lib/query.ts';
import { optionsProxy } from '../lib/trpc.ts';
import type { AppState, ShellUser } from '../shell/app-state.tsx';
import { HeadCollectorProvider, type HeadTags, safeJson } from '../shell/head.tsx';
import { isPageHandle } from '../shell/lazy-page.ts';
import { shopBase } from '../shell/paths.ts';
import { Providers } from '../shell/providers.tsx';
import { ShopAnchor } from '../shell/router-anchor.tsx';
import { shopRoutes } from '../shell/shop/routes.tsx';
import { documentOf, type Manifest, readManifest } from './document.ts';
import { type ShopPageState, STATE_ID } from './shop-state.ts';

export interface ShopRenderContext {
  /** The language of the address: `/en/...` is English, everything else Russian. */
  readonly locale: Locale;
  /** From the cookie `theme`; `auto` when there is none. */
  readonly theme: Theme;
  /** `https://shop.example`, without a slash at the end. */
  readonly origin: string;
  readonly requestId: string;
  /** Runs a procedure (`search.cards`) with the rights of this request. */
  readonly caller: Caller;
  readonly user?: { readonly userId: string; readonly roles: readonly string[] } | undefined;
  /** Only for tests: the manifest of the build otherwise. */
  readonly manifest?: Manifest;
}

export interface RenderResult {
  readonly status: number;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What broke, for the journal, when the status is 500 or above. */
  readonly error?: unknown;
}

const MESSAGES = { ru: messagesRu, en: messagesEn };

const handlers = { ru: createStaticHandler(shopRoutes, { basename: shopBase('ru') }), en: createStaticHandler(shopRoutes, { basename: shopBase('en') }) };

/** Nothing is unreachable in this process: an error without a kind is a bug of ours. */
const foreseen = (error: ServerError): ServerError => (error.reason === 'network' ? { ...error, kind: 'internal', reason: 'server', status: 500 } : error);

/** Errors as data: the page drawn here and the page that hydrates must see the same. */
function knownErrors(context: StaticHandlerContext, locale: Locale): { errors: Record<string, ServerError> | null; first: unknown } {
  if (!context.errors) return { errors: null, first: null };
  const entries = Object.entries(context.errors);
  return { errors: Object.fromEntries(entries.map(([route, error]) => [route, foreseen(serverErrorOf(error, locale))])), first: entries[0]?.[1] };
}

/** The name for the account menu; a page is drawn without it rather than not at all. */
async function userOf({ user, caller }: ShopRenderContext): Promise<ShellUser | null> {
  if (!user) return null;
  const profile = (await caller.query('accounts.profile', undefined).catch(() => null)) as { name?: unknown } | null;
  return { id: user.userId, roles: user.roles, name: typeof profile?.name === 'string' ? profile.name : null };
}

/**
 * Draws one page of the shop as a whole document. `url` is path and query as requested, with the language in front. A redirect comes back as its status and `location`
 * header with an empty document. Never rejects for what a page's loader throws: that becomes the error page and its status.
 */
export async function render(url: string, ctx: ShopRenderContext): Promise<RenderResult> {
  const queryClient = serverQueryClient();
  const trpcClient = callerClient(ctx.caller);
  const api = { queryClient, trpc: optionsProxy(trpcClient, queryClient), locale: ctx.locale };
  const handler = handlers[ctx.locale];
  const context = await handler.query(new Request(new URL(url, ctx.origin)), { requestContext: contextWith(api) });
  if (context instanceof Response) {
    return { status: context.status, html: '', headers: Object.fromEntries(context.headers) };
  }

  const { errors, first } = knownErrors(context, ctx.locale);
  context.errors = errors;
  const known = errors ? Object.values(errors)[0] : undefined;
  const status = known ? known.status : context.statusCode;

  const app: AppState = { locale: ctx.locale, origin: ctx.origin, requestId: ctx.requestId, user: await userOf(ctx) };
  let head: HeadTags = { title: '', meta: [], links: [], jsonLd: [] };
  const collect = (tags: HeadTags): void => {
    head = tags;
  };
  const content = renderToString(
    <StrictMode>
      <HeadCollectorProvider collector={collect}>
        <Providers state={app} messages={MESSAGES[ctx.locale]} queryClient={queryClient} trpcClient={trpcClient} link={ShopAnchor}>
          <StaticRouterProvider router={createStaticRouter(handler.dataRoutes, context)} context={context} hydrate={false} />
        </Providers>
      </HeadCollectorProvider>
    </StrictMode>,
  );

  const state: ShopPageState = {
    app,
    theme: ctx.theme,
    queries: dehydrate(queryClient),
    router: { loaderData: context.loaderData, actionData: null, errors },
  };
  const manifest = ctx.manifest ?? readManifest('shop');
  const html = documentOf({
    locale: ctx.locale,
    theme: ctx.theme,
    density: 'shop',
    manifest,
    entry: `src/entries/shop-${ctx.locale}.tsx`,
    sources: context.matches.flatMap(({ route }) => (isPageHandle(route.handle) ? [route.handle.chunk] : [])),
    head,
    body: `<div id="root">${content}</div>\n<script type="application/json" id="${STATE_ID}">${safeJson(state)}</script>`,
  });
  queryClient.clear();
  return {
    status,
    html,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-language': ctx.locale, vary: 'cookie' },
    ...(status >= 500 && { error: first }),
  };
}
