import type { FactTrace } from '../schemas.ts';
import type { generations } from '../tables.ts';

export type GenerationRecord = typeof generations.$inferSelect;

/** A generated text as its panel shows it. */
export function viewOf(row: GenerationRecord, more: { readonly cached?: boolean; readonly traces?: readonly FactTrace[] } = {}) {
  const { inputHash: _hash, sellerId: _seller, ...shown } = row;
  return { ...shown, cached: more.cached ?? false, traces: more.traces ?? [] };
}
export type GenerationView = ReturnType<typeof viewOf>;
