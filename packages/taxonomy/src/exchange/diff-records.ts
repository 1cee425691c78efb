import { z } from 'zod';
import { type AttributeEdit, AttributeType, type CategoryEdit, type Change, Change as ChangeSchema, type EntryEdit } from '../schemas.ts';
import type { Column } from './columns.ts';
import { readFlag, unquoteText } from './fields.ts';
import type { Names } from './names.ts';
import type { Plan } from './plan.ts';
import type { PrintedRow } from './print-rows.ts';
import type { LongRow } from './read-file.ts';
import { unknownCategory } from './read-file.ts';
import { attributeRow, type Dictionary, entryRow, groupRow, treeRow } from './records.ts';
import { codeOf, columnWords, recordOf } from './row-words.ts';

type Labels = { readonly ru: string; readonly en: string };
type Known = { readonly key: string; readonly printed: PrintedRow; readonly labels: Labels; readonly descriptions?: Labels };

/** Compares lines of the dictionary and the tree with what stands there. */
export class RecordDiff {
  readonly #plan: Plan;
  readonly #names: Names;
  readonly #groups: ReadonlyMap<string, Known>;
  readonly #attributes: ReadonlyMap<string, Known & { readonly no: number }>;
  readonly #entries: ReadonlyMap<string, Known & { readonly mergedInto: string | null }>;
  readonly #lists: ReadonlySet<string>;

