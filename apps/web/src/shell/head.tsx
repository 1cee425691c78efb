import { LOCALES, type Locale } from '@yarmarka/i18n/locale';
import { useTranslations } from '@yarmarka/i18n/react';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useLocation } from 'react-router';
import { useAppState } from './app-state.tsx';
import { localised } from './paths.ts';

export interface HeadProps {
  readonly title: string;
  /** The title is complete; the shop's name is not added. */
  readonly bare?: boolean;
  readonly description?: string;
  /** Path and query under which this page should be known, without the language, one for each where they differ; the present path without its query by default. */
  readonly canonical?: string | Readonly<Record<Locale, string>>;
  /** Keeps the page out of search engines: filters, empty results, errors. */
  readonly noindex?: boolean;
  readonly image?: string;
  /** Structured data (schema.org), one object or several. */
  readonly jsonLd?: object | readonly object[];
}

/** The head of one page, ready to be written. */
export interface HeadTags {
  readonly title: string;
  readonly meta: readonly { readonly key: 'name' | 'property'; readonly name: string; readonly content: string }[];
  readonly links: readonly { readonly rel: string; readonly href: string; readonly hreflang?: string }[];
  readonly jsonLd: readonly string[];
}

/** Takes the head of the page being drawn on the server. */
export type HeadCollector = (tags: HeadTags) => void;

const CollectorContext = createContext<HeadCollector | null>(null);

/** Gathers the head of a page while the server draws it; the innermost `Head` counts. */
export function HeadCollectorProvider({ collector, children }: { collector: HeadCollector; children: ReactNode }): ReactNode {
  return <CollectorContext value={collector}>{children}</CollectorContext>;
}

/** `<` is written as an escape, so structured data can hold any text and never ends its own element. */
export const safeJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** Title, description, canonical address, languages and structured data of a page. Draw it once, in the page. */
export function Head({ title, bare = false, description, canonical, noindex = false, image, jsonLd }: HeadProps): ReactNode {
  const t = useTranslations('shell');
  const collector = useContext(CollectorContext);
  const { locale, origin } = useAppState();
  const { pathname } = useLocation();
  const full = bare ? title : `${title} · ${t('brand')}`;
  const path = canonical ?? pathname;
  const at = (language: Locale) => `${origin}${localised(language, typeof path === 'string' ? path : path[language])}`;
  const named = (name: string, content: string | undefined) => (content ? [{ key: 'name' as const, name, content }] : []);
  const open = (name: string, content: string | undefined) => (content ? [{ key: 'property' as const, name, content }] : []);
  const tags: HeadTags = {
    title: full,
    meta: [
      ...named('description', description),
      ...named('robots', noindex ? 'noindex,follow' : undefined),
      ...open('og:title', title),
      ...open('og:description', description),
      ...open('og:url', noindex ? undefined : at(locale)),
      ...open('og:image', image),
      ...open('og:site_name', t('brand')),
    ],
    links: noindex
      ? []
      : [
          { rel: 'canonical', href: at(locale) },
          ...LOCALES.map((language) => ({ rel: 'alternate', href: at(language), hreflang: language })),
          { rel: 'alternate', href: at('ru'), hreflang: 'x-default' },
        ],
    jsonLd: (Array.isArray(jsonLd) ? jsonLd : jsonLd ? [jsonLd] : []).map(safeJson),
  };
  collector?.(tags);
  const shape = JSON.stringify(tags);
  useEffect(() => applyHead(JSON.parse(shape) as HeadTags), [shape]);
  return null;
}

/** Brings the document's head to these tags; what the server wrote for the same page stays untouched. */
export function applyHead(tags: HeadTags): void {
  document.title = tags.title;
  const wanted: HTMLElement[] = [];
  const make = (name: string, attributes: Record<string, string>, text = '') => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.dataset.head = '';
    element.textContent = text;
    wanted.push(element);
  };
  for (const { key, name, content } of tags.meta) make('meta', { [key]: name, content });
  for (const { rel, href, hreflang } of tags.links) make('link', { rel, href, ...(hreflang && { hreflang }) });
  for (const json of tags.jsonLd) make('script', { type: 'application/ld+json' }, json);
  const present = [...document.head.querySelectorAll('[data-head]')];
  for (const old of present) if (!wanted.some((element) => element.isEqualNode(old))) old.remove();
  for (const element of wanted) if (!present.some((old) => old.isConnected && old.isEqualNode(element))) document.head.append(element);
}
