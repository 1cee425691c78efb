import { attachment } from '@yarmarka/files';
import { invalid } from '@yarmarka/kernel';
import { exportExchange } from '@yarmarka/taxonomy';
import { ExportRequest } from '@yarmarka/taxonomy/schemas';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Edge } from '../app.ts';
import { requireAudience } from '../trpc/audience.ts';
import { sameOrigin } from './headers.ts';

const Ids = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .optional();
const Query = z.object({
  what: z.string(),
  branch: z.coerce.number().optional(),
  categories: Ids,
  attributes: Ids,
  scope: z.string().optional(),
  layout: z.string().optional(),
  format: z.string().optional(),
  language: z.string().optional(),
});

/**
 * `GET /api/exchange?what=matrix|dictionary|tree&branch=&categories=1,2&attributes=3,4&scope=&layout=&format=&language=`: the file, while it is written. A selection too long for an
 * address comes as the form field `request` (JSON) of a POST. What comes back goes through `/api/uploads?purpose=sheet` and `taxonomy.importExchange`.
 */
export function mountExchange(app: Hono<Edge>): void {
  app.get('/api/exchange', (c) => send(c, Query.safeParse(c.req.query())));
  app.post('/api/exchange', sameOrigin, bodyLimit({ maxSize: 512 * 1024 }), async (c) => {
    const form = await c.req.parseBody();
    return send(c, z.string().transform(asJson).safeParse(form.request));
  });
}

function asJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('json');
    return z.NEVER;
  }
}

async function send(c: Context<Edge>, given: { readonly success: boolean; readonly data?: unknown }): Promise<Response> {
  const ctx = await c.get('ctx')();
  requireAudience(ctx.actor, 'admin');
  const request = ExportRequest.safeParse(given.data);
  if (!request.success)
    throw invalid(
      'taxonomy.exchange_request',
      'The export cannot be made: its address is wrong. Choose again what to export.',
      'Выгрузить не получится: адрес неверен. Выберите заново, что выгрузить.',
    );
  await ctx.limits?.consume('exchange', ctx.actor.kind === 'user' ? `u:${ctx.actor.userId}` : `ip:${ctx.clientIp ?? ''}`);
  const file = await exportExchange(ctx, request.data);
  return new Response(file.stream, {
    headers: { 'Content-Type': file.mime, 'Content-Disposition': attachment(file.name), 'Cache-Control': 'private, no-store' },
  });
}
