import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { SearchDocument } from '../document/document.ts';
import { textHash, textHashes } from '../document/text-hash.ts';
import { dictionaryWords } from '../understanding/normalise.ts';

export const wordsOf = (doc: SearchDocument): string[] => dictionaryWords(`${doc.nameRu} ${doc.nameEn} ${doc.brand}`);

/** Brings the dictionary up to date with these cards; `gone` are no longer searchable. Call it in the transaction that writes the index, or after an outside engine has taken the documents. */
export async function learnWords(ctx: Ctx, docs: readonly SearchDocument[], gone: readonly number[]): Promise<void> {
  const hashes = await textHashes(ctx, 'card_words', docs);
  const fresh = docs.flatMap((d) => {
    const hash = textHash(d);
    return hashes.get(d.cardId) === hash ? [] : [{ id: d.cardId, hash, words: wordsOf(d) }];
  });
  const ids = [...fresh.map((d) => d.id), ...gone];
  if (ids.length === 0) return;
  await ctx.db.execute(sql`select search.learn_words(${`{${ids.join(',')}}`}::int[], ${JSON.stringify(fresh)}::jsonb)`);
}

export type WordCount = { readonly word: string; readonly freq: number };

/** Words that begin with the letters, the most frequent first. */
export async function suggestWords(ctx: Ctx, prefix: string, limit = 8): Promise<WordCount[]> {
  if (!/^\p{L}{1,30}$/u.test(prefix)) return [];
  return ctx.read.execute<WordCount>(sql`select word, freq from search.word_dict where word like ${`${prefix}%`} order by freq desc, word limit ${limit}`);
}

/** Which of the words the dictionary holds. */
export async function knownWords(ctx: Ctx, words: readonly string[]): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const rows = await ctx.read.execute<{ word: string }>(
    sql`select word from search.word_dict where word in (select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb))`,
  );
  return new Set(rows.map((r) => r.word));
}

/** Words that look alike by their trigrams, for the exact distance to be taken in TypeScript. */
export async function similarWords(ctx: Ctx, word: string): Promise<WordCount[]> {
  return ctx.read.execute<WordCount>(sql`
    select word, freq from search.word_dict where word % ${word} and length(word) between ${word.length - 2}::int and ${word.length + 2}::int order by similarity(word, ${word}) desc, freq desc limit 40`);
}

const stemCache = new Map<string, string | null>();
const CACHE_SIZE = 100_000;

/** The words' stems as PostgreSQL makes them, stop words left out; for engines that do not stem. */
export async function stemTexts(ctx: Ctx, texts: readonly string[]): Promise<string[]> {
  const split = texts.map((t) => t.split(' ').filter(Boolean));
  const missing = [...new Set(split.flat())].filter((w) => !stemCache.has(w));
  if (stemCache.size + missing.length > CACHE_SIZE) stemCache.clear();
  const wanted = stemCache.size === 0 ? [...new Set(split.flat())] : missing;
  if (wanted.length > 0) {
    const rows = await ctx.db.execute<{ word: string; stem: string | null }>(
      sql`select word, stem from search.stems(array(select jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb)))`,
    );
    for (const r of rows) stemCache.set(r.word, r.stem);
  }
  return split.map((words) => words.flatMap((w) => stemCache.get(w) ?? []).join(' '));
}
