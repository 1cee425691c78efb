import { createTRPCClient, type TRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from './trpc.ts';

/** Reads one procedure in the same process: what the server gives a page that it renders. */
export interface Caller {
  query(path: string, input: unknown): Promise<unknown>;
}

const callerLink =
  (caller: Caller): TRPCLink<AppRouter> =>
  () =>
  ({ op }) =>
    observable((observer) => {
      caller.query(op.path, op.input).then(
        (data) => {
          // Through JSON, as over the wire: a page must not see a Date on the server and a string in the browser.
          observer.next({ result: { type: 'data', data: data === undefined ? undefined : JSON.parse(JSON.stringify(data)) } });
          observer.complete();
        },
        (cause: unknown) => observer.error(TRPCClientError.from(cause instanceof Error ? cause : new Error(String(cause)))),
      );
    });

/** Calls the procedures of this very process, with the rights of the request being answered. */
export const callerClient = (caller: Caller): TRPCClient<AppRouter> => createTRPCClient<AppRouter>({ links: [callerLink(caller)] });
