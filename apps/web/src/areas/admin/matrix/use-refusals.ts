import type { CellAt } from '@yarmarka/taxonomy/schemas';
import { useMemo, useState } from 'react';
import { addressOf } from './plan-edits.ts';
import { markRefusals, NO_REFUSALS, type Refusal, type Refusals } from './refusals.ts';
import type { useCellDrawing } from './use-matrix.ts';

type Drawing = ReturnType<typeof useCellDrawing>;

export type RefusalMarks = {
  readonly refusals: Refusals;
  /** After an edit: the cells it tried, and those of them that did not take it. */
  readonly mark: (tried: readonly CellAt[], refused?: readonly Refusal[]) => void;
  readonly drop: () => void;
};

/** The cells that did not take what was meant for them, by the sheet's own judgement or the server's: marked until they are edited again or all marks are dropped. */
export function useRefusals(): RefusalMarks {
  const [refusals, setRefusals] = useState(NO_REFUSALS);
  return {
    refusals,
    mark: (tried, refused) => setRefusals((before) => markRefusals(before, tried, refused)),
    drop: () => setRefusals(NO_REFUSALS),
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
