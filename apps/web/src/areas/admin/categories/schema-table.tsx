import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { formatNumber, formatQuantity, fromBase } from '@yarmarka/taxonomy/check';
import { RESERVED, UNIT_BY_CODE } from '@yarmarka/taxonomy/schemas';
import { cx } from '@yarmarka/ui/plain';
import { Fragment, type ReactNode } from 'react';
import type { ShownCell } from '../parts/cell-model.ts';
import { unitFor } from '../parts/field-text.ts';
import { type Label, useLabel } from '../parts/label.ts';
import classes from './categories.module.css';
import signs from '../parts/inspector/glyphs.module.css';
import { RequirementSign, TypeIcon } from '../parts/inspector/glyphs.tsx';
import { useOrigin } from '../parts/inspector/origin.ts';

export type Section = { readonly key: string; readonly label: string; readonly cells: readonly ShownCell[] };

/** Cells by group, in the groups' order; what is excluded stands at the end. */
export function sectionsOf(
  cells: readonly ShownCell[],
  groups: readonly (Label & { key: string })[],
  words: { noGroup: string; excluded: string; of: (label: Label) => string },
): readonly Section[] {
  const excluded = cells.filter((c) => c.state === 'excluded');
  const rest = cells.filter((c) => c.state !== 'excluded');
  const known = new Set(groups.map((g) => g.key));
  const ordered = (list: readonly ShownCell[]) =>
    [...list].sort((a, b) => (a.fields.position ?? 1000) - (b.fields.position ?? 1000) || a.cell.attribute.no - b.cell.attribute.no);
  return [
    ...groups.map((g) => ({ key: g.key, label: words.of(g), cells: ordered(rest.filter((c) => c.fields.group === g.key)) })),
    { key: '', label: words.noGroup, cells: ordered(rest.filter((c) => c.fields.group === undefined || !known.has(c.fields.group))) },
    { key: '-', label: words.excluded, cells: excluded },
  ].filter((section) => section.cells.length > 0);
}

const COLUMN_CLASSES: Readonly<Record<string, string | undefined>> = {
  requirement: classes.colRequirement,
  filter: classes.colFilter,
  axis: classes.colAxis,
  values: classes.colValues,
  origin: classes.originCell,
};

