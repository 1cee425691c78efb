import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { IconTag } from '@tabler/icons-react';
import type { inferRouterOutputs } from '@trpc/server';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { type Column, DataTable } from '@yarmarka/ui';
import {
  Anchor,
  Button,
  ButtonLink,
  EmptyState,
  ErrorPanel,
  FilterChips,
  icon32,
  PageHeader,
  StatusBadge,
  TextField,
  toast,
  undoToast,
} from '@yarmarka/ui/plain';
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useLive } from '../../../lib/live.ts';
import { type AppRouter, useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { isBigStep, parseMoney, parsePieces, typedMoney } from '../parts/figures.ts';
import classes from './offers.module.css';
import { FigureCell, type Reading } from './figure-cell.tsx';
import { useWaiting } from './use-waiting.ts';
import type { Edit } from './waiting.ts';

type Row = inferRouterOutputs<AppRouter>['offers']['list']['items'][number];
type State = 'buyable' | 'not_active' | 'card_unavailable' | 'seller_not_approved' | 'out_of_stock' | 'blocked' | 'suppressed' | 'draft';

const stateOf = (row: Row): State =>
  row.status === 'blocked' || row.status === 'suppressed' || row.status === 'draft' ? row.status : (row.notBuyable ?? 'buyable');

const OFFER_STATES = ['on_sale', 'out_of_stock', 'not_on_sale', 'to_correct'] as const;

/** Prices and stock of all offers, edited right in the table; filters in the address. */
export function Page(): ReactNode {
  const t = useTranslations('seller.offers');
  const common = useTranslations('common.actions');
  const locale = useLocale();
  const format = useFormats();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const errors = useErrorWords();
  const [params, setParams] = useSearchParams();
  const state = OFFER_STATES.find((one) => one === params.get('state'));
  const query = params.get('q') ?? '';
  const [text, setText] = useState(query);
  const typed = useDeferredValue(text.trim());
  useEffect(() => {
    if (typed === query) return;
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (typed === '') next.delete('q');
        else next.set('q', typed);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the address follows the box, not the other way round
  }, [typed]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const list = useInfiniteQuery(
    trpc.offers.list.infiniteQueryOptions(
      { limit: 100, ...(query && { query }), ...(state && { state }) },
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: null },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = () => queryClient.invalidateQueries(trpc.offers.list.pathFilter());
  useLive('offer.*', () => void refresh());
  const nameOf = (row: Row) => (locale === 'ru' ? row.name.ru : row.name.en) || row.name.ru || row.name.en || row.sellerSku;

  const waiting = useWaiting((count) => {
    toast({ text: t('sentLater', { count }) });
    void refresh();
  });
  /** Saves; what has gone out can be taken back for ten seconds. */
  const save = async (edit: Edit, before: Edit) => {
    if ((await waiting.save(edit)) === 'waiting') return;
    await refresh();
    const undo = async () => {
      await waiting.save(before);
      await refresh();
      toast({ text: t('restored', { sku: edit.sellerSku }) });
    };
    undoToast({ text: t('saved', { sku: edit.sellerSku }), label: common('undo'), undo: () => void undo().catch(errors.toast) });
  };
  const rowEdits = (row: Row) => {
    const who = { offerId: row.id, sellerSku: row.sellerSku };
    const mine = waiting.list.filter((one) => one.offerId === row.id);
    const price = { ...who, kind: 'price' as const, priceMinor: row.priceMinor, oldPriceMinor: row.oldPriceMinor, version: row.version };
    const stock = { ...who, kind: 'stock' as const, qty: row.qty, was: row.qty };
    return { price, stock, waitingPrice: mine.find((one) => one.kind === 'price'), waitingStock: mine.find((one) => one.kind === 'stock') };
  };
  const words = (edit: Edit): string =>
    edit.kind === 'stock'
      ? format.number(edit.qty)
      : [edit.priceMinor, ...(edit.oldPriceMinor === null ? [] : [edit.oldPriceMinor])].map((minor) => format.price(minor)).join(' / ');
  const noteOf = (one: (typeof waiting.list)[number] | undefined, theirs: Edit): ReactNode => {
    if (!one) return null;
    if (one.ask === null) return t('waiting');
    const mine: Edit =
      one.kind === 'price'
        ? { ...one, version: theirs.kind === 'price' ? theirs.version : one.version }
        : { ...one, was: theirs.kind === 'stock' ? theirs.qty : one.was };
    return (
      <>
        <span>{t(one.ask, { mine: words(one), theirs: words(theirs) })}</span>
        <span className={classes.answers}>
          <Button size="s" onClick={() => void waiting.save(mine).catch(errors.toast)}>
            {t('conflictMine')}
          </Button>
          <Button size="s" onClick={() => waiting.drop(one)}>
            {t('conflictTheirs')}
          </Button>
        </span>
      </>
    );
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
      width: '160px',
      align: 'end',
      phone: 'field',
      cell: (row) => {
        const { price, waitingPrice } = rowEdits(row);
        const shown = waitingPrice ?? price;
        return (
          <FigureCell
            label={t('priceOf', { sku: row.sellerSku })}
            value={typedMoney(shown.priceMinor, locale)}
            note={noteOf(waitingPrice, price)}
            read={(typed): Reading => {
              const minor = parseMoney(typed);
              if (minor === undefined) return { problem: t('badPrice') };
              if (shown.oldPriceMinor !== null && shown.oldPriceMinor <= minor) return { problem: t('badOld') };
              if (!isBigStep(row.priceMinor, minor)) return null;
              const figures = { before: format.price(row.priceMinor), after: format.price(minor) };
              return { ask: t('bigStep', figures), yes: t('bigStepYes', figures), no: t('bigStepNo', figures) };
            }}
            onSave={(typed) => save({ ...price, oldPriceMinor: shown.oldPriceMinor, priceMinor: parseMoney(typed) ?? shown.priceMinor }, price)}
          />
        );
      },
    },
    {
      id: 'old',
      header: t('columns.old'),
      width: '150px',
      align: 'end',
      phone: 'hide',
      cell: (row) => {
        const { price, waitingPrice } = rowEdits(row);
        const shown = waitingPrice ?? price;
        const minorOf = (typed: string) => (typed.trim() === '' ? null : parseMoney(typed));
        return (
          <FigureCell
            label={t('oldOf', { sku: row.sellerSku })}
            value={shown.oldPriceMinor === null ? '' : typedMoney(shown.oldPriceMinor, locale)}
            read={(typed): Reading => {
              const minor = minorOf(typed);
              if (minor === undefined) return { problem: t('badPrice') };
              return minor !== null && minor <= shown.priceMinor ? { problem: t('badOld') } : null;
            }}
            onSave={(typed) => save({ ...price, priceMinor: shown.priceMinor, oldPriceMinor: minorOf(typed) ?? null }, price)}
          />
        );
      },
    },
    {
      id: 'stock',
      header: t('columns.stock'),
      width: '180px',
      align: 'end',
      phone: 'field',
      cell: (row) => {
        const { stock, waitingStock } = rowEdits(row);
        return (
          <FigureCell
            label={t('stockOf', { sku: row.sellerSku })}
            value={String((waitingStock ?? stock).qty)}
            note={noteOf(waitingStock, stock)}
            read={(typed) => (parsePieces(typed) === undefined ? { problem: t('badStock') } : null)}
            onSave={(typed) => save({ ...stock, qty: parsePieces(typed) ?? row.qty }, stock)}
          />
        );
      },
    },
    {
      id: 'state',
      header: t('columns.state'),
      width: 'minmax(170px, 1fr)',
      phone: 'value',
      cell: (row) => {
        const state = stateOf(row);
        return (
          <StatusBadge
            bare
            tone={state === 'buyable' ? 'success' : state === 'blocked' || state === 'suppressed' ? 'danger' : state === 'out_of_stock' ? 'warning' : 'quiet'}
          >
            {t(`state.${state}`)}
          </StatusBadge>
        );
      },
    },
  ];
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        tabsLabel={t('stateTabs')}
        tabs={([undefined, ...OFFER_STATES] as const).map((one) => ({
          label: t(`states.${one ?? 'all'}`),
          href: paths.seller.offers({ state: one, q: query }),
          current: state === one,
        }))}
      />
      <FilterChips chips={[]}>
        <TextField label={t('search')} labelHidden type="search" placeholder={t('searchHint')} value={text} onChange={(event) => setText(event.target.value)} />
      </FilterChips>
      <div role="status" className={classes.live}>
        {waiting.list.length > 0 ? <p className={classes.waiting}>{t('waitingAll', { count: waiting.list.length })}</p> : null}
      </div>
      <DataTable
        label={t('table')}
        columns={columns}
        rows={rows}
        rowId={(row) => String(row.id)}
        rowName={(row) => row.sellerSku}
        rowHeight={40}
        growing
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
          query || state ? (
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
                  {t('showAll')}
                </Button>
              }
            />
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
