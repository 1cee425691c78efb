import { type Ctx, defineJob, type JobDefinition } from '@yarmarka/kernel';
import { and, eq, sql } from 'drizzle-orm';
import { emails } from '../tables.ts';
import { isMailKind } from '../templates/mails.ts';
import { type MailPort, MailRefused } from './mail-port.ts';
import { SEND_MAIL } from './queue-mail.ts';

const MAX_ATTEMPTS = 6;

/**
 * Sends one written letter and then forgets its address and params. Repeating it sends nothing twice; a refused letter is tried again with growing pauses by the queue, up to six times, a
 * permanent refusal (SMTP 5xx) once. Nothing of the letter is logged but its id and kind.
 */
export function sendMailJob(port: MailPort): JobDefinition<{ emailId: number }> {
  return defineJob({ ...SEND_MAIL, run: (ctx, { emailId }) => sendOne(ctx, port, emailId) });
}

async function sendOne(ctx: Ctx, port: MailPort, emailId: number): Promise<void> {
  const [row] = await ctx.db
    .update(emails)
    .set({ attempts: sql`${emails.attempts} + 1` })
    .where(and(eq(emails.id, emailId), eq(emails.status, 'queued')))
    .returning();
  if (!row) return;
  const close = (status: 'sent' | 'failed', lastError: string | null) =>
    ctx.db
      .update(emails)
      .set({ status, lastError, payload: null, sentAt: status === 'sent' ? ctx.clock.now() : null })
      .where(eq(emails.id, emailId));
  if (!row.payload || !isMailKind(row.kind)) {
    await close('failed', 'nothing to send');
    return;
  }
  try {
    await port.sendMail({
      messageId: `<letter-${row.id}-${row.createdAt.getTime()}@yarmarka>`,
      to: row.payload.to,
      kind: row.kind,
      params: row.payload.params,
      locale: row.locale,
      date: ctx.clock.now(),
    });
  } catch (error) {
    const message = error instanceof MailRefused ? error.message : error instanceof Error ? error.name : 'failed';
    const last = row.attempts >= MAX_ATTEMPTS || (error instanceof MailRefused && error.permanent);
    ctx.log.warn({ emailId, kind: row.kind, attempt: row.attempts, reason: message, last }, 'mail.refused');
    if (last) await close('failed', message);
    else await ctx.db.update(emails).set({ lastError: message }).where(eq(emails.id, emailId));
    if (!last) throw new MailRefused(message, false, { cause: error });
    return;
  }
  await close('sent', null);
}
