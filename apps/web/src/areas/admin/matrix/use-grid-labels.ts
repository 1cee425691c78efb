import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import type { MatrixGridLabels } from '@yarmarka/ui';
import { useMemo } from 'react';

/** The grid's own texts. */
export function useGridLabels(): MatrixGridLabels {
  const t = useTranslations('admin.grid.labels');
  const format = useFormats();
  return useMemo(
    () => ({
      grid: t('grid'),
      tree: t('tree'),
      cell: (row, column, state) => t('cell', { row, column, state }),
      empty: t('empty'),
      loading: t('loading'),
      excluded: t('excluded'),
      pinned: t('pinned'),
      changed: t('changed'),
      other: t('other'),
      conflict: t('conflict'),
      row: (label, level, note, share) =>
        [
          t('row', { label, level: String(level) }),
          ...(note === undefined ? [] : [t('rowCards', { cards: note })]),
          ...(share === undefined ? [] : [t('rowShare', { share: format.percent(share, 0) })]),
        ].join(', '),
      column: (label, typeName, share) =>
        [label, ...(typeName === undefined ? [] : [typeName]), ...(share === undefined ? [] : [t('columnShare', { share: format.percent(share, 0) })])].join(
          ', ',
        ),
      selected: (cells, rows, columns) => t('selected', { cells, rows, columns }),
      noFilled: t('noFilled'),
      copied: (cells) => t('copied', { count: cells }),
      sized: (label, px) => t('sized', { label: label ?? t('columns'), px: String(px) }),
      refused: (reason) => t('refused', { reason }),
      expand: t('expand'),
      collapse: t('collapse'),
    }),
    [t, format],
  );
}
