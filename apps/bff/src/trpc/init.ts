import { initTRPC } from '@trpc/server';
import { assertApprovedSeller } from '@yarmarka/accounts';
import { withRequestId } from '@yarmarka/db';
import type { Ctx } from '@yarmarka/kernel';
import { log } from '@yarmarka/kernel';
import type { RateLimits, RuleName } from '../http/rate-limit.ts';
import { type Audience, requireAudience } from './audience.ts';
import { describeError, reportError, toTrpcError } from './errors.ts';

/** A procedure's Ctx: the verbs' own, and what only the edge knows. */
export type EdgeCtx = Ctx & { readonly limits?: RateLimits; readonly clientIp?: string };
/** Every procedure says who it is for; the walk test holds it to that. */
export type Meta = { readonly audience: Audience };

const t = initTRPC
  .context<EdgeCtx>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const { message, data } = describeError(error, ctx?.locale ?? 'ru', ctx?.requestId ?? '');
      return {
        ...shape,
        message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, ...(shape.data.path === undefined ? {} : { path: shape.data.path }), ...data },
      };
    },
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Outermost: SQL carries the request id; AppErrors get their code; what nobody foresaw is logged here, once. */
const edge = t.middleware(async ({ ctx, path, type, next }) => {
  const result = await withRequestId(ctx.requestId, () => next());
  if (result.ok) return result;
  reportError(result.error, { log: ctx.log, path, type });
  throw toTrpcError(result.error);
});

const procedureFor = (audience: Audience) =>
  t.procedure
    .meta({ audience })
    .use(edge)
    .use(({ ctx, next }) => {
      requireAudience(ctx.actor, audience);
      return next();
    });

/** Anyone, signed in or not. */
export const publicProcedure = procedureFor('public');
/** Any signed-in person. */
export const userProcedure = procedureFor('user');
/** People who work for a seller; `ctx.actor.sellerId` is set. */
export const sellerProcedure = procedureFor('seller');
/** Moderators and administrators. */
export const moderatorProcedure = procedureFor('moderator');
export const adminProcedure = procedureFor('admin');

/** `xProcedure.use(limited('invite'))`: counts per person, for visitors per address; `kernel.too_many_requests` above the rule. */
export const limited = (rule: RuleName) =>
  t.middleware(async ({ ctx, next }) => {
    await ctx.limits?.consume(rule, ctx.actor.kind === 'user' ? `u:${ctx.actor.userId}` : `ip:${ctx.clientIp ?? ''}`);
    return next();
  });

/** `sellerProcedure.use(approvedSeller)`: what others than the seller will see waits until the seller is approved. */
export const approvedSeller = t.middleware(async ({ ctx, next }) => {
  await assertApprovedSeller(ctx);
  return next();
});

type AdapterError = {
  readonly error: Parameters<typeof reportError>[0];
  readonly path?: string | undefined;
  readonly type: string;
  readonly ctx?: EdgeCtx | undefined;
};
/** The adapter's `onError`: what fails outside a procedure (no context, a broken stream) is reported here; the rest has been. */
export const onTrpcError = ({ error, path, type, ctx }: AdapterError): void => reportError(error, { log: ctx?.log ?? log, path, type });
