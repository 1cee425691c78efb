import type { AppError, Ctx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import type { Change } from '../schemas.ts';
import { createSmallTaxonomy, publish } from '../testing/small-taxonomy.ts';
import { countExchange } from './count-exchange.ts';
import { exportExchange } from './export-exchange.ts';
import { importExchange } from './import-exchange.ts';
import { ExportRequest } from './request.ts';

const it = databaseTest();
const exported = async (ctx: Ctx, request: ExportRequest) => new Uint8Array(await new Response((await exportExchange(ctx, request)).stream).arrayBuffer());

it('a list of options that no cell of a workbook holds is refused in words before the file begins, and goes out and back as CSV without a difference', async (ctx) => {
  const t = await createSmallTaxonomy(ctx);
  const keys = Array.from({ length: 7_400 }, (_, n) => `color__${n}`);
  await publish(
    ctx,
    keys.map((key, n): Change => ({ kind: 'entry', entry: { listKey: 'color', key, label: { ru: `Цвет ${n}`, en: `Color ${n}` } } })),
  );
  await publish(ctx, [
    {
      kind: 'rule',
      edit: {
        categoryId: t.categories.cloth,
        attributeNo: t.attributes.color,
        op: 'set',
        fields: { options: await everySecondToken(ctx, t.attributes.color) },
      },
    },
  ]);
  for (const layout of ['long', 'wide'] as const) {
    const request = ExportRequest.parse({ what: 'matrix', branch: t.categories.cloth, layout, format: 'xlsx', language: 'ru' });
    const failure = await exportExchange(ctx, request).catch((error: unknown) => error);
    expect((failure as AppError).reason).toBe('taxonomy.exchange_too_long');
    expect((failure as AppError).message).toContain('Choose CSV');
    expect((await countExchange(ctx, request)).tooLong).toMatchObject({ attribute: { en: 'Colour' } });
    const csv = { ...request, format: 'csv' as const };
    expect((await countExchange(ctx, csv)).tooLong).toBeUndefined();
    expect(await importExchange(ctx, { content: await exported(ctx, csv), name: 'file.csv' })).toMatchObject({ changeSetId: null, lines: [], problems: [] });
  }
  const fits = ExportRequest.parse({ what: 'matrix', branch: t.categories.phones, format: 'xlsx', language: 'ru' });
  expect((await countExchange(ctx, fits)).tooLong).toBeUndefined();
  expect((await exported(ctx, fits)).length).toBeGreaterThan(100);
});

/** Neighbours are written as one span, so that whole lists are short. */
const everySecondToken = async (ctx: Ctx, no: number): Promise<number[]> =>
  (
    await ctx.db.execute<{ token: number }>(
      `select a.no * 65536 + e.entry_no as token from taxonomy.attributes a join taxonomy.entries e on e.list_id = a.list_id where a.no = ${no} and e.entry_no % 2 = 1 order by 1`,
    )
  ).map((r) => r.token);