/** The effective schema: signs and words, own in strong ink, inherited quiet, changed framed, excluded hatched. */
export function SchemaTable({
  sections,
  selected,
  onSelect,
}: {
  sections: readonly Section[];
  selected: number | null;
  onSelect: (no: number) => void;
}): ReactNode {
  const t = useTranslations('admin.categories');
  return (
    <div className={classes.tableBox} tabIndex={0} role="region" aria-label={t('schema')}>
      <table className={classes.table}>
        <caption className="y-hidden">{t('schema')}</caption>
        <thead>
          <tr>
            {(['attribute', 'requirement', 'filter', 'axis', 'values', 'origin'] as const).map((column) => (
              <th key={column} scope="col" className={COLUMN_CLASSES[column]}>
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {sections.map((section) => (
          <Fragment key={section.key}>
            <tbody>
              <tr className={classes.groupRow}>
                <th scope="rowgroup" colSpan={6}>
                  {section.label} <span className={classes.quiet}>{section.cells.length}</span>
                </th>
              </tr>
              {section.cells.map((shown) => (
                <Row key={shown.cell.attribute.no} shown={shown} selected={selected === shown.cell.attribute.no} onSelect={onSelect} />
              ))}
            </tbody>
          </Fragment>
        ))}
      </table>
    </div>
  );
}

function Row({ shown, selected, onSelect }: { shown: ShownCell; selected: boolean; onSelect: (no: number) => void }): ReactNode {
  const t = useTranslations('admin.categories');
  const words = useTranslations('taxonomy');
  const label = useLabel();
  const origin = useOrigin();
  const { cell, fields } = shown;
  const { attribute } = cell;
  const out = shown.state === 'excluded' || shown.state === 'will-exclude' || shown.state === 'will-remove';
  const ink = (...names: (keyof typeof fields)[]) =>
    cx(names.some((n) => shown.changed.has(n)) && classes.changed, !names.some((n) => shown.own.has(n)) && classes.quiet);
  const tip = (name: keyof typeof fields) => origin(shown, name);
  return (
    <tr
      className={cx(classes.row, selected && classes.selectedRow, out && classes.excludedRow, shown.change && classes.changedRow)}
      data-row={attribute.no}
      onClick={() => onSelect(attribute.no)}
    >
      <th scope="row">
        <div className={classes.nameCell}>
          <TypeIcon type={attribute.type} />
          <button
            type="button"
            className={cx(classes.name, cell.own === null && classes.regular)}
            aria-pressed={selected}
            onClick={(event) => {
              event.stopPropagation();
              onSelect(attribute.no);
            }}
          >
            {label(attribute)}
          </button>
          {fields.level && fields.level !== 'card' && !out ? (
            <span className={cx(classes.level, ink('level'))} data-tip={`${words('field.level')}: ${tip('level')}`}>
              {words(`level.${fields.level}`)}
            </span>
          ) : null}
          {shown.change ? <span className={classes.changedDot} role="img" aria-label={t('glyphs.changed')} data-tip={t('glyphs.changed')} /> : null}
        </div>
      </th>
      {out ? (
        <td colSpan={4} className={classes.outCell}>
          {shown.state === 'excluded' ? words('origin.excluded') : t(`states.${shown.state}`)}
        </td>
      ) : (
        <>
          <td className={ink('requirement', 'condition')} data-tip={tip('requirement')}>
            <RequirementSign value={fields.requirement} />
          </td>
          <td className={ink('filterable', 'facet')} data-tip={tip('filterable')}>
            {fields.filterable ? (
              <span className={signs.sign}>
                <span aria-hidden="true" className={signs.glyph}>
                  ▽
                </span>
                {fields.facet ? words(`facetKind.${fields.facet}`) : t('glyphs.filter')}
              </span>
            ) : (
              <Nothing />
            )}
          </td>
          <td className={ink('axis')} data-tip={tip('axis')}>
            {fields.axis ? (
              <span className={signs.sign}>
                <span aria-hidden="true" className={signs.glyph}>
                  ⧉
                </span>
                {t('glyphs.axis')}
              </span>
            ) : (
              <Nothing />
            )}
          </td>
          <td className={cx(classes.values, ink('options', 'units', 'min', 'max', 'maxValues', 'custom', 'maxLength', 'limits'))}>
            <Values shown={shown} />
          </td>
        </>
      )}
      <td className={classes.originCell} data-tip={origin(shown, '_')}>
        {origin(shown, '_')}
      </td>
    </tr>
  );
}

function Nothing(): ReactNode {
  const t = useTranslations('admin.categories.glyphs');
  return (
    <span className={classes.nothingSign}>
      <span aria-hidden="true">·</span>
      <span className="y-hidden">{t('none')}</span>
    </span>
  );
}

/** What may be entered, in one line. */
function Values({ shown }: { shown: ShownCell }): ReactNode {
  const t = useTranslations('admin.categories.values');
  const locale = useLocale();
  const { fields, cell } = shown;
  const { attribute } = cell;
  const parts: string[] = [];
  if (attribute.no === RESERVED.brand) parts.push(t('brands'));
  else if (attribute.type === 'list') {
    parts.push(
      fields.options
        ? t('someOptions', { chosen: String(fields.options.length), count: String(attribute.options) })
        : t('allOptions', { count: attribute.options }),
    );
    if ((fields.maxValues ?? 1) > 1) parts.push(t('upTo', { count: String(fields.maxValues ?? 1) }));
    if (fields.custom) parts.push(t('custom'));
  }
  if (attribute.type === 'number' || attribute.type === 'range') {
    const unit = unitFor(attribute.unitFamily, fields.defaultUnit ?? fields.units?.[0]);
    const amount = (n: number) => formatQuantity(fromBase(n, unit), unit?.code, locale);
    if (fields.min !== undefined && fields.max !== undefined)
      parts.push(t('fromTo', { min: formatQuantity(fromBase(fields.min, unit), undefined, locale), max: amount(fields.max) }));
    else if (fields.min !== undefined) parts.push(t('from', { min: amount(fields.min) }));
    else if (fields.max !== undefined) parts.push(t('to', { max: amount(fields.max) }));
    if (fields.units) parts.push(fields.units.map((code) => UNIT_BY_CODE.get(code)?.[locale] ?? code).join(', '));
    else if (unit && fields.min === undefined && fields.max === undefined) parts.push(unit[locale]);
  }
  if (attribute.type === 'text') {
    if (fields.maxLength !== undefined) parts.push(t('length', { count: formatNumber(fields.maxLength, locale) }));
    if (attribute.localised) parts.push(t('localised'));
  }
  return parts.length > 0 ? parts.join(' · ') : <Nothing />;
}
