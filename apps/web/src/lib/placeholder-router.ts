import { initTRPC } from '@trpc/server';

const t = initTRPC.create();

/** Stands in for the bff's router until it exists: the same kind of type, nothing of it is ever run. */
export const placeholderRouter = t.router({});
