import type { CellAt, HelpEdit } from '@yarmarka/taxonomy/schemas';
import type { Label } from './label.ts';
import type { Cell, CategoryInfo } from './types.ts';

/** A help text, and the category that gives it; null: the attribute's description in the dictionary. */
export type HelpFrom = { readonly text: Label; readonly from: number | null };
export type ShownHelp = {
  /** What sellers will read under the draft; null: nothing. */
  readonly shown: HelpFrom | null;
  /** What they would read without a text of the category's own. */
  readonly inherited: HelpFrom | null;
  readonly published: Label | null;
  readonly change: HelpEdit | undefined;
};

export const helpAddressOf = ([categoryId, attributeNo]: CellAt): string => `help:${categoryId}:${attributeNo}`;

/** The help text in force along a path (root first): the last one, drafted texts over published ones. */
export function helpAlong(
  path: readonly number[],
  published: (categoryId: number) => Label | undefined,
  drafted: (categoryId: number) => HelpEdit | undefined,
): HelpFrom | null {
  let found: HelpFrom | null = null;
  for (const id of path) {
    const edit = drafted(id);
    const text = edit ? edit.help : published(id);
    if (text) found = { text, from: id };
  }
  return found;
}

const same = (a: Label | null, b: Label | null): boolean => a?.ru === b?.ru && a?.en === b?.en;

/** The draft's edit that makes a cell show a help text, or what it inherits (null); null: nothing is left to change. */
export function helpEdit(
  wanted: Label | null,
  { published, inherited, at }: { published: Label | null; inherited: Label | null; at: CellAt },
): HelpEdit | null {
  const [categoryId, attributeNo] = at;
  if (published !== null && same(wanted, published)) return null;
  const own = same(wanted, inherited) ? null : wanted;
  if (own === null && published === null) return null;
  return { categoryId, attributeNo, help: own };
}

/** The help text of a cell with the draft's texts over it, its own and those above. */
export function shownHelp(category: Pick<CategoryInfo, 'id' | 'path'>, cell: Cell, drafted: readonly HelpEdit[]): ShownHelp {
  const { no, descriptionRu, descriptionEn } = cell.attribute;
  const texts = new Map(cell.helps.map(({ categoryId, ru, en }) => [categoryId, { ru, en }]));
  const edits = new Map(drafted.filter((one) => one.attributeNo === no).map((one) => [one.categoryId, one]));
  const along = (path: readonly number[]) =>
    helpAlong(
      path,
      (id) => texts.get(id),
      (id) => edits.get(id),
    ) ?? (descriptionRu || descriptionEn ? { text: { ru: descriptionRu, en: descriptionEn }, from: null } : null);
  return {
    shown: along(category.path),
    inherited: along(category.path.slice(0, -1)),
    published: texts.get(category.id) ?? null,
    change: edits.get(category.id),
  };
}
