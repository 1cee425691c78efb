/** The two versions that an address asks for, the earlier first; `known`: both exist and differ. */
export type AskedVersions = { readonly from: number; readonly to: number; readonly swapped: boolean; readonly known: boolean };

/** Nothing asked: the newest version (`newest`) and the one before it. Version 0 is the matrix before everything; a text that is no number becomes no version at all. */
export function askedVersions(fromText: string, toText: string, newest: number): AskedVersions {
  const end = toText === '' ? newest : versionOf(toText);
  const start = fromText === '' ? Math.max(0, end - 1) : versionOf(fromText);
  const swapped = start > end;
  const [from, to] = swapped ? [end, start] : [start, end];
  return { from, to, swapped, known: from >= 0 && from < to && to <= newest };
}

const versionOf = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : -1);
