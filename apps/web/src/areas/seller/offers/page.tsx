import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { IconTag } from '@tabler/icons-react';
import type { inferRouterOutputs } from '@trpc/server';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { type Column, DataTable } from '@yarmarka/ui';
import { Anchor, Button, ButtonLink, EmptyState, ErrorPanel, FilterChips, icon32, PageHeader, StatusBadge, TextField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useLive } from '../../../lib/live.ts';
import { type AppRouter, useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { parseMoney, parsePieces, typedMoney } from '../parts/figures.ts';
import { FigureCell } from './figure-cell.tsx';

type Row = inferRouterOutputs<AppRouter>['offers']['list']['items'][number];
type State = 'buyable' | 'not_active' | 'card_unavailable' | 'seller_not_approved' | 'out_of_stock' | 'blocked' | 'draft';

const stateOf = (row: Row): State => (row.status === 'blocked' || row.status === 'draft' ? row.status : (row.notBuyable ?? 'buyable'));

/** Prices and stock of all offers, edited right in the table. */
export function Page(): ReactNode {
  const t = useTranslations('seller.offers');
  const common = useTranslations('common.actions');
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const errors = useErrorWords();
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const list = useInfiniteQuery(
    trpc.offers.list.infiniteQueryOptions({ limit: 100, ...(query && { query }) }, { getNextPageParam: (page) => page.next ?? undefined, initialCursor: null }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = () => queryClient.invalidateQueries(trpc.offers.list.pathFilter());
  useLive('offer.*', () => void refresh());
  const nameOf = (row: Row) => (locale === 'ru' ? row.name.ru : row.name.en) || row.name.ru || row.name.en || row.sellerSku;

  const saved = async (row: Row) => {
    await refresh();
    toast({ text: t('saved', { sku: row.sellerSku }) });
  };
  const setPrice = async (row: Row, priceMinor: number, oldPriceMinor: number | null) => {
    if (oldPriceMinor !== null && oldPriceMinor <= priceMinor) return t('badOld');
    await client.offers.setPrices.mutate({ prices: [{ sellerSku: row.sellerSku, priceMinor, oldPriceMinor }] });
    await saved(row);
    return null;
  };
  const move = useMutation({
    mutationFn: async ({ ids, to }: { ids: readonly number[]; to: 'pause' | 'resume' }) => {
      const done = await Promise.allSettled(ids.map((offerId) => client.offers[to].mutate({ offerId })));
      return { to, count: done.filter((one) => one.status === 'fulfilled').length };
    },
    onSuccess: async ({ to, count }) => {
      setSelected(new Set());
      await refresh();
      toast({ text: t(to === 'pause' ? 'paused' : 'resumed', { count }) });
    },
    onError: errors.toast,
  });

  const columns: Column<Row>[] = [
    { id: 'sku', header: t('columns.sku'), width: 'minmax(120px, 1fr)', phone: 'line', cell: (row) => row.sellerSku },
    {
      id: 'product',
      header: t('columns.product'),
      width: 'minmax(220px, 3fr)',
      phone: 'title',
      cell: (row) => (
        <Anchor href={paths.seller.card(row.cardId)} tabIndex={-1}>
          {nameOf(row)}
        </Anchor>
      ),
    },
    {
      id: 'price',
      header: t('columns.price'),
      width: '130px',
      align: 'end',
      phone: 'line',
      cell: (row) => (
        <FigureCell
          label={t('priceOf', { sku: row.sellerSku })}
          value={typedMoney(row.priceMinor, locale)}
          onSave={async (typed) => {
            const minor = parseMoney(typed);
            return minor === undefined ? t('badPrice') : setPrice(row, minor, row.oldPriceMinor);
          }}
        />
      ),
    },
    {
      id: 'old',
      header: t('columns.old'),
      width: '140px',
      align: 'end',
      phone: 'hide',
      cell: (row) => (
        <FigureCell
          label={t('oldOf', { sku: row.sellerSku })}
          value={row.oldPriceMinor === null ? '' : typedMoney(row.oldPriceMinor, locale)}
          onSave={async (typed) => {
            const minor = typed.trim() === '' ? null : parseMoney(typed);
            return minor === undefined ? t('badPrice') : setPrice(row, row.priceMinor, minor);
          }}
        />
      ),
    },
    {
      id: 'stock',
      header: t('columns.stock'),
      width: '130px',
      align: 'end',
      phone: 'line',
      cell: (row) => (
        <FigureCell
          label={t('stockOf', { sku: row.sellerSku })}
          value={String(row.qty)}
          onSave={async (typed) => {
            const qty = parsePieces(typed);
            if (qty === undefined) return t('badStock');
            await client.offers.setStock.mutate({ rows: [{ sellerSku: row.sellerSku, qty }] });
            await saved(row);
            return null;
          }}
        />
      ),
    },
    {
      id: 'state',
      header: t('columns.state'),
      width: 'minmax(170px, 1fr)',
      phone: 'value',
      cell: (row) => {
        const state = stateOf(row);
        return (
          <StatusBadge bare tone={state === 'buyable' ? 'success' : state === 'blocked' ? 'danger' : state === 'out_of_stock' ? 'warning' : 'quiet'}>
            {t(`state.${state}`)}
          </StatusBadge>
        );
      },
    },
  ];
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader title={t('title')} lead={t('lead')} />
      <FilterChips chips={[]}>
        <TextField label={t('search')} labelHidden type="search" placeholder={t('search')} value={text} onChange={(event) => setText(event.target.value)} />
      </FilterChips>
      <DataTable
        label={t('table')}
        columns={columns}
        rows={rows}
        rowId={(row) => String(row.id)}
        rowName={(row) => row.sellerSku}
        rowHeight={40}
        loading={list.isPending}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onEnd={() => void list.fetchNextPage()}
        selected={selected}
        onSelectedChange={setSelected}
        bulkActions={(ids) => {
          const chosen = rows.filter((row) => ids.has(String(row.id)));
          const active = chosen.filter((row) => row.status === 'active').map((row) => row.id);
          const paused = chosen.filter((row) => row.status === 'paused').map((row) => row.id);
          return (
            <>
              {paused.length > 0 ? (
                <Button size="s" pending={move.isPending} onClick={() => move.mutate({ ids: paused, to: 'resume' })}>
                  {t('resume', { count: paused.length })}
                </Button>
              ) : null}
              {active.length > 0 ? (
                <Button size="s" pending={move.isPending} onClick={() => move.mutate({ ids: active, to: 'pause' })}>
                  {t('pause', { count: active.length })}
                </Button>
              ) : null}
            </>
          );
        }}
        empty={
          query ? (
            <EmptyState title={t('nothingTitle')} text={t('nothingText')} />
          ) : (
            <EmptyState
              icon={<IconTag {...icon32} />}
              title={t('emptyTitle')}
              text={t('emptyText')}
              action={<ButtonLink href={paths.seller.cards()}>{t('toProducts')}</ButtonLink>}
            />
          )
        }
        error={
          list.error ? <ErrorPanel text={errors.say(list.error)} actions={<Button onClick={() => void list.refetch()}>{common('retry')}</Button>} /> : undefined
        }
      />
    </>
  );
}