  constructor(plan: Plan, names: Names, dictionary: Dictionary) {
    this.#plan = plan;
    this.#names = names;
    this.#groups = new Map(dictionary.groups.map((g) => [g.key, { key: g.key, printed: groupRow(g), labels: g }]));
    this.#attributes = new Map(
      dictionary.attributes.map((a) => [
        a.key,
        { key: a.key, no: a.no, printed: attributeRow(a), labels: a, descriptions: { ru: a.descriptionRu, en: a.descriptionEn } },
      ]),
    );
    this.#entries = new Map(
      dictionary.entries.map((e) => [`${e.listKey}\n${e.key}`, { key: e.key, printed: entryRow(e), labels: e, mergedInto: e.mergedInto }]),
    );
    this.#lists = new Set([...dictionary.entries.map((e) => e.listKey), ...dictionary.attributes.flatMap((a) => a.listKey ?? [])]);
  }

  /** Whether the record is one of these. */
  take(record: string, line: LongRow): boolean {
    if (record === 'group') this.#group(line);
    else if (record === 'attribute') this.#attribute(line);
    else if (record === 'entry') this.#entry(line);
    else if (record === 'category') this.#category(line);
    else return false;
    return true;
  }

  /** What can be judged only when the whole file has been read: lists and parents that the file itself brings. */
  end(): void {
    const lists = new Set(this.#lists);
    for (const { change } of this.#plan.ofKind('attribute')) if (change.attribute.type === 'list') lists.add(change.attribute.listKey ?? change.attribute.key);
    for (const { row, change } of [...this.#plan.ofKind('entry')])
      if (!lists.has(change.entry.listKey))
        this.#refuse(
          row,
          `entry:${change.entry.listKey}:${change.entry.key}`,
          'list',
          `there is no list “${change.entry.listKey}”; add its attribute first`,
          `нет списка «${change.entry.listKey}»; сначала добавьте его характеристику`,
        );
    const categories = new Set([...this.#plan.ofKind('category')].map((c) => c.change.category.key));
    for (const { row, change } of [...this.#plan.ofKind('category')]) {
      const parent = change.category.parentKey;
      if (parent === null || categories.has(parent) || this.#names.categoryId(parent) !== undefined) continue;
      const { en, ru } = unknownCategory(parent, this.#names);
      this.#refuse(row, `category:${change.category.key}`, 'parent', en, ru);
    }
  }

  #refuse(row: number, target: string, column: string, en: string, ru: string): void {
    this.#plan.drop(target);
    this.#plan.problem(row, column, { en, ru });
  }

  #group(line: LongRow): void {
    const key = line.text('group') ?? '';
    const known = this.#groups.get(key);
    const differing = this.#differing(line, known?.printed, ['label_en', 'label_ru', 'position']);
    if (differing.length === 0) return;
    const position = wholeOr(line.text('position'), Number(known?.printed.position ?? 0));
    if (!this.#checkWhole(line, position)) return;
    this.#put(line, known, differing, { kind: 'group', group: { key, label: labelsOf(line, 'label', known?.labels), position: position ?? 0 } });
  }

  #attribute(line: LongRow): void {
    const key = line.text('attribute') ?? '';
    const known = this.#attributes.get(key);
    if (!known) {
      this.#newAttribute(line, key);
      return;
    }
    const fixed = this.#differing(line, known.printed, ['type', 'list', 'unit', 'localised']);
    for (const column of fixed)
      this.#plan.problem(line.row, column, {
        en: 'the kind of an attribute is changed in the dictionary, where you see what becomes of its values',
        ru: 'вид характеристики меняют в словаре: там видно, что станет с её значениями',
      });
    const differing = this.#differing(line, known.printed, ['label_en', 'label_ru', 'description_en', 'description_ru', 'retired']);
    if (differing.length === 0) return;
    const retired = this.#flag(line, 'retired');
    if (retired === 'wrong') return;
    const touches = (prefix: string) => differing.some((c) => c.startsWith(prefix));
    const edit: AttributeEdit = {
      no: known.no,
      ...(touches('label') ? { label: labelsOf(line, 'label', known.labels) } : {}),
      ...(touches('description') ? { description: labelsOf(line, 'description', known.descriptions) } : {}),
      ...(differing.includes('retired') ? { retired: retired ?? false } : {}),
    };
    this.#put(line, known, differing, { kind: 'attribute_edit', edit });
  }

  #newAttribute(line: LongRow, key: string): void {
    if (this.#names.attributeNo(key) !== undefined) {
      this.#plan.problem(line.row, 'attribute', {
        en: `“${key}” is built in or was merged away and cannot be edited here`,
        ru: `«${key}» — встроенная или объединённая характеристика, здесь её не изменить`,
      });
      return;
    }
    const type = AttributeType.safeParse(codeOf('type', line.text('type') ?? '', 'attribute'));
    const localised = this.#flag(line, 'localised');
    if (!type.success)
      this.#plan.problem(line.row, 'type', {
        en: `the type is none of: ${AttributeType.options.map((code) => columnWords('type', code, 'attribute').en).join(', ')}`,
        ru: `тип должен быть одним из: ${AttributeType.options.map((code) => columnWords('type', code, 'attribute').ru).join(', ')}`,
      });
    if (!type.success || localised === 'wrong') return;
    const list = line.text('list');
    const unit = codeOf('unit', line.text('unit') ?? '', 'attribute');
    this.#put(line, undefined, ['attribute'], {
      kind: 'attribute',
      attribute: {
        key,
        type: type.data,
        label: labelsOf(line, 'label'),
        description: labelsOf(line, 'description'),
        localised: type.data === 'text' && (localised ?? true),
        ...(list ? { listKey: list } : {}),
        ...(unit ? { unitFamily: unit } : {}),
      },
    });
  }

  #entry(line: LongRow): void {
    const listKey = line.text('list') ?? '';
    const key = unquoteText(line.text('entry') ?? '');
    const known = this.#entries.get(`${listKey}\n${key}`);
    if (known?.mergedInto != null) {
      this.#plan.problem(line.row, 'entry', {
        en: `option “${key}” was merged into “${known.mergedInto}”`,
        ru: `значение «${key}» объединено с «${known.mergedInto}»`,
      });
      return;
    }
    const differing = this.#differing(line, known?.printed, ['label_en', 'label_ru', 'number', 'unit', 'swatch', 'position', 'synonyms', 'retired']);
    if (known && differing.length === 0) return;
    const retired = this.#flag(line, 'retired');
    const position = wholeOr(line.text('position'), undefined);
    const number = line.text('number') ? Number((line.text('number') ?? '').replace(',', '.')) : undefined;
    if (retired === 'wrong' || !this.#checkWhole(line, position)) return;
    if (Number.isNaN(number)) {
      this.#plan.problem(line.row, 'number', { en: `“${line.text('number')}” is no number`, ru: `«${line.text('number')}» — не число` });
      return;
    }
    const unit = codeOf('unit', line.text('unit') ?? '', 'entry');
    const swatch = line.text('swatch');
    const synonyms = readSynonyms(line.text('synonyms') ?? '');
    if (known) {
      const has = (column: Column) => differing.includes(column);
      const edit: EntryEdit = {
        listKey,
        key,
        ...(has('label_en') || has('label_ru') ? { label: labelsOf(line, 'label', known.labels) } : {}),
        ...(has('position') && position !== undefined ? { position } : {}),
        ...(has('number') ? { number: number ?? null } : {}),
        ...(has('unit') ? { unit: unit || null } : {}),
        ...(has('swatch') ? { swatch: swatch || null } : {}),
        ...(has('synonyms') ? { synonyms } : {}),
        ...(has('retired') ? { retired: retired ?? false } : {}),
      };
      if (Object.keys(edit).length > 2) this.#put(line, known, differing, { kind: 'entry_edit', edit });
      return;
    }
    const label = labelsOf(line, 'label');
    const more = {
      ...(position === undefined ? {} : { position }),
      ...(number === undefined ? {} : { number }),
      ...(unit ? { unit } : {}),
      ...(swatch ? { swatch } : {}),
    };
    this.#put(line, undefined, ['entry'], { kind: 'entry', entry: { listKey, key, label, ...more } });
    if (synonyms.length > 0) this.#put(line, undefined, ['synonyms'], { kind: 'entry_edit', edit: { listKey, key, synonyms } });
  }

  #category(line: LongRow): void {
    const key = line.text('category') ?? '';
    const id = this.#names.categoryId(key);
    const category = id === undefined ? undefined : this.#names.category(id);
    const parentKey = line.text('parent');
    const position = wholeOr(line.text('position'), undefined);
    if (!this.#checkWhole(line, position)) return;
    if (this.#names.mergedInto(key) !== undefined) {
      this.#plan.problem(line.row, 'category', unknownCategory(key, this.#names));
      return;
    }
    if (!category) {
      const label = labelsOf(line, 'label');
      this.#put(line, undefined, ['category'], {
        kind: 'category',
        category: { key, parentKey: parentKey || null, label, ...(position === undefined ? {} : { position }) },
      });
      return;
    }
    const known = { key, printed: treeRow(category, this.#names, 'ru'), labels: category };
    const differing = this.#differing(line, known.printed, ['label_en', 'label_ru', 'position']);
    const edit: CategoryEdit = {
      categoryId: category.id,
      ...(differing.some((c) => c.startsWith('label')) ? { label: labelsOf(line, 'label', category) } : {}),
      ...(differing.includes('position') && position !== undefined ? { position } : {}),
    };
    if (Object.keys(edit).length > 1) this.#put(line, known, differing, { kind: 'category_edit', edit });
    if (parentKey === undefined || parentKey === (known.printed.parent ?? '')) return;
    const parentId = parentKey === '' ? null : this.#names.categoryId(parentKey);
    if (parentId === undefined) this.#plan.problem(line.row, 'parent', unknownCategory(parentKey, this.#names));
    else if (this.#within(parentId, category.id))
      this.#plan.problem(line.row, 'parent', { en: 'a category cannot move into its own branch', ru: 'категорию нельзя перенести внутрь её же ветки' });
    else this.#put(line, known, ['parent'], { kind: 'move', move: { categoryId: category.id, parentId } });
  }

  #within(id: number | null, top: number): boolean {
    for (let at = id; at !== null; at = this.#names.category(at)?.parentId ?? null) if (at === top) return true;
    return false;
  }

  /** Columns that the file has and says otherwise; an emptied label or position is no wish. */
  #differing(line: LongRow, printed: PrintedRow | undefined, columns: readonly Column[]): Column[] {
    const record = printed?.record ?? '';
    return columns.filter((column) => {
      const text = line.text(column);
      const now = printed?.[column] ?? '';
      if (text === undefined || text === now || sameValue(column, text, now, record)) return false;
      if (text !== '' || !MUST.has(column)) return true;
      this.#plan.problem(line.row, column, { en: 'this cannot be empty; it was left as it is', ru: 'здесь не может быть пусто; оставлено как есть' });
      return false;
    });
  }

  #flag(line: LongRow, column: Column): boolean | undefined | 'wrong' {
    const text = line.text(column);
    if (!text) return undefined;
    const read = readFlag(text);
    if ('value' in read) return read.value === true;
    this.#plan.problem(line.row, column, read.problem);
    return 'wrong';
  }

  #checkWhole(line: LongRow, position: number | undefined): boolean {
    if (position === undefined || Number.isSafeInteger(position)) return true;
    this.#plan.problem(line.row, 'position', { en: `“${line.text('position')}” is no whole number`, ru: `«${line.text('position')}» — не целое число` });
    return false;
  }

  #put(line: LongRow, known: Known | undefined, columns: readonly Column[], change: Change): void {
    const checked = ChangeSchema.safeParse(change);
    if (!checked.success) {
      const where = checked.error.issues[0]?.path.at(-1);
      this.#plan.problem(line.row, typeof where === 'string' ? where : undefined, {
        en: `“${String(where)}” is missing or not allowed: ${z.prettifyError(checked.error).split('\n')[0] ?? ''}`,
        ru: `«${String(where)}» не указано или недопустимо`,
      });
      return;
    }
    const label = known?.labels ?? labelsOf(line, 'label');
    const record = recordOf(line.text('record') ?? '') ?? '';
    const say = (column: Column, text: string) => columnWords(column, codeOf(column, text, record), record);
    const lines = columns.map((column) => ({
      subject: { ru: label.ru, en: label.en },
      column,
      from: say(column, known?.printed[column] ?? ''),
      to: say(column, line.text(column) ?? ''),
    }));
    this.#plan.change(line.row, checked.data, lines);
  }
}

