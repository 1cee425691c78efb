import { createSeller, createUser } from '@yarmarka/accounts/testing';
import { ANONYMOUS, type Actor, type Ctx } from '@yarmarka/kernel';
import { as, databaseTest } from '@yarmarka/testing';
import { type AnyTRPCProcedure, callTRPCProcedure, TRPCError } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import { AUDIENCES, type Audience } from '../trpc/audience.ts';
import { appRouter } from './index.ts';

const it = databaseTest();

/** Written out, not derived from `AUDIENCES`: a door that opens to a new role must be opened here too. */
const WHO: Readonly<Record<Audience, readonly string[]>> = {
  public: ['anonymous', 'buyer', 'seller', 'moderator', 'editor', 'admin'],
  user: ['buyer', 'seller', 'moderator', 'editor', 'admin'],
  buyer: ['buyer', 'seller', 'moderator', 'editor', 'admin'],
  seller: ['seller'],
  moderator: ['moderator', 'admin'],
  editor: ['editor', 'admin'],
  staff: ['moderator', 'editor', 'admin'],
  admin: ['admin'],
};

async function cast(ctx: Ctx): Promise<Readonly<Record<string, Actor>>> {
  return {
    anonymous: ANONYMOUS,
    buyer: (await createUser(ctx)).actor,
    seller: (await createSeller(ctx)).actor,
    moderator: (await createUser(ctx, ['moderator'])).actor,
    editor: (await createUser(ctx, ['editor'])).actor,
    admin: (await createUser(ctx, ['admin'])).actor,
  };
}

const procedures = Object.entries(appRouter._def.procedures) as unknown as [string, AnyTRPCProcedure][];
const audienceOf = (procedure: AnyTRPCProcedure): Audience | undefined => (procedure._def.meta as { audience?: Audience } | undefined)?.audience;

class Undo extends Error {}

/** Calls with an input no schema takes, in a transaction of its own that is taken back: 'denied', or 'allowed' whatever else came of it. */
async function knock(ctx: Ctx, path: string, type: 'query' | 'mutation' | 'subscription'): Promise<string> {
  let answer = 'allowed';
  try {
    await ctx.db.transaction(async (tx) => {
      try {
        const stop = AbortSignal.abort();
        await callTRPCProcedure({
          router: appRouter,
          ctx: { ...ctx, db: tx, read: tx },
          path,
          getRawInput: async () => Symbol('no input is like this'),
          type,
          signal: stop,
          batchIndex: 0,
        });
      } catch (error) {
        if (!(error instanceof TRPCError)) throw error;
        if (error.code === 'UNAUTHORIZED' || error.code === 'FORBIDDEN') answer = error.code;
        else if (error.code === 'INTERNAL_SERVER_ERROR') answer = `broken: ${String(error.cause ?? error.message)}`;
      }
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return answer;
}

describe('the whole router', () => {
  test('declares an audience for every procedure, one of those that exist', () => {
    expect(procedures.length).toBeGreaterThan(30);
    expect(procedures.filter(([, p]) => !Object.hasOwn(AUDIENCES, audienceOf(p) ?? '')).map(([path]) => path)).toEqual([]);
  });

  it('opens to exactly the roles its procedures declare: every procedure x every role', async (ctx) => {
    const actors = await cast(ctx);
    const wrong: string[] = [];
    let walked = 0;
    for (const [path, procedure] of procedures) {
      const audience = audienceOf(procedure);
      if (audience === undefined) continue;
      for (const [role, actor] of Object.entries(actors)) {
        const expected = WHO[audience].includes(role) ? 'allowed' : role === 'anonymous' ? 'UNAUTHORIZED' : 'FORBIDDEN';
        const answer = await knock(as(ctx, actor), path, procedure._def.type);
        if (answer !== expected) wrong.push(`${path} as ${role}: ${answer}, declared for ${audience}`);
        walked++;
      }
    }
    process.stdout.write(`router walk: ${procedures.length} procedures x ${Object.keys(actors).length} roles = ${walked} calls\n`);
    expect(wrong).toEqual([]);
    expect(walked).toBe(procedures.length * 6);
  });

  it('closes a seller’s doors to a role without a seller, and a seller without the role', async (ctx) => {
    const { actor } = await createSeller(ctx);
    for (const half of [{ ...actor, roles: ['buyer'] as const }, { kind: 'user', userId: actor.userId, roles: ['buyer', 'seller'] } as const])
      expect(await knock(as(ctx, half), 'accounts.mySeller', 'query')).toBe('FORBIDDEN');
  });
});
