import { createHash } from 'node:crypto';
import { type Ctx, enqueue, type Locale, withTx } from '@yarmarka/kernel';
import { z } from 'zod';
import { emails } from '../tables.ts';
import type { MailParams } from '../templates/index.ts';
import type { MailKind } from '../templates/mails.ts';

export type MailRequest = { readonly to: string; readonly kind: MailKind; readonly params: MailParams; readonly locale: Locale };

/** The sending side of the job: its argument is the letter's id alone, so that no link with a token lies in the queue. */
export const SEND_MAIL = { name: 'messaging.send-mail', schema: z.object({ emailId: z.number().int().positive() }), options: { retryLimit: 5 } };

export const hashAddress = (address: string): string => createHash('sha256').update(address.trim().toLowerCase()).digest('hex').slice(0, 32);

/** Writes a letter down and enqueues its sending in the caller's transaction: what is rolled back is never sent. */
export async function queueMail(ctx: Ctx, mail: MailRequest): Promise<void> {
  // authorised by caller: whoever changes something decides who is told of it
  // no audit row: the letter is the record of itself, and the change it tells of has its own row
  await withTx(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(emails)
      .values({ toHash: hashAddress(mail.to), kind: mail.kind, locale: mail.locale, payload: { to: mail.to, params: mail.params }, createdAt: tx.clock.now() })
      .returning({ id: emails.id });
    if (!row) throw new Error('insert into emails returned nothing');
    await enqueue(tx, SEND_MAIL, { emailId: row.id });
  });
}
