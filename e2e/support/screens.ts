import type { APIRequestContext } from '@playwright/test';
import type { Role } from './fixtures.ts';

export type Screen = { readonly name: string; readonly role: Role | 'anonymous'; readonly path: string };

/** Reads one procedure as whoever the request belongs to. */
async function ask(request: APIRequestContext, procedure: string, input: unknown): Promise<unknown> {
  const answer = await request.get(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`);
  const body = (await answer.json()) as { result?: { data: unknown } };
  if (!body.result) throw new Error(`${procedure}: ${JSON.stringify(body).slice(0, 300)}`);
  return body.result.data;
}

type Home = { categories: { slug: string; children: { slug: string }[] }[] };
type Hits = { hits: { id: number; slug: string; categoryId: number }[] };

/** The shop's screens, with a real category and card of the demo. */
export async function shopScreens(request: APIRequestContext): Promise<Screen[]> {
  const home = (await ask(request, 'shop.home', {})) as Home;
  const { hits } = (await ask(request, 'search.cards', { query: 'ноутбук', limit: 1, facets: false })) as Hits;
  const root = home.categories[0];
  const screens = {
    home: '/',
    catalogue: '/catalog',
    category: `/catalog/${root?.children[0]?.slug ?? root?.slug ?? ''}`,
    search: '/search?q=%D1%81%D0%BC%D0%B0%D1%80%D1%82%D1%84%D0%BD',
    nothing: '/search?q=zzzzqqqq',
    card: `/product/${hits[0]?.slug ?? ''}-${hits[0]?.id ?? 0}`,
    missing: '/product/none-2000000000',
    'sign-in': '/auth/sign-in',
    'sign-up': '/auth/sign-up',
    forgot: '/auth/forgot',
  };
  return Object.entries(screens).map(([name, path]) => ({ name: `shop-${name}`, role: 'anonymous', path }));
}

const of = (role: Role, prefix: string, paths: readonly string[]): Screen[] =>
  paths.map((path) => ({ name: `${role}-${path.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home'}`, role, path: `${prefix}${path}` }));

/** The workplace's screens that need no particular record. */
export const WORKPLACE_SCREENS: readonly Screen[] = [
  ...of('seller', '/seller', ['', '/cards', '/cards/new', '/company', '/imports', '/imports/new', '/offers']),
  ...of('moderator', '/moderation', ['', '/sellers', '/history']),
  ...of('admin', '/admin', ['', '/categories', '/dictionary', '/changes', '/users', '/sellers', '/requirements', '/journal', '/jobs', '/health', '/mailbox']),
];
