import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppError, type Ctx, type Logger, withTx } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { eq } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { emails } from '../tables.ts';
import { listMailbox, readMail } from './list-mailbox.ts';
import { type MailPort, mailboxMail, smtpMail } from './mail-port.ts';
import { type MailRequest, queueMail, SEND_MAIL } from './queue-mail.ts';
import { sendMailJob } from './send-mail.ts';

const it = databaseTest();
const TOKEN = 'a-secret-token-1234567890';
const LETTER: MailRequest = {
  to: 'person@test.example',
  kind: 'password_reset',
  params: { name: 'Test person', link: `https://yarmarka.example/auth/reset?token=${TOKEN}` },
  locale: 'ru',
};

type Received = { from: string; to: string[]; raw: string };
const received: Received[] = [];
let refuseWith: number | undefined;
let server: SMTPServer;
let smtp: MailPort;
let dir: string;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) =>
      done(refuseWith === undefined ? undefined : Object.assign(new Error('refused person@test.example'), { responseCode: refuseWith })),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (c: Buffer) => chunks.push(c));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((r) => r.address), raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  smtp = smtpMail(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, 'Ярмарка <no-reply@yarmarka.example>');
  dir = await mkdtemp(join(tmpdir(), 'yarmarka-mailbox-'));
});
afterEach(() => {
  received.length = 0;
  refuseWith = undefined;
});
afterAll(async () => {
  smtp.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  await rm(dir, { recursive: true, force: true });
});

/** Everything that is logged, as text. */
function listening(ctx: Ctx): { ctx: Ctx; logged: () => string } {
  const lines: string[] = [];
  const line = (fields: object, message?: string) => void lines.push(JSON.stringify({ ...fields, message }));
  const log: Logger = { debug: line, info: line, warn: line, error: line, child: () => log };
  return { ctx: { ...ctx, log }, logged: () => lines.join('\n') };
}

const decodeWords = (raw: string) =>
  raw.replace(/\?=\r?\n =\?/g, '?==?').replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
    how.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString('utf8')
      : Buffer.from(
          text.replace(/_/g, ' ').replace(/=([0-9A-F]{2})/g, (_m, h: string) => String.fromCharCode(Number.parseInt(h, 16))),
          'latin1',
        ).toString('utf8'),
  );
const header = (raw: string, name: string) => decodeWords(new RegExp(`^${name}: ((?:.*)(?:\\r?\\n[ \\t].*)*)`, 'im').exec(raw)?.[1] ?? '');

async function queued(ctx: Ctx & { jobs: { sent: { name: string; data: object }[] } }, mail = LETTER) {
  await queueMail(ctx, mail);
  const [job] = ctx.jobs.sent.slice(-1);
  return { job, emailId: SEND_MAIL.schema.parse(job?.data).emailId };
}

