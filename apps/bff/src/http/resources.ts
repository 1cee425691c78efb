import type { Hono } from 'hono';
import type { Edge } from '../app.ts';

/** Files and streams: what is no JSON answer of a procedure. */
export function mountResources(_app: Hono<Edge>): void {}
