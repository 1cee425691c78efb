import { tester } from '../tests/rule-tester.ts';
import { writesOnlyInOwner } from './writes-only-in-owner.ts';

const filename = '/repo/packages/moderation/src/decide.ts';
const tables = `import { cards } from '@yarmarka/catalog/tables';`;
const error = (table: string, owner: string) => [{ messageId: 'write', data: { table, owner } }];

tester.run('writes-only-in-owner', writesOnlyInOwner, {
  valid: [
    {
      name: 'own tables',
      filename,
      code: `import { tasks } from './tables.ts'; await db.insert(tasks).values({}); await db.update(tasks); await db.delete(tasks);`,
    },
    { name: 'reading a foreign table', filename, code: `${tables} await db.select().from(cards);` },
    { name: 'own schema in raw SQL', filename, code: 'await db.execute(sql`update moderation.tasks set lane = 1`);' },
    { name: 'a foreign schema read in raw SQL', filename, code: 'await db.execute(sql`insert into moderation.tasks select id from catalog.cards`);' },
    { name: 'a row lock is a read', filename, code: 'await db.execute(sql`select 1 from catalog.cards c for update of c`);' },
    {
      name: 'on conflict do update',
      filename,
      code: 'await db.execute(sql`insert into moderation.tasks values (1) on conflict (id) do update set lane = 2`);',
    },
    { name: 'a Map', filename, code: `${tables} new Map().delete(key);` },
    { name: 'migrations', filename: '/repo/packages/db/src/migrate.ts', code: 'await db.unsafe(`insert into kernel.sql_functions values (1)`);' },
  ],
  invalid: [
    { name: 'insert', filename, code: `${tables} await db.insert(cards).values({});`, errors: error('cards', 'catalog') },
    { name: 'update', filename, code: `${tables} await ctx.db.update(cards).set({});`, errors: error('cards', 'catalog') },
    { name: 'delete', filename, code: `${tables} await tx.db.delete(cards);`, errors: error('cards', 'catalog') },
    { name: 'renamed', filename, code: `import { cards as c } from '@yarmarka/catalog/tables'; await db.insert(c);`, errors: error('c', 'catalog') },
    {
      name: 'namespace',
      filename,
      code: `import * as catalog from '@yarmarka/catalog/tables'; await db.insert(catalog.cards);`,
      errors: error('catalog.cards', 'catalog'),
    },
    { name: 'raw insert', filename, code: 'await db.execute(sql`insert into catalog.cards values (1)`);', errors: error('catalog.cards', 'catalog') },
    { name: 'raw update', filename, code: 'await db.execute(sql`\n  UPDATE "catalog"."cards" set status = 1`);', errors: error('catalog.cards', 'catalog') },
    { name: 'raw delete in a string', filename, code: `await db.unsafe('delete from only catalog.cards');`, errors: error('catalog.cards', 'catalog') },
    { name: 'truncate', filename, code: `await db.unsafe('truncate offers.prices');`, errors: error('offers.prices', 'offers') },
    {
      name: 'an interpolated foreign table',
      filename,
      code: `${tables} await db.execute(sql\`insert into \${cards} values (1)\`);`,
      errors: error('cards', 'catalog'),
    },
    {
      name: 'an app owns no tables',
      filename: '/repo/apps/bff/src/views/card.ts',
      code: `${tables} await db.insert(cards);`,
      errors: error('cards', 'catalog'),
    },
    {
      name: 'the kernel’s tables too',
      filename,
      code: 'await db.execute(sql`insert into kernel.outbox values (1)`);',
      errors: error('kernel.outbox', 'kernel'),
    },
  ],
});
