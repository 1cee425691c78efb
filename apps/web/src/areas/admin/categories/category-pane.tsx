import { IconDots, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, Check, EmptyState, icon16, icon20, IconButton, Menu, PageHeader, SkeletonText, useShortcuts, Dialog } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { shownCells } from '../parts/cell-model.ts';
import { type DraftEdit, useDraft, useDraftCells } from '../parts/draft.ts';
import { withDraftAbove } from '../parts/draft-above.ts';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import { type Created, newCategories } from '../parts/new-categories.ts';
import { SearchField } from '../parts/search-field.tsx';
import type { CategoryInfo, Cell } from '../parts/types.ts';
import { useUrlState } from '../parts/url-state.ts';
import { AddAttribute } from './add-attribute.tsx';
import classes from './categories.module.css';
import { CreateDialog, RenameDialog } from './category-dialogs.tsx';
import { MergeCategoryDialog, MoveChildrenDialog, MoveDialog, useReorder } from './place-dialogs.tsx';
import { Inspector } from '../parts/inspector/inspector.tsx';
import { useCategoryNames } from '../parts/inspector/names.ts';
import { SchemaTable, sectionsOf } from './schema-table.tsx';
import { useTakeOut } from '../parts/use-take-out.ts';
import { mergedAway, standsElsewhere } from './draft-tree.ts';
import { useDraftTree } from './use-draft-tree.ts';

