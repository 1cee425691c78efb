import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { baseOf, boundsProblem, fromBase } from '@yarmarka/taxonomy/check';
import { FacetKind, FIELD_BOUNDS, LEVELS, Requirement, UNITS } from '@yarmarka/taxonomy/schemas';
import { Button, Check, SelectField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import type { ShownCell } from '../cell-model.ts';
import { unitFor, useFieldText } from '../field-text.ts';
import { type Label, useLabel } from '../label.ts';
import { ConditionDialog } from './condition-dialog.tsx';
import type { FieldRowProps } from './field-row.tsx';
import classes from './inspector.module.css';
import { LimitsDialog } from './limits-dialog.tsx';
import { NumberBox, TextBox } from './number-box.tsx';
import { OptionsDialog } from './options-dialog.tsx';

/** The control of one field of a rule. */
export function FieldControl(props: FieldRowProps): ReactNode {
  const { field, shown, cells, names, groups, set } = props;
  const t = useTranslations('admin.inspector');
  const words = useTranslations('taxonomy');
  const label = useLabel();
  const locale = useLocale();
  const text = useFieldText(names);
  const [dialog, setDialog] = useState(false);
  const { fields, cell } = shown;
  const { attribute } = cell;
  const name = words(`field.${field}`);
  const unit = unitFor(attribute.unitFamily, fields.defaultUnit ?? fields.units?.[0]);
  const family = UNITS.filter((one) => one.family === attribute.unitFamily);
  const value = fields[field];
  const choice = (options: readonly { value: string; label: string }[], shownValue: string, choose: (value: string) => void) => (
    <SelectField label={name} value={shownValue} options={options} onChange={(event) => choose(event.target.value)} />
  );
  const opener = (shownText: string, action: string) => (
    <div className={classes.opener}>
      <span className={classes.label}>{name}</span>
      <span className={classes.value}>{shownText}</span>
      <Button size="s" onClick={() => setDialog(true)} aria-label={`${action}: ${name}`}>
        {action}
      </Button>
    </div>
  );
  const done = (values: Parameters<typeof set>[0]) => {
    setDialog(false);
    set(values);
  };

  switch (field) {
    case 'requirement':
      return (
        <>
          <SelectField
            label={name}
            hint={fields.requirement === 'required_if' ? t('shownOnly') : undefined}
            value={fields.requirement ?? 'optional'}
            options={Requirement.options.map((one) => ({ value: one, label: words(`requirement.${one}`) }))}
            onChange={({ target }) => {
              const next = Requirement.options.find((one) => one === target.value);
              if (next === 'required_if' && !fields.condition) setDialog(true);
              else if (next) set({ requirement: next });
            }}
          />
          {dialog ? (
            <ConditionDialog
              shown={shown}
              cells={cells}
              names={names}
              onClose={() => setDialog(false)}
              onApply={(condition) => done({ requirement: 'required_if', condition })}
            />
          ) : null}
        </>
      );
    case 'condition':
      return (
        <>
          {opener(text('condition', value, attribute), t('editCondition'))}
          {dialog ? (
            <ConditionDialog shown={shown} cells={cells} names={names} onClose={() => setDialog(false)} onApply={(condition) => done({ condition })} />
          ) : null}
        </>
      );
    case 'level':
      return choice(
        LEVELS.map((one) => ({ value: one, label: words(`level.${one}`) })),
        fields.level ?? 'card',
        (level) => set({ level }),
      );
    case 'facet':
      return choice(
        [
          ...(fields.facet ? [] : [{ value: '', label: words('origin.byDefault') }]),
          ...FacetKind.options.map((one) => ({ value: one, label: words(`facetKind.${one}`) })),
        ],
        fields.facet ?? '',
        (facet) => set({ facet }),
      );
    case 'group':
      return choice(
        [...(fields.group ? [] : [{ value: '', label: t('noGroup') }]), ...groups.map((group) => ({ value: group.key, label: label(group) }))],
        fields.group ?? '',
        (group) => set({ group }),
      );
    case 'defaultUnit':
      return choice(
        [
          ...(fields.defaultUnit ? [] : [{ value: '', label: t('notSet') }]),
          ...family.filter((one) => !fields.units || fields.units.includes(one.code)).map((one) => ({ value: one.code, label: one[locale] })),
        ],
        fields.defaultUnit ?? '',
        (defaultUnit) => set({ defaultUnit }),
      );
    case 'filterable':
    case 'custom':
    case 'editable':
    case 'ai':
      return <Check kind="switch" label={name} checked={fields[field] ?? field === 'editable'} onChange={(event) => set({ [field]: event.target.checked })} />;
    case 'axis':
      // An axis stands on the variant level, or publishing refuses it.
      return (
        <Check
          kind="switch"
          label={name}
          checked={fields.axis ?? false}
          onChange={(event) => set({ axis: event.target.checked, ...(event.target.checked && fields.level !== 'variant' ? { level: 'variant' } : {}) })}
        />
      );
    case 'languages':
      return (
        <SetOf
          label={name}
          options={[
            { value: 'ru', label: 'RU' },
            { value: 'en', label: 'EN' },
          ]}
          chosen={fields.languages ?? []}
          onChange={(languages) => set({ languages })}
        />
      );
    case 'units':
      return (
        <SetOf
          label={name}
          hint={fields.units ? undefined : t('anyUnit')}
          options={family.map((one) => ({ value: one.code, label: one[locale] }))}
          chosen={fields.units ?? []}
          onChange={(units) => set({ units: units.length > 0 ? units : null })}
        />
      );
    case 'options':
      return (
        <>
          {opener(fields.options ? text('options', fields.options, attribute) : t('all'), t('chooseOptions'))}
          {dialog ? (
            <OptionsDialog attribute={attribute} chosen={fields.options ?? null} onClose={() => setDialog(false)} onApply={(options) => done({ options })} />
          ) : null}
        </>
      );
    case 'limits':
      return (
        <>
          {opener(fields.limits && fields.limits.length > 0 ? text('limits', fields.limits, attribute) : t('limitsCount', { count: 0 }), t('editLimits'))}
          {dialog ? (
            <LimitsDialog
              shown={shown}
              cells={cells}
              names={names}
              onClose={() => setDialog(false)}
              onApply={(limits) => done({ limits: limits.length > 0 ? limits : null })}
            />
          ) : null}
        </>
      );
    case 'min':
    case 'max': {
      const base = fields[field];
      return (
        <NumberBox
          label={name}
          after={unit?.[locale]}
          value={base === undefined ? null : fromBase(base, unit)}
          least={fromBase(FIELD_BOUNDS[field][0], unit)}
          most={fromBase(FIELD_BOUNDS[field][1], unit)}
          problem={
            endOf(shown) === field
              ? (boundsProblem(fields, attribute.unitFamily, { min: setAt(shown, 'min'), max: setAt(shown, 'max') })?.[locale] ?? null)
              : null
          }
          onCommit={(next) => set({ [field]: next === null ? null : baseOf(next, unit) })}
        />
      );
    }
    case 'maxLength':
    case 'maxValues':
    case 'facetPosition':
    case 'position':
      return (
        <NumberBox
          label={name}
          whole
          least={FIELD_BOUNDS[field][0]}
          most={FIELD_BOUNDS[field][1]}
          value={fields[field] ?? null}
          onCommit={(next) => set({ [field]: next })}
        />
      );
    case 'pattern':
      return (
        <TextBox
          label={name}
          value={fields.pattern ?? ''}
          check={(pattern) => (compiles(pattern) ? null : t('patternWrong'))}
          onCommit={(pattern) => set({ pattern: pattern || null })}
        />
      );
  }
}

/** Ends that leave no value between them are told where the hand was: at the end that the draft changes. */
const endOf = (shown: ShownCell): 'min' | 'max' => (shown.changed.has('max') && !shown.changed.has('min') ? 'max' : 'min');
/** The category that set an end of a cell; null: this one. */
const setAt = ({ own, cell }: ShownCell, end: 'min' | 'max'): Label | null => (own.has(end) ? null : (cell.origins[end] ?? null));

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** A few choices, any number of them. */
function SetOf<T extends string>({
  label,
  hint,
  options,
  chosen,
  onChange,
}: {
  label: string;
  hint?: string | undefined;
  options: readonly { value: T; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: T[]) => void;
}): ReactNode {
  return (
    <fieldset className={classes.set}>
      <legend className={classes.label}>
        {label} {hint ? <span className={classes.hint}>{hint}</span> : null}
      </legend>
      <div className={classes.checks}>
        {options.map((option) => (
          <Check
            key={option.value}
            label={option.label}
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              onChange(options.map((one) => one.value).filter((one) => (one === option.value ? event.target.checked : chosen.includes(one))))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
