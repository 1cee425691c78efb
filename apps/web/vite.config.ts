import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { devPages } from './scripts/dev-plugin.ts';
import { messagesPlugin } from './scripts/messages-plugin.ts';

export type Part = 'shop' | 'workplace' | 'server' | 'gallery';

const root = fileURLToPath(new URL('.', import.meta.url));

const ENTRIES: Record<Part, readonly string[]> = {
  shop: ['src/entries/shop-ru.tsx', 'src/entries/shop-en.tsx'],
  workplace: ['src/entries/workplace.tsx'],
  server: ['src/entries/server.tsx'],
  gallery: ['src/gallery/main.tsx'],
};

/** What every page of the workplace needs is one file: a browser asks for six at a time. */
const WORKPLACE_CHUNKS = { groups: [{ name: 'first', tags: ['$initial' as const] }] };

/** A shared chunk is named after everything that shares it; its hash tells enough. */
const shortName = (name: string): string =>
  name
    .replace(/~.*$/, '')
    .replace(/\.[a-z0-9]+$/, '')
    .slice(0, 40);

const shared = {
  root,
  plugins: [react(), messagesPlugin()],
  // The texts are parsed at build time, so the parser stays out of every bundle.
  resolve: { alias: [{ find: /^use-intl\/format-message$/, replacement: 'use-intl/format-message/format-only' }], dedupe: ['react', 'react-dom'] },
} satisfies InlineConfig;

/**
 * The build of one part. The two client parts are built apart on purpose: a module that both use would otherwise carry into the shop
 * whatever the workplace needs of it.
 */
export function configFor(part: Part, dist = 'dist'): InlineConfig {
  const server = part === 'server';
  return {
    ...shared,
    configFile: false,
    logLevel: 'warn',
    publicDir: part === 'shop' ? 'public' : false,
    ssr: { noExternal: true },
    build: {
      outDir: `${dist}/${server ? 'server' : 'client'}`,
      emptyOutDir: part !== 'workplace',
      target: server ? 'node24' : 'es2023',
      ssr: server,
      manifest: server ? false : `.vite/manifest-${part}.json`,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: [...ENTRIES[part]],
        experimental: { lazyBarrel: true },
        output: server
          ? { entryFileNames: 'shop.js', chunkFileNames: 'chunks/[name]-[hash].js' }
          : {
              entryFileNames: `assets/${part}-[name]-[hash].js`,
              chunkFileNames: ({ name }) => `assets/${part}-${shortName(name)}-[hash].js`,
              assetFileNames: ({ names }) => `assets/${shortName(names[0] ?? '')}-[hash][extname]`,
              ...(part === 'workplace' ? { codeSplitting: WORKPLACE_CHUNKS } : {}),
            },
      },
    },
  };
}

/** The development server: `vite` here, the bff on port 4000 beside it. */
export default {
  ...shared,
  plugins: [...shared.plugins, devPages()],
  appType: 'custom',
  server: { port: 5173, proxy: { '/trpc': 'http://localhost:4000', '/api': 'http://localhost:4000' } },
} satisfies InlineConfig;
