export type Clock = { now(): Date };
export const systemClock: Clock = { now: () => new Date() };
/** A clock that stands still until it is told otherwise. */
export function fixedClock(start: Date): Clock & { advance(ms: number): void } {
  let t = start.getTime();
  return { now: () => new Date(t), advance: (ms) => void (t += ms) };
}
