import { useMemo, useRef, useState } from 'react';
import { addressOf } from './plan-edits.ts';
import { markRefusals, NO_REFUSALS, type Refusal, type Refusals } from './refusals.ts';
import type { useCellDrawing } from './use-matrix.ts';
import type { Steps } from './use-steps.ts';

type Drawing = ReturnType<typeof useCellDrawing>;

/** The cells that the last edit could not change: marked until the next edit. `steps` are those given, and forget the marks. */
export function useRefusals(plain: Steps): {
  refusals: Refusals;
  refuse: (refused: readonly Refusal[], gesture?: number) => void;
  clear: () => void;
  steps: Steps;
} {
  const [refusals, setRefusals] = useState(NO_REFUSALS);
  const last = useRef<number>(undefined);
  const begin = (gesture?: number): boolean => {
    const same = gesture !== undefined && gesture === last.current;
    last.current = gesture;
    return same;
  };
  const clear = () => {
    last.current = undefined;
    setRefusals(NO_REFUSALS);
  };
  const after =
    <Args extends readonly unknown[]>(run: (...args: Args) => void) =>
    (...args: Args) => {
      clear();
      run(...args);
    };
  return {
    refusals,
    clear,
    refuse(refused, gesture) {
      const same = begin(gesture);
      setRefusals((before) => markRefusals(before, refused, same));
    },
    steps: {
      ...plain,
      apply(step, gesture) {
        if (gesture === undefined || gesture !== last.current) clear();
        return plain.apply(step, gesture);
      },
      edit: after(plain.edit),
      undo: after(plain.undo),
      redo: after(plain.redo),
    },
  };
}

/** The cells as drawn, the refused ones marked; a marked cell stays one object while its marks do. */
export function useRefusedDrawing(drawing: Drawing, refusals: Refusals): Drawing {
  return useMemo(() => {
    if (refusals.size === 0) return drawing;
    const made = new Map<string, ReturnType<Drawing>>();
    return (categoryId, no) => {
      const refusal = refusals.get(addressOf([categoryId, no]));
      if (refusal === undefined) return drawing(categoryId, no);
      const address = addressOf([categoryId, no]);
      const cell = made.get(address) ?? { ...drawing(categoryId, no), refused: refusal.reason };
      made.set(address, cell);
      return cell;
    };
  }, [drawing, refusals]);
}
