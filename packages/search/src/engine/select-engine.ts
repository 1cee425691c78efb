import type { Config } from '@yarmarka/kernel';
import type { SearchEngine } from './engine.ts';
import { meiliEngine } from './meili/meili-engine.ts';
import { postgresEngine } from './postgres/postgres-engine.ts';

/** Meilisearch where its address is set, else the platform's own database. */
export function selectEngine(settings: Pick<Config, 'MEILI_URL' | 'MEILI_KEY'>): SearchEngine {
  return settings.MEILI_URL ? meiliEngine({ url: settings.MEILI_URL, key: settings.MEILI_KEY }) : postgresEngine();
}

let current: SearchEngine | undefined;

/** The engine of this process; set once at the start. */
export function searchEngine(): SearchEngine {
  current ??= postgresEngine();
  return current;
}

export function useSearchEngine(engine: SearchEngine): void {
  current = engine;
}
