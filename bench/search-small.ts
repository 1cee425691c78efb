import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeller } from '@yarmarka/accounts/testing';
import { importCards } from '@yarmarka/catalog';
import { migrate, openDatabase } from '@yarmarka/db';
import { startEmbedded } from '@yarmarka/db/embedded';
import { type Ctx, createCtx, systemActor } from '@yarmarka/kernel';
import { importOffers } from '@yarmarka/offers';
import { markAllCards, meiliEngine, postgresEngine, projectMarkedCards, type SearchEngine, searchCards, suggest } from '@yarmarka/search';
import type { SearchCardsInput } from '@yarmarka/search/schemas';
import { findMeili, startMeili } from '@yarmarka/search/testing';
import { ensureBrands, getCategorySchema, importTaxonomy } from '@yarmarka/taxonomy';
import type { CategorySchema } from '@yarmarka/taxonomy/schemas';
import { seededRng } from '@yarmarka/taxonomy/testing';

// Search over a generated catalogue: pnpm bench search-small [CARDS]. Roots x branches x leaves make about 500 categories; each sees about 14 attributes, two of them axes.
const CARDS = Number(process.argv[3] ?? 50_000);
const RUNS = 60;
const rng = seededRng(7);
const below = (n: number) => Math.floor(rng() * n);
const pick = <T>(xs: readonly T[]): T => xs[below(xs.length)] as T;
/** Small numbers are likelier: goods crowd in few categories, values in few options. */
const skewed = (n: number) => Math.floor(n * rng() ** 2.5);
const WORDS =
  'смартфон ноутбук чайник пылесос куртка кроссовки лампа диван стол кресло часы рюкзак палатка велосипед дрель шуруповерт краска обои ковер плед подушка кастрюля сковорода нож миксер утюг фен весы термос фонарь гамак мяч ракетка коньки лыжи шлем перчатки шапка шарф платье рубашка брюки юбка сапоги тапочки зонт сумка кошелек ремень очки'.split(
    ' ',
  );

const text = (s: string) => ({ ru: s, en: s });

function writeTaxonomy(dir: string): void {
  const attributes = Array.from({ length: 120 }, (_, i) => ({ key: `a${i}`, size: 4 + below(36) }));
  const categories: { id: string; parent: string | null; attributes: string[] }[] = [];
  const rules = ['record,category,attribute,op,filterable,facet_position,axis,level,type,unit,label_en,label_ru'];
  for (let n = 0; n < 20; n++) rules.push(`attribute,,n${n},,,,,,number,mass,Number ${n},Число ${n}`);
  for (let r = 0; r < 8; r++) {
    const own = attributes.slice(r * 15, r * 15 + 15);
    const rootKeys = own.slice(0, 4).map((a) => a.key);
    categories.push({ id: `r${r}`, parent: null, attributes: rootKeys });
    rootKeys.forEach((key, i) => rules.push(`rule,r${r},${key},set,yes,${i},${i < 2 ? 'yes' : ''},${i < 2 ? 'variant' : ''},,,,`));
    for (const n of [0, 1, 2]) rules.push(`rule,r${r},n${(r * 3 + n) % 20},set,yes,${10 + n},,,,,,`);
    for (let b = 0; b < 7; b++) {
      const branchKeys = [...rootKeys, ...own.slice(4, 8).map((a) => a.key)];
      categories.push({ id: `r${r}b${b}`, parent: `r${r}`, attributes: branchKeys });
      for (const key of branchKeys.slice(4)) rules.push(`rule,r${r}b${b},${key},set,yes,20,,,,,,`);
      for (let l = 0; l < 8; l++) categories.push({ id: `r${r}b${b}l${l}`, parent: `r${r}b${b}`, attributes: [...branchKeys, own[8 + (l % 7)]?.key ?? 'a0'] });
    }
  }
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
  writeFileSync(join(dir, 'categories.jsonl'), lines(categories.map((c) => ({ ...c, ...text(`Category ${c.id}`) }))));
  writeFileSync(
    join(dir, 'attributes.jsonl'),
    lines(attributes.map((a) => ({ key: a.key, ...text(`Attribute ${a.key}`), values: Array.from({ length: a.size }, (_, i) => `${a.key}__${i}`) }))),
  );
  writeFileSync(
    join(dir, 'values.jsonl'),
    lines(attributes.flatMap((a) => Array.from({ length: a.size }, (_, i) => ({ key: `${a.key}__${i}`, ...text(`Value ${i} of ${a.key}`) })))),
  );
  writeFileSync(join(dir, 'rules.csv'), rules.join('\n'));
}

