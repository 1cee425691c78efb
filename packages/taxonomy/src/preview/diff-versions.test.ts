import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { currentVersion } from '../matrix/publish-version.ts';
import { createSmallTaxonomy } from '../testing/small-taxonomy.ts';
import { diffVersions } from './diff-versions.ts';

const it = databaseTest();

it('a version that does not exist is refused with the versions there are, one with itself and a reversed pair by their order', async (ctx) => {
  await createSmallTaxonomy(ctx);
  const newest = await currentVersion(ctx);
  await expect(diffVersions(ctx, { from: 0, to: newest + 1 })).rejects.toMatchObject({ reason: 'taxonomy.version_unknown', details: { newest } });
  for (const [from, to] of [
    [newest, newest],
    [newest, 0],
    [-1, newest],
  ] as const)
    await expect(diffVersions(ctx, { from, to })).rejects.toMatchObject({ reason: 'taxonomy.version_order' });
  expect(await diffVersions(ctx, { from: 0, to: newest })).toMatchObject({ from: 0, to: newest });
});
