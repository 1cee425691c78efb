import { tester } from '../tests/rule-tester.ts';
import { txNeedsAuthorizeAndAudit } from './tx-needs-authorize-and-audit.ts';

const filename = '/repo/packages/catalog/src/card/submit-card.ts';
const good = `
  import { audit, withTx } from '@yarmarka/kernel';
  import { assertCanSubmit } from '../policies.ts';
  export async function submitCard(ctx, input) {
    assertCanSubmit(ctx.actor, input);
    return withTx(ctx, async (tx) => { await tx.db.update(cards); await audit(tx, { action: 'card.submit' }); });
  }`;
const bare = `export async function submitCard(ctx) { return withTx(ctx, async (tx) => { await tx.db.update(cards); }); }`;

tester.run('tx-needs-authorize-and-audit', txNeedsAuthorizeAndAudit, {
  valid: [
    { name: 'a verb that asserts and audits', filename, code: good },
    {
      name: 'authorize() of the kernel',
      filename,
      code: `export const close = async (ctx) => { authorize(ctx, 'card.close'); await withTx(ctx, (tx) => audit(tx, {})); };`,
    },
    {
      name: 'a require... that comes from policies',
      filename,
      code: `import { requireSeller } from './policies.ts';
        export async function f(ctx) { requireSeller(ctx.actor); return withTx(ctx, (tx) => audit(tx, {})); }`,
    },
    {
      name: 'the audit row in a function of the same file',
      filename,
      code: `async function write(tx) { await audit(tx, {}); }
        export async function f(ctx) { authorize(ctx); return withTx(ctx, (tx) => write(tx)); }`,
    },
    {
      name: 'both opt-outs with their reasons',
      filename,
      code: `// authorised by caller: the worker runs it as the system
        // no audit row: a projection changes nothing a person decided
        export async function project(ctx) { return withTx(ctx, async (tx) => { await tx.db.update(cardList); }); }`,
    },
    { name: 'no transaction, nothing to say', filename, code: `export async function getCard(ctx) { return ctx.read.select(); }` },
    { name: 'the kernel itself', filename: '/repo/packages/kernel/src/jobs.ts', code: bare },
    { name: 'a test', filename: '/repo/packages/catalog/src/card/submit-card.test.ts', code: bare },
  ],
  invalid: [
    { name: 'a bare transaction lacks both', filename, code: bare, errors: [{ messageId: 'authorize' }, { messageId: 'audit' }] },
    {
      name: 'no audit row',
      filename,
      code: `export async function f(ctx) { authorize(ctx); return withTx(ctx, (tx) => tx.db.update(cards)); }`,
      errors: [{ messageId: 'audit' }],
    },
    {
      name: 'nobody asked who may',
      filename,
      code: `export async function f(ctx) { return withTx(ctx, (tx) => audit(tx, {})); }`,
      errors: [{ messageId: 'authorize' }],
    },
    {
      name: 'a fetch-or-throw called require... decides nothing',
      filename,
      code: `import { requireCard } from './internal.ts';
        export async function f(ctx) { await requireCard(ctx); return withTx(ctx, (tx) => audit(tx, {})); }`,
      errors: [{ messageId: 'authorize' }],
    },
    {
      name: 'an opt-out without a reason is none',
      filename,
      code: `// authorised by caller:
        export async function f(ctx) { return withTx(ctx, (tx) => audit(tx, {})); }`,
      errors: [{ messageId: 'authorize' }],
    },
    {
      name: 'the other function of the file does not answer for this one',
      filename,
      code: `export async function a(ctx) { authorize(ctx); return withTx(ctx, (tx) => audit(tx, {})); }
        export async function b(ctx) { return withTx(ctx, (tx) => tx.db.delete(cards)); }`,
      errors: [
        { messageId: 'authorize', line: 2 },
        { messageId: 'audit', line: 2 },
      ],
    },
    {
      name: 'the comment of the function above does not count',
      filename,
      code: `// authorised by caller: the worker runs it as the system
        export async function a(ctx) { return withTx(ctx, (tx) => audit(tx, {})); }
        export async function b(ctx) { return withTx(ctx, (tx) => audit(tx, {})); }`,
      errors: [{ messageId: 'authorize', line: 3 }],
    },
    {
      name: 'a handler inside an object',
      filename,
      code: `export const job = defineJob({ name: 'x', handler: async (ctx) => { await withTx(ctx, (tx) => audit(tx, {})); } });`,
      errors: [{ messageId: 'authorize' }],
    },
  ],
});
