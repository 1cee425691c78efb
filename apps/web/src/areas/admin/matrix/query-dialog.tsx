import { useTranslations } from '@yarmarka/i18n/react';
import { CELL_STATES, type CellAt, type CellQuery, type CellState, selectCells } from '@yarmarka/taxonomy/schemas';
import { Button, Check, Dialog, SelectField } from '@yarmarka/ui/plain';
import { type ReactNode, useMemo, useState } from 'react';
import { useLabel } from '../parts/label.ts';
import { type Choice, PickBox } from './pick-box.tsx';
import { trailOf } from './tree-index.ts';
import type { Matrix } from './use-matrix.ts';
import classes from './matrix.module.css';

/** "Leaf categories under Clothing where Composition is filterable and not required": built from a few choices, counted while they are made. */
export function QueryDialog({
  matrix,
  categoryId,
  attributeNo,
  attributeChoices,
  onSelect,
  onClose,
}: {
  matrix: Matrix;
  /** The category and the attribute that the keys stand on. */
  categoryId: number | null;
  attributeNo: number | null;
  attributeChoices: readonly Choice[];
  onSelect: (cells: readonly CellAt[]) => void;
  onClose: () => void;
}): ReactNode {
  const t = useTranslations('admin.grid');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const trail = categoryId === null ? [] : trailOf(matrix.tree, categoryId);
  const [query, setQuery] = useState<CellQuery>({
    under: trail.at(0)?.id ?? null,
    leaves: true,
    attributes: attributeNo === null ? [] : [attributeNo],
    has: [],
    lacks: [],
  });
  const [picking, setPicking] = useState(false);
  const found = useMemo(() => selectCells(matrix.grid, matrix.tree.order, query), [matrix.grid, matrix.tree, query]);
  const toggle = (side: 'has' | 'lacks', state: CellState, on: boolean) => {
    const other = side === 'has' ? 'lacks' : 'has';
    setQuery({
      ...query,
      [side]: on ? [...query[side], state] : query[side].filter((one) => one !== state),
      [other]: query[other].filter((one) => one !== state),
    });
  };
  const categories = new Set(found.map(([id]) => id)).size;
  return (
    <Dialog
      title={t('query.title')}
      closeLabel={common('close')}
      onClose={onClose}
      width={620}
      side="top"
      footer={
        <>
          <span role="status" className={classes.quiet}>
            {t('query.found', { cells: found.length, categories })}
          </span>
          <Button look="main" disabled={found.length === 0} onClick={() => onSelect(found)}>
            {t('query.select', { cells: found.length })}
          </Button>
        </>
      }
    >
      <div className={classes.query}>
        <SelectField
          label={t('query.under')}
          value={query.under === null ? '' : String(query.under)}
          options={[
            { value: '', label: t('wholeMatrix') },
            ...trail.map((node, depth) => ({ value: String(node.id), label: `${'\u2003'.repeat(depth)}${label(node)}` })),
          ]}
          onChange={(event) => setQuery({ ...query, under: event.target.value === '' ? null : Number(event.target.value) })}
        />
        <Check label={t('query.leaves')} checked={query.leaves} onChange={(event) => setQuery({ ...query, leaves: event.target.checked })} />
        <div className={classes.chosenAttributes}>
          <span>{t('query.attributes')}</span>
          {query.attributes.length === 0 ? <span className={classes.quiet}>{t('query.anyAttribute')}</span> : null}
          {query.attributes.map((no) => {
            const attribute = matrix.attributes.get(no);
            const name = attribute ? label(attribute) : `№ ${no}`;
            return (
              <Button
                key={no}
                size="s"
                aria-label={t('query.without', { name })}
                onClick={() => setQuery({ ...query, attributes: query.attributes.filter((one) => one !== no) })}
              >
                {name} ×
              </Button>
            );
          })}
          <Button size="s" look="quiet" onClick={() => setPicking(!picking)}>
            {t('query.addAttribute')}
          </Button>
        </div>
        {picking ? (
          <PickBox
            label={t('query.addAttribute')}
            choices={attributeChoices}
            nothing={t('nothing')}
            onPick={(choice) => {
              setQuery({ ...query, attributes: [...new Set([...query.attributes, Number(choice.id)])] });
              setPicking(false);
            }}
          />
        ) : null}
        {(['has', 'lacks'] as const).map((side) => (
          <fieldset key={side} className={classes.states}>
            <legend>{t(`query.${side}`)}</legend>
            {CELL_STATES.map((state) => (
              <Check
                key={state}
                label={t(`query.states.${state}`)}
                checked={query[side].includes(state)}
                onChange={(event) => toggle(side, state, event.target.checked)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Dialog>
  );
}
