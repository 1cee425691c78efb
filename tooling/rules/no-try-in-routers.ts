import type { Rule } from './ast.ts';
import { calleeName, isTestFile, placeOf } from './ast.ts';

/** A router maps an input to a verb; one middleware maps every error. So routers hold no try/catch and no `.catch()`. */
export const noTryInRouters: Rule = {
  meta: { messages: { caught: 'Routers catch nothing: throw AppError in the verb, the error middleware answers it.' } },
  create(context) {
    const place = placeOf(context);
    if (place.kind !== 'apps' || place.name !== 'bff' || !place.path.startsWith('src/routers/') || isTestFile(place.path)) return {};
    return {
      TryStatement(node) {
        context.report({ node, messageId: 'caught' });
      },
      CallExpression(node) {
        if (node.callee.type === 'MemberExpression' && calleeName(node) === 'catch') context.report({ node, messageId: 'caught' });
      },
    };
  },
};