type Leaf = { readonly id: number; readonly schema: CategorySchema };

async function fill(ctx: Ctx, leaves: readonly Leaf[]): Promise<void> {
  const brands = await ensureBrands(
    ctx,
    Array.from({ length: 200 }, (_, i) => `Brand ${WORDS[i % WORDS.length]}${i}`),
  );
  const sellers = await Promise.all(Array.from({ length: 10 }, () => createSeller(ctx, { status: 'approved' })));
  for (let done = 0; done < CARDS; done += 2000) {
    const cards = Array.from({ length: Math.min(2000, CARDS - done) }, (_, i) => cardOf(pickLeaf(leaves), brands, done + i));
    const made = (await importCards(ctx, cards, { bare: true })).flatMap((m) => (m.status === 'created' ? [m] : []));
    const perSeller = new Map<number, { cardId: number; variantId: number; sellerSku: string; priceMinor: number; qty: number }[]>();
    for (const m of made)
      for (const variantId of m.variantIds) {
        const seller = pick(sellers).id;
        perSeller.set(seller, [
          ...(perSeller.get(seller) ?? []),
          { cardId: m.cardId, variantId, sellerSku: `s${variantId}`, priceMinor: 10_000 + below(5_000_000), qty: below(3) },
        ]);
      }
    for (const [sellerId, offers] of perSeller) await importOffers(ctx, { sellerId, offers });
  }
}

const pickLeaf = (leaves: readonly Leaf[]): Leaf => leaves[skewed(leaves.length)] as Leaf;

function cardOf({ id, schema }: Leaf, brands: readonly number[], n: number) {
  const attrs: Record<string, number | { n: number; v: number } | { ru: string; en: string }> = { 3: brands[skewed(brands.length)] ?? -1 };
  const name = `${WORDS[skewed(WORDS.length)]} ${WORDS[below(WORDS.length)]} M-${1000 + (n % 9000)}`;
  attrs[1] = text(name);
  const axes: { no: number; options: readonly number[] }[] = [];
  for (const a of schema.attributes) {
    if (a.no < 100 || rng() < 0.15) continue;
    if (a.type === 'number') attrs[a.no] = { n: below(1000), v: below(1000) };
    if (a.type !== 'list' || !Array.isArray(a.options)) continue;
    const options = a.options as readonly number[];
    if (a.axis) axes.push({ no: a.no, options });
    else attrs[a.no] = options[skewed(options.length)] ?? 0;
  }
  const variants = Array.from({ length: 1 + below(3) }, () => ({
    attrs: Object.fromEntries(axes.map((x) => [x.no, x.options[skewed(x.options.length)] ?? 0])),
  }));
  const distinct = [...new Map(variants.map((v) => [JSON.stringify(v.attrs), v])).values()];
  return { categoryId: id, status: 'published' as const, attrs, variants: distinct, popularity: below(100_000) };
}

