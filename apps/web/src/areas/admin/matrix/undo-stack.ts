import type { Step } from './plan-edits.ts';

/** What can be taken back and done again. A new step forgets what was taken back. */
export type UndoStack = { readonly done: readonly Step[]; readonly undone: readonly Step[]; readonly gesture: number | null };

export const EMPTY_STACK: UndoStack = { done: [], undone: [], gesture: null };
const DEEPEST = 200;

/** Adds a step; steps of one gesture (a stroke of the brush) are one. */
export function pushStep(stack: UndoStack, step: Step, gesture: number | null = null): UndoStack {
  const last = stack.done.at(-1);
  if (gesture !== null && gesture === stack.gesture && last) return { done: [...stack.done.slice(0, -1), merged(last, step)], undone: [], gesture };
  return { done: [...stack.done.slice(1 - DEEPEST), step], undone: [], gesture };
}

function merged(first: Step, second: Step): Step {
  const cells = new Map(first.map((one) => [one.at.join(), one]));
  for (const one of second) {
    const earlier = cells.get(one.at.join());
    const [opening, last] = [earlier?.help ?? one.help, one.help ?? earlier?.help];
    const help = opening && last ? { help: { before: opening.before, after: last.after } } : {};
    cells.set(one.at.join(), earlier ? { ...one, before: earlier.before, ...help } : one);
  }
  return [...cells.values()];
}

export const inverse = (step: Step): Step =>
  step.map(({ at, before, after, help }) => ({ at, before: after, after: before, ...(help ? { help: { before: help.after, after: help.before } } : {}) }));
