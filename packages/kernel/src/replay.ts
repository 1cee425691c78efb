import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { hasRole } from './actor.ts';
import { audit } from './audit.ts';
import { type Ctx, withTx } from './ctx.ts';
import { forbidden, notFound } from './error.ts';
import { defineJob, enqueue, type JobDefinition } from './jobs.ts';
import { type Consumer, listEventsAfter, receiveOnce } from './outbox.ts';
import { deadLetters } from './tables.ts';

export const ReplayInput = z.object({ consumer: z.string().max(100), seq: z.number().int().positive() });
export const RetryJobInput = z.object({ queue: z.string().max(200), id: z.uuid() });
export const REPLAY_JOB = { name: 'kernel.replay-dead-letter', schema: ReplayInput };

const assertOperator = (ctx: Ctx) => {
  if (ctx.actor.kind !== 'system' && !hasRole(ctx.actor, 'admin')) throw forbidden();
};
const jobGone = () =>
  notFound(
    'kernel.job_gone',
    'This job has not failed any more: it has been retried or deleted.',
    'Это задание уже не числится неудавшимся: его повторили или удалили.',
  );
const letterGone = () => notFound('kernel.dead_letter_gone', 'This event has been handled meanwhile.', 'Это событие уже обработано.');

/** Puts a failed job back into its queue for one more attempt. For administrators. Reason: `kernel.job_gone`. */
export async function retryJob(ctx: Ctx, input: z.infer<typeof RetryJobInput>): Promise<void> {
  assertOperator(ctx);
  await withTx(ctx, async (tx) => {
    const rows = await tx.db.execute(sql`
      update pgboss.job set state = 'retry', retry_limit = retry_limit + 1, completed_on = null, start_after = now()
      where name = ${input.queue} and id = ${input.id}::uuid and state = 'failed' returning id`);
    if (rows.length === 0) throw jobGone();
    await audit(tx, { action: 'job.retry', entity: 'job', id: input.id, patch: { queue: input.queue } });
  });
}

/** Asks the worker to handle an event again that its consumer gave up on. For administrators. Reason: `kernel.dead_letter_gone`. */
export async function replayDeadLetter(ctx: Ctx, input: z.infer<typeof ReplayInput>): Promise<void> {
  assertOperator(ctx);
  await withTx(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ seq: deadLetters.seq })
      .from(deadLetters)
      .where(and(eq(deadLetters.consumer, input.consumer), eq(deadLetters.seq, input.seq)));
    if (!row) throw letterGone();
    await enqueue(tx, REPLAY_JOB, input, { retryLimit: 0 });
    await audit(tx, { action: 'dead_letter.replay', entity: 'dead_letter', id: `${input.consumer}:${input.seq}` });
  });
}

/** The worker's side of `replayDeadLetter`: effect, inbox row and removal commit together; a failure leaves the dead letter where it is. */
export const replayDeadLetterJob = (consumers: readonly Consumer[]): JobDefinition =>
  defineJob({
    ...REPLAY_JOB,
    options: { retryLimit: 0 },
    async run(ctx, { consumer: name, seq }) {
      const consumer = consumers.find((c) => c.name === name);
      const [event] = await listEventsAfter(ctx, seq - 1, 1);
      if (!consumer || event?.seq !== seq) throw new Error(`there is no consumer ${name} or no event ${seq} any more`);
      await withTx(ctx, async (tx) => {
        const gone = await tx.db
          .delete(deadLetters)
          .where(and(eq(deadLetters.consumer, name), eq(deadLetters.seq, seq)))
          .returning({ seq: deadLetters.seq });
        if (gone.length === 0) return;
        const handler = consumer.on[event.type];
        if (handler && (await receiveOnce(tx, name, String(seq)))) await handler(tx, event.payload as never, event);
      });
    },
  }) as JobDefinition;
