import { tester } from '../tests/rule-tester.ts';
import { noOuterCtxInsideTx } from './no-outer-ctx-inside-tx.ts';

const filename = '/repo/packages/offers/src/set-price.ts';

tester.run('no-outer-ctx-inside-tx', noOuterCtxInsideTx, {
  valid: [
    { name: 'the inner handle', filename, code: `async function f(ctx) { await withTx(ctx, async (tx) => { await tx.db.insert(t); }); }` },
    { name: 'shadowing', filename, code: `async function f(ctx) { await withTx(ctx, async (ctx) => { await ctx.db.insert(t); }); }` },
    { name: 'what both share', filename, code: `async function f(ctx) { await withTx(ctx, async (tx) => { await save(tx, ctx.actor, ctx.clock.now()); }); }` },
    { name: 'after the transaction', filename, code: `async function f(ctx) { await withTx(ctx, (tx) => save(tx)); await read(ctx); }` },
    { name: 'a key of that name', filename, code: `async function f(ctx) { await withTx(ctx, (tx) => save({ ctx: tx })); }` },
  ],
  invalid: [
    {
      name: 'a write',
      filename,
      code: `async function f(ctx) { await withTx(ctx, async (tx) => { await ctx.db.insert(t); }); }`,
      errors: [{ messageId: 'outer' }],
    },
    {
      name: 'handed on',
      filename,
      code: `async function f(ctx) { await withTx(ctx, async (tx) => { await audit(ctx, {}); }); }`,
      errors: [{ messageId: 'outer' }],
    },
    { name: 'spread', filename, code: `async function f(ctx) { await withTx(ctx, async (tx) => save({ ...ctx, actor })); }`, errors: [{ messageId: 'outer' }] },
    {
      name: 'no parameter at all',
      filename,
      code: `async function f(ctx) { await withTx(ctx, async () => { await save(ctx); }); }`,
      errors: [{ messageId: 'outer' }],
    },
  ],
});
