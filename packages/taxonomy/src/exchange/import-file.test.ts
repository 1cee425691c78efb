import { storeFile } from '@yarmarka/files';
import { AppError, listActivities } from '@yarmarka/kernel';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { findDraftCells } from '../grid/queries.ts';
import { createSmallTaxonomy } from '../testing/small-taxonomy.ts';
import { exportExchange } from './export-exchange.ts';
import { importExchangeFile } from './import-file.ts';
import { ExportRequest } from './request.ts';

const it = databaseTest();
const reason = async (p: Promise<unknown>) => p.then(() => 'no error').catch((e: unknown) => (e instanceof AppError ? e.reason : String(e)));

it('an uploaded file is compared under its own name; a large one is an activity that ends with a link to the draft', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const admin = as(ctx, userActor(['admin']));
  const file = await exportExchange(admin, ExportRequest.parse({ what: 'tree', format: 'csv', language: 'en' }));
  const text = await new Response(file.stream).text();
  const small = await storeFile(admin, { content: new TextEncoder().encode(text), name: 'tree.csv', purpose: 'sheet' });
  expect(await importExchangeFile(admin, { fileId: small.id })).toMatchObject({ changeSetId: null, rows: 4 });
  expect(await listActivities(ctx)).toEqual([]);
  const edited = `${text.replace('Clothing;', 'Clothes;')}${';;;;;;\r\n'.repeat(70_000)}`;
  const large = await storeFile(admin, { content: new TextEncoder().encode(edited), name: 'big.csv', purpose: 'sheet' });
  const result = await importExchangeFile(admin, { fileId: large.id });
  expect(result.counts).toEqual({ category_edit: 1 });
  expect(await listActivities(ctx)).toMatchObject([{ state: 'done', title: { en: 'Comparing big.csv' }, href: `/admin/changes/${result.changeSetId}` }]);
  const titles = await Promise.all((['ru', 'en'] as const).map(async (locale) => (await findDraftCells({ ...admin, locale }))?.title));
  expect(titles).toEqual(['Правки из файла big.csv', 'Edits from the file big.csv']);
});

it('a file that is not there, or none that an administrator asks for, is refused', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const admin = as(ctx, userActor(['admin']));
  expect(await reason(importExchangeFile(admin, { fileId: 'f'.repeat(64) }))).toBe('files.not_found');
  const other = await storeFile(admin, { content: new TextEncoder().encode('a;b\n1;2\n'), name: 'x.csv', purpose: 'sheet' });
  expect(await reason(importExchangeFile(admin, { fileId: other.id }))).toBe('taxonomy.exchange_unknown_file');
  expect(await reason(importExchangeFile(as(ctx, userActor(['moderator'])), { fileId: other.id }))).toBe('kernel.forbidden');
});
