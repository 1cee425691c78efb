import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { operations as messages } from '@yarmarka/i18n/messages/admin/operations.ts';
import { expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../../../../../packages/', import.meta.url));

it('every job the code defines has words for what it does', () => {
  const jobs = globSync('*/src/**/*.ts', { cwd: packages })
    .filter((file) => !/\.test\.ts$|^testing\//.test(file))
    .flatMap((file) =>
      [...readFileSync(packages + file, 'utf8').matchAll(/(?:defineJob\(\{|export const [A-Z_]+ = \{)\s*name: '([^']+)', ?\s*schema/g)].map(
        ([, name]) => name ?? '',
      ),
    );
  expect(jobs).toEqual(expect.arrayContaining(['imports.run-import', 'taxonomy.publish-due']));
  expect(jobs.filter((name) => !Object.hasOwn(messages.ru.jobs.queues, name.replaceAll(/[.-]/g, '_')))).toEqual([]);
});
