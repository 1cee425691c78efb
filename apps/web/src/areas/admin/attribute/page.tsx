import { IconDots, IconPencil } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { CELL_FIELDS, UNITS } from '@yarmarka/taxonomy/schemas';
import {
  Anchor,
  Button,
  ButtonLink,
  type Column,
  confirm,
  DataTable,
  EmptyState,
  IconButton,
  icon16,
  icon20,
  Menu,
  PageHeader,
  StatusBadge,
  toast,
} from '@yarmarka/ui';
import type { inferRouterOutputs } from '@trpc/server';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { notFound } from '../../../lib/errors.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { useDraft, useDraftEdits } from '../parts/draft.ts';
import { tableState } from '../parts/keyset.ts';
import { joinEdit } from '../parts/join-edit.ts';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from '../parts/lists.module.css';
import { useDictionaryNews } from '../parts/dictionary-news.ts';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import { EditAttribute } from './edit-attribute.tsx';
import { Drafted, draftedOf } from './drafted.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { OptionDialog } from './option-dialog.tsx';
import { Options } from './options.tsx';
import { TypeDialog } from './type-dialog.tsx';
import { isNumeric } from '../parts/type-fields.tsx';

type Outputs = inferRouterOutputs<AppRouter>;
type Use = Outputs['operations']['attributeUses']['items'][number];

export const loader = loadWith(({ trpc, queryClient }, { params }) => {
  if (!/^\d{1,6}$/.test(params.no ?? '')) throw notFound();
  return ensure(queryClient, trpc.taxonomy.attribute.queryOptions({ no: Number(params.no) }));
});

