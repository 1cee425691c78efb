import { useQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import type { inferRouterOutputs } from '@trpc/server';
import { type ReactNode, useState } from 'react';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import classes from '../parts/inspector/dialogs.module.css';
import { TypeIcon } from '../parts/inspector/glyphs.tsx';
import { useLabel } from '../parts/label.ts';
import { SearchField } from '../parts/search-field.tsx';

export type AttributeRow = inferRouterOutputs<AppRouter>['taxonomy']['attributes'][number];
const SHOWN = 40;

/** Attributes found by typing; those that `refuse` gives a reason for cannot be chosen. */
export function PickAttribute({
  label: name,
  refuse,
  onPick,
}: {
  label: string;
  refuse: (row: AttributeRow) => string | null;
  onPick: (row: AttributeRow) => void;
}): ReactNode {
  const t = useTranslations('admin.dictionary');
  const label = useLabel();
  const [query, setQuery] = useState('');
  const found = useQuery(useTRPC().taxonomy.attributes.queryOptions({ query, limit: SHOWN }, { placeholderData: (before) => before }));
  const rows = (found.data ?? []).map((row) => ({ row, reason: refuse(row) })).toSorted((a, b) => Number(a.reason !== null) - Number(b.reason !== null));
  return (
    <div className={classes.picker}>
      <SearchField label={name} value={query} onChange={setQuery} shortcut={false} />
      {rows.length === 0 && !found.isPending ? <p className={classes.note}>{t('noneTitle')}</p> : null}
      <ul role="list" className={classes.results} aria-label={name}>
        {rows.map(({ row, reason }) => (
          <li key={row.no}>
            <button type="button" className={classes.result} disabled={reason !== null} onClick={() => onPick(row)}>
              <TypeIcon type={row.type} />
              <span className={classes.resultName}>{label(row)}</span>
              <span className={classes.key}>{row.key}</span>
              {reason ? <span className={classes.note}>{reason}</span> : null}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
