import { useTranslations } from '@yarmarka/i18n/react';
import { type CellAt, EXCLUDED, isAxis, isFilterable, levelOf, PRESENT, requirementOf } from '@yarmarka/taxonomy/schemas';
import type { ReactNode } from 'react';
import { fieldsOf, type ShownCell } from '../parts/cell-model.ts';
import { FieldControl } from '../parts/inspector/field-control.tsx';
import { useCategoryNames } from '../parts/inspector/names.ts';
import { useLabel } from '../parts/label.ts';
import type { CellField, CellFields, FieldPatch, GridAttribute } from '../parts/types.ts';
import { place } from './plan-edits.ts';
import { useCategoryCells } from './use-category.ts';
import type { Matrix } from './use-matrix.ts';
import { editContext, type Steps } from './use-steps.ts';
import classes from './matrix.module.css';

const SECTIONS = ['duty', 'values', 'shop', 'form'] as const;
/** What cells of different attributes have in common. */
const SHARED: readonly CellField[] = ['requirement', 'level', 'editable', 'ai', 'filterable', 'group', 'position'];

/** What all of these cells show alike, as fields. */
function commonFields(matrix: Matrix, cells: readonly CellAt[]): CellFields {
  const seen = cells.map((at) => matrix.grid.cell(...at)).filter((bits) => (bits & (PRESENT | EXCLUDED)) === PRESENT);
  const same = <T,>(read: (bits: number) => T): T | undefined => {
    const [first] = seen;
    if (first === undefined) return undefined;
    const value = read(first);
    return seen.every((bits) => read(bits) === value) ? value : undefined;
  };
  const [requirement, level, filterable, axis] = [same(requirementOf), same(levelOf), same(isFilterable), same(isAxis)];
  return {
    ...(requirement === undefined ? {} : { requirement }),
    ...(level === undefined ? {} : { level }),
    ...(filterable === undefined ? {} : { filterable }),
    ...(axis === undefined ? {} : { axis }),
  };
}

const asShown = (attribute: GridAttribute, fields: CellFields): ShownCell => ({
  cell: {
    attribute: { ...attribute, listKey: null, localised: false, descriptionRu: '', descriptionEn: '', options: 0 },
    fields: {},
    origins: {},
    own: null,
    helps: [],
  },
  fields,
  changed: new Set(),
  own: new Set(),
  state: 'in',
  change: undefined,
});

/** Any field of all selected cells at once; each change is one step of undo. */
export function BulkPanel({ matrix, steps, cells, categoryId }: { matrix: Matrix; steps: Steps; cells: readonly CellAt[]; categoryId: number }): ReactNode {
  const t = useTranslations('admin.grid');
  const inspector = useTranslations('admin.inspector');
  const label = useLabel();
  const found = useCategoryCells(matrix, categoryId);
  const names = useCategoryNames(found?.cells ?? [], matrix.groups);
  const nos = [...new Set(cells.map(([, no]) => no))];
  const attribute = matrix.attributes.get(nos[0] ?? 0);
  if (!attribute) return null;
  const fields = commonFields(matrix, cells);
  const shown = asShown(attribute, fields);
  const sections = fieldsOf(shown.cell.attribute, { ...fields, filterable: fields.filterable ?? true });
  const set = (values: FieldPatch) => {
    steps.apply(
      place(
        cells.filter((at) => (matrix.grid.cell(...at) & EXCLUDED) === 0).map((at) => ({ at, content: { op: 'set' as const, fields: values } })),
        editContext(matrix, steps),
      ),
    );
  };
  return (
    <div className={classes.bulk}>
      <h2>{t('bulk.title', { count: cells.length })}</h2>
      <p className={classes.quiet}>{nos.length === 1 ? t('bulk.one', { name: label(attribute) }) : t('bulk.many', { count: nos.length })}</p>
      {SECTIONS.map((section) => {
        const list = nos.length === 1 ? sections[section] : sections[section].filter((field) => SHARED.includes(field));
        return list.length === 0 ? null : (
          <fieldset key={section} className={classes.bulkSection}>
            <legend>{inspector(`sections.${section}`)}</legend>
            {list.map((field) => (
              <FieldControl
                key={`${attribute.no}-${field}`}
                field={field}
                shown={shown}
                cells={found?.cells ?? []}
                names={names}
                groups={matrix.groups}
                set={set}
              />
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}
