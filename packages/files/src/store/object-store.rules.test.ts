import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { localStore, memoryStore } from './object-store.ts';

const dir = mkdtempSync(join(tmpdir(), 'yarmarka-store-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const bytes = new TextEncoder().encode('content');
const key = createHash('sha256').update(bytes).digest('hex');

for (const [name, store] of [
  ['local', localStore(dir)],
  ['memory', memoryStore()],
] as const)
  describe(`${name} store`, () => {
    test('what was put comes back whole, also when put twice at once', async () => {
      await Promise.all([store.put(key, bytes), store.put(key, bytes)]);
      const found = await store.find(key);
      expect(found?.bytes).toBe(bytes.length);
      expect(await new Response(found?.stream()).text()).toBe('content');
    });
    test('what was never put is not found', async () => {
      expect(await store.find('0'.repeat(64))).toBeUndefined();
    });
    test('a key is a hash, never a path', async () => {
      await expect(store.put('../../etc/passwd', bytes)).rejects.toThrow('expected a hash');
      await expect(store.find(`${key}/../x`)).rejects.toThrow('expected a hash');
    });
  });

test('the local store lays files out by the first bytes of the hash and leaves nothing else behind', () => {
  expect(readdirSync(join(dir, key.slice(0, 2), key.slice(2, 4)))).toEqual([key]);
});
