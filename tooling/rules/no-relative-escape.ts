import { dirname, relative, resolve } from 'node:path';
import type { Node, Rule } from './ast.ts';

/** `packages/x`, `apps/x`, or the top folder: what a relative import must stay in. */
function homeOf(cwd: string, file: string): string {
  const [first = '', second = ''] = relative(cwd, file).replaceAll('\\', '/').split('/');
  return first === 'packages' || first === 'apps' ? `${first}/${second}` : first;
}

/** A package is entered by its name, through its `exports`: a relative import never leaves its own package, and no import names another's `src`. */
export const noRelativeEscape: Rule = {
  meta: {
    messages: {
      escape: '{{specifier}} leaves this package: import @yarmarka/... through its exports, with the arrow in package.json.',
      deep: '{{specifier}} reaches into a package: import one of its exports.',
    },
  },
  create(context) {
    const home = homeOf(context.cwd, context.filename);
    const check = (node: Node | null | undefined) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const specifier = node.value;
      if (/^@yarmarka\/[^/]+\/src(\/|$)/.test(specifier)) context.report({ node, messageId: 'deep', data: { specifier } });
      if (!/^\.\.?(\/|$)/.test(specifier) || !/^(packages|apps|e2e|bench|tooling)(\/|$)/.test(home)) return;
      if (homeOf(context.cwd, resolve(dirname(context.filename), specifier)) !== home) context.report({ node, messageId: 'escape', data: { specifier } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
    };
  },
};
