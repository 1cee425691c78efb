import { readFileSync } from 'node:fs';
import { cloneDatabase } from '@yarmarka/testing';
import { expect, test } from 'vitest';
import { dumpSchema } from './schema-dump.ts';

test('the migrated database has the schema that is committed in schema.sql (pnpm db:generate prints it)', async () => {
  const clone = await cloneDatabase(1);
  try {
    expect(await dumpSchema(clone.database.client)).toBe(readFileSync(new URL('../schema.sql', import.meta.url), 'utf8'));
  } finally {
    await clone.close();
  }
});
