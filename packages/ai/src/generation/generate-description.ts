import { createHash } from 'node:crypto';
import { actorLabel, AppError, type Ctx, withTx } from '@yarmarka/kernel';
import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { PartialOutput } from '../description/partial-output.ts';
import { descriptionPrompt, PROMPT_VERSION } from '../description/prompt.ts';
import { describeByTemplate, TEMPLATE_VERSION } from '../description/template.ts';
import { badOutput, rateLimited, stopped, tooFewFacts } from '../errors.ts';
import { currentModel, type ModelPort } from '../model/model-port.ts';
import { DescriptionOutput, type GenerateDescriptionInput, GenerateDescriptionInput as Input, type GenerationSource } from '../schemas.ts';
import { generations } from '../tables.ts';
import { judgeOutput, loadSubject, type Subject } from './judge.ts';
import { type GenerationRecord, type GenerationView, viewOf } from './view.ts';

/** What a generation tells while it runs. `text` are pieces to append; `done` has the whole, with flags and traces. */
export type GenerationEvent =
  | {
      readonly type: 'start';
      readonly generationId: number;
      readonly source: GenerationSource;
      readonly model: string;
      readonly promptVersion: string;
      readonly cached: boolean;
    }
  | { readonly type: 'text'; readonly locale: 'ru' | 'en'; readonly delta: string }
  | { readonly type: 'done'; readonly generation: GenerationView };

/** Texts a seller may have made within an hour. */
export const HOURLY_LIMIT = 120;
const HOUR_MS = 3_600_000;

/**
 * Writes a description of a card from nothing but what the card says, as a stream: a model where one is configured, else the template, which is labelled so. Every number and every name of
 * the category's dictionary that the card does not have comes back as a flag. Equal facts, languages, prompt and model give the text made before, unless `fresh`. Nothing is written to the
 * card: see acceptGeneration. Errors: `catalog.card_not_found`, `ai.card_not_editable`, `ai.too_few_facts`, `ai.rate_limited`, `ai.model_unavailable`, `ai.model_busy`,
 * `ai.model_key_refused`, `ai.model_slow`, `ai.bad_output`, `ai.stopped`.
 */
export async function* generateDescription(ctx: Ctx, raw: GenerateDescriptionInput, signal?: AbortSignal): AsyncGenerator<GenerationEvent> {
  const input = Input.parse(raw);
  const subject = await loadSubject(ctx, input.cardId);
  if (describeByTemplate(subject.sheet, 'ru') === '') throw tooFewFacts();
  const locales = [...new Set(input.locales)].toSorted();
  const model = currentModel();
  const by = model
    ? { source: 'model' as const, model: model.name, promptVersion: PROMPT_VERSION }
    : { source: 'template' as const, model: 'template', promptVersion: TEMPLATE_VERSION };
  const inputHash = createHash('sha256')
    .update(JSON.stringify([subject.sheet.facts, subject.sheet.category, locales, by]))
    .digest('hex');
  const earlier = input.fresh ? undefined : await findEarlier(ctx, input.cardId, inputHash);
  if (earlier?.output) {
    const checked = await judgeOutput(ctx, earlier.output, subject.sheet, earlier.source);
    yield { type: 'start', generationId: earlier.id, ...by, cached: true };
    yield* piecesOf(earlier.output);
    yield { type: 'done', generation: viewOf({ ...earlier, flags: [...checked.flags] }, { cached: true, traces: checked.traces }) };
    return;
  }
  const started = await startGeneration(ctx, subject, inputHash, by);
  yield { type: 'start', generationId: started.id, ...by, cached: false };
  yield* model ? fromModel(ctx, started, subject, model, locales, signal) : fromTemplate(ctx, started, subject, locales);
}

type By = { readonly source: GenerationSource; readonly model: string; readonly promptVersion: string };

/** A text that still waits for its reader's decision answers an equal question. */
async function findEarlier(ctx: Ctx, cardId: number, inputHash: string): Promise<GenerationRecord | undefined> {
  const [row] = await ctx.db
    .select()
    .from(generations)
    .where(and(eq(generations.inputHash, inputHash), eq(generations.cardId, cardId), inArray(generations.status, ['proposed']), isNotNull(generations.output)))
    .orderBy(desc(generations.id))
    .limit(1);
  return row;
}

