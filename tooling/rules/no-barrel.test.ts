import { tester } from '../tests/rule-tester.ts';
import { noBarrel } from './no-barrel.ts';

const barrel = `export * from './submit-card.ts'; export { getCard } from './get-card.ts';`;

tester.run('no-barrel', noBarrel, {
  valid: [
    { name: 'the door of a package', filename: '/repo/packages/catalog/src/index.ts', code: barrel },
    { name: 'a file with its own code', filename: '/repo/packages/catalog/src/card/rules.ts', code: `export * from './a.ts'; export const b = 1;` },
    { name: 'an empty file', filename: '/repo/packages/catalog/src/card/x.ts', code: '' },
  ],
  invalid: [
    { name: 'an index inside', filename: '/repo/packages/catalog/src/card/index.ts', code: barrel, errors: [{ messageId: 'barrel' }] },
    { name: 'in an app', filename: '/repo/apps/web/src/parts/index.ts', code: barrel, errors: [{ messageId: 'barrel' }] },
  ],
});
