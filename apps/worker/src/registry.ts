import type { Consumer, Ctx, JobDefinition, Projection } from '@yarmarka/kernel';

/** Everything the worker runs, by capability. A new consumer, projection or job is one line here. */
export const CONSUMERS: readonly Consumer[] = [];
export const PROJECTIONS: readonly Projection[] = [];
export const JOBS: readonly JobDefinition[] = [];

/** Start-up work that needs the database: choosing the search engine, its settings. */
export async function configureWorker(_ctx: Ctx): Promise<void> {}
