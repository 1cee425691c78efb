import { exportExchange, importExchange } from '@yarmarka/taxonomy';
import { ExportRequest } from '@yarmarka/taxonomy/schemas';
import { type Bench, timed } from './bench.ts';
import { atMost, type Figure, plain } from './figures.ts';

/** The whole matrix with all effective cells as XLSX, out and back: an unchanged file changes nothing. */
export async function measureRoundTrip({ ctx, say }: Bench): Promise<Figure[]> {
  let [content, rows, changes] = [new Uint8Array(), 0, 0];
  const out = await timed(async () => {
    const file = await exportExchange(ctx, ExportRequest.parse({ what: 'matrix', format: 'xlsx', language: 'ru' }));
    content = new Uint8Array(await new Response(file.stream).arrayBuffer());
  });
  const back = await timed(async () => {
    const result = await importExchange(ctx, { content, name: 'Bench: round trip' });
    [rows, changes] = [result.rows, result.lineCount + result.problemCount];
  });
  say(`round trip: ${rows.toLocaleString('en')} rows, ${(content.length / 1e6).toFixed(1)} MB`);
  return [
    plain('XLSX of the whole matrix, out', out / 1000, 's', `${rows.toLocaleString('en')} rows`),
    plain('XLSX of the whole matrix, back', back / 1000, 's'),
    atMost('XLSX round trip: differences and problems', changes, 'changes', 0),
  ];
}
