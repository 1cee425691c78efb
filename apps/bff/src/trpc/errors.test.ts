import { type Actor, ANONYMOUS, AppError, ERROR_KINDS, type Logger, registerConstraint, type Role } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { adminProcedure, type EdgeCtx, onTrpcError, publicProcedure, router } from './init.ts';

const it = databaseTest();

const testRouter = router({
  fail: publicProcedure.input(z.object({ kind: z.enum(ERROR_KINDS) })).query(({ input }) => {
    throw new AppError(input.kind, `test.${input.kind}`, { ru: 'Так нельзя', en: 'Not so' }, { details: { n: 1 }, cause: new Error('inner secret') });
  }),
  bug: publicProcedure.query(() => {
    throw new Error('a password in a message: hunter2', { cause: new Error('inner cause') });
  }),
  constraint: publicProcedure.query(() => {
    throw Object.assign(new Error('duplicate key'), { constraint_name: 'test_rule_unique' });
  }),
  form: publicProcedure.input(z.object({ name: z.string().min(3), price: z.number() })).query(() => 'ok'),
  issues: publicProcedure.query(() => {
    throw new AppError('invalid', 'test.rule', { ru: 'Нет', en: 'No' }, { details: { issues: [{ field: 'inn', ru: 'Не сходится', en: 'Does not match' }] } });
  }),
  admin: adminProcedure.query(() => 'ok'),
});
registerConstraint('test_rule_unique', () => new AppError('conflict', 'test.taken', { ru: 'Занято', en: 'Taken' }));

type Answer = {
  error?: { message: string; data: { kind: string; reason: string; message: string; requestId: string; httpStatus: number; details: Record<string, unknown> } };
  result?: { data: unknown };
};

async function call(ctx: EdgeCtx, path: string, input?: unknown) {
  const lines: string[] = [];
  const line = (o: object, m?: string) => void lines.push(JSON.stringify({ ...o, m }));
  const log: Logger = { debug: line, info: line, warn: line, error: line, child: () => log };
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response = await fetchRequestHandler({
    endpoint: '/trpc',
    router: testRouter,
    req: new Request(`http://localhost/trpc/${path}${query}`),
    createContext: () => ({ ...ctx, log }),
    onError: onTrpcError,
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Answer, lines };
}

describe('an error', () => {
  it('of each kind gets its status, reason, words in the reader’s language, details and request id', async (ctx) => {
    const statuses: Record<string, number> = {};
    for (const kind of ERROR_KINDS) {
      const { status, body, text, lines } = await call({ ...ctx, locale: 'en' }, 'fail', { kind });
      statuses[kind] = status;
      expect(body.error?.data).toMatchObject({
        kind,
        reason: `test.${kind}`,
        message: 'Not so',
        requestId: ctx.requestId,
        details: { n: 1 },
        httpStatus: status,
      });
      expect(text).not.toMatch(/inner secret|stack|\.ts:/);
      expect(lines).toEqual([]);
    }
    expect(statuses).toEqual({
      invalid: 400,
      unauthenticated: 401,
      forbidden: 403,
      not_found: 404,
      conflict: 409,
      precondition: 412,
      limited: 429,
      unavailable: 503,
    });
    expect((await call({ ...ctx, locale: 'ru' }, 'fail', { kind: 'conflict' })).body.error?.message).toBe('Так нельзя');
  });
  it('that nobody foresaw hides its message and is logged once with its cause', async (ctx) => {
    const { status, body, text, lines } = await call({ ...ctx, locale: 'ru' }, 'bug');
    expect(status).toBe(500);
    expect(body.error?.data).toMatchObject({ kind: 'internal', reason: 'kernel.internal', details: {} });
    expect(text).not.toContain('hunter2');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('procedure.failed');
    expect(lines[0]).toContain('inner cause');
  });
  it('of a registered constraint becomes its reason wherever it was thrown', async (ctx) => {
    expect((await call(ctx, 'constraint')).body.error?.data).toMatchObject({ kind: 'conflict', reason: 'test.taken' });
  });
  it('of a wrong input names every field in the reader’s language', async (ctx) => {
    const { status, body } = await call({ ...ctx, locale: 'ru' }, 'form', { name: 'x' });
    expect(status).toBe(400);
    expect(body.error?.data).toMatchObject({
      kind: 'invalid',
      reason: 'kernel.bad_input',
      details: {
        issues: [
          { path: 'name', message: expect.stringMatching(/[а-яё]/i) },
          { path: 'price', message: expect.stringMatching(/[а-яё]/i) },
        ],
      },
    });
    const english = await call({ ...ctx, locale: 'en' }, 'form', { name: 'x' });
    expect(JSON.stringify(english.body)).not.toMatch(/[а-яё]/i);
  });
  it('of a rule in both languages gets the reader’s message for each field', async (ctx) => {
    const { body } = await call({ ...ctx, locale: 'ru' }, 'issues');
    expect(body.error?.data.details.issues).toEqual([{ field: 'inn', ru: 'Не сходится', en: 'Does not match', message: 'Не сходится' }]);
  });
  it('for an unknown procedure says so without naming any', async (ctx) => {
    const { status, body } = await call(ctx, 'nothing.here');
    expect(status).toBe(404);
    expect(body.error?.data.reason).toBe('kernel.no_such_procedure');
  });
});

describe('a guard', () => {
  it('answers before the input is looked at', async (ctx) => {
    const status = async (actor: Actor) => (await call(as(ctx, actor), 'admin')).status;
    expect(await status(ANONYMOUS)).toBe(401);
    for (const role of ['buyer', 'seller', 'moderator', 'editor'] satisfies Role[]) expect(await status(userActor([role]))).toBe(403);
    expect(await status(userActor(['admin']))).toBe(200);
  });
});
