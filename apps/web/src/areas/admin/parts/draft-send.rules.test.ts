import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { piecesOf, untilTaken } from './draft-send.ts';

const refused = (code: string) => TRPCClientError.from({ error: { message: 'refused', code: -32_000, data: { code } } } as never);
const lost = () => TRPCClientError.from(new TypeError('Failed to fetch'));

describe('sending the draft', () => {
  it('cuts a large edit into pieces that one request takes, what leaves first, and loses nothing', () => {
    const edit = { remove: ['a', 'b', 'c'], save: [1, 2, 3, 4] };
    expect(piecesOf(edit, 2)).toEqual([
      { remove: ['a', 'b'], save: [] },
      { remove: ['c'], save: [1] },
      { remove: [], save: [2, 3] },
      { remove: [], save: [4] },
    ]);
    expect(piecesOf(edit)).toEqual([edit]);
    expect(piecesOf({})).toEqual([]);
    expect(piecesOf({ save: Array.from({ length: 10_001 }, (_, n) => n) }).map((one) => one.save.length)).toEqual([5_000, 5_000, 1]);
  });

  it('tries again after a lost connection and a busy server, waiting longer each time, and says that an earlier try may have arrived', async () => {
    const waits: number[] = [];
    const agains: boolean[] = [];
    const failures: Error[] = [lost(), refused('SERVICE_UNAVAILABLE'), refused('INTERNAL_SERVER_ERROR'), lost(), lost(), lost(), lost()];
    const answer = await untilTaken(
      async (again) => {
        agains.push(again);
        const failure = failures.shift();
        if (failure) throw failure;
        return 'taken';
      },
      () => undefined,
      async (ms) => void waits.push(ms),
    );
    expect(answer).toBe('taken');
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(agains).toEqual([false, ...Array<boolean>(7).fill(true)]);
  });

  it('never repeats what the server refused, and gives up on a server that fails at this edit again and again', async () => {
    let tries = 0;
    const send = (error: Error) =>
      untilTaken(
        async () => {
          tries += 1;
          throw error;
        },
        () => undefined,
        async () => undefined,
      );
    await expect(send(refused('PRECONDITION_FAILED'))).rejects.toThrow('refused');
    expect(tries).toBe(1);
    tries = 0;
    await expect(send(refused('INTERNAL_SERVER_ERROR'))).rejects.toThrow('refused');
    expect(tries).toBe(8);
  });
});
