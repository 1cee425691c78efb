import type { Ctx } from '@yarmarka/kernel';
import type { Page } from '@yarmarka/kernel/schemas';
import { and, desc, eq, lt } from 'drizzle-orm';
import { fetchImport, type ImportRecord } from '../internal.ts';
import { assertCanImportFor, assertCanUseImport } from '../policies.ts';
import { type ImportInput, ListImportsInput } from '../schemas.ts';
import { importJobs } from '../tables.ts';

/** What the running step has done: rows (when sending for review: cards), its speed and the seconds it will still take. */
export type ImportProgress = { readonly done: number; readonly total: number; readonly perSecond: number | null; readonly secondsLeft: number | null };

/** An import as its screen and the activity tray show it. */
export function viewOf(job: ImportRecord) {
  const { samples: _samples, headerHash: _hash, cursor: _cursor, progressDone, progressTotal, stepStartedAt, heartbeatAt, ...rest } = job;
  return { ...rest, progress: progressOf(progressDone, progressTotal, stepStartedAt, heartbeatAt) };
}
export type ImportView = ReturnType<typeof viewOf>;

function progressOf(done: number, total: number, startedAt: Date | null, heartbeatAt: Date | null): ImportProgress {
  const seconds = startedAt && heartbeatAt ? (heartbeatAt.getTime() - startedAt.getTime()) / 1000 : 0;
  if (done === 0 || seconds <= 0) return { done, total, perSecond: null, secondsLeft: null };
  const perSecond = done / seconds;
  return { done, total, perSecond: Math.round(perSecond), secondsLeft: Math.ceil(Math.max(0, total - done) / perSecond) };
}

/** Error: `imports.import_not_found`. */
export async function getImport(ctx: Ctx, input: ImportInput): Promise<ImportView> {
  const job = await fetchImport(ctx, input.importId);
  assertCanUseImport(ctx, job);
  return viewOf(job);
}

/** A seller's imports, newest first. Errors: `imports.import_not_found`, `imports.seller_missing`. */
export async function listImports(ctx: Ctx, raw: ListImportsInput): Promise<Page<ImportView>> {
  const input = ListImportsInput.parse(raw);
  const sellerId = assertCanImportFor(ctx, input.sellerId);
  const rows = await ctx.read
    .select()
    .from(importJobs)
    .where(and(eq(importJobs.sellerId, sellerId), input.cursor ? lt(importJobs.id, Number(input.cursor) || 0) : undefined))
    .orderBy(desc(importJobs.id))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit);
  return { items: items.map(viewOf), next: rows.length > input.limit ? String(items.at(-1)?.id ?? '') : null };
}
