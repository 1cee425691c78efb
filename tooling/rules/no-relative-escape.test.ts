import { tester } from '../tests/rule-tester.ts';
import { noRelativeEscape } from './no-relative-escape.ts';

const filename = '/repo/packages/catalog/src/card/submit-card.ts';
const escape = (name: string, code: string) => ({ name, filename, code, errors: [{ messageId: 'escape' }] });

tester.run('no-relative-escape', noRelativeEscape, {
  valid: [
    { name: 'inside the package', filename, code: `import { cards } from '../tables.ts';` },
    { name: 'by name', filename, code: `import { withTx } from '@yarmarka/kernel'; import { users } from '@yarmarka/accounts/tables';` },
    { name: 'a script of the root', filename: '/repo/scripts/verify.ts', code: `import { checkDocs } from '../tooling/checks/docs.ts';` },
  ],
  invalid: [
    escape('a neighbour', `import { withTx } from '../../../kernel/src/index.ts';`),
    escape('a type', `import type { Ctx } from '../../../kernel/src/ctx.ts';`),
    escape('re-exported', `export * from '../../../kernel/src/index.ts';`),
    escape('dynamic', `const k = await import('../../../kernel/src/index.ts');`),
    escape('an import type', `type K = import('../../../kernel/src/ctx.ts').Ctx;`),
    {
      name: 'an app',
      filename: '/repo/apps/web/src/lib/trpc.ts',
      code: `import type { AppRouter } from '../../../bff/src/routers/index.ts';`,
      errors: [{ messageId: 'escape' }],
    },
    { name: 'a deep import by name', filename, code: `import { withTx } from '@yarmarka/kernel/src/ctx.ts';`, errors: [{ messageId: 'deep' }] },
  ],
});
