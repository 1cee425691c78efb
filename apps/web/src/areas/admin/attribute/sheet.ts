import { parseTsv, printTsv } from '@yarmarka/ui';
import { UNITS, type EntryEdit, type NewEntry } from '@yarmarka/taxonomy/schemas';
import type { Change } from '../parts/types.ts';

/** An option as the sheet of a list shows it. */
export type SheetOption = {
  readonly key: string;
  readonly ru: string;
  readonly en: string;
  readonly number: number | null;
  readonly unit: string | null;
  readonly swatch: string | null;
  readonly synonyms: readonly string[];
  readonly position: number;
};
export type WrongLine = { readonly line: number; readonly reason: 'name' | 'colour' | 'unit' | 'number' | 'repeated' };
export type SheetDiff = {
  readonly changes: readonly Change[];
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly wrong: readonly WrongLine[];
};

const unitLabel = (code: string | null, locale: 'ru' | 'en'): string => (code === null ? '' : (UNITS.find((u) => u.code === code)?.[locale] ?? code));

/** What stands over the columns. */
const HEADS = {
  ru: ['ключ', 'по-русски', 'по-английски', 'количество', 'единица', 'цвет', 'синонимы'],
  en: ['key', 'in Russian', 'in English', 'quantity', 'unit', 'colour', 'synonyms'],
} as const;
/** Whether a line is the heads of a sheet in either language, which change nothing. */
const isHead = (cells: readonly string[]): boolean =>
  [HEADS.ru, HEADS.en].some((heads) => heads.every((head, at) => plain(cells[at] ?? '') === head.toLowerCase()));

/** An option's key from the Latin of its name. */
export const keyOf = (listKey: string, name: string): string => `${listKey}__${name}`.slice(0, 190);

/** Synonyms as they are typed, parted by semicolons; each once. */
export const synonymsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(';')
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

/** Heads, then key, names, quantity, unit, colour, synonyms: one option a line. */
export function printSheet(options: readonly SheetOption[], locale: 'ru' | 'en'): string {
  return printTsv([
    HEADS[locale],
    ...options.map((o) => [o.key, o.ru, o.en, o.number === null ? '' : String(o.number), unitLabel(o.unit, locale), o.swatch ?? '', o.synonyms.join('; ')]),
  ]).replaceAll('\r\n', '\n');
}

const SWATCH = /^#[0-9a-f]{6}$/i;
const plain = (s: string): string => s.trim().toLowerCase();
const unitOf = (text: string): string | null | undefined =>
  text.trim() === '' ? null : UNITS.find((u) => [u.code, u.ru, u.en].some((name) => name.toLowerCase() === plain(text)))?.code;

type Line = { readonly at: number; readonly cells: readonly string[]; readonly known: SheetOption | undefined };

/**
 * What a sheet changes in a list. A line whose first cell is a known key edits that option; one with two columns, or with an unknown key, is a new option; its key follows from its names
 * when it has none. `ordered`: the lines are the whole list, so their order is its order. Lines that are wrong are told and change nothing.
 */
export function diffSheet(
  text: string,
  options: readonly SheetOption[],
  list: { readonly listKey: string; readonly ordered: boolean; readonly keyFor: (ru: string, en: string) => string },
): SheetDiff {
  const byKey = new Map(options.map((o) => [o.key, o]));
  const names = new Map(options.flatMap((o) => [[plain(o.ru), o] as const, [plain(o.en), o] as const]));
  const lines = parseTsv(text)
    .map((cells, at): Line => ({ at: at + 1, cells, known: byKey.get(cells[0]?.trim() ?? '') }))
    .filter((line) => line.cells.some((c) => c.trim() !== '') && !isHead(line.cells));
  const changes: Change[] = [];
  const wrong: WrongLine[] = [];
  const seen = new Set<string>();
  let [added, changed, same] = [0, 0, 0];
  for (const [index, line] of lines.entries()) {
    const cells = line.cells.length <= 2 && !line.known ? ['', ...line.cells] : line.cells;
    const [key = '', ru = '', en = '', number = '', unit = '', swatch = '', synonyms = ''] = cells.map((c) => c.trim());
    const quantity = number === '' ? null : Number(number.replace(',', '.').replaceAll(/\s/g, ''));
    const code = unitOf(unit);
    const reason = problemOf({ ru, en, quantity, code, swatch });
    if (reason) {
      wrong.push({ line: line.at, reason });
      continue;
    }
    const value = { number: quantity, unit: quantity === null ? null : (code ?? null), swatch: swatch === '' ? null : swatch.toLowerCase() };
    const words = synonymsOf(synonyms);
    const name = line.known?.key ?? (key || list.keyFor(ru, en));
    if (seen.has(name) || (!line.known && (byKey.has(name) || names.has(plain(ru))))) {
      wrong.push({ line: line.at, reason: 'repeated' });
      continue;
    }
    seen.add(name);
    const position = list.ordered ? index + 1 : undefined;
    if (!line.known) {
      added++;
      const entry: NewEntry = {
        listKey: list.listKey,
        key: name,
        label: { ru, en },
        position: position ?? options.length + added,
        ...(value.number === null ? {} : { number: value.number }),
        ...(value.unit === null ? {} : { unit: value.unit }),
        ...(value.swatch === null ? {} : { swatch: value.swatch }),
      };
      changes.push({ kind: 'entry', entry });
      if (words.length > 0) changes.push({ kind: 'entry_edit', edit: { listKey: list.listKey, key: name, synonyms: words } });
      continue;
    }
    const edit = editOf(line.known, { ru, en, ...value, synonyms: words }, position);
    if (Object.keys(edit).length === 0) same++;
    else {
      changed++;
      changes.push({ kind: 'entry_edit', edit: { listKey: list.listKey, key: name, ...edit } });
    }
  }
  return { changes, added, changed, same, wrong };
}

function problemOf(line: {
  ru: string;
  en: string;
  quantity: number | null;
  code: string | null | undefined;
  swatch: string;
}): WrongLine['reason'] | undefined {
  if (line.ru === '' || line.en === '') return 'name';
  if (Number.isNaN(line.quantity)) return 'number';
  if (line.code === undefined) return 'unit';
  return line.swatch !== '' && !SWATCH.test(line.swatch) ? 'colour' : undefined;
}

/** What a sheet or a form says of an option that differs from what stands there. */
export function editOf(
  old: SheetOption,
  now: { ru: string; en: string; number: number | null; unit: string | null; swatch: string | null; synonyms: readonly string[] },
  position?: number,
): Partial<EntryEdit> {
  return {
    ...(now.ru === old.ru && now.en === old.en ? {} : { label: { ru: now.ru, en: now.en } }),
    ...(now.number === old.number ? {} : { number: now.number }),
    ...(now.unit === old.unit ? {} : { unit: now.unit }),
    ...(now.swatch === (old.swatch?.toLowerCase() ?? null) ? {} : { swatch: now.swatch }),
    ...(now.synonyms.join('\n') === old.synonyms.join('\n') ? {} : { synonyms: [...now.synonyms] }),
    ...(position === undefined || position === old.position ? {} : { position }),
  };
}