const MUST = new Set<Column>(['label_en', 'label_ru', 'position']);
const wholeOr = (text: string | undefined, otherwise: number | undefined): number | undefined => (text ? Number(text.replace(/[.,]0+$/, '')) : otherwise);

/** `yes` and `TRUE`, 1 and 1.0, «» and no, «список» and `list` are the same. */
function sameValue(column: Column, text: string, now: string, record: string): boolean {
  if (column === 'type' || column === 'unit') return codeOf(column, text, record) === now;
  if (column === 'retired' || column === 'localised') {
    const [a, b] = [text, now].map((t) => (t === '' ? { value: false } : readFlag(t)));
    return a !== undefined && b !== undefined && 'value' in a && 'value' in b && a.value === b.value;
  }
  if (column === 'number' || column === 'position') return text !== '' && now !== '' && Number(text.replace(',', '.')) === Number(now);
  return column === 'swatch' && text.toLowerCase() === now.toLowerCase();
}

function labelsOf(line: LongRow, of: 'label' | 'description', now?: Labels): { ru: string; en: string } {
  const one = (language: 'ru' | 'en') => {
    const text = line.text(`${of}_${language}`);
    return text === undefined || (text === '' && of === 'label' && now) ? (now?.[language] ?? '') : unquoteText(text);
  };
  return { ru: one('ru'), en: one('en') };
}

function readSynonyms(text: string): string[] {
  const parts = text.match(/"(?:[^"\\]|\\.)*"|[^|]+/g) ?? [];
  return parts.map((p) => (p.trim().startsWith('"') ? z.string().catch(p).parse(jsonOr(p.trim())) : p.trim())).filter((p) => p !== '');
}
function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
