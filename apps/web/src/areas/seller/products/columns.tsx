import type { inferRouterOutputs } from '@trpc/server';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Column } from '@yarmarka/ui';
import { Anchor, PictureBox, ProgressBar, StatusBadge } from '@yarmarka/ui/plain';
import { pictureUrl } from '../../../lib/pictures.ts';
import type { AppRouter } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import { STATUS_TONES } from '../parts/status.ts';
import classes from './products.module.css';

export type ProductRow = inferRouterOutputs<AppRouter>['catalog']['cards']['items'][number];

export function useColumns(labelOfCategory: (id: number) => string): readonly Column<ProductRow>[] {
  const t = useTranslations('seller.products');
  const status = useTranslations('seller.card.status');
  const locale = useLocale();
  const format = useFormats();
  return [
    {
      id: 'product',
      header: t('columns.product'),
      width: 'minmax(260px, 3fr)',
      phone: 'title',
      cell: (row) => (
        <span className={classes.product}>
          <PictureBox src={row.picture ? pictureUrl(row.picture, 160) : null} alt="" className={classes.picture ?? ''} />
          <Anchor href={paths.seller.card(row.id)} className={classes.name} tabIndex={-1}>
            {(locale === 'ru' ? row.name.ru : row.name.en) || row.name.ru || row.name.en || t('unnamed')}
          </Anchor>
        </span>
      ),
    },
    {
      id: 'status',
      header: t('columns.status'),
      width: 'minmax(130px, 1fr)',
      phone: 'value',
      cell: (row) => (
        <span className={classes.state}>
          <StatusBadge bare tone={STATUS_TONES[row.status]}>
            {status(row.status)}
          </StatusBadge>
          {row.graceUntil ? <small className={classes.until}>{t('until', { date: format.date(row.graceUntil) })}</small> : null}
        </span>
      ),
    },
    { id: 'category', header: t('columns.category'), width: 'minmax(140px, 1.2fr)', phone: 'hide', cell: (row) => labelOfCategory(row.categoryId) },
    {
      id: 'completeness',
      header: t('columns.completeness'),
      width: '120px',
      phone: 'hide',
      cell: (row) => (
        <span className={classes.filled}>
          <ProgressBar thin label={t('columns.completeness')} share={row.completeness / 100} tone={row.completeness === 100 ? 'success' : 'accent'} />
          <span>{row.completeness} %</span>
        </span>
      ),
    },
    { id: 'quality', header: t('columns.quality'), width: '84px', align: 'end', phone: 'line', cell: (row) => row.quality },
    { id: 'variants', header: t('columns.variants'), width: '92px', align: 'end', phone: 'hide', cell: (row) => row.variants },
    { id: 'updated', header: t('columns.updated'), width: '130px', phone: 'hide', cell: (row) => format.relative(row.updatedAt) },
  ];
}
