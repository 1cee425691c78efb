import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { assetsOf, type Manifest } from '../src/entries/document.ts';
import { configFor } from '../vite.config.ts';

// The gallery as a production build, for tests and measurements in a browser; no server of ours ever serves it.
const { out } = parseArgs({ options: { out: { type: 'string' } } }).values;
if (out === undefined) throw new Error('Say where to: --out DIR');
const client = join(resolve(out), 'client');
await build(configFor('gallery', resolve(out)));
const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest-gallery.json'), 'utf8')) as Manifest;
const entry = 'src/gallery/main.tsx';
const { styles } = assetsOf(manifest, [entry]);
writeFileSync(
  join(client, 'index.html'),
  `<!doctype html><html lang="ru" data-density="workplace"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gallery</title>${styles
    .map((file) => `<link rel="stylesheet" href="/${file}">`)
    .join('')}</head><body><div id="root"></div><script type="module" src="/${manifest[entry]?.file ?? ''}"></script></body></html>`,
);
