import type { Call, Rule } from './ast.ts';
import { calleePath, callsReachedFrom, isFunction, namedFunctions, transactionsIn } from './ast.ts';

/** Functions that leave the process, by their own name. */
const PORT_CALLS = new Set(['fetch', 'sendMail', 'generateText', 'streamText', 'generateObject', 'streamObject', 'embed', 'embedMany']);
/** Objects that stand for a server or a disk: any method called on them, however deep. */
const PORT_OBJECTS = new Set([
  'engine',
  'searchEngine',
  'objectStore',
  'mailer',
  'transporter',
  'meili',
  'meilisearch',
  'meiliClient',
  's3',
  'kafka',
  'producer',
  'modelProvider',
  'smtp',
]);
const STORE_METHODS = new Set(['put', 'get', 'delete', 'head', 'list', 'copy', 'open', 'read', 'write', 'stream']);

function portOf(call: Call): string | undefined {
  const path = calleePath(call.callee);
  const name = path.at(-1) ?? '';
  if (PORT_CALLS.has(name)) return path.join('.');
  if (path.slice(0, -1).some((part) => PORT_OBJECTS.has(part))) return path.join('.');
  return path.at(-2) === 'store' && STORE_METHODS.has(name) ? path.join('.') : undefined;
}

/**
 * Nothing waits for the network or the object store while rows are locked. Looked at: the callback given to `withTx` and the functions of the same file that it calls. A port is
 * known by its name (see the three lists above: called functions, objects anywhere in the callee's path, and `store.put` and its like).
 */
export const noPortInsideTx: Rule = {
  meta: { messages: { port: '{{port}} is called inside a transaction: do it before, or enqueue a job that does it after the commit.' } },
  create(context) {
    return {
      Program(program) {
        const functions = namedFunctions(program);
        const reported = new Set<Call>();
        for (const transaction of transactionsIn(context, program)) {
          for (const argument of transaction.arguments) {
            const body = argument.type === 'Identifier' ? functions.get(argument.name) : argument;
            if (!body || !isFunction(body)) continue;
            for (const call of callsReachedFrom(context, body, functions)) {
              const port = portOf(call);
              if (port === undefined || reported.has(call)) continue;
              reported.add(call);
              context.report({ node: call, messageId: 'port', data: { port } });
            }
          }
        }
      },
    };
  },
};