const WIDE = '(min-width: 1240px)';
const subscribe = (listener: () => void): (() => void) => {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

interface PaneProps {
  readonly id: number;
  readonly edit: (edit: DraftEdit) => void;
  /** Called with the key of a category that was put into the draft. */
  readonly onCreate: (key: string) => void;
}

/** One category, published or in my draft only. */
export function CategoryPane(props: PaneProps): ReactNode {
  const t = useTranslations('admin.categories');
  const { held, stored, tree } = useDraftTree();
  const created = newCategories(held).get(props.id);
  const [wasNew] = useState(created !== undefined);
  // Taken out of the draft while it was open.
  if (wasNew && !created && !stored.some((node) => node.id === props.id)) return <EmptyState title={t('pickTitle')} text={t('pickText')} />;
  return created || (standsElsewhere(stored, tree, props.id) && !mergedAway(held).has(props.id)) ? (
    <DraftPane {...props} created={created} />
  ) : (
    <PublishedPane {...props} />
  );
}

function PublishedPane(props: PaneProps): ReactNode {
  const trpc = useTRPC();
  const { data: category } = useSuspenseQuery(trpc.taxonomy.category.queryOptions({ id: props.id }));
  const { data: cells } = useSuspenseQuery(trpc.taxonomy.effectiveCells.queryOptions({ categoryId: props.id }));
  const { data: parentCells } = useQuery(
    trpc.taxonomy.effectiveCells.queryOptions({ categoryId: category.parentId ?? 0 }, { enabled: category.parentId !== null }),
  );
  return <Pane {...props} category={category} cells={cells} parentCells={category.parentId === null ? [] : parentCells} />;
}

/** A category that my draft creates or puts elsewhere, as its place there makes it. */
function DraftPane(props: PaneProps & { readonly created: Created | undefined }): ReactNode {
  const trpc = useTRPC();
  const stamp = useDraftCells()?.structure ?? null;
  const draft = useDraft();
  const { data, error, refetch } = useQuery(
    trpc.taxonomy.draftCategory.queryOptions(
      { id: props.id, stamp: stamp ?? '' },
      { enabled: stamp !== null, staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData },
    ),
  );
  // The draft cannot be looked at as a whole: its review says why.
  if (error && !props.created) return <PublishedPane {...props} />;
  if (error) return <ListError error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={8} />;
  const { category, cells, parentCells } = data;
  const edits = new Map(draft?.changes.flatMap(({ target, change }) => (change.kind === 'rule' ? [[target, change.edit] as const] : [])));
  return (
    <Pane
      {...props}
      category={category}
      cells={withDraftAbove(cells, category.trail, edits, draft?.attributes)}
      parentCells={withDraftAbove(parentCells, category.trail.slice(0, -1), edits, draft?.attributes)}
    />
  );
}

interface Shown {
  readonly category: CategoryInfo;
  readonly cells: readonly Cell[];
  readonly parentCells: readonly Cell[] | undefined;
  /** Of a category that my draft creates. */
  readonly created?: Created | undefined;
}

/** Its numbers, its effective schema, and the cell that is open. */
function Pane({ id, edit, onCreate, category, cells, parentCells, created }: PaneProps & Shown): ReactNode {
  const t = useTranslations('admin.categories');
  const common = useTranslations('common');
  const label = useLabel();
  const trpc = useTRPC();
  const url = useUrlState();
  const wide = useSyncExternalStore(subscribe, () => window.matchMedia(WIDE).matches);
  const { data: groups } = useSuspenseQuery(trpc.taxonomy.groups.queryOptions());
  const draft = useDraft();
  const { stored, held, tree } = useDraftTree();
  const intoId = mergedAway(held).get(id);
  const into = tree.find((node) => node.id === intoId);
  const childCount = tree.filter((node) => node.parentId === category.id).length;
  const parent = category.parentId === null ? null : String(category.parentId);
  const [dialog, setDialog] = useState<'add' | 'create' | 'rename' | 'move' | 'children' | 'merge' | null>(null);
  const w = useTranslations('admin.work.tree');
  const reorder = useReorder(category, edit);
  const shown = useMemo(() => shownCells(id, cells, parentCells, draft), [id, cells, parentCells, draft]);
  const takeOut = useTakeOut(edit);
  const names = useCategoryNames(shown, groups);

  const query = url.get('f').toLowerCase();
  const onlyOwn = url.get('own') === '1';
  const visible = shown.filter(({ cell, change }) => {
    if (onlyOwn && cell.own === null && !change) return false;
    return query === '' || `${cell.attribute.ru} ${cell.attribute.en} ${cell.attribute.key}`.toLowerCase().includes(query);
  });
  const sections = sectionsOf(visible, groups, { noGroup: t('noGroup'), excluded: t('excludedGroup'), of: label });
  const order = sections.flatMap((section) => section.cells.map((one) => one.cell.attribute.no));
  const openNo = Number(url.get('a')) || null;
  const open = shown.find((one) => one.cell.attribute.no === openNo);
  const select = (no: number | null) => url.set({ a: no === null ? null : String(no) }, { replace: true });
  const showOpen = useEffectEvent(() => openNo !== null && document.querySelector(`[data-row="${openNo}"]`)?.scrollIntoView({ block: 'center' }));
  useEffect(() => void showOpen(), []);
  const step = (by: number) => {
    const at = openNo === null ? -1 : order.indexOf(openNo);
    const next = order[Math.max(0, Math.min(order.length - 1, at + by))];
    if (next === undefined) return;
    select(next);
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts(common('keys.list'), [
    { keys: 'j', label: common('keys.next'), run: () => step(1) },
    { keys: 'k', label: common('keys.previous'), run: () => step(-1) },
    { keys: 'alt+up', label: w('up'), run: () => reorder(-1) },
    { keys: 'alt+down', label: w('down'), run: () => reorder(1) },
    { keys: 'escape', label: common('keys.leave'), run: () => select(null), disabled: openNo === null },
  ]);

  const inForce = shown.filter((one) => one.state === 'in' || one.state === 'will-add');
  const numbers = [
    t('attributes', { count: inForce.length }),
    t('required', { count: inForce.filter((one) => one.fields.requirement === 'required').length }),
    t('filters', { count: inForce.filter((one) => one.fields.filterable).length }),
    t('axes', { count: inForce.filter((one) => one.fields.axis).length }),
    t('ownRules', { count: cells.filter((one) => one.own !== null).length }),
    ...(childCount > 0 ? [t('subcategories', { count: childCount })] : []),
  ];
  const inspector = open ? (
    <Inspector category={category} shown={open} cells={shown} names={names} groups={groups} edit={edit} onClose={() => select(null)} />
  ) : null;

  return (
    <>
      <Head title={label(category)} noindex />
      <PageHeader
        title={label(category)}
        crumbs={category.trail.slice(0, -1).map((one) => ({ label: label(one), href: paths.admin.categories({ c: one.id }) }))}
        lead={numbers.join(' · ')}
        actions={
          <>
            <Menu
              align="end"
              width={300}
              groups={[
                {
                  id: 'category',
                  items: [
                    { id: 'create', label: t('newCategory'), onSelect: () => setDialog('create') },
                    { id: 'rename', label: t('rename'), onSelect: () => setDialog('rename') },
                    { id: 'move', label: t('move'), onSelect: () => setDialog('move') },
                    ...(childCount > 0 ? [{ id: 'children', label: w('moveChildren'), onSelect: () => setDialog('children') }] : []),
                    { id: 'up', label: w('up'), keys: 'alt+up', onSelect: () => reorder(-1) },
                    { id: 'down', label: w('down'), keys: 'alt+down', onSelect: () => reorder(1) },
                    created
                      ? { id: 'out', label: t('takeOut.action'), onSelect: () => void takeOut(created).then((out) => out && url.set({ c: parent, a: null })) }
                      : { id: 'merge', label: w('merge'), onSelect: () => setDialog('merge') },
                  ],
                },
              ]}
              trigger={(trigger) => (
                <IconButton {...trigger} look="plain" label={t('more')}>
                  <IconDots {...icon20} />
                </IconButton>
              )}
            />
            <Button icon={<IconPlus {...icon16} />} onClick={() => setDialog('add')}>
              {t('addAttribute')}
            </Button>
          </>
        }
      />
      {created ? <p className={classes.draftOnly}>{t('draftOnly')}</p> : null}
      {into === undefined ? null : <p className={classes.draftOnly}>{t('mergedAway', { name: label(into) })}</p>}
      {standsElsewhere(stored, tree, id) && !created && into === undefined ? <p className={classes.draftOnly}>{t('movedHere')}</p> : null}
      <div className={classes.filters}>
        <div className={classes.findAttribute}>
          <SearchField label={t('findAttribute')} value={url.get('f')} shortcut={false} onChange={(f) => url.set({ f }, { replace: true })} />
        </div>
        <Check label={t('onlyOwn')} checked={onlyOwn} onChange={(event) => url.set({ own: event.target.checked ? '1' : null }, { replace: true })} />
      </div>
      <div className={classes.split}>
        <div className={classes.schema}>
          {sections.length > 0 ? (
            <SchemaTable sections={sections} selected={openNo} onSelect={select} />
          ) : shown.length > 0 ? (
            <p className={classes.nothing}>{t('noneMatch')}</p>
          ) : (
            <EmptyState
              title={t('noneTitle')}
              text={t('noneText')}
              action={
                <Button look="main" onClick={() => setDialog('add')}>
                  {t('addAttribute')}
                </Button>
              }
            />
          )}
          <p className={classes.legend}>{t('legend')}</p>
        </div>
        {inspector && wide ? <div className={classes.side}>{inspector}</div> : null}
      </div>
      {inspector && !wide && dialog === null ? (
        <Dialog side="right" width={440} bare title={open ? label(open.cell.attribute) : ''} closeLabel={common('actions.close')} onClose={() => select(null)}>
          {inspector}
        </Dialog>
      ) : null}
      {dialog === 'add' ? (
        <AddAttribute
          category={category}
          cells={shown}
          onClose={() => setDialog(null)}
          onAdd={(attribute, excluded) => {
            edit({
              save: [{ kind: 'rule', edit: { categoryId: id, attributeNo: attribute.no, op: 'set', fields: excluded ? { requirement: 'optional' } : {} } }],
              names: {
                categories: { [id]: { ru: category.ru, en: category.en } },
                attributes: { [attribute.no]: { ru: attribute.ru, en: attribute.en, type: attribute.type, unitFamily: attribute.unitFamily, unit: null } },
              },
            });
            setDialog(null);
            url.set({ a: String(attribute.no), f: null, own: null }, { replace: true });
          }}
        />
      ) : null}
      {dialog === 'create' ? <CreateDialog parent={category} onCreate={onCreate} onClose={() => setDialog(null)} /> : null}
      {dialog === 'rename' ? <RenameDialog category={category} created={created} edit={edit} onClose={() => setDialog(null)} /> : null}
      {dialog === 'children' ? <MoveChildrenDialog category={category} edit={edit} onClose={() => setDialog(null)} /> : null}
      {dialog === 'merge' ? <MergeCategoryDialog category={category} edit={edit} onClose={() => setDialog(null)} /> : null}
      {dialog === 'move' ? <MoveDialog category={category} edit={edit} onClose={() => setDialog(null)} /> : null}
    </>
  );
}
