import { describe, expect, it } from 'vitest';
import { safeJson } from '../shell/head.tsx';
import { assetsOf, documentOf, escapeHtml, type Manifest } from './document.ts';

const manifest: Manifest = {
  'src/entries/shop-ru.tsx': { file: 'assets/shop-ru.js', isEntry: true, imports: ['_shared.js'], css: ['assets/entry.css'] },
  '_shared.js': { file: 'assets/shared.js', css: ['assets/shared.css'] },
  'src/areas/shop/home/page.tsx': { file: 'assets/home.js', imports: ['_shared.js'], css: ['assets/home.css'] },
  '../../node_modules/golos/files/golos-text-latin-wght-normal.woff2': { file: 'assets/latin.woff2' },
};

const document = (title: string, body = '') =>
  documentOf({
    locale: 'en',
    theme: 'dark',
    density: 'shop',
    manifest,
    entry: 'src/entries/shop-ru.tsx',
    sources: ['src/areas/shop/home/page.tsx'],
    head: {
      title,
      meta: [{ key: 'name', name: 'description', content: 'a "quoted" & <tagged> text' }],
      links: [{ rel: 'alternate', href: 'https://x/en', hreflang: 'en' }],
      jsonLd: [safeJson({ name: '</script><script>alert(1)</script>' })],
    },
    body,
  });

describe('the document', () => {
  it('announces every script and style the page needs, shared ones first', () => {
    expect(assetsOf(manifest, ['src/entries/shop-ru.tsx', 'src/areas/shop/home/page.tsx'])).toEqual({
      scripts: ['assets/shared.js', 'assets/shop-ru.js', 'assets/home.js'],
      styles: ['assets/shared.css', 'assets/entry.css', 'assets/home.css'],
    });
  });

  it('takes each chunk once, also where shared chunks import each other in a ring', () => {
    const ring: Manifest = {
      page: { file: 'page.js', imports: ['a'] },
      a: { file: 'a.js', imports: ['b'], css: ['a.css'] },
      b: { file: 'b.js', imports: ['a'], css: ['b.css'] },
    };
    expect(assetsOf(ring, ['page'])).toEqual({ scripts: ['b.js', 'a.js', 'page.js'], styles: ['b.css', 'a.css'] });
  });

  it('holds no inline script, so that the content policy needs no exception', () => {
    const scripts = [...document('Home').matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes = '', text = ''] of scripts) {
      if (attributes.includes('application/ld+json')) continue;
      expect(attributes).toContain('src="/assets/');
      expect(text).toBe('');
    }
  });

  it('lets no text break out of its place', () => {
    const html = document('</title><script>alert(1)</script>');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('a &quot;quoted&quot; &amp; &lt;tagged&gt; text');
    expect(escapeHtml('<a href="x">&')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;');
    expect(JSON.parse(safeJson({ text: '</script>' }))).toEqual({ text: '</script>' });
  });

  it('is drawn in the reader’s theme and language from the first byte, and preloads that language’s font', () => {
    const html = document('Home');
    expect(html).toContain('<html lang="en" data-density="shop" data-mantine-color-scheme="dark">');
    expect(html).toContain('href="/assets/latin.woff2" as="font"');
  });
});
