import { openDatabase } from '@yarmarka/db';
import { AppError } from '@yarmarka/kernel';
import { cloneDatabase, type TestDatabase } from '@yarmarka/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRateLimits, RULES, type RateLimits } from './rate-limit.ts';

let db: TestDatabase;
let second: ReturnType<typeof openDatabase>;
let servers: [RateLimits, RateLimits];

beforeAll(async () => {
  db = await cloneDatabase(4);
  second = openDatabase({ url: db.url, max: 4 });
  servers = [createRateLimits(db.database.client), createRateLimits(second.client)];
});
afterAll(async () => {
  await second.close();
  await db.close();
});

describe('two servers on one database', () => {
  it('count together: exactly the allowed number of uses passes, however they are spread', async () => {
    const allowed = RULES.registerSeller.points;
    const tries = await Promise.allSettled(Array.from({ length: allowed * 3 }, (_, i) => servers[i % 2 === 0 ? 0 : 1].consume('registerSeller', 'u:one')));
    expect(tries.filter((t) => t.status === 'fulfilled')).toHaveLength(allowed);
    const [refused] = tries.flatMap((t) => (t.status === 'rejected' ? [t.reason as unknown] : []));
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ kind: 'limited', reason: 'kernel.too_many_requests', details: { retryAfterMs: expect.any(Number) } });
  });
  it('count each key and each rule for itself', async () => {
    await expect(servers[0].consume('registerSeller', 'u:other')).resolves.toBeUndefined();
    await expect(servers[1].consume('search', 'u:one')).resolves.toBeUndefined();
  });
  it('block an account after ten wrong passwords told to either, and let it in again after a right one', async () => {
    const key = 'a'.repeat(32);
    for (let i = 0; i < 10; i++) {
      expect(await servers[(i % 2) as 0 | 1].attempts.blockedMs(key)).toBe(0);
      await servers[(i % 2) as 0 | 1].attempts.failed(key);
    }
    for (const server of servers) expect(await server.attempts.blockedMs(key)).toBeGreaterThan(800_000);
    await servers[0].attempts.succeeded(key);
    expect(await servers[1].attempts.blockedMs(key)).toBe(0);
  });
  it('open again when the window has ended', async () => {
    for (let i = 0; i < RULES.invite.points; i++) await servers[0].consume('invite', 'u:later');
    await expect(servers[1].consume('invite', 'u:later')).rejects.toThrow('kernel.too_many_requests');
    const later = Date.now() + RULES.invite.seconds * 1000 + 1;
    const clock = vi.spyOn(Date, 'now').mockReturnValue(later);
    await expect(createRateLimits(second.client).consume('invite', 'u:later')).resolves.toBeUndefined();
    clock.mockRestore();
  });
});
