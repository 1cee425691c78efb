import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from '@yarmarka/i18n/react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { cx } from '../plain/cx.ts';
import { useShortcuts } from '../plain/shortcuts.ts';
import { Skeleton } from '../plain/skeleton.tsx';
import classes from './data-table.module.css';
import type { DataTableProps } from './data-table-types.ts';
import { HeaderRow } from './data-table-header.tsx';
import { SelectionBar } from './data-table-selection.tsx';
import { TableRow } from './data-table-row.tsx';
import { useFillHeight } from './use-fill-height.ts';

const PHONE = '(max-width: 640px)';
const NEAR_END = 12;
const OVERSCAN = 8;
const SKELETON_ROWS = 12;
const PHONE_ROW = 84;

const subscribePhone = (listener: () => void): (() => void) => {
  const query = window.matchMedia(PHONE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};
const usePhone = (): boolean =>
  useSyncExternalStore(
    subscribePhone,
    () => window.matchMedia(PHONE).matches,
    () => false,
  );

const coarse = (): boolean => typeof window !== 'undefined' && window.matchMedia('(pointer: coarse)').matches;

/**
 * A list of any length: only the rows in sight are drawn, more are asked for before the end is reached, nothing jumps when they arrive. J, K and arrows move, X selects
 * (with Shift from the last one), Enter opens, Esc clears.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const {
    label,
    columns,
    rows,
    rowId,
    rowName,
    loading = false,
    hasMore = false,
    loadingMore = false,
    onEnd,
    empty,
    error,
    selected,
    onSelectedChange,
    bulkActions,
  } = props;
  const { onOpen, onLeave, sort, onSort, height = 'fill', rowTone } = props;
  const t = useTranslations('common');
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef(0);
  const [at, setAt] = useState(-1);
  const phone = usePhone();
  const filled = useFillHeight(scroller, height === 'fill');
  const selectable = selected !== undefined && onSelectedChange !== undefined;
  const rowHeight = props.rowHeight ?? (coarse() ? 40 : 32);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? PHONE_ROW : rowHeight),
    overscan: OVERSCAN,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowId(row);
    },
    scrollPaddingStart: phone ? 0 : 36,
    scrollPaddingEnd: 56,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;

  useEffect(() => {
    if (hasMore && !loadingMore && !loading && !error && last >= rows.length - NEAR_END) onEnd?.();
  }, [hasMore, loadingMore, loading, error, last, rows.length, onEnd]);

  const active = Math.min(at, rows.length - 1);
  const activeRow = active >= 0 ? rows[active] : undefined;

  const toggle = (index: number, range: boolean) => {
    const row = rows[index];
    if (!selectable || row === undefined) return;
    const next = new Set(selected);
    const on = !next.has(rowId(row));
    const [from, to] = range ? [Math.min(anchor.current, index), Math.max(anchor.current, index)] : [index, index];
    for (const one of rows.slice(from, to + 1)) {
      if (on || range) next.add(rowId(one));
      else next.delete(rowId(one));
    }
    anchor.current = index;
    onSelectedChange(next);
  };

  const move = (to: number) => {
    if (rows.length === 0) return;
    const index = Math.max(0, Math.min(rows.length - 1, to));
    setAt(index);
    virtual.scrollToIndex(index);
    scroller.current?.focus({ preventScroll: true });
  };

  const leave = () => {
    if (selectable && selected.size > 0) onSelectedChange(new Set());
    else if (at >= 0) setAt(-1);
    else onLeave?.();
  };

  useShortcuts(t('keys.list'), [
    { keys: 'j', label: t('keys.next'), run: () => move(active + 1) },
    { keys: 'k', label: t('keys.previous'), run: () => move(active - 1) },
    ...(selectable ? [{ keys: 'x', label: t('keys.mark'), run: () => active >= 0 && toggle(active, false) }] : []),
    ...(onOpen ? [{ keys: 'enter', label: t('keys.open'), local: true, run: () => undefined }] : []),
    { keys: 'escape', label: t('keys.leave'), local: true, run: () => undefined },
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
      if (event.shiftKey && selectable && event.key.startsWith('Arrow')) toggle(Math.max(0, Math.min(rows.length - 1, to)), true);
    } else if (event.key === 'Enter' && activeRow !== undefined && onOpen) {
      event.preventDefault();
      onOpen(activeRow);
    } else if ((event.key === ' ' || event.key.toLowerCase() === 'x') && active >= 0 && selectable && (event.key === ' ' || event.shiftKey)) {
      event.preventDefault();
      toggle(active, event.shiftKey);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      leave();
    }
  };

  const template = [selectable ? '36px' : '', ...columns.map((column) => column.width ?? 'minmax(96px, 1fr)')].filter(Boolean).join(' ');
  const nothing = rows.length === 0 && !loading;
  const size = height === 'fill' ? filled : height === 'content' ? undefined : height;
  const allSelected = selectable && rows.length > 0 && rows.every((row) => selected.has(rowId(row)));

  return (
    <div className={cx(classes.table, phone && classes.phone, props.growing && classes.growing)}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-colcount={columns.length + (selectable ? 1 : 0)}
        aria-multiselectable={selectable || undefined}
        aria-activedescendant={activeRow === undefined ? undefined : `${id}-${rowId(activeRow)}`}
        aria-busy={loading || loadingMore || undefined}
        tabIndex={0}
        className={cx(classes.scroller, selectable && selected.size > 0 && classes.withBar)}
        style={{ maxHeight: nothing ? undefined : size, ['--columns' as string]: template, ['--row-height' as string]: `${rowHeight}px` }}
        onKeyDown={onKeyDown}
      >
        <HeaderRow
          columns={columns}
          sort={sort}
          onSort={onSort}
          phone={phone}
          select={
            selectable
              ? { all: allSelected, some: selected.size > 0, toggle: () => onSelectedChange(allSelected ? new Set() : new Set(rows.map(rowId))) }
              : null
          }
        />
        {loading && rows.length === 0
          ? Array.from({ length: SKELETON_ROWS }, (_, index) => (
              <div key={index} className={classes.row} aria-hidden="true">
                {selectable ? <span className={classes.select} /> : null}
                {(phone ? columns.slice(0, 3) : columns).map((column) => (
                  <span key={column.id} className={classes.cell}>
                    <Skeleton width={`${45 + ((index * 17 + column.id.length * 13) % 45)}%`} height={12} />
                  </span>
                ))}
              </div>
            ))
          : null}
        <div role="presentation" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowId(row);
            return (
              <TableRow
                key={key}
                id={`${id}-${key}`}
                index={item.index}
                top={item.start}
                row={row}
                name={rowName(row)}
                columns={columns}
                phone={phone}
                measure={phone || props.growing ? virtual.measureElement : undefined}
                active={item.index === active}
                tone={rowTone?.(row)}
                selected={selectable ? selected.has(key) : null}
                onSelect={(range) => {
                  setAt(item.index);
                  toggle(item.index, range);
                }}
                onOpen={onOpen}
                onActivate={() => setAt(item.index)}
              />
            );
          })}
        </div>
        {rows.length > 0 ? (
          <div role="row" className={classes.end}>
            <div role="gridcell">{error ?? t(hasMore || loadingMore ? 'table.loadingMore' : 'table.end')}</div>
          </div>
        ) : null}
      </div>
      {nothing ? <div className={classes.nothing}>{error ?? empty ?? <p>{t('table.nothing')}</p>}</div> : null}
      {selectable && selected.size > 0 ? (
        <div className={classes.dock}>
          <SelectionBar count={selected.size} actions={bulkActions?.(selected)} onClear={() => onSelectedChange(new Set())} />
        </div>
      ) : null}
    </div>
  );
}
