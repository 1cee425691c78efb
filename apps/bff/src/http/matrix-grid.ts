import type { Hono } from 'hono';
import type { Edge } from '../app.ts';
import { requireAudience } from '../trpc/audience.ts';
import { type Encoding, getPackedGrid } from '../views/matrix-grid-packed.ts';

/**
 * `GET /api/matrix/grid`: tree, rules and attributes of the whole matrix. Apart from tRPC, so that the page can ask for it in its first line, it is compressed once a version and
 * a browser that has it hears only that it is still true.
 */
export function mountMatrixGrid(app: Hono<Edge>): void {
  app.get('/api/matrix/grid', async (c) => {
    const ctx = await c.get('ctx')();
    requireAudience(ctx.actor, 'admin');
    const answer = await getPackedGrid(ctx);
    const headers = { ETag: answer.etag, 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding, Cookie' };
    if (c.req.header('if-none-match') === answer.etag) return c.body(null, 304, headers);
    const encoding = best(c.req.header('accept-encoding'));
    return c.body(await answer.body(encoding), 200, {
      ...headers,
      'Content-Type': 'application/json; charset=utf-8',
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
    });
  });
}

/** Browsers offer brotli only over TLS and to this very machine. */
function best(accepted = ''): Encoding {
  const offered = accepted.split(',').map((one) => one.split(';')[0]?.trim());
  return offered.includes('br') ? 'br' : offered.includes('gzip') ? 'gzip' : 'identity';
}
