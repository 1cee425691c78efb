import type { Rule } from './ast.ts';

/**
 * The environment is read once, by kernel's config, which names a wrong variable. Any `process.env` (also destructured, also `env` imported from node:process) elsewhere is an
 * error; the bootstrap files that run before there is a config are listed in `.oxlintrc.json`.
 */
export const envOnlyInConfig: Rule = {
  meta: { messages: { env: 'The environment is read in packages/kernel/src/config.ts only: add the variable there and take it from config().' } },
  create(context) {
    const isProcess = (name: string) => name === 'process' || name === 'globalThis';
    return {
      MemberExpression(node) {
        const property = node.computed
          ? node.property.type === 'Literal'
            ? node.property.value
            : ''
          : node.property.type === 'Identifier'
            ? node.property.name
            : '';
        if (property !== 'env') return;
        const { object } = node;
        const holder =
          object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' && object.property.type === 'Identifier' ? object.property.name : '';
        if (isProcess(holder)) context.report({ node, messageId: 'env' });
      },
      VariableDeclarator(node) {
        if (node.id.type !== 'ObjectPattern' || node.init?.type !== 'Identifier' || !isProcess(node.init.name)) return;
        for (const property of node.id.properties) {
          if (property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'env')
            context.report({ node: property, messageId: 'env' });
        }
      },
      ImportDeclaration(node) {
        if (node.source.value !== 'node:process' && node.source.value !== 'process') return;
        for (const specifier of node.specifiers) {
          const imported = specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier' ? specifier.imported.name : '';
          if (imported === 'env') context.report({ node: specifier, messageId: 'env' });
        }
      },
    };
  },
};
