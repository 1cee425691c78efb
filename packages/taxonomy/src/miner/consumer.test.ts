import { appendEvent, type Ctx, relayOutbox, runConsumer, withTx } from '@yarmarka/kernel';
import { databaseTest } from '@yarmarka/testing';
import { expect } from 'vitest';
import { matrixPublished } from '../events.ts';
import { minerConsumer } from './consumer.ts';

const it = databaseTest();

it('a publish that changes thousands of schemas has the matrix looked over at once, a small one waits for the night', async (ctx) => {
  const sent: string[] = [];
  const watched: Ctx = {
    ...ctx,
    jobs: {
      send: (_db, name) => {
        sent.push(name);
        return Promise.resolve();
      },
    },
  };
  await withTx(watched, async (tx) => {
    for (const schemasChanged of [4999, 5000])
      await appendEvent(tx, matrixPublished, schemasChanged, { version: schemasChanged, changeSetId: null, schemasChanged, treeChanged: false });
  });
  await relayOutbox(watched);
  await runConsumer(watched, minerConsumer);
  expect(sent).toEqual(['taxonomy.mine-overlaps']);
});
