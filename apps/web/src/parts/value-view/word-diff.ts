import { diffArrays } from 'diff';

export type DiffPiece = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

const segmenters: Partial<Record<string, Intl.Segmenter>> = {};
const segmenterOf = (language: string): Intl.Segmenter => (segmenters[language] ??= new Intl.Segmenter(language, { granularity: 'word' }));

/** The library's own word splitting knows Latin letters only, so the words are cut here. */
const wordsOf = (text: string, language: string): string[] => [...segmenterOf(language).segment(text)].map((part) => part.segment);

/** What was taken out of a text and what was put in, by whole words of any script. Joined without `added` it gives the old text, without `removed` the new one. */
export function wordDiff(before: string, after: string, language: string): DiffPiece[] {
  return joined(
    diffArrays(wordsOf(before, language), wordsOf(after, language)).map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    })),
  );
}

/** Changes that only a space parts become one: a rewritten sentence reads as old and new, not word by word in turns. */
function joined(pieces: readonly DiffPiece[]): DiffPiece[] {
  const out: DiffPiece[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) out.push({ kind: 'removed', text: removed });
    if (added) out.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  pieces.forEach((piece, index) => {
    const bridge = piece.kind === 'same' && piece.text.trim() === '' && removed !== '' && added !== '' && (pieces[index + 1]?.kind ?? 'same') !== 'same';
    if (piece.kind !== 'added' && (piece.kind === 'removed' || bridge)) removed += piece.text;
    if (piece.kind !== 'removed' && (piece.kind === 'added' || bridge)) added += piece.text;
    if (piece.kind !== 'same' || bridge) return;
    flush();
    out.push(piece);
  });
  flush();
  return out;
}

const WORDS = 4;
/** Texts are compared by word; a value of few words reads better as old and new. */
export const isProse = (text: string): boolean => text.trim().split(/\s+/).length > WORDS;
