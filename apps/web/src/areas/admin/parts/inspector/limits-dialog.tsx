import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import type { ValueLimit } from '@yarmarka/taxonomy/schemas';
import { Button, Dialog, icon16, IconButton } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import type { ShownCell } from '../cell-model.ts';
import type { FieldNames } from '../field-text.ts';
import { useLabel } from '../label.ts';
import { ConditionBuilder, tokensText } from './condition-builder.tsx';
import { ConditionFaults, contradicts } from './condition-faults.tsx';
import { type Built, conditionOf, linesOf } from './condition-lines.ts';
import classes from './dialogs.module.css';
import { OptionsDialog } from './options-dialog.tsx';
import { usePickedNames } from './picked-names.ts';

type Draft = { readonly id: number; readonly built: Built; readonly then: readonly number[] };

/** "When the condition holds, only these options": any number of such limits. */
export function LimitsDialog({
  shown,
  cells,
  names,
  onApply,
  onClose,
}: {
  shown: ShownCell;
  cells: readonly ShownCell[];
  names: FieldNames;
  onApply: (limits: readonly ValueLimit[]) => void;
  onClose: () => void;
}): ReactNode {
  const t = useTranslations('admin.limits');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const [limits, setLimits] = useState<readonly Draft[]>(() =>
    (shown.fields.limits ?? []).map((limit, id) => ({ id, built: linesOf(limit.if), then: limit.then })),
  );
  const [picking, setPicking] = useState<number | null>(null);
  const complete = limits.flatMap(({ built, then }) => {
    const condition = conditionOf(built);
    return condition && then.length > 0 ? [{ if: condition, then: [...then] }] : [];
  });
  // What keeps the limits from being set: the first of it, in words.
  const missing = limits.flatMap(({ built, then }, at) => {
    const condition = conditionOf(built);
    const index = String(at + 1);
    if (!condition) return [t('lacksCondition', { index })];
    if (contradicts(condition)) return [t('neverHolds', { index })];
    return then.length === 0 ? [t('lacksValues', { index })] : [];
  })[0];
  const allowed = shown.fields.options && new Set(shown.fields.options);
  const known = usePickedNames(
    names,
    complete.map((one) => one.if),
    limits.flatMap((one) => one.then.slice(0, 3)),
  );
  const limitFaults = ({ built, then }: Draft): ReactNode => {
    const condition = conditionOf(built);
    return (
      <>
        {condition ? <ConditionFaults condition={condition} cells={cells} /> : null}
        {allowed && then.length > 0 && !then.some((token) => allowed.has(token)) ? (
          <p role="alert" className={classes.fault}>
            {t('noneAllowed')}
          </p>
        ) : null}
      </>
    );
  };
  const change = (id: number, next: Partial<Draft>) => setLimits(limits.map((one) => (one.id === id ? { ...one, ...next } : one)));
  const picked = limits.find((one) => one.id === picking);
  return (
    <Dialog
      title={t('title', { name: label(shown.cell.attribute) })}
      closeLabel={common('close')}
      onClose={onClose}
      width={720}
      side="top"
      footer={
        <Button look="main" disabled={missing !== undefined} onClick={() => onApply(complete)}>
          {t('apply')}
        </Button>
      }
    >
      <p className={classes.note}>{t('intro')}</p>
      <ol role="list" className={classes.limits}>
        {limits.map((limit, index) => (
          <li key={limit.id} className={classes.limit}>
            <h3>
              {t('when')}
              <IconButton label={t('remove', { index: String(index + 1) })} size="s" onClick={() => setLimits(limits.filter((one) => one.id !== limit.id))}>
                <IconTrash {...icon16} />
              </IconButton>
            </h3>
            <ConditionBuilder built={limit.built} onChange={(built) => change(limit.id, { built })} shown={shown} cells={cells} names={known} />
            <div className={classes.inline}>
              <span>{t('then')}</span>
              <Button onClick={() => setPicking(limit.id)}>{limit.then.length === 0 ? t('chooseValues') : tokensText(limit.then, known, label)}</Button>
            </div>
            {limitFaults(limit)}
          </li>
        ))}
      </ol>
      <Button
        size="s"
        icon={<IconPlus {...icon16} />}
        onClick={() => setLimits([...limits, { id: Math.max(-1, ...limits.map((one) => one.id)) + 1, built: linesOf(undefined), then: [] }])}
      >
        {t('add')}
      </Button>
      {missing === undefined ? null : (
        <p role="status" className={classes.missing}>
          {missing}
        </p>
      )}
      {picked ? (
        <OptionsDialog
          attribute={shown.cell.attribute}
          chosen={picked.then}
          mustChoose
          onClose={() => setPicking(null)}
          onApply={(then) => {
            setPicking(null);
            change(picked.id, { then: then ?? [] });
          }}
        />
      ) : null}
    </Dialog>
  );
}
