import { describe, expect, it } from 'vitest';
import { helpEdit, shownHelp } from './cell-help.ts';
import type { Cell } from './types.ts';

const TOP = { ru: 'Сверху', en: 'Above' };
const OWN = { ru: 'Своя', en: 'Own' };
const NEW = { ru: 'Новая', en: 'New' };
/** 1 > 2 > 3: the category is 3. */
const category = { id: 3, path: [1, 2, 3] };
const cell = (helps: Cell['helps'], description = ''): Cell => ({
  attribute: {
    no: 200,
    key: 'a',
    type: 'text',
    listKey: null,
    unitFamily: null,
    localised: false,
    ru: 'А',
    en: 'A',
    descriptionRu: description,
    descriptionEn: description,
    options: 0,
  },
  fields: {},
  origins: {},
  own: null,
  helps,
});
const drafted = (categoryId: number, help: typeof OWN | null, attributeNo = 200) => ({ categoryId, attributeNo, help });

describe('the help text of a cell', () => {
  it('is its own, else that of the nearest category above, else the description of the attribute', () => {
    expect(
      shownHelp(
        category,
        cell([
          { categoryId: 1, ...TOP },
          { categoryId: 3, ...OWN },
        ]),
        [],
      ),
    ).toMatchObject({
      shown: { text: OWN, from: 3 },
      inherited: { text: TOP, from: 1 },
      published: OWN,
    });
    expect(shownHelp(category, cell([{ categoryId: 1, ...TOP }], 'x'), []).shown).toEqual({ text: TOP, from: 1 });
    expect(shownHelp(category, cell([], 'x'), []).shown).toEqual({ text: { ru: 'x', en: 'x' }, from: null });
    expect(shownHelp(category, cell([]), []).shown).toBeNull();
  });
  it('follows the draft: a text above, one of its own, one that is taken away; texts of other attributes are none of its business', () => {
    const published = cell([
      { categoryId: 1, ...TOP },
      { categoryId: 3, ...OWN },
    ]);
    expect(shownHelp(category, published, [drafted(3, null)]).shown).toEqual({ text: TOP, from: 1 });
    expect(shownHelp(category, published, [drafted(3, null), drafted(2, NEW)]).shown).toEqual({ text: NEW, from: 2 });
    expect(shownHelp(category, published, [drafted(1, null), drafted(3, null)]).shown).toBeNull();
    expect(shownHelp(category, published, [drafted(3, NEW, 201)]).change).toBeUndefined();
  });
});

describe('an edit of it', () => {
  const edit = (wanted: typeof OWN | null, published: typeof OWN | null, inherited: typeof OWN | null = TOP) =>
    helpEdit(wanted, { published, inherited, at: [3, 200] })?.help;
  it('sets a text of its own, and removes it to inherit again, also when it is made equal to what is inherited', () => {
    expect(edit(NEW, OWN)).toEqual(NEW);
    expect(edit(NEW, null)).toEqual(NEW);
    expect(edit(null, OWN)).toBeNull();
    expect(edit(TOP, OWN)).toBeNull();
  });
  it('is none where the cell says so already', () => {
    expect([edit(OWN, OWN), edit(TOP, null), edit(null, null), edit(TOP, TOP)]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
