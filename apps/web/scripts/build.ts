import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { assetsOf, type Manifest } from '../src/entries/document.ts';
import type * as ServerBuild from '../src/entries/server.tsx';
import { configFor } from '../vite.config.ts';

/** First load of any shop page, kilobytes (1,000 bytes) of JavaScript, gzip. */
const SHOP_BUDGET_KB = 170;

/** `--out DIR` builds into another folder, so that a look at a change disturbs nobody who is served from `dist`. */
const out = parseArgs({ options: { out: { type: 'string' } } }).values.out;
const dist = out === undefined ? new URL('../dist/', import.meta.url) : pathToFileURL(`${resolve(out)}/`);
const client = new URL('client/', dist);

const manifestOf = (part: string): Manifest => JSON.parse(readFileSync(new URL(`.vite/manifest-${part}.json`, client), 'utf8')) as Manifest;

const kilobytes = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, client)), { level: 9 }).length, 0) / 1000;

interface Load {
  readonly name: string;
  readonly scriptKb: number;
  readonly styleKb: number;
  readonly budgetKb?: number;
}

function load(name: string, manifest: Manifest, sources: readonly string[], budgetKb?: number): Load {
  for (const source of sources) if (!manifest[source]) throw new Error(`The manifest knows no ${source}: a route names a page that was not built`);
  const { scripts, styles } = assetsOf(manifest, sources);
  return { name, scriptKb: kilobytes(scripts), styleKb: kilobytes(styles), ...(budgetKb !== undefined && { budgetKb }) };
}

const started = performance.now();
rmSync(dist, { recursive: true, force: true });
for (const part of ['shop', 'workplace', 'server'] as const) await build(configFor(part, fileURLToPath(dist)));

// The bff serves this document for every address of the workplace, with the reader's language and theme written over its first element.
const { renderWorkplace, workplaceHints } = (await import(new URL('server/shop.js', dist).href)) as Pick<
  typeof ServerBuild,
  'renderWorkplace' | 'workplaceHints'
>;
writeFileSync(new URL('workplace.html', client), renderWorkplace({ locale: 'ru', theme: 'auto' }));
writeFileSync(new URL('workplace-hints.json', client), JSON.stringify(workplaceHints()));

const shop = manifestOf('shop');
const pages = Object.keys(shop).filter((source) => /^src\/areas\/shop\/.+\/page\.tsx$/.test(source));
const loads = [
  ...pages.flatMap((page) =>
    ['ru', 'en'].map((locale) =>
      load(`shop ${page.slice('src/areas/shop/'.length, -'/page.tsx'.length)} (${locale})`, shop, [`src/entries/shop-${locale}.tsx`, page], SHOP_BUDGET_KB),
    ),
  ),
  load('workplace', manifestOf('workplace'), ['src/entries/workplace.tsx']),
];

const width = Math.max(...loads.map(({ name }) => name.length));
console.log('First load, kB gzip'.padEnd(width + 2), 'JS'.padStart(8), 'CSS'.padStart(8));
for (const { name, scriptKb, styleKb, budgetKb } of loads) {
  const over = budgetKb !== undefined && scriptKb > budgetKb;
  console.log(name.padEnd(width + 2), scriptKb.toFixed(1).padStart(8), styleKb.toFixed(1).padStart(8), over ? `  OVER the budget of ${budgetKb}` : '');
}
const fonts = readdirSync(new URL('assets/', client))
  .filter((file) => file.endsWith('.woff2'))
  .map((file) => readFileSync(new URL(`assets/${file}`, client)).length / 1000);
console.log(
  `Fonts: ${fonts.map((size) => size.toFixed(1)).join(' + ')} kB. Built in ${((performance.now() - started) / 1000).toFixed(1)} s into ${fileURLToPath(dist)}`,
);

if (loads.some(({ scriptKb, budgetKb }) => budgetKb !== undefined && scriptKb > budgetKb)) {
  console.error(`The shop's first load is over its budget of ${SHOP_BUDGET_KB} kB of JavaScript.`);
  process.exitCode = 1;
}
