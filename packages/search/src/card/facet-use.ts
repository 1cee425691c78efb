import { asSystem, type Ctx } from '@yarmarka/kernel';
import { pushFiltered } from '@yarmarka/taxonomy';

/** category -> attribute -> how often; this process's own, until it is handed on. Losing a minute of it with the process harms nobody. */
let uses = new Map<number, Map<number, number>>();

/** A buyer looks at a category with values of these attributes chosen. Costs nothing but memory. */
export function noteFacetUse(categoryId: number, attributeNos: Iterable<number>): void {
  for (const no of attributeNos) {
    const own = uses.get(categoryId) ?? new Map<number, number>();
    own.set(no, (own.get(no) ?? 0) + 1);
    uses.set(categoryId, own);
  }
}

/** Hands on what was noted, in one statement; kept for the next time when that fails. Returns the number of (category, attribute) pairs. */
export async function flushFacetUse(ctx: Ctx): Promise<number> {
  const taken = uses;
  uses = new Map();
  const rows = [...taken].flatMap(([categoryId, own]) => [...own].map(([attributeNo, count]) => ({ categoryId, attributeNo, count })));
  try {
    await pushFiltered(asSystem(ctx, 'search.facet-use'), rows);
  } catch (error) {
    for (const { categoryId, attributeNo, count } of rows) for (let i = 0; i < count; i++) noteFacetUse(categoryId, [attributeNo]);
    throw error;
  }
  return rows.length;
}

const EVERY_MS = 60_000;

/** Hands on once a minute. Returns how to stop, which hands on what is left. */
export function startFacetUse(makeCtx: () => Ctx): () => Promise<void> {
  const flush = () =>
    flushFacetUse(makeCtx()).then(
      () => undefined,
      (error: unknown) => makeCtx().log.warn({ err: error instanceof Error ? error.message : 'unknown' }, 'search.facet_use_failed'),
    );
  const timer = setInterval(() => void flush(), EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await flush();
  };
}
