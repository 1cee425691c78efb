import { tester } from '../tests/rule-tester.ts';
import { noPortInsideTx } from './no-port-inside-tx.ts';

const filename = '/repo/packages/search/src/project.ts';
const inTx = (body: string) => `export async function f(ctx) { await withTx(ctx, async (tx) => { ${body} }); }`;
const refused = (body: string, port: string) => ({ filename, name: port, code: inTx(body), errors: [{ messageId: 'port', data: { port } }] });

tester.run('no-port-inside-tx', noPortInsideTx, {
  valid: [
    {
      name: 'before and after the transaction',
      filename,
      code: `export async function f(ctx, engine) { const x = await fetch('/a'); await withTx(ctx, (tx) => tx.db.insert(t)); await engine.upsert(x); }`,
    },
    { name: 'an enqueued job', filename, code: inTx(`await enqueue(tx, sendNotice, { id: 1 });`) },
    { name: 'a Map called store with no port method', filename, code: inTx(`store.has(1);`) },
    { name: 'drizzle itself', filename, code: inTx(`await tx.db.delete(cards); await tx.db.execute(sql\`select 1\`);`) },
  ],
  invalid: [
    refused(`await fetch('https://example.org');`, 'fetch'),
    refused(`await ctx.engine.upsert([]);`, 'ctx.engine.upsert'),
    refused(`await engine.upsert([]);`, 'engine.upsert'),
    refused(`await sendMail({});`, 'sendMail'),
    refused(`await transporter.sendMail({});`, 'transporter.sendMail'),
    refused(`await ctx.objectStore.put('a', b);`, 'ctx.objectStore.put'),
    refused(`await store.get('a');`, 'store.get'),
    refused(`await ports.store.put('a');`, 'ports.store.put'),
    refused(`const r = await generateText({});`, 'generateText'),
    refused(`const r = streamText({});`, 'streamText'),
    refused(`await meili.index('cards').addDocuments([]);`, 'meili.index'),
    refused(`await this.producer.send({});`, 'this.producer.send'),
    {
      name: 'through a function of the same file',
      filename,
      code: `async function push(tx) { await fetch('/a'); } export const f = (ctx) => withTx(ctx, async (tx) => { await push(tx); });`,
      errors: [{ messageId: 'port' }],
    },
    {
      name: 'a callback given by name',
      filename,
      code: `async function work(tx) { await fetch('/a'); } export const f = (ctx) => withTx(ctx, work);`,
      errors: [{ messageId: 'port' }],
    },
  ],
});
