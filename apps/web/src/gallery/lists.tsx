import { Select, TextInput, NumberInput, MultiSelect, Tabs, SegmentedControl } from '@mantine/core';
import { useFormats } from '@yarmarka/i18n/react';
import {
  type ActivityJob,
  ActivityTray,
  Button,
  type Column,
  ColumnChooser,
  DataTable,
  EmptyState,
  Price,
  ProgressBar,
  type Sort,
  StatusBadge,
  type StatusTone,
  TreeView,
  useHiddenColumns,
} from '@yarmarka/ui';
import { type ReactNode, useCallback, useState } from 'react';
import { categories, type Item, items } from './data.ts';
import classes from './gallery.module.css';

const TONES: Record<Item['state'], readonly [StatusTone, string]> = {
  draft: ['draft', 'Черновик'],
  review: ['progress', 'На проверке'],
  live: ['success', 'В продаже'],
  changes: ['warning', 'Нужны правки'],
  refused: ['danger', 'Отклонён'],
  archived: ['quiet', 'В архиве'],
};

export function Table({ mode }: { mode: 'full' | 'empty' | 'loading' }): ReactNode {
  const format = useFormats();
  const [rows, setRows] = useState<Item[]>(() => (mode === 'full' ? items(0, 60) : []));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(mode === 'full' ? ['100002', '100003', '100005'] : []));
  const [sort, setSort] = useState<Sort>({ column: 'updated', direction: 'down' });
  const [hidden, setHidden] = useHiddenColumns('gallery');
  const columns: readonly Column<Item>[] = [
    { id: 'name', header: 'Товар', cell: (row) => row.name, width: 'minmax(240px, 3fr)', sortable: true, phone: 'title' },
    { id: 'sku', header: 'Артикул', cell: (row) => row.sku, width: '120px' },
    {
      id: 'state',
      header: 'Статус',
      width: '150px',
      phone: 'value',
      cell: (row) => (
        <StatusBadge tone={TONES[row.state][0]} bare>
          {TONES[row.state][1]}
        </StatusBadge>
      ),
    },
    { id: 'full', header: 'Заполнено', width: '120px', phone: 'hide', cell: (row) => <ProgressBar thin label="Заполнено" share={row.share} tone="quiet" /> },
    { id: 'price', header: 'Цена', align: 'end', width: '120px', sortable: true, cell: (row) => <Price minor={row.priceMinor} size="s" /> },
    { id: 'stock', header: 'Остаток', align: 'end', width: '90px', sortable: true, cell: (row) => format.number(row.stock) },
    { id: 'updated', header: 'Изменён', width: '160px', sortable: true, cell: (row) => format.dateTime(row.updated) },
  ];
  const more = useCallback(() => setTimeout(() => setRows((before) => [...before, ...items(before.length, 60)]), 300), []);
  return (
    <>
      <div className={classes.bar}>
        <ColumnChooser columns={columns} hidden={hidden} onChange={setHidden} fixed={['name']} />
      </div>
      <DataTable
        label="Товары"
        columns={columns.filter((column) => !hidden.has(column.id))}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        loading={mode === 'loading'}
        hasMore={mode === 'full' && rows.length < 5_000}
        onEnd={more}
        height={mode === 'full' ? 420 : mode === 'loading' ? 260 : 'content'}
        selected={selected}
        onSelectedChange={setSelected}
        bulkActions={(ids) => (
          <>
            <Button size="s" look="main">
              Отправить на проверку: {ids.size}
            </Button>
            <Button size="s">Изменить цену</Button>
            <Button size="s" look="danger">
              В архив
            </Button>
          </>
        )}
        onOpen={() => undefined}
        sort={sort}
        onSort={setSort}
        rowTone={(row) => (row.id === '100007' ? 'changed' : undefined)}
        empty={
          <EmptyState
            title="По этим фильтрам ничего не нашлось"
            text="Уберите «цена до 50 000 ₽», и найдётся 214 товаров."
            action={<Button>Убрать фильтр цены</Button>}
          />
        }
      />
    </>
  );
}

export function Tree(): ReactNode {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set(['r0', 'c0', 'r1']));
  const [selected, setSelected] = useState<string | null>('c1');
  const format = useFormats();
  return (
    <TreeView
      label="Категории"
      nodes={categories}
      nodeId={(node) => node.id}
      parentId={(node) => node.parent}
      nodeLabel={(node) => node.label}
      expanded={expanded}
      onExpandedChange={setExpanded}
      selected={selected}
      onSelect={(node) => setSelected(node.id)}
      trailing={(node) => (node.count ? format.number(node.count) : null)}
      height={420}
    />
  );
}

export const JOBS: readonly ActivityJob[] = [
  {
    id: '1',
    name: 'Загрузка price-november-2026.xlsx',
    state: 'running',
    done: 1_042,
    total: 2_480,
    perSecond: 184,
    leftMs: 95_000,
    onCancel: () => undefined,
    onPause: () => undefined,
  },
  { id: '2', name: 'Описания для 340 товаров', state: 'paused', done: 120, total: 340, onResume: () => undefined, onCancel: () => undefined },
  { id: '3', name: 'Публикация матрицы, версия 13', state: 'done', href: '#' },
  { id: '4', name: 'Цены поставщика «Север»', state: 'failed', note: 'Файл не читается: первая строка не похожа на заголовки.', href: '#' },
];

export const Tray = (): ReactNode => <ActivityTray jobs={JOBS} />;

export function Mantine(): ReactNode {
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        <TextInput label="Название" placeholder="Например, чайник" description="Без бренда и артикула." />
        <Select label="Страна" data={['Россия', 'Китай', 'Турция']} defaultValue="Россия" searchable />
        <MultiSelect label="Материал" data={['лён', 'хлопок', 'шерсть']} defaultValue={['лён', 'хлопок']} />
      </div>
      <div className={classes.stack}>
        <NumberInput label="Диагональ" suffix=" дюйма" defaultValue={15.6} error="Допустимо от 10 до 14 дюймов." />
        <SegmentedControl data={['Сетка', 'Список']} />
        <Tabs defaultValue="a">
          <Tabs.List>
            <Tabs.Tab value="a">Матрица</Tabs.Tab>
            <Tabs.Tab value="b">Правила</Tabs.Tab>
          </Tabs.List>
        </Tabs>
      </div>
    </div>
  );
}