async function measure(ctx: Ctx, engine: SearchEngine, leaves: readonly Leaf[], tree: ReadonlyMap<number, readonly number[]>): Promise<void> {
  const scopes = { leaf: (l: Leaf) => l.id, branch: (l: Leaf) => tree.get(l.id)?.at(-2) ?? l.id, root: (l: Leaf) => tree.get(l.id)?.[0] ?? l.id };
  const option = (l: Leaf, i: number) => {
    const a = l.schema.attributes.filter((x) => x.filterable && x.type === 'list' && x.no >= 100 && Array.isArray(x.options))[i];
    return a && Array.isArray(a.options) ? { [String(a.no)]: { tokens: [a.options[skewed(a.options.length)] ?? 0, a.options[0] ?? 0] } } : {};
  };
  const asks: Record<string, (l: Leaf) => SearchCardsInput> = {};
  for (const [name, of] of Object.entries(scopes)) {
    asks[`${name}: page + facets`] = (l) => ({ categoryId: of(l) });
    asks[`${name}: one option`] = (l) => ({ categoryId: of(l), filters: option(l, 2) });
    asks[`${name}: two axes, in stock, price`] = (l) => ({
      categoryId: of(l),
      filters: { ...option(l, 0), ...option(l, 1) },
      inStock: true,
      priceMax: 3_000_000,
    });
  }
  asks['one word + facets'] = () => ({ query: pick(WORDS) });
  asks['two words + facets'] = () => ({ query: `${WORDS[skewed(20)]} ${pick(WORDS)}` });
  asks['a typo + facets'] = () => ({ query: pick(WORDS).replace(/.(?=.$)/, '') });
  asks['a code'] = () => ({ query: `m${1000 + below(9000)}` });
  for (const [name, ask] of Object.entries(asks)) {
    const [times, totals]: [number[], number[]] = [[], []];
    for (let i = 0; i < RUNS + 5; i++) {
      const input = ask(pickLeaf(leaves));
      const started = performance.now();
      const { total } = await searchCards(ctx, input, engine);
      if (i >= 5) times.push(performance.now() - started);
      totals.push(total);
    }
    report(`${engine.name}  ${name}`, times, `median ${median(totals)} found`);
  }
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const started = performance.now();
    await suggest(ctx, { query: pick(WORDS).slice(0, 4) }, engine);
    times.push(performance.now() - started);
  }
  report(`${engine.name}  suggest`, times, '');
}

const median = (xs: readonly number[]): number => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)] ?? 0;
function report(name: string, times: readonly number[], note: string): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (p: number) => (sorted[Math.floor(sorted.length * p)] ?? 0).toFixed(1).padStart(7);
  process.stdout.write(`${name.padEnd(48)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  ${note}\n`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'yarmarka-bench-'));
const server = await startEmbedded({ dataDir, test: true });
try {
  await migrate(server.url);
  const database = openDatabase({ url: server.url, max: 8 });
  const ctx = createCtx({ db: database.db, jobs: { send: () => Promise.resolve() }, actor: systemActor('bench') });
  const taxonomyDir = mkdtempSync(join(tmpdir(), 'yarmarka-bench-taxonomy-'));
  writeTaxonomy(taxonomyDir);
  await importTaxonomy(ctx, { dir: taxonomyDir, rulesFile: join(taxonomyDir, 'rules.csv') });
  rmSync(taxonomyDir, { recursive: true });
  const rows = await database.client<{ id: number; path: number[] }[]>`select id, path from taxonomy.categories order by md5(key)`;
  const tree = new Map(rows.map((r) => [r.id, r.path]));
  const leaves: Leaf[] = [];
  for (const r of rows.filter((x) => x.path.length === 3)) leaves.push({ id: r.id, schema: (await getCategorySchema(ctx, r.id)).schema });
  let started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  await fill(ctx, leaves);
  await database.client`analyze`;
  process.stdout.write(`${CARDS.toLocaleString('en')} cards in ${rows.length} categories: ${seconds()}\n`);
  const program = findMeili();
  const meili = program ? await startMeili(program) : undefined;
  if (!meili) process.stdout.write('no Meilisearch found: that half is left out\n');
  for (const engine of [postgresEngine(), ...(meili ? [meiliEngine({ url: meili.url })] : [])]) {
    started = performance.now();
    await engine.ensureReady(ctx);
    await markAllCards(ctx);
    const n = await projectMarkedCards(ctx, engine);
    await database.client`vacuum analyze`;
    process.stdout.write(`${engine.name}: ${n.toLocaleString('en')} cards projected in ${seconds()}\n`);
    await measure(ctx, engine, leaves, tree);
  }
  await meili?.stop();
  await database.close();
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
