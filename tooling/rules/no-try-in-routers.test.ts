import { tester } from '../tests/rule-tester.ts';
import { noTryInRouters } from './no-try-in-routers.ts';

const filename = '/repo/apps/bff/src/routers/catalog.ts';
const tried = `const p = async () => { try { await submitCard(); } catch { return null; } };`;

tester.run('no-try-in-routers', noTryInRouters, {
  valid: [
    { name: 'one line a procedure', filename, code: `export const r = { submit: p.input(I).mutation(({ ctx, input }) => submitCard(ctx, input)) };` },
    { name: 'elsewhere in the bff', filename: '/repo/apps/bff/src/http/upload.ts', code: tried },
    { name: 'a test of a router', filename: '/repo/apps/bff/src/routers/catalog.edge.test.ts', code: tried },
  ],
  invalid: [
    { name: 'try/catch', filename, code: tried, errors: [{ messageId: 'caught' }] },
    { name: 'try/finally', filename, code: `const p = async () => { try { await a(); } finally { b(); } };`, errors: [{ messageId: 'caught' }] },
    { name: '.catch()', filename, code: `const p = () => submitCard().catch(() => null);`, errors: [{ messageId: 'caught' }] },
  ],
});
