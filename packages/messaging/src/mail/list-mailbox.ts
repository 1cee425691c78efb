import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config, type Ctx, notFound } from '@yarmarka/kernel';
import { requireAdmin } from '../policies.ts';
import type { ListMailboxInput, ReadMailInput } from '../schemas.ts';
import { mailboxDir, type StoredMail } from './mail-port.ts';

const NAME = /^([0-9A-Za-z-]{10,80})\.json$/;

async function fileNames(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir))
      .flatMap((f) => NAME.exec(f)?.[1] ?? [])
      .sort()
      .reverse();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function open(dir: string, id: string): Promise<StoredMail | undefined> {
  try {
    return JSON.parse(await readFile(join(dir, `${id}.json`), 'utf8')) as StoredMail;
  } catch {
    return undefined;
  }
}

/** Letters of the mailbox folder, the newest first, without their text; `smtp` tells that letters really leave. For administrators. */
export async function listMailbox(ctx: Ctx, input: ListMailboxInput, dir = mailboxDir()) {
  requireAdmin(ctx.actor);
  const names = (await fileNames(dir)).filter((n) => !input.before || n < input.before);
  const page = await Promise.all(names.slice(0, input.limit).map((n) => open(dir, n)));
  const items = page.flatMap((m) => (m ? [{ id: m.id, date: m.date, to: m.to, kind: m.kind, subject: m.subject, locale: m.locale }] : []));
  return { smtp: config().SMTP_URL !== undefined, items, next: names.length > input.limit ? (names[input.limit - 1] ?? null) : null };
}

/** One letter as it would have left. For administrators. Reason: `messaging.mail_not_found`. */
export async function readMail(ctx: Ctx, input: ReadMailInput, dir = mailboxDir()): Promise<StoredMail> {
  requireAdmin(ctx.actor);
  const mail = await open(dir, input.id);
  if (!mail) throw notFound('messaging.mail_not_found', 'There is no such letter any more.', 'Такого письма больше нет.');
  return mail;
}
