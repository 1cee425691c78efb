import { readFileSync } from 'node:fs';
import type { Locale } from '@yarmarka/i18n/locale';
import type { Theme } from '@yarmarka/ui/plain';
import type { HeadTags } from '../shell/head.tsx';

/** One line of Vite's manifest. */
export interface ManifestChunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}

export type Manifest = Readonly<Record<string, ManifestChunk>>;

const loaded = new Map<string, Manifest>();

/** The manifest written by the build of one part; it stands beside this file. */
export function readManifest(part: 'shop' | 'workplace'): Manifest {
  const known = loaded.get(part);
  if (known) return known;
  const manifest = JSON.parse(readFileSync(new URL(`../client/.vite/manifest-${part}.json`, import.meta.url), 'utf8')) as Manifest;
  loaded.set(part, manifest);
  return manifest;
}

/** Every script and style that the given sources need, in the order in which they must come. */
export function assetsOf(manifest: Manifest, sources: readonly string[]): { scripts: string[]; styles: string[] } {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  // Chunks made of what several pages share may import each other in a ring.
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const next of chunk.imports ?? []) visit(next);
    scripts.add(chunk.file);
    for (const style of chunk.css ?? []) styles.add(style);
  };
  for (const source of sources) visit(source);
  return { scripts: [...scripts], styles: [...styles] };
}

const FONTS: Record<Locale, readonly string[]> = {
  ru: ['golos-text-cyrillic-wght-normal', 'golos-text-latin-wght-normal'],
  en: ['golos-text-latin-wght-normal'],
};

const fontsOf = (manifest: Manifest, locale: Locale): string[] =>
  FONTS[locale].flatMap((name) =>
    Object.entries(manifest)
      .filter(([source]) => source.endsWith(`${name}.woff2`))
      .map(([, chunk]) => chunk.file),
  );

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const tag = (name: string, attributes: Readonly<Record<string, string | true | undefined>>): string =>
  `<${name}${Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escapeHtml(String(value))}"`))
    .join('')}>`;

export interface DocumentInput {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly density: 'shop' | 'workplace';
  readonly head: HeadTags;
  readonly manifest: Manifest;
  /** The entry and what else is shown at once. */
  readonly sources: readonly string[];
  readonly entry: string;
  readonly body: string;
}

/** What fetches scripts, styles and data ahead. The data as the page itself will ask for it: else the browser would fetch it twice. */
export const hints = (scripts: readonly string[], styles: readonly string[], data: readonly string[] = []): string[] => [
  ...data.map((href) => tag('link', { rel: 'preload', href, as: 'fetch', crossorigin: 'anonymous' })),
  ...styles.map((file) => tag('link', { rel: 'preload', href: `/${file}`, as: 'style', crossorigin: '' })),
  ...scripts.map((file) => tag('link', { rel: 'modulepreload', href: `/${file}` })),
];

/** A whole document. It holds no inline script, so a policy of `script-src 'self'` is enough. */
export function documentOf({ locale, theme, density, head, manifest, sources, entry, body }: DocumentInput): string {
  const { scripts, styles } = assetsOf(manifest, [entry, ...sources]);
  const entryFile = manifest[entry]?.file;
  const lines = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(head.title)}</title>`,
    '<meta name="color-scheme" content="light dark">',
    '<meta name="theme-color" content="#fbfaf6" media="(prefers-color-scheme: light)">',
    '<meta name="theme-color" content="#0e1311" media="(prefers-color-scheme: dark)">',
    '<link rel="icon" href="/favicon.svg" type="image/svg+xml">',
    ...fontsOf(manifest, locale).map((file) => tag('link', { rel: 'preload', href: `/${file}`, as: 'font', type: 'font/woff2', crossorigin: '' })),
    ...styles.map((file) => tag('link', { rel: 'stylesheet', href: `/${file}` })),
    ...scripts.filter((file) => file !== entryFile).map((file) => tag('link', { rel: 'modulepreload', href: `/${file}` })),
    entryFile ? `${tag('script', { type: 'module', src: `/${entryFile}` })}</script>` : '',
    ...head.meta.map(({ key, name, content }) => tag('meta', { [key]: name, content, 'data-head': '' })),
    ...head.links.map(({ rel, href, hreflang }) => tag('link', { rel, href, hreflang, 'data-head': '' })),
    ...head.jsonLd.map((json) => `<script type="application/ld+json" data-head="">${json}</script>`),
  ];
  const scheme = theme === 'auto' ? undefined : theme;
  const html = tag('html', { lang: locale, 'data-density': density, 'data-mantine-color-scheme': scheme });
  return `<!doctype html>\n${html}\n<head>\n${lines.filter(Boolean).join('\n')}\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
}
