import { useTranslations } from '@yarmarka/i18n/react';
import { sameValue } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { Button, Dialog } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { AttributeField } from '../../../parts/schema-form/attribute-field.tsx';
import type { CardEditor } from './use-card.ts';

const MOST = 100;

/** All combinations of the chosen values, one of each axis; axes without a choice stay out. */
export function combinationsOf(chosen: ReadonlyMap<number, readonly Value[]>): Attrs[] {
  let all: Record<string, Value>[] = [{}];
  for (const [no, values] of chosen) if (values.length > 0) all = all.flatMap((one) => values.map((value) => ({ ...one, [no]: value })));
  return chosen.size === 0 || all.every((one) => Object.keys(one).length === 0) ? [] : all;
}

type Props = {
  readonly editor: CardEditor;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly onAdd: (combinations: readonly Attrs[]) => Promise<void>;
};

/** Several values of each axis at once: every combination that is not there yet becomes a variant. */
export function AddVariants({ editor, closeLabel, onClose, onAdd }: Props): ReactNode {
  const { model, state, labels } = editor;
  const t = useTranslations('seller.card.variants');
  const cancel = useTranslations('common.actions')('cancel');
  const [chosen, setChosen] = useState<ReadonlyMap<number, readonly Value[]>>(new Map());
  const [pending, setPending] = useState(false);
  const there = (combination: Attrs) => state.variants.some((v) => Object.entries(combination).every(([no, value]) => sameValue(v.attrs[no], value)));
  const combinations = combinationsOf(chosen).filter((one) => !there(one));
  const tooMany = combinations.length > MOST;
  return (
    <Dialog
      title={t('addTitle')}
      closeLabel={closeLabel}
      width={520}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button
            look="main"
            pending={pending}
            disabled={combinations.length === 0 || tooMany}
            onClick={() => {
              setPending(true);
              void onAdd(combinations).finally(onClose);
            }}
          >
            {t('addCount', { count: combinations.length })}
          </Button>
        </>
      }
    >
      <p>{tooMany ? t('tooMany', { count: combinations.length }) : t('addText')}</p>
      <div style={{ display: 'grid', gap: 16, marginTop: 16 }}>
        {model.axes.map((axis) => (
          <AttributeField
            key={axis.no}
            model={model}
            // Several values are chosen here where a variant holds one.
            attribute={{ ...axis, rule: { ...axis.rule, maxValues: MOST } }}
            value={chosen.get(axis.no) as Value | undefined}
            required={false}
            labelOf={labels.labelOf}
            onLabel={labels.learn}
            onChange={(no, value) => setChosen((before) => new Map(before).set(no, Array.isArray(value) ? (value as readonly Value[]) : []))}
            onProblem={() => undefined}
          />
        ))}
      </div>
    </Dialog>
  );
}
