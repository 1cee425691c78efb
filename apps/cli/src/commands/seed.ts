import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pushCardUsage } from '@yarmarka/catalog';
import { localStore, useObjectStore } from '@yarmarka/files';
import { type Ctx, withTx } from '@yarmarka/kernel';
import { pushOfferUsage } from '@yarmarka/offers';
import { countTaxonomy, importTaxonomy } from '@yarmarka/taxonomy';
import { type Arguments, OperatorError, textFlag } from '../arguments.ts';
import { type Session, withDatabase } from '../database.ts';
import { DEMO_LOGINS } from '../demo/logins.ts';
import { seedScale } from '../scale/seed-scale.ts';
import { withSyntheticTaxonomy } from '../scale/synthetic.ts';
import { seedCards } from '../seed/cards.ts';
import { seedSellers, seedUsers } from '../seed/people.ts';
import type { Command } from './index.ts';

const TAXONOMY = fileURLToPath(new URL('../../demo/taxonomy', import.meta.url));
const USAGE = `yarmarka seed demo [--data DIR]   the bilingual demo: categories, sellers, cards, pictures, logins
yarmarka seed users [--data DIR]  only the demo’s people and sellers, beside a taxonomy of your own
yarmarka seed --cards N [--taxonomy DIR [--rules FILE]] [--workers N] [--data DIR]
                                  N generated cards, to see the platform at full size

With --cards: 1.5 variants, 2 offers and 3 stock rows a card, a seller for every 500 cards, category sizes as in a real market (the largest branch about 30% of all, the largest
leaf 6.5%), and what is read from them: lists, search of the PostgreSQL engine. Values come from each category’s schema; one card in eight lacks some that its schema demands.
Cards share a few dozen pictures. The categories are those the database has; in an empty one they are imported from --taxonomy, else made up (10,000 categories, 2,000 attributes).

The same categories and number give the same rows. A run that was broken off goes on when the same command is given again; until then lists and search are without their indexes, so
let nobody work meanwhile. A million cards need 9 GB of disk.`;

type Say = (text: string) => void;

export const seedCommand: Command = {
  name: 'seed',
  summary: 'Fill an empty database: the demo shop, its people only, or generated cards by the million',
  usage: USAGE,
  async run(args) {
    const what = args.words[0] ?? (args.flags.has('cards') ? 'cards' : '');
    if (what !== 'demo' && what !== 'users' && what !== 'cards')
      throw new OperatorError('Say what to seed: yarmarka seed demo, yarmarka seed users, or yarmarka seed --cards N.');
    await withDatabase(args, async (session) => {
      const started = performance.now();
      const say = (text: string) => process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);
      useObjectStore(localStore(join(session.dataDir, 'files')));
      if (what === 'cards') return seedGenerated(args, session, say);
      if (what === 'demo') await importDemo(session.ctx, say);
      const sellers = await seedPeople(session, say);
      if (what === 'demo') {
        await seedCards(session.ctx, sellers, say);
        await pushCardUsage(session.ctx);
        await pushOfferUsage(session.ctx);
      }
    });
  },
};

async function importDemo(ctx: Ctx, say: Say): Promise<void> {
  if ((await countTaxonomy(ctx)).categories > 0)
    throw new OperatorError('This database has categories already: the demo fills empty ones only. Choose another --data DIR.');
  await importTaxonomy(ctx, { dir: TAXONOMY, rulesFile: join(TAXONOMY, 'rules.csv') });
  const counts = await countTaxonomy(ctx);
  say(`${counts.categories} categories, ${counts.attributes} attributes, ${counts.cells} cells`);
}

async function seedPeople({ ctx, dataDir }: Session, say: Say): Promise<Map<string, number>> {
  const { users, sellers } = await withTx(ctx, async (tx) => {
    const ids = await seedUsers(tx);
    return { users: ids, sellers: await seedSellers(tx, ids) };
  });
  say(`${users.size} people, ${sellers.size} sellers`);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'demo-logins.json'), `${JSON.stringify(DEMO_LOGINS, null, 2)}\n`, { mode: 0o600 });
  return sellers;
}

async function seedGenerated(args: Arguments, session: Session, say: Say): Promise<void> {
  const cards = wholeFlag(args, 'cards', 0);
  if (cards < 100 || cards > 5_000_000) throw new OperatorError('--cards is a number from 100 to 5,000,000.');
  const { ctx } = session;
  if ((await countTaxonomy(ctx)).categories === 0) {
    const [dir, rules] = [textFlag(args, 'taxonomy'), textFlag(args, 'rules')];
    const load = (from: string, rulesFile?: string) => importTaxonomy(ctx, { dir: from, ...(rulesFile ? { rulesFile } : {}) });
    await (dir ? load(resolve(dir), rules && resolve(rules)) : withSyntheticTaxonomy({ categories: 10_000, attributes: 2000 }, load));
    const counts = await countTaxonomy(ctx);
    say(`${counts.categories} categories, ${counts.attributes} attributes, ${counts.cells} cells, ${counts.schemas} distinct schemas`);
  }
  if ((await session.database.client`select 1 from accounts.users limit 1`).length === 0) await seedPeople(session, say);
  await seedScale(session, { cards, workers: wholeFlag(args, 'workers', Math.max(2, Math.min(4, availableParallelism()))), pictures: 48, say });
  await pushCardUsage(ctx);
  await pushOfferUsage(ctx);
  say('done');
}

function wholeFlag(args: Arguments, name: string, otherwise: number): number {
  const given = textFlag(args, name);
  if (given === undefined) return otherwise;
  const n = Number(given.replaceAll(/[_,]/g, ''));
  if (!Number.isInteger(n) || n < 1) throw new OperatorError(`--${name} is a whole number.`);
  return n;
}
