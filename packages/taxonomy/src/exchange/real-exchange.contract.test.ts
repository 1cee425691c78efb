import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSheetRows, writeCsv } from '@yarmarka/files';
import { databaseTest } from '@yarmarka/testing';
import { describe, expect, vi } from 'vitest';
import { importTaxonomy } from '../import/import-taxonomy.ts';
import { countTaxonomy } from '../matrix/queries.ts';
import { exportExchange } from './export-exchange.ts';
import { importExchange } from './import-exchange.ts';
import { ExportRequest } from './request.ts';

// The whole taxonomy is imported, written and read several times over.
vi.setConfig({ testTimeout: 300_000 });
const rulesFile = fileURLToPath(new URL('../../data/rules.csv', import.meta.url));
const dir = fileURLToPath(new URL('../../../../../shared/data/taxonomy', import.meta.url));

describe.skipIf(!existsSync(dir))('the real taxonomy with the rules file (../shared/data/taxonomy, beside this checkout)', () => {
  const it = databaseTest();

  it('every cell, rule, option and category goes out and comes back without a difference; edits anywhere in it are found, and nothing else', async (ctx) => {
    await importTaxonomy(ctx, { dir, rulesFile });
    const { cells } = await countTaxonomy(ctx);
    const requests = [
      { what: 'matrix', format: 'xlsx', language: 'ru' },
      { what: 'matrix', format: 'csv', language: 'en' },
      { what: 'matrix', scope: 'own', format: 'csv', language: 'ru' },
      { what: 'dictionary', format: 'xlsx', language: 'en' },
      { what: 'tree', format: 'csv', language: 'ru' },
    ];
    let csv = new Uint8Array();
    for (const request of requests) {
      const started = performance.now();
      const file = await exportExchange(ctx, ExportRequest.parse(request));
      const bytes = new Uint8Array(await new Response(file.stream).arrayBuffer());
      if (request.what === 'matrix' && !request.scope && request.format === 'csv') csv = bytes;
      const between = performance.now();
      const result = await importExchange(ctx, { content: bytes, name: 'file.csv' });
      const ended = performance.now();
      const seconds = (ms: number) => (ms / 1000).toFixed(1);
      process.stdout.write(
        `round trip: ${request.scope ?? ''} ${request.what} ${request.format}: ${result.rows} rows, ${(bytes.length / 1e6).toFixed(1)} MB, out ${seconds(between - started)} s, back ${seconds(ended - between)} s, ${result.lineCount} differences\n`,
      );
      expect(result).toMatchObject({ changeSetId: null, counts: {}, problems: [] });
      if (request.what === 'matrix' && !request.scope) expect(result.rows).toBeGreaterThanOrEqual(cells);
    }

    // One field edited in every thousandth line: exactly those are found.
    const rows: string[][] = [];
    for await (const r of readSheetRows(csv)) rows.push([...r.cells]);
    const position = (rows[0] ?? []).indexOf('position');
    const edited = rows.slice(1).filter((_, i) => i % 997 === 0 && rows[i + 1]?.[position] !== '4321');
    for (const row of edited) row[position] = '4321';
    const excluded = edited.filter((row) => row[(rows[0] ?? []).indexOf('op')] === 'exclude').length;
    const result = await importExchange(ctx, { content: new TextEncoder().encode(writeCsv(rows)), name: 'file.csv' });
    expect(result).toMatchObject({ counts: { rule: edited.length - excluded }, problems: [], lineCount: edited.length - excluded });
  });
});