describe('a queued letter', () => {
  it('leaves one job that names it and nothing of what it says', async (ctx) => {
    const { job } = await queued(ctx);
    expect(job?.name).toBe('messaging.send-mail');
    expect(Object.keys(job?.data ?? {})).toEqual(['emailId']);
  });
  it('is gone with the transaction that wanted it', async (ctx) => {
    const before = await ctx.db.select().from(emails);
    await expect(
      ctx.db.transaction(async (tx) => {
        await queueMail({ ...ctx, db: tx }, LETTER);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await ctx.db.select().from(emails)).toEqual(before);
    await withTx(ctx, (tx) => queueMail(tx, LETTER));
    expect(await ctx.db.select().from(emails)).toHaveLength(before.length + 1);
  });
});

describe('by SMTP', () => {
  it('arrives with its Cyrillic subject, both bodies and the link, and the database then knows neither address nor link', async (base) => {
    const { emailId } = await queued(base);
    const { ctx, logged } = listening(base);
    await sendMailJob(smtp).run(ctx, { emailId });
    const [mail] = received;
    expect(mail).toMatchObject({ to: ['person@test.example'], from: 'no-reply@yarmarka.example' });
    expect(header(mail?.raw ?? '', 'Subject')).toBe('Новый пароль для Ярмарки');
    expect(header(mail?.raw ?? '', 'From')).toContain('Ярмарка');
    expect(mail?.raw).toMatch(/text\/plain[\s\S]*text\/html/);
    expect(header(mail?.raw ?? '', 'Message-ID')).toContain(`letter-${emailId}-`);
    const [row] = await base.db.select().from(emails).where(eq(emails.id, emailId));
    expect(row).toMatchObject({ status: 'sent', payload: null, attempts: 1 });
    expect(JSON.stringify(row)).not.toMatch(/person@test|secret-token/);
    expect(logged()).not.toMatch(/person@test|secret-token/);
  });
  it('leaves once however often its job runs', async (ctx) => {
    const { emailId } = await queued(ctx);
    const job = sendMailJob(smtp);
    await job.run(ctx, { emailId });
    await job.run(ctx, { emailId });
    expect(received).toHaveLength(1);
  });
  it('is tried again after a passing refusal, without a word of it in the log or the error', async (base) => {
    const { emailId } = await queued(base);
    const { ctx, logged } = listening(base);
    const job = sendMailJob(smtp);
    refuseWith = 451;
    const error = await job.run(ctx, { emailId }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toBe('SMTP 451');
    expect((await base.db.select().from(emails).where(eq(emails.id, emailId)))[0]).toMatchObject({ status: 'queued', lastError: 'SMTP 451', attempts: 1 });
    expect(logged()).toContain('mail.refused');
    expect(logged()).not.toMatch(/person@test|secret-token/);
    refuseWith = undefined;
    await job.run(ctx, { emailId });
    expect(received).toHaveLength(1);
  });
  it('is given up after a permanent refusal, and after the sixth passing one; its text is forgotten then too', async (base) => {
    const { ctx } = listening(base);
    const job = sendMailJob(smtp);
    const first = await queued(base);
    refuseWith = 550;
    await job.run(ctx, { emailId: first.emailId });
    expect((await base.db.select().from(emails).where(eq(emails.id, first.emailId)))[0]).toMatchObject({ status: 'failed', payload: null });
    const second = await queued(base);
    refuseWith = 451;
    for (let i = 0; i < 5; i++) await expect(job.run(ctx, { emailId: second.emailId })).rejects.toThrow('SMTP 451');
    await job.run(ctx, { emailId: second.emailId });
    expect((await base.db.select().from(emails).where(eq(emails.id, second.emailId)))[0]).toMatchObject({ status: 'failed', payload: null, attempts: 6 });
  });
  it('refuses job data that is not a letter’s number', async () => {
    expect(SEND_MAIL.schema.safeParse({ emailId: 'x' }).success).toBe(false);
  });
});

describe('without a mail server', () => {
  it('becomes a file only this user can read, which administrators see on the screen', async (ctx) => {
    const { emailId } = await queued(ctx);
    await sendMailJob(mailboxMail(dir, 'Yarmarka <no-reply@yarmarka.example>')).run(ctx, { emailId });
    const [file = ''] = await readdir(dir);
    expect((await stat(join(dir, file))).mode & 0o077).toBe(0);
    expect(await readFile(join(dir, file), 'utf8')).toContain(TOKEN);
    const admin = as(ctx, userActor(['admin']));
    const list = await listMailbox(admin, { limit: 10 }, dir);
    expect(list.items).toMatchObject([{ to: 'person@test.example', kind: 'password_reset', subject: 'Новый пароль для Ярмарки' }]);
    expect(JSON.stringify(list)).not.toContain(TOKEN);
    expect(await readMail(admin, { id: list.items[0]?.id ?? '' }, dir)).toMatchObject({ text: expect.stringContaining(TOKEN), locale: 'ru' });
  });
  it('is read by administrators only, and never from outside the folder', async (ctx) => {
    const refused = (reason: string) => expect.objectContaining<Partial<AppError>>({ reason });
    for (const role of ['buyer', 'seller', 'moderator', 'editor'] as const) {
      await expect(listMailbox(as(ctx, userActor([role])), { limit: 10 }, dir)).rejects.toEqual(refused('kernel.forbidden'));
      await expect(readMail(as(ctx, userActor([role])), { id: 'x'.repeat(20) }, dir)).rejects.toEqual(refused('kernel.forbidden'));
    }
    await expect(listMailbox(as(ctx, { kind: 'anonymous' }), { limit: 10 }, dir)).rejects.toEqual(refused('kernel.unauthenticated'));
    await expect(readMail(as(ctx, userActor(['admin'])), { id: 'nothing-there-0000' }, dir)).rejects.toEqual(refused('messaging.mail_not_found'));
    expect((await listMailbox(as(ctx, userActor(['admin'])), { limit: 10 }, join(dir, 'absent'))).items).toEqual([]);
  });
});