/** Counts and begins in one step, so that many at once do not slip through the limit. */
// authorised by caller: loadSubject lets only editors of the card through; no audit row: the generation's own row is its journal
async function startGeneration(ctx: Ctx, subject: Subject, inputHash: string, by: By): Promise<GenerationRecord> {
  const sellerId = ctx.actor.kind === 'user' && ctx.actor.roles.includes('seller') ? (ctx.actor.sellerId ?? null) : null;
  return withTx(ctx, async (tx) => {
    if (sellerId !== null) {
      await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext(${`ai.seller.${sellerId}`}))`);
      const since = new Date(tx.clock.now().getTime() - HOUR_MS);
      const [row] = await tx.db.execute<{ n: number; oldest: Date | string | null }>(sql`
        select count(*)::int as n, min(created_at) as oldest from ai.generations where seller_id = ${sellerId} and created_at > ${since.toISOString()}::timestamptz`);
      if (row && row.n >= HOURLY_LIMIT) throw rateLimited(Math.max(1000, new Date(row.oldest ?? since).getTime() + HOUR_MS - tx.clock.now().getTime()));
    }
    const [made] = await tx.db
      .insert(generations)
      .values({
        cardId: subject.form.card.id,
        sellerId,
        kind: 'description',
        inputHash,
        ...by,
        status: 'running',
        createdBy: actorLabel(tx.actor),
        createdAt: tx.clock.now(),
      })
      .returning();
    if (!made) throw new Error('insert returned no generation');
    return made;
  });
}

async function* fromTemplate(ctx: Ctx, started: GenerationRecord, subject: Subject, locales: readonly ('ru' | 'en')[]): AsyncGenerator<GenerationEvent> {
  const output: DescriptionOutput = Object.fromEntries(locales.map((l) => [l, describeByTemplate(subject.sheet, l)]));
  if (!DescriptionOutput.safeParse(output).success) {
    await fail(ctx, started, 'ai.too_few_facts');
    throw tooFewFacts();
  }
  yield* piecesOf(output);
  yield { type: 'done', generation: await propose(ctx, started, subject, output, { tokensIn: null, tokensOut: null, latencyMs: 0 }) };
}

async function* fromModel(
  ctx: Ctx,
  started: GenerationRecord,
  subject: Subject,
  model: ModelPort,
  locales: readonly ('ru' | 'en')[],
  signal: AbortSignal | undefined,
): AsyncGenerator<GenerationEvent> {
  const begun = performance.now();
  const partial = new PartialOutput();
  let usage: { tokensIn: number | null; tokensOut: number | null } = { tokensIn: null, tokensOut: null };
  let ended = false;
  try {
    for await (const chunk of model.stream({ ...descriptionPrompt(subject.sheet, locales), ...(signal ? { signal } : {}) })) {
      if (chunk.kind === 'usage') usage = { tokensIn: chunk.tokensIn, tokensOut: chunk.tokensOut };
      else for (const d of await partial.push(chunk.text)) if (locales.includes(d.locale)) yield { type: 'text', ...d };
    }
    const output = DescriptionOutput.safeParse(onlyAsked(await partial.finish(), locales));
    if (!output.success || locales.some((l) => output.data[l] === undefined)) throw badOutput();
    const generation = await propose(ctx, started, subject, output.data, { ...usage, latencyMs: Math.round(performance.now() - begun) });
    ended = true;
    yield { type: 'done', generation };
  } catch (error) {
    ended = true;
    await fail(ctx, started, error instanceof AppError ? error.reason : 'ai.bug', Math.round(performance.now() - begun));
    throw error;
  } finally {
    // The reader has gone away in the middle: the row must not look as if it were still running.
    if (!ended) await fail(ctx, started, stopped().reason, Math.round(performance.now() - begun));
  }
}

/** Models add keys; only the languages asked for are read. */
const onlyAsked = (value: unknown, locales: readonly ('ru' | 'en')[]): unknown =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([k]) => locales.some((l) => l === k))) : value;

async function propose(
  ctx: Ctx,
  started: GenerationRecord,
  subject: Subject,
  output: DescriptionOutput,
  spent: { readonly tokensIn: number | null; readonly tokensOut: number | null; readonly latencyMs: number },
): Promise<GenerationView> {
  const { flags, traces } = await judgeOutput(ctx, output, subject.sheet, started.source);
  const [row] = await ctx.db
    .update(generations)
    .set({ status: 'proposed', output, flags: [...flags], ...spent })
    .where(eq(generations.id, started.id))
    .returning();
  return viewOf(row ?? started, { traces });
}

async function fail(ctx: Ctx, started: GenerationRecord, failure: string, latencyMs?: number): Promise<void> {
  await ctx.db
    .update(generations)
    .set({ status: 'failed', failure, ...(latencyMs === undefined ? {} : { latencyMs }) })
    .where(and(eq(generations.id, started.id), eq(generations.status, 'running')));
}

/** A finished text in pieces of a few words, so that it arrives like one being written. */
function* piecesOf(output: DescriptionOutput): Generator<GenerationEvent> {
  for (const locale of ['ru', 'en'] as const)
    for (const [delta] of (output[locale] ?? '').matchAll(/\S+\s*(?:\S+\s*){0,3}/gu)) yield { type: 'text', locale, delta };
}