/** One attribute: its words, its options, and the categories that set it. */
export function Page(): ReactNode {
  useDictionaryNews();
  const t = useTranslations('admin.dictionary.attribute');
  const types = useTranslations('taxonomy.type');
  const locale = useLocale();
  const label = useLabel();
  const no = Number(useParams().no);
  const { data: attribute } = useSuspenseQuery(useTRPC().taxonomy.attribute.queryOptions({ no }));
  const [dialog, setDialog] = useState<'edit' | 'option' | 'type' | 'merge' | null>(null);
  const w = useTranslations('admin.work');
  const trpc = useTRPC();
  const { edit } = useDraftEdits();
  const target = useQuery(trpc.taxonomy.attribute.queryOptions({ no: attribute.mergedInto ?? 0 }, { enabled: attribute.mergedInto !== null })).data;
  const own = attribute.no >= 100;
  const draft = useDraft();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const drafted = attribute.changeSetId !== null;
  // Only the one whose draft it is edits it; once the draft is published it is an attribute like any other.
  const mine = !drafted || draft?.id === attribute.changeSetId;
  // What the draft retires or merges away is not changed once more: it is taken out of the draft first.
  const leaves = draftedOf(draft, no).some(
    ({ change }) => change.kind === 'attribute_merge' || (change.kind === 'attribute_edit' && change.edit.retired === true),
  );
  const takeOut = async () => {
    if (!(await confirm({ title: t('takeOutTitle', { name: label(attribute) }), text: t('takeOutNote'), action: t('takeOut') }))) return;
    edit({ remove: [`attribute:${attribute.key}`] });
    queryClient.removeQueries(trpc.taxonomy.attribute.queryFilter({ no }));
    await navigate(paths.admin.dictionary());
  };
  const retire = async (retired: boolean) => {
    const sure = retired ? await confirm({ title: w('retire.title', { name: label(attribute) }), text: w('retire.note'), action: w('toDraft') }) : true;
    if (!sure) return;
    const held = draft?.changes.map(({ change }) => change) ?? [];
    edit({ save: [joinEdit({ kind: 'attribute_edit', edit: { no, retired } }, held)] });
    toast({ tone: 'success', text: w('inDraft') });
  };
  const units = UNITS.filter((unit) => unit.family === attribute.unitFamily).map((unit) => unit[locale]);
  const facts = [
    { label: t('facts.key'), value: <code>{attribute.key}</code> },
    { label: t('facts.type'), value: types(attribute.type) },
    ...(attribute.listKey ? [{ label: t('facts.list'), value: <code>{attribute.listKey}</code> }] : []),
    ...(units.length > 0 ? [{ label: t('facts.unit'), value: units.join(', ') }] : []),
    { label: t('facts.description'), value: label({ ru: attribute.descriptionRu, en: attribute.descriptionEn }) || '—' },
    { label: t('facts.categories'), value: t('categoriesCount', { count: attribute.categories }) },
  ];
  return (
    <>
      <Head title={label(attribute)} noindex />
      <MatrixBar />
      <PageHeader
        title={label(attribute)}
        crumbs={[{ label: t('back'), href: paths.admin.dictionary() }]}
        meta={
          <span className={classes.named}>
            <span className={classes.quiet}>{t('number', { no: String(no) })}</span>
            {drafted ? (
              <Anchor href={paths.admin.changeSet(attribute.changeSetId ?? 0)}>
                <StatusBadge tone="changed">{mine ? t('draftNew') : t('draftTheirs')}</StatusBadge>
              </Anchor>
            ) : null}
            {attribute.retired ? <StatusBadge tone="quiet">{w('retired')}</StatusBadge> : null}
            {target ? <Anchor href={paths.admin.attribute(target.no)}>{w('mergedInto', { name: label(target) })}</Anchor> : null}
          </span>
        }
        lead={label({ ru: attribute.en, en: attribute.ru })}
        actions={
          <>
            <Menu
              align="end"
              width={290}
              groups={[
                {
                  id: 'work',
                  items: drafted
                    ? [{ id: 'out', label: t('takeOut'), danger: true, disabled: !mine, onSelect: () => void takeOut() }]
                    : attribute.retired
                      ? [{ id: 'back', label: w('retire.back'), onSelect: () => void retire(false) }]
                      : [
                          {
                            id: 'type',
                            label: w(isNumeric(attribute.type) ? 'type.actionUnit' : 'type.action'),
                            disabled: !own || leaves,
                            onSelect: () => setDialog('type'),
                          },
                          { id: 'merge', label: w('merge.action'), disabled: !own || leaves, onSelect: () => setDialog('merge') },
                          { id: 'retire', label: w('retire.action'), danger: true, disabled: !own || leaves, onSelect: () => void retire(true) },
                        ],
                },
              ]}
              trigger={(trigger) => (
                <IconButton {...trigger} look="plain" label={w('menu')}>
                  <IconDots {...icon20} />
                </IconButton>
              )}
            />
            <Button icon={<IconPencil {...icon16} />} disabled={!mine} onClick={() => setDialog('edit')}>
              {t('edit')}
            </Button>
          </>
        }
      />
      {drafted ? null : <Drafted attribute={attribute} />}
      <dl className={classes.facts}>
        {facts.map((fact) => (
          <FactRow key={fact.label} {...fact} />
        ))}
      </dl>
      <div className={classes.columns}>
        {attribute.type === 'list' && attribute.listKey !== null ? <Options key={no} attribute={attribute} onAdd={() => setDialog('option')} /> : null}
        <Uses no={no} />
      </div>
      {dialog === 'edit' ? <EditAttribute attribute={attribute} onClose={() => setDialog(null)} /> : null}
      {dialog === 'type' ? <TypeDialog attribute={attribute} onClose={() => setDialog(null)} /> : null}
      {dialog === 'merge' ? <MergeDialog attribute={attribute} onClose={() => setDialog(null)} /> : null}
      {dialog === 'option' ? <OptionDialog attribute={attribute} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

const FactRow = ({ label, value }: { label: string; value: ReactNode }): ReactNode => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
);

function Uses({ no }: { no: number }): ReactNode {
  const t = useTranslations('admin.dictionary.attribute');
  const fields = useTranslations('taxonomy.field');
  const label = useLabel();
  const navigate = useNavigate();
  const query = useInfiniteQuery(useTRPC().operations.attributeUses.infiniteQueryOptions({ no }, { getNextPageParam: (page) => page.next }));
  const columns: readonly Column<Use>[] = [
    {
      id: 'category',
      header: t('usesColumns.category'),
      width: 'minmax(180px, 2fr)',
      phone: 'title',
      cell: (row) => (
        <Anchor href={paths.admin.categories({ c: row.id, a: no })} data-tip={row.trail.map(label).join(' › ') || undefined}>
          {label(row)}
        </Anchor>
      ),
    },
    {
      id: 'op',
      header: t('usesColumns.op'),
      width: '110px',
      phone: 'value',
      cell: (row) => (
        <StatusBadge bare tone={row.op === 'set' ? 'success' : 'quiet'}>
          {t(row.op)}
        </StatusBadge>
      ),
    },
    {
      id: 'fields',
      header: t('usesColumns.fields'),
      width: 'minmax(120px, 2fr)',
      cell: (row) =>
        CELL_FIELDS.filter((field) => row.fields[field] !== undefined)
          .map((field) => fields(field).toLowerCase())
          .join(', '),
    },
    { id: 'below', header: t('usesColumns.below'), width: '130px', align: 'end', cell: (row) => t('categoriesCount', { count: row.below }) },
  ];
  return (
    <section className={classes.section} aria-label={t('uses')}>
      <div className={classes.head}>
        <h2>{t('uses')}</h2>
        <span className={classes.note}>{t('usesHint')}</span>
      </div>
      <DataTable
        label={t('uses')}
        columns={columns}
        {...tableState(query)}
        height={460}
        rowId={(row) => String(row.id)}
        rowName={label}
        onOpen={(row) => void navigate(paths.admin.categories({ c: row.id, a: no }))}
        empty={<EmptyState title={t('noUses')} action={<ButtonLink href={paths.admin.categories()}>{t('toCategories')}</ButtonLink>} />}
        error={query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined}
      />
    </section>
  );
}
