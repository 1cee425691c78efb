import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPackage, IconPlus } from '@tabler/icons-react';
import { CARD_STATUSES, type CardStatus, COMPLETENESS_BANDS, QUALITY_BANDS } from '@yarmarka/catalog/schemas';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { DataTable } from '@yarmarka/ui';
import {
  Button,
  ButtonLink,
  Dialog,
  EmptyState,
  ErrorPanel,
  FilterChips,
  icon20,
  icon32,
  PageHeader,
  TextField,
  toast,
  useShortcuts,
} from '@yarmarka/ui/plain';
import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useLive } from '../../../lib/live.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { CategoryPicker } from '../../../parts/category-picker/category-picker.tsx';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { useColumns } from './columns.tsx';

const TABS: readonly CardStatus[] = ['draft', 'in_moderation', 'changes_requested', 'published', 'rejected', 'archived'];
const PAGE = 50;
/** Short of something required: all bands but the first. */
const INCOMPLETE = COMPLETENESS_BANDS.filter((one) => one !== 'complete');
const BANDS = [...COMPLETENESS_BANDS, 'incomplete'] as const;

/** All products of the seller: filters in the address, rows as they come, the form one key away. */
export function Page(): ReactNode {
  const t = useTranslations('seller.products');
  const status = useTranslations('seller.card.status');
  const common = useTranslations('common.actions');
  const keys = useTranslations('common.keys');
  const locale = useLocale();
  const format = useFormats();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const errors = useErrorWords();
  const [params, setParams] = useSearchParams();
  const search = useRef<HTMLInputElement>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [picking, setPicking] = useState(false);
  const [text, setText] = useState(params.get('q') ?? '');
  const typed = useDeferredValue(text);

  const set = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: name === 'q', preventScrollReset: true },
    );
  useEffect(() => {
    if (typed !== (params.get('q') ?? '')) set('q', typed);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the address follows the box, not the other way round
  }, [typed]);

  const chosen = CARD_STATUSES.find((one) => one === params.get('status'));
  const band = BANDS.find((one) => one === params.get('completeness'));
  const grade = QUALITY_BANDS.find((one) => one === params.get('quality'));
  const missing = Number(params.get('missing')) || undefined;
  const invalid = params.get('invalid') === '1';
  const categoryId = Number(params.get('category')) || undefined;
  const query = params.get('q') ?? '';
  const filter = {
    ...(chosen && { status: [chosen] }),
    ...(band && { completeness: band === 'incomplete' ? INCOMPLETE : [band] }),
    ...(grade && { quality: [grade] }),
    ...(missing && { missing }),
    ...(invalid && { invalid: true as const }),
    ...(categoryId && { categoryId }),
    ...(query && { query }),
  };
  const list = useInfiniteQuery(
    trpc.catalog.cards.infiniteQueryOptions({ ...filter, limit: PAGE }, { getNextPageParam: (page) => page.next ?? undefined, initialCursor: null }),
  );
  const counted = useQuery(trpc.catalog.countCards.queryOptions(filter));
  const lacking = useQuery(trpc.catalog.missingAttributes.queryOptions(undefined, { staleTime: 60_000 })).data ?? [];
  const labelOfMissing = (no: number): string => lacking.find((one) => one.no === no)?.[locale] ?? `№ ${no}`;
  const tree = useQuery(trpc.taxonomy.tree.queryOptions(undefined, { staleTime: 600_000 }));
  const labelOfCategory = (id: number): string => {
    const node = tree.data?.find((one) => one.id === id);
    return node ? (locale === 'ru' ? node.ru : node.en) || node.ru || node.key : '…';
  };
  const columns = useColumns(labelOfCategory);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = () => {
    void queryClient.invalidateQueries(trpc.catalog.cards.pathFilter());
    void queryClient.invalidateQueries(trpc.catalog.countCards.pathFilter());
  };
  useLive('card.*', refresh);

  const nameOf = (row: (typeof rows)[number]) => (locale === 'ru' ? row.name.ru : row.name.en) || row.name.ru || row.name.en || t('unnamed');
  const filtered =
    chosen !== undefined || band !== undefined || grade !== undefined || missing !== undefined || invalid || categoryId !== undefined || query !== '';

  const archive = useMutation({
    mutationFn: async (ids: readonly number[]) => {
      const done = await Promise.allSettled(ids.map((cardId) => client.catalog.archiveCard.mutate({ cardId })));
      const failed = done.find((one) => one.status === 'rejected');
      if (failed && done.every((one) => one.status === 'rejected')) throw failed.reason;
      return done.filter((one) => one.status === 'fulfilled').length;
    },
    onSuccess: (count) => {
      setSelected(new Set());
      toast({ text: t('archived', { count }) });
      refresh();
    },
    onError: errors.toast,
  });
  const submit = useMutation({
    mutationFn: async (ids: readonly number[]) => {
      let sent = 0;
      for (const cardId of ids) {
        const { rowVersion } = await client.catalog.card.query({ cardId });
        const result = await client.catalog.submitCard.mutate({ cardId, rowVersion });
        if (result.status === 'submitted') sent += 1;
      }
      return { sent, failed: ids.length - sent };
    },
    onSuccess: (result) => {
      setSelected(new Set());
      toast({ tone: result.failed > 0 ? 'plain' : 'success', text: t('submitted', result) });
      refresh();
    },
    onError: errors.toast,
  });

  useShortcuts(keys('screen'), [
    { keys: 'n', label: t('add'), run: () => void navigate(paths.seller.newCard()) },
    { keys: '/', label: keys('search'), run: () => search.current?.focus() },
  ]);

  const empty = filtered ? (
    <EmptyState
      title={t('nothingTitle')}
      text={t('nothingText')}
      action={
        <Button
          onClick={() => {
            setText('');
            setParams({});
          }}
        >
          {t('clear')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={<IconPackage {...icon32} />}
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={
        <ButtonLink look="main" href={paths.seller.newCard()}>
          {t('add')}
        </ButtonLink>
      }
      secondary={<ButtonLink href={paths.seller.newImport()}>{t('emptyImport')}</ButtonLink>}
    />
  );
  const chip = (id: 'quality' | 'missing' | 'invalid', value: string) => ({
    id,
    label: t(`filters.${id}`),
    relation: t('filters.is'),
    value,
    name: value,
    onRemove: () => set(id, null),
  });
  const add = (id: string): void => {
    const [name, value] = id.split(':');
    if (id === 'category') setPicking(true);
    else if (name !== undefined && value !== undefined) set(name, value);
  };
  const chips = [
    ...(categoryId
      ? [
          {
            id: 'category',
            label: t('filters.category'),
            relation: t('filters.is'),
            value: labelOfCategory(categoryId),
            name: labelOfCategory(categoryId),
            onEdit: () => setPicking(true),
            onRemove: () => set('category', null),
          },
        ]
      : []),
    ...(band
      ? [
          {
            id: 'completeness',
            label: t('filters.completeness'),
            relation: t('filters.is'),
            value: t(`bands.${band}`),
            name: t(`bands.${band}`),
            onRemove: () => set('completeness', null),
          },
        ]
      : []),
    ...(grade ? [chip('quality', t(`grades.${grade}`))] : []),
    ...(missing ? [chip('missing', labelOfMissing(missing))] : []),
    ...(invalid ? [chip('invalid', t('invalid'))] : []),
  ];
  const total = counted.data;
  const drafts = (ids: ReadonlySet<string>) => rows.filter((row) => ids.has(String(row.id)) && (row.status === 'draft' || row.status === 'changes_requested'));

  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        title={t('title')}
        meta={total ? <span>{total.more ? `${format.number(total.count)}+` : t('count', { count: total.count })}</span> : null}
        actions={
          <>
            <ButtonLink href={paths.seller.newImport()}>{t('emptyImport')}</ButtonLink>
            <ButtonLink look="main" icon={<IconPlus {...icon20} />} href={paths.seller.newCard()}>
              {t('add')}
            </ButtonLink>
          </>
        }
        tabsLabel={t('columns.status')}
        tabs={[
          {
            label: t('all'),
            href: paths.seller.cards({ category: categoryId, completeness: band, quality: grade, missing, invalid: invalid ? 1 : undefined, q: query }),
            current: chosen === undefined,
          },
          ...TABS.map((one) => ({
            label: status(one),
            href: paths.seller.cards({
              status: one,
              category: categoryId,
              completeness: band,
              quality: grade,
              missing,
              invalid: invalid ? 1 : undefined,
              q: query,
            }),
            current: chosen === one,
          })),
        ]}
      />
      <FilterChips
        chips={chips}
        subject={t('subject')}
        available={[
          { id: 'category', label: t('columns.category') },
          ...BANDS.map((one) => ({ id: `completeness:${one}`, label: `${t('filters.completeness')}: ${t(`bands.${one}`)}` })),
          ...QUALITY_BANDS.map((one) => ({ id: `quality:${one}`, label: `${t('filters.quality')}: ${t(`grades.${one}`)}` })),
          ...lacking.map((one) => ({ id: `missing:${one.no}`, label: `${t('filters.missing')}: ${one[locale]} (${format.number(one.cards)})` })),
          { id: 'invalid:1', label: `${t('filters.invalid')}: ${t('invalid')}` },
        ]}
        onAdd={add}
        {...(chips.length > 0 && { onClear: () => setParams(chosen ? { status: chosen } : {}) })}
      >
        <TextField
          ref={search}
          label={t('search')}
          labelHidden
          type="search"
          placeholder={t('search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </FilterChips>
      <DataTable
        label={t('table')}
        columns={columns}
        rows={rows}
        rowId={(row) => String(row.id)}
        rowName={nameOf}
        rowHeight={48}
        loading={list.isPending}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onEnd={() => void list.fetchNextPage()}
        empty={empty}
        error={
          list.error ? <ErrorPanel text={errors.say(list.error)} actions={<Button onClick={() => void list.refetch()}>{common('retry')}</Button>} /> : undefined
        }
        selected={selected}
        onSelectedChange={setSelected}
        bulkActions={(ids) => {
          const ready = drafts(ids);
          return (
            <>
              {ready.length > 0 ? (
                <Button size="s" look="main" pending={submit.isPending} onClick={() => submit.mutate(ready.map((row) => row.id))}>
                  {t('submit', { count: ready.length })}
                </Button>
              ) : null}
              <Button size="s" look="danger" pending={archive.isPending} onClick={() => archive.mutate([...ids].map(Number))}>
                {t('archive', { count: ids.size })}
              </Button>
            </>
          );
        }}
        onOpen={(row) => void navigate(paths.seller.card(row.id))}
      />
      {picking ? (
        <Dialog title={t('chooseCategory')} closeLabel={common('close')} width={640} onClose={() => setPicking(false)}>
          <CategoryPicker
            autoFocus
            value={categoryId ?? null}
            onPick={(category) => {
              set('category', String(category.id));
            }}
            onConfirm={() => setPicking(false)}
          />
        </Dialog>
      ) : null}
    </>
  );
}
