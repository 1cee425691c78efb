import { IconBinaryTree2, IconFilterSearch, IconLayoutSidebarRight, IconListDetails, IconSearch } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, FilterChips, type FilterChip, icon16, IconButton, Popover } from '@yarmarka/ui/plain';
import { ATTRIBUTE_TYPES } from '@yarmarka/taxonomy/schemas';
import { type ReactNode, useMemo, useState } from 'react';
import { useLabel } from '../parts/label.ts';
import { SearchField } from '../parts/search-field.tsx';
import type { AttributeType } from '../parts/types.ts';
import { type Choice, PickBox } from './pick-box.tsx';
import { LookMenu } from './look-menu.tsx';
import { SavedViews } from './saved-views.tsx';
import { trailOf } from './tree-index.ts';
import type { Lines } from './use-lines.ts';
import type { LookState } from './use-look.ts';
import type { Matrix } from './use-matrix.ts';
import type { View } from './view.ts';
import classes from './matrix.module.css';

type Add = 'rows' | 'having' | 'incomplete' | 'changed' | 'columns' | 'group' | 'type' | 'used' | 'unused' | 'all';

/** Branch, filters as a sentence, what is counted, and the doors to finding, selecting and the inspector. */
export function Toolbar({
  matrix,
  lines,
  view,
  change,
  onFind,
  onQuery,
  sideOpen,
  onSide,
  legendOpen,
  onLegend,
  look,
  onWidth,
  attributeChoices,
}: {
  matrix: Matrix;
  lines: Lines;
  view: View;
  change: (view: Partial<View>, replace?: boolean) => void;
  onFind: () => void;
  onQuery: () => void;
  sideOpen: boolean;
  onSide: () => void;
  legendOpen: boolean;
  onLegend: () => void;
  look: LookState;
  onWidth: (key: '[' | ']' | '=') => void;
  attributeChoices: readonly Choice[];
}): ReactNode {
  const t = useTranslations('admin.grid');
  const types = useTranslations('taxonomy.type');
  const label = useLabel();
  const [asking, setAsking] = useState<Add | null>(null);
  const { tree, attributes, groups } = matrix;
  const branch = view.branch === null ? undefined : tree.order[tree.at.get(view.branch) ?? -1];
  const branches = useMemo<Choice[]>(
    () => [
      { id: 'all', label: t('wholeMatrix'), hint: t('wholeHint', { categories: tree.order.length, attributes: attributes.size }) },
      ...tree.order
        .filter((_, line) => (tree.end[line] ?? 0) > line + 1)
        .map((node) => ({
          id: String(node.id),
          label: label(node),
          hint: trailOf(tree, node.id).slice(0, -1).map(label).join(' › '),
          keywords: [node.ru, node.en],
        })),
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- labels follow the language, with which the page is drawn anew
    [tree, attributes.size, t],
  );
  const nameOf = (no: number) => {
    const found = attributes.get(no);
    return found ? label(found) : `№ ${no}`;
  };
  const groupName = (key: string) => {
    const found = groups.find((group) => group.key === key);
    return found ? label(found) : t('noGroup');
  };
  const is = t('is');
  const chip = (id: string, subject: string, value: string, onRemove: () => void, relation = is, onEdit?: () => void): FilterChip => ({
    id,
    label: subject,
    relation,
    value,
    name: `${subject} ${relation} ${value}`,
    onRemove,
    ...(onEdit ? { onEdit } : {}),
  });
  const chips: FilterChip[] = [
    ...(view.rowQuery
      ? [
          chip(
            'rows',
            t('category'),
            `«${view.rowQuery}»`,
            () => change({ rowQuery: '' }),
            t('holds'),
            () => setAsking('rows'),
          ),
        ]
      : []),
    ...view.having.map((no) =>
      chip(`has-${no}`, t('category'), nameOf(no), () => change({ having: view.having.filter((one) => one !== no) }), t('hasAttribute')),
    ),
    ...(view.incomplete ? [chip('incomplete', t('cards'), t('incomplete'), () => change({ incomplete: false }))] : []),
    ...(view.changed ? [chip('changed', t('category'), t('changed'), () => change({ changed: false }))] : []),
    ...(view.columnQuery
      ? [
          chip(
            'columns',
            t('attribute'),
            `«${view.columnQuery}»`,
            () => change({ columnQuery: '' }),
            t('holds'),
            () => setAsking('columns'),
          ),
        ]
      : []),
    ...(view.group
      ? [
          chip(
            'group',
            t('group'),
            groupName(view.group),
            () => change({ group: '' }),
            is,
            () => setAsking('group'),
          ),
        ]
      : []),
    ...(view.type
      ? [
          chip(
            'type',
            t('type'),
            types(view.type),
            () => change({ type: '' }),
            is,
            () => setAsking('type'),
          ),
        ]
      : []),
    ...(view.use ? [chip('use', t('attribute'), t(`use.${view.use}`), () => change({ use: '' }))] : []),
  ];
  const add = (id: string) => {
    const one = id as Add;
    if (one === 'incomplete' || one === 'changed') change({ [one]: true });
    else if (one === 'used' || one === 'unused' || one === 'all') change({ use: one });
    else setAsking(one);
  };
  const close = () => setAsking(null);
  return (
    <div className={classes.toolbar}>
      <FilterChips
        subject={t('subject')}
        chips={chips}
        available={(['rows', 'having', 'incomplete', 'changed', 'columns', 'group', 'type', 'used', 'unused', 'all'] as const).map((id) => ({
          id,
          label: t(`add.${id}`),
        }))}
        onAdd={add}
        onClear={() => change({ rowQuery: '', having: [], incomplete: false, changed: false, columnQuery: '', group: '', type: '', use: '' })}
        count={t('count', { rows: lines.matches, columns: lines.columns.length })}
      >
        <Popover
          label={t('branch')}
          width={420}
          trigger={(props) => (
            <Button {...props} icon={<IconBinaryTree2 {...icon16} />} aria-label={`${t('branch')}: ${branch ? label(branch) : t('wholeMatrix')}`}>
              {branch ? label(branch) : t('wholeMatrix')}
            </Button>
          )}
        >
          {(done) => (
            <PickBox
              label={t('findBranch')}
              choices={branches}
              nothing={t('nothing')}
              onPick={(choice) => {
                done();
                change({ branch: choice.id === 'all' ? null : Number(choice.id) });
              }}
            />
          )}
        </Popover>
      </FilterChips>
      <div className={classes.tools}>
        <SavedViews look={look} />
        <LookMenu {...look} onWidth={onWidth} />
        <IconButton label={t('find')} keys="mod+f" onClick={onFind}>
          <IconSearch {...icon16} />
        </IconButton>
        <IconButton label={t('query.open')} keys="q" onClick={onQuery}>
          <IconFilterSearch {...icon16} />
        </IconButton>
        <IconButton label={t('side.legend')} keys="l" aria-pressed={legendOpen} onClick={onLegend}>
          <IconListDetails {...icon16} />
        </IconButton>
        <IconButton label={sideOpen ? t('side.close') : t('side.open')} keys="i" aria-pressed={sideOpen} onClick={onSide}>
          <IconLayoutSidebarRight {...icon16} />
        </IconButton>
      </div>
      {asking === null ? null : (
        <div className={classes.asking}>
          {asking === 'rows' ? (
            <SearchField label={t('add.rows')} value={view.rowQuery} shortcut={false} onChange={(rowQuery) => change({ rowQuery }, true)} />
          ) : null}
          {asking === 'columns' ? (
            <SearchField label={t('add.columns')} value={view.columnQuery} shortcut={false} onChange={(columnQuery) => change({ columnQuery }, true)} />
          ) : null}
          {asking === 'having' ? (
            <PickBox
              label={t('add.having')}
              choices={attributeChoices}
              nothing={t('nothing')}
              onPick={(choice) => {
                change({ having: [...new Set([...view.having, Number(choice.id)])] });
                close();
              }}
            />
          ) : null}
          {asking === 'group' ? (
            <Options
              options={[...groups.map((group) => ({ id: group.key, label: label(group) })), { id: '-', label: t('noGroup') }]}
              onPick={(group) => {
                change({ group });
                close();
              }}
            />
          ) : null}
          {asking === 'type' ? (
            <Options
              options={ATTRIBUTE_TYPES.map((type) => ({ id: type, label: types(type) }))}
              onPick={(type) => {
                change({ type: type as AttributeType });
                close();
              }}
            />
          ) : null}
          <Button size="s" look="quiet" onClick={close}>
            {t('done')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Options({ options, onPick }: { options: readonly { id: string; label: string }[]; onPick: (id: string) => void }): ReactNode {
  return (
    <div className={classes.options}>
      {options.map((option) => (
        <Button key={option.id} size="s" onClick={() => onPick(option.id)}>
          {option.label}
        </Button>
      ))}
    </div>
  );
}
