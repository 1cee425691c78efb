import type { Span } from './viewport.ts';

/**
 * Which of a fixed number of slots draws which line: line n always stands in slot n mod length, so a scroll by k lines renews k slots and leaves the others as they are.
 */
export class Ring {
  length = 0;
  span: Span = { from: 0, to: 0 };
  #lines: number[] = [];
  #first = 0;

  /** Another number of slots: every line has to be drawn again. */
  resize(length: number): void {
    this.length = length;
    this.#lines = Array.from({ length }, () => -1);
    this.#first = 0;
  }

  slotOf(line: number): number {
    return line % this.length;
  }

  has(line: number): boolean {
    return line >= this.span.from && line < this.span.to;
  }

  lineAt(slot: number): number {
    return this.#lines[slot] ?? -1;
  }

  /** Moves to a span of exactly `length` lines and tells each slot whose line is another now. */
  move(span: Span, renew: (slot: number, line: number) => void): void {
    this.span = span;
    for (let line = span.from; line < span.to; line += 1) {
      const slot = line % this.length;
      if (this.#lines[slot] === line) continue;
      this.#lines[slot] = line;
      renew(slot, line);
    }
  }

  forget(): void {
    this.#lines.fill(-1);
  }

  /** Puts elements, one a slot, into the order of their lines with as few moves as it takes: readers follow the order of the document. */
  settle(parents: readonly (readonly [parent: Element, slots: readonly Element[]])[]): void {
    if (this.length === 0) return;
    const first = this.span.from % this.length;
    const ahead = (first - this.#first + this.length) % this.length;
    if (ahead === 0) return;
    for (const [parent, slots] of parents) {
      if (ahead <= this.length / 2) {
        for (let step = 0; step < ahead; step += 1) parent.append(...at(slots, this.#first + step));
      } else {
        for (let step = 1; step <= this.length - ahead; step += 1) parent.prepend(...at(slots, this.#first - step + this.length));
      }
    }
    this.#first = first;
  }
}

const at = (slots: readonly Element[], index: number): Element[] => {
  const element = slots[index % slots.length];
  return element ? [element] : [];
};
