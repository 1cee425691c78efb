import type { ReasonCode } from './types.ts';

export interface TaskViewProps {
  readonly codes: readonly ReasonCode[];
  readonly onSend: () => void;
  readonly onNext: () => void;
  readonly onClose: () => void;
  readonly onUndo: () => void;
  readonly onMove: (step: 1 | -1) => void;
}

/** The reasons of one kind of thing, in the order of their palette. */
export const codesOf = (codes: readonly ReasonCode[], scope: ReasonCode['scope']): readonly ReasonCode[] => codes.filter((code) => code.scope === scope);
