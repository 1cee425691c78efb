import { hash } from 'node:crypto';
import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { SearchDocument } from './document.ts';

/** Rises whenever documents are made differently, so that every card is given to the engine anew. */
export const DOCUMENT_FORM = 3;

/**
 * 64 bits (as PostgreSQL's bigint, in decimal) that change with the card's own words - names, description, brand and codes, not those of its categories - and with DOCUMENT_FORM: while
 * they stay, what was made of the words before still holds.
 */
export function textHash(d: SearchDocument): string {
  const words = JSON.stringify([DOCUMENT_FORM, d.nameRu, d.nameEn, d.brand, d.descriptionRu, d.descriptionEn, d.codes]);
  return hash('sha256', words, 'buffer').readBigInt64LE().toString();
}

/** What these cards' texts were when the table's rows were last made of them. */
export async function textHashes(ctx: Ctx, table: 'card_words' | 'product_text', docs: readonly SearchDocument[]): Promise<Map<number, string>> {
  if (docs.length === 0) return new Map();
  const ids = `{${docs.map((d) => d.cardId).join(',')}}`;
  const rows = await ctx.db.execute<{ id: number; hash: string }>(
    sql`select card_id as id, text_hash::text as hash from search.${sql.raw(table)} where card_id = any(${ids}::int[])`,
  );
  return new Map(rows.map((r) => [r.id, r.hash]));
}
