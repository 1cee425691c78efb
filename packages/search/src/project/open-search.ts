import type { Config, Ctx } from '@yarmarka/kernel';
import { selectEngine, useSearchEngine } from '../engine/select-engine.ts';
import { fillWhenStale } from './project-cards.ts';

/**
 * Chooses this process's engine and makes it ready. With `fill` (the worker) an index that is empty, or that another engine has stood in for, catches up by marking every live card. An engine that does not answer yet stops nobody:
 * searches answer `search.unavailable` and projections wait until it does.
 */
export async function openSearch(ctx: Ctx, settings: Pick<Config, 'MEILI_URL' | 'MEILI_KEY'>, options: { readonly fill?: boolean } = {}): Promise<void> {
  const engine = selectEngine(settings);
  useSearchEngine(engine);
  try {
    await engine.ensureReady(ctx);
    const marked = options.fill ? await fillWhenStale(ctx, engine) : 0;
    ctx.log.info({ engine: engine.name, marked }, 'search.ready');
  } catch (error) {
    ctx.log.warn({ engine: engine.name, err: error instanceof Error ? error.message : 'unknown' }, 'search.not_ready');
  }
}
