import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from '@yarmarka/kernel';
import { createTransport } from 'nodemailer';
import type { Locale } from '@yarmarka/kernel';
import { type MailParams, renderMail } from '../templates/index.ts';
import type { MailKind } from '../templates/mails.ts';

/** A letter on its way out. `messageId` is stable, so that a repeated delivery can be told from a new letter. */
export type OutgoingMail = {
  readonly messageId: string;
  readonly to: string;
  readonly kind: MailKind;
  readonly params: MailParams;
  readonly locale: Locale;
  readonly date: Date;
};

/** Hands one letter over; throws when it was not taken. `permanent` on the error means that trying again is useless. */
export type MailPort = { readonly sendMail: (mail: OutgoingMail) => Promise<void>; readonly close: () => void };

export class MailRefused extends Error {
  readonly permanent: boolean;
  constructor(message: string, permanent: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MailRefused';
    this.permanent = permanent;
  }
}

/** SMTP through `SMTP_URL` (smtp:// upgrades to TLS when the server offers it, smtps:// begins with it). */
export function smtpMail(url: string, from: string): MailPort {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    logger: false,
  });
  return {
    async sendMail(mail) {
      const { subject, text, html } = renderMail(mail.kind, mail.params, mail.locale);
      try {
        await transport.sendMail({
          from,
          to: mail.to,
          subject,
          text,
          html,
          date: mail.date,
          messageId: mail.messageId,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
        });
      } catch (error) {
        const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
        // The server's answer may repeat the address; its code says enough.
        const what = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
        throw new MailRefused(code ? `SMTP ${code}` : what, code >= 500 && code < 600);
      }
    },
    close: () => transport.close(),
  };
}

/** Where letters lie when there is no mail server. */
export const mailboxDir = (): string => join(config().YARMARKA_DATA, 'mailbox');

/** What one file of the mailbox holds. */
export type StoredMail = {
  readonly id: string;
  readonly messageId: string;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly locale: Locale;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** No mail server: each letter becomes a file that administrators can read on the screen. Only this server's user may open the folder. */
export function mailboxMail(dir: string, from: string): MailPort {
  return {
    async sendMail(mail) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const id = `${mail.date.toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}`;
      const stored: StoredMail = {
        id,
        messageId: mail.messageId,
        date: mail.date.toISOString(),
        from,
        to: mail.to,
        kind: mail.kind,
        locale: mail.locale,
        ...renderMail(mail.kind, mail.params, mail.locale),
      };
      const file = join(dir, `${id}.json`);
      await writeFile(`${file}.part`, JSON.stringify(stored, null, 2), { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
    close: () => undefined,
  };
}

/** SMTP when `SMTP_URL` is set, else the mailbox folder. */
export function openMail(): MailPort {
  const { SMTP_URL, MAIL_FROM } = config();
  return SMTP_URL ? smtpMail(SMTP_URL, MAIL_FROM) : mailboxMail(mailboxDir(), MAIL_FROM);
}
