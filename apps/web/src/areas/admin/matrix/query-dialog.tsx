import { useTranslations } from '@yarmarka/i18n/react';
import { CELL_STATES, type CellAt, type CellQuery, type CellState, selectCells } from '@yarmarka/taxonomy/schemas';
import { IconBinaryTree2 } from '@tabler/icons-react';
import { Button, Check, Dialog, icon16 } from '@yarmarka/ui/plain';
import { type ReactNode, useMemo, useState } from 'react';
import { useLabel } from '../parts/label.ts';
import { type Choice, PickBox } from './pick-box.tsx';
import { branchOf, trailOf } from './tree-index.ts';
import type { Matrix } from './use-matrix.ts';
import { countAttributes } from './view.ts';
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
  const [picking, setPicking] = useState<'branch' | 'attribute' | null>(null);
  const branch = query.under === null ? undefined : matrix.tree.order[matrix.tree.at.get(query.under) ?? -1];
  const branches = useMemo<Choice[]>(
    () => [
      { id: '', label: t('wholeMatrix') },
      ...matrix.tree.order.map((node) => ({
        id: String(node.id),
        label: label(node),
        hint: trailOf(matrix.tree, node.id).slice(0, -1).map(label).join(' › '),
        keywords: [node.ru, node.en, node.key],
      })),
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- labels follow the language, with which the page is drawn anew
    [matrix.tree, t],
  );
  const found = useMemo(() => selectCells(matrix.grid, matrix.tree.order, query), [matrix.grid, matrix.tree, query]);
  // What no category of the branch has would select nothing.
  const counts = useMemo(() => countAttributes(matrix.grid, branchOf(matrix.tree, query.under)), [matrix.grid, matrix.tree, query.under]);
  const choices = useMemo(
    () => attributeChoices.filter((one) => counts.has(Number(one.id))).sort((a, b) => (counts.get(Number(b.id)) ?? 0) - (counts.get(Number(a.id)) ?? 0)),
    [attributeChoices, counts],
  );
  const toggle = (side: 'has' | 'lacks', state: CellState, on: boolean) => {
    const other = side === 'has' ? 'lacks' : 'has';
    setQuery({
      ...query,
      [side]: on ? [...query[side], state] : query[side].filter((one) => one !== state),
      [other]: query[other].filter((one) => one !== state),
    });
  };
  const categories = new Set(found.map(([id]) => id)).size;
  const nameOf = (no: number) => {
    const attribute = matrix.attributes.get(no);
    return attribute ? label(attribute) : `№ ${no}`;
  };
  const states = (list: readonly CellState[], joint: string) => list.map((state) => t(`query.words.${state}`)).join(` ${joint} `);
  const sentence = [
    query.leaves ? t('query.sentence.leaves') : t('query.sentence.categories'),
    branch ? t('query.sentence.under', { name: label(branch) }) : t('query.sentence.whole'),
    t('query.sentence.where', {
      attributes: query.attributes.length === 0 ? t('query.sentence.any') : query.attributes.map((no) => `«${nameOf(no)}»`).join(` ${t('query.sentence.or')} `),
    }),
    [
      ...(query.has.length > 0 ? [states(query.has, t('query.sentence.and'))] : []),
      ...(query.lacks.length > 0 ? [t('query.sentence.not', { states: states(query.lacks, t('query.sentence.nor')) })] : []),
    ].join(` ${t('query.sentence.and')} `) || t('query.sentence.used'),
  ]
    .join(' ')
    .replaceAll(' ,', ',');
  return (
    <Dialog
      title={t('query.title')}
      closeLabel={common('close')}
      onClose={onClose}
      width={620}
      side="top"
      footer={
        <Button look="main" disabled={found.length === 0} onClick={() => onSelect(found)}>
          {t('query.select', { cells: found.length })}
        </Button>
      }
    >
      <div className={classes.query}>
        <p className={classes.sentence} role="status">
          {sentence}: <strong>{t('query.found', { cells: found.length, categories })}</strong>
        </p>
        <div className={classes.chosenAttributes}>
          <span>{t('query.under')}</span>
          <Button
            size="s"
            icon={<IconBinaryTree2 {...icon16} />}
            aria-expanded={picking === 'branch'}
            onClick={() => setPicking(picking === 'branch' ? null : 'branch')}
          >
            {branch ? label(branch) : t('wholeMatrix')}
          </Button>
          {trail
            .filter((node) => node.id !== query.under)
            .map((node) => (
              <Button key={node.id} size="s" look="quiet" onClick={() => setQuery({ ...query, under: node.id })}>
                {label(node)}
              </Button>
            ))}
        </div>
        {picking === 'branch' ? (
          <PickBox
            label={t('findBranch')}
            choices={branches}
            nothing={t('nothing')}
            onPick={(choice) => {
              setQuery({ ...query, under: choice.id === '' ? null : Number(choice.id) });
              setPicking(null);
            }}
          />
        ) : null}
        <Check label={t('query.leaves')} checked={query.leaves} onChange={(event) => setQuery({ ...query, leaves: event.target.checked })} />
        <div className={classes.chosenAttributes}>
          <span>{t('query.attributes')}</span>
          {query.attributes.length === 0 ? <span className={classes.quiet}>{t('query.anyAttribute')}</span> : null}
          {query.attributes.map((no) => {
            const name = nameOf(no);
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
          <Button size="s" look="quiet" aria-expanded={picking === 'attribute'} onClick={() => setPicking(picking === 'attribute' ? null : 'attribute')}>
            {t('query.addAttribute')}
          </Button>
        </div>
        {picking === 'attribute' ? (
          <PickBox
            label={t('query.addAttribute')}
            choices={choices}
            nothing={t('nothing')}
            onPick={(choice) => {
              setQuery({ ...query, attributes: [...new Set([...query.attributes, Number(choice.id)])] });
              setPicking(null);
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
