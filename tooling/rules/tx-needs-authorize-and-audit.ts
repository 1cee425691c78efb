import type { Call, Context, Node, NodeOf, Rule } from './ast.ts';
import { calleeName, callsReachedFrom, importSources, isFunction, isTestFile, namedFunctions, placeOf, transactionsIn, walk } from './ast.ts';

const EXEMPT = new Set(['kernel', 'db', 'testing']);
const AUTHORISED_BY_CALLER = /\bauthori[sz]ed by caller:\s*\S.{7,}/i;
const NO_AUDIT_ROW = /\bno audit row:\s*\S.{7,}/i;

function isAuthorisation(call: Call, sources: ReadonlyMap<string, string>): boolean {
  const name = calleeName(call);
  if (name === 'authorize' || /^assertCan[A-Z]/.test(name)) return true;
  if (!/^require[A-Z]/.test(name)) return false;
  // `requireCard` may well be a fetch-or-throw: only a `require...` that comes from policies decides who may.
  const source = call.callee.type === 'Identifier' ? (sources.get(call.callee.name) ?? '') : '';
  return /\bpolic(y|ies)\b/.test(source) || source === '@yarmarka/kernel' || source === '@yarmarka/accounts';
}

function isAudit(call: Call): boolean {
  return call.callee.type === 'Identifier' && call.callee.name === 'audit';
}

/** The outermost functions of a statement: what a caller from outside can enter. */
function outermostFunctions(context: Context, statement: Node): Node[] {
  const functions: Node[] = [];
  walk(context, statement, (node) => {
    if (!isFunction(node)) return undefined;
    functions.push(node);
    return false;
  });
  return functions.length > 0 ? functions : [statement];
}

function commentsOf(context: Context, program: NodeOf<'Program'>, statement: NodeOf<'Program'>['body'][number], unit: Node): string {
  const before = program.body[program.body.indexOf(statement) - 1]?.end ?? 0;
  return context.sourceCode
    .getAllComments()
    .filter((c) => (c.start >= before && c.end <= statement.start) || (c.start >= unit.start && c.end <= unit.end))
    .map((c) => c.value)
    .join('\n');
}

/**
 * A function that opens a transaction says who may (a call of `authorize`, `assertCan...`, or a `require...` from policies) and writes the audit row (`audit`), itself or through
 * functions of the same file. `// authorised by caller: <why>` and `// no audit row: <why>` opt out, each of its own half. Matches names, not the call graph across files.
 */
export const txNeedsAuthorizeAndAudit: Rule = {
  meta: {
    messages: {
      authorize:
        'This function opens a transaction and never says who may do it: call authorize(), assertCan...() or a require...() of policies, or write `// authorised by caller: <why>`.',
      audit: 'This function opens a transaction and writes no audit row: call audit() inside it, or write `// no audit row: <why>`.',
    },
  },
  create(context) {
    const place = placeOf(context);
    if (place.kind !== 'packages' || EXEMPT.has(place.name) || !place.path.startsWith('src/') || isTestFile(place.path) || place.path === 'src/testing.ts')
      return {};
    return {
      Program(program) {
        const functions = namedFunctions(program);
        const sources = importSources(program);
        for (const statement of program.body) {
          for (const unit of outermostFunctions(context, statement)) {
            const [first] = transactionsIn(context, unit);
            if (!first) continue;
            const calls = callsReachedFrom(context, unit, functions);
            const comments = commentsOf(context, program, statement, unit);
            if (!AUTHORISED_BY_CALLER.test(comments) && !calls.some((c) => isAuthorisation(c, sources)))
              context.report({ node: first, messageId: 'authorize' });
            if (!NO_AUDIT_ROW.test(comments) && !calls.some(isAudit)) context.report({ node: first, messageId: 'audit' });
          }
        }
      },
    };
  },
};
