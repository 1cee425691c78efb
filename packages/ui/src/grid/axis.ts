/** Lines along one side of the sheet, in px: where each begins, and which one stands where. */
export interface Axis {
  readonly count: number;
  /** Of all lines together. */
  readonly total: number;
  /** Where a line begins; of the line after the last one, the end of the sheet. */
  readonly start: (index: number) => number;
  readonly size: (index: number) => number;
  /** The line at an offset; `count` or more past the end. */
  readonly at: (offset: number) => number;
  /** The most lines of which a window so long can show a part, wherever it stands: so many elements are enough for every scroll. */
  readonly most: (window: number) => number;
}

/** Lines of one size. */
export const evenAxis = (count: number, size: number): Axis => ({
  count,
  total: count * size,
  start: (index) => index * size,
  size: () => size,
  at: (offset) => Math.floor(offset / size),
  most: (window) => Math.min(count, Math.ceil(window / size) + 1),
});

/** Lines of different sizes, all above 0. Finding the line at an offset takes some ten steps among thousands. */
export function unevenAxis(sizes: readonly number[]): Axis {
  const count = sizes.length;
  const starts = new Float64Array(count + 1);
  for (const [index, size] of sizes.entries()) starts[index + 1] = (starts[index] ?? 0) + size;
  const start = (index: number): number => starts[index] ?? 0;
  const total = start(count);
  let known = { window: -1, most: 0 };
  return {
    count,
    total,
    start,
    size: (index) => sizes[index] ?? 0,
    at(offset) {
      if (offset >= total) return count;
      let [low, high] = [0, count - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (start(middle) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    most(window) {
      if (known.window === window) return known.most;
      let most = 0;
      // The window shows the last of one line and begins the furthest line it can reach.
      for (let [from, to] = [0, 0]; from < count; from += 1) {
        while (to < count && start(to) < start(from + 1) + window) to += 1;
        most = Math.max(most, to - from);
      }
      known = { window, most };
      return most;
    },
  };
}
