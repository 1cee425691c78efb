import { EDITED, EXCLUDED, hasLimits, hasOptions, isAxis, isFilterable, levelOf, OWN, PIN, PRESENT, requirementOf } from '@yarmarka/taxonomy/schemas';
import type { GridCell } from '@yarmarka/ui';

/** The words of a cell's state in the reader's language. */
export type StateWords = {
  readonly requirement: (value: 'required' | 'recommended' | 'optional' | 'required_if') => string;
  readonly filter: string;
  readonly axis: string;
  readonly variant: string;
  readonly offer: string;
  readonly narrowed: string;
  readonly own: string;
  readonly inherited: string;
  readonly excluded: string;
  /** What the draft takes away. */
  readonly gone: string;
};

export const SIGNS = {
  required: '●',
  recommended: '◐',
  optional: '○',
  required_if: '?',
  filter: '▽',
  axis: '⧉',
  variant: '◫',
  offer: '¤',
  narrowed: '⊂',
} as const;

export const CHANGED = 1;
export const OTHER = 2;
export const CONFLICT = 4;

const EMPTY: GridCell = { text: '', tone: 'empty', label: '' };

function draw(bits: number, marks: number, words: StateWords): GridCell {
  const flags = {
    ...((marks & CHANGED) !== 0 ? { changed: true } : {}),
    ...((marks & OTHER) !== 0 ? { other: true } : {}),
    ...((marks & CONFLICT) !== 0 ? { conflict: true } : {}),
  };
  if ((bits & EXCLUDED) !== 0) return { text: '', tone: 'excluded', label: words.excluded, ...flags };
  if ((bits & PRESENT) === 0) return marks === 0 ? EMPTY : { text: '', tone: 'empty', label: (marks & CHANGED) !== 0 ? words.gone : '', ...flags };
  const requirement = requirementOf(bits);
  const level = levelOf(bits);
  const parts: { sign: string; word: string }[] = [{ sign: SIGNS[requirement], word: words.requirement(requirement) }];
  if (isFilterable(bits)) parts.push({ sign: SIGNS.filter, word: words.filter });
  if (isAxis(bits)) parts.push({ sign: SIGNS.axis, word: words.axis });
  else if (level !== 'card') parts.push({ sign: SIGNS[level], word: words[level] });
  if (hasOptions(bits) || hasLimits(bits)) parts.push({ sign: SIGNS.narrowed, word: words.narrowed });
  const own = (bits & OWN) !== 0;
  return {
    text: parts.map((part) => part.sign).join(''),
    tone: own ? 'own' : 'inherited',
    ...((bits & PIN) !== 0 ? { pinned: true } : {}),
    label: `${parts.map((part) => part.word).join(', ')}; ${own ? words.own : words.inherited}`,
    ...flags,
  };
}

/** Draws cells; equal ones are one object, so that the grid repaints only what differs. */
export function cellPainter(words: StateWords): (bits: number, marks: number) => GridCell {
  const made = new Map<number, GridCell>();
  return (bits, marks) => {
    const key = (bits & ~EDITED) * 8 + marks;
    let cell = made.get(key);
    if (!cell) {
      cell = draw(bits, marks, words);
      made.set(key, cell);
    }
    return cell;
  };
}
