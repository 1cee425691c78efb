import { index, integer, jsonb, pgSchema, text, timestamp } from 'drizzle-orm/pg-core';
import type { DescriptionOutput, FactFlag, GenerationKind, GenerationSource, GenerationStatus } from './schemas.ts';

export const aiSchema = pgSchema('ai');
const at = (name: string) => timestamp(name, { withTimezone: true });

/** Every text a generator made, from which facts, by what, and who let it onto the card: the provenance of generated content. */
export const generations = aiSchema.table(
  'generations',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    cardId: integer('card_id').notNull(),
    /** For whom it was made; null = the platform itself. Counted against that seller's limit. */
    sellerId: integer('seller_id'),
    kind: text().$type<GenerationKind>().notNull(),
    /** SHA-256 of facts, languages, prompt version and model: an equal question has an equal answer. */
    inputHash: text('input_hash').notNull(),
    promptVersion: text('prompt_version').notNull(),
    source: text().$type<GenerationSource>().notNull(),
    model: text().notNull(),
    output: jsonb().$type<DescriptionOutput>(),
    flags: jsonb().$type<FactFlag[]>().notNull().default([]),
    status: text().$type<GenerationStatus>().notNull(),
    /** Why it failed: an AppError's reason. */
    failure: text(),
    tokensIn: integer('tokens_in'),
    tokensOut: integer('tokens_out'),
    latencyMs: integer('latency_ms'),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    /** Who accepted or declined it, as the journal writes actors. */
    decidedBy: text('decided_by'),
    decidedAt: at('decided_at'),
  },
  (t) => [
    index('generations_card').on(t.cardId, t.id),
    index('generations_input').on(t.inputHash, t.id),
    index('generations_seller').on(t.sellerId, t.createdAt),
  ],
);
