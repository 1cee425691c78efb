import { useQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { ButtonLink, Dialog, Skeleton } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import type { ShownCell } from '../parts/cell-model.ts';
import { useDraft } from '../parts/draft.ts';
import { newAttributes } from '../parts/draft-new.ts';
import { useLabel } from '../parts/label.ts';
import { SearchField } from '../parts/search-field.tsx';
import type { AttributeType, CategoryInfo } from '../parts/types.ts';
import classes from '../parts/inspector/dialogs.module.css';
import { TypeIcon } from '../parts/inspector/glyphs.tsx';

export type Picked = { readonly no: number; readonly ru: string; readonly en: string; readonly type: AttributeType; readonly unitFamily: string | null };

/** An attribute of the dictionary for this category: found by name or key in either language. */
export function AddAttribute({
  category,
  cells,
  onAdd,
  onClose,
}: {
  category: CategoryInfo;
  cells: readonly ShownCell[];
  onAdd: (attribute: Picked, excluded: boolean) => void;
  onClose: () => void;
}): ReactNode {
  const t = useTranslations('admin.add');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const [query, setQuery] = useState('');
  const { data: stored, isPending } = useQuery(useTRPC().taxonomy.attributes.queryOptions({ query, limit: 40 }, { placeholderData: (before) => before }));
  // One that the draft creates is to be had as soon as the server has given it its number.
  const fresh = newAttributes(useDraft(), query).filter((one) => one.no > 0);
  const data = stored && [...fresh, ...stored];
  const here = new Map(cells.map((one) => [one.cell.attribute.no, one.state]));
  return (
    <Dialog title={t('title', { name: label(category) })} closeLabel={common('close')} onClose={onClose} width={560} side="top">
      <div className={classes.picker}>
        <SearchField label={t('find')} value={query} onChange={setQuery} shortcut={false} />
        <ul role="list" className={classes.results}>
          {isPending
            ? Array.from({ length: 8 }, (_, index) => (
                <li key={index} className={classes.result}>
                  <Skeleton width={180 + ((index * 53) % 140)} height={16} />
                </li>
              ))
            : data?.map((one) => {
                const state = here.get(one.no);
                const free = state === undefined || state === 'excluded';
                return (
                  <li key={one.no}>
                    <button
                      type="button"
                      className={classes.result}
                      disabled={!free}
                      aria-label={free ? t('add', { name: label(one) }) : undefined}
                      onClick={() => onAdd(one, state === 'excluded')}
                    >
                      <TypeIcon type={one.type} />
                      <span className={classes.resultName}>{label(one)}</span>
                      <code className={classes.key}>{one.key}</code>
                      <span className={classes.note}>
                        {state === undefined
                          ? one.changeSetId === null
                            ? t('used', { count: one.categories })
                            : t('drafted')
                          : state === 'excluded'
                            ? t('excluded')
                            : t('here')}
                      </span>
                    </button>
                  </li>
                );
              })}
        </ul>
        {data?.length === 0 ? (
          <p className={classes.note}>
            {t('none', { query })}{' '}
            <ButtonLink size="s" href={paths.admin.dictionary({ create: '1' })}>
              {t('create')}
            </ButtonLink>
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
