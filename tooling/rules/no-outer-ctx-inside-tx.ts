import type { Context, Node, Rule } from './ast.ts';
import { isFunction, transactionsIn } from './ast.ts';

const HARMLESS = new Set(['actor', 'requestId', 'locale', 'clock', 'log']);

function referencesInside(context: Context, name: string, at: Node, inside: Node): Node[] {
  for (let scope: ReturnType<typeof context.sourceCode.getScope> | null = context.sourceCode.getScope(at); scope; scope = scope.upper) {
    const variable = scope.set.get(name);
    if (variable) return variable.references.map((r) => r.identifier).filter((n) => n.start >= inside.start && n.end <= inside.end);
  }
  return [];
}

function isHarmlessRead(node: Node): boolean {
  const { parent } = node;
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === node &&
    !parent.computed &&
    parent.property.type === 'Identifier' &&
    HARMLESS.has(parent.property.name)
  );
}

/**
 * Inside `withTx(ctx, async (tx) => ...)` the outer `ctx` still holds the pool: a write through it commits even when the transaction rolls back. Only what the two share by value
 * (actor, request id, locale, clock, log) may be read from it.
 */
export const noOuterCtxInsideTx: Rule = {
  meta: { messages: { outer: 'Inside this transaction {{outer}} is the handle outside it: use {{inner}}, or what is written here survives a rollback.' } },
  create(context) {
    return {
      Program(program) {
        for (const transaction of transactionsIn(context, program)) {
          const [outer, callback] = transaction.arguments;
          if (outer?.type !== 'Identifier' || !callback || !isFunction(callback)) continue;
          const [parameter] = callback.params;
          const inner = parameter?.type === 'Identifier' ? parameter.name : "the callback's own ctx";
          for (const node of referencesInside(context, outer.name, transaction, callback)) {
            if (!isHarmlessRead(node)) context.report({ node, messageId: 'outer', data: { outer: outer.name, inner } });
          }
        }
      },
    };
  },
};
