import type { Hono } from 'hono';
import type { Edge } from '../app.ts';
import { mountAiStream } from './ai-stream.ts';
import { mountExchange } from './exchange.ts';
import { mountFiles } from './files.ts';
import { mountMatrixGrid } from './matrix-grid.ts';

/** Files and streams: what is no JSON answer of a procedure. */
export function mountResources(app: Hono<Edge>): void {
  mountFiles(app);
  mountExchange(app);
  mountMatrixGrid(app);
  mountAiStream(app);
}
