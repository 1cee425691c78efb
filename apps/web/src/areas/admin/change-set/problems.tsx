import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, icon20 } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import { useLabel } from '../parts/label.ts';
import type { Draft } from '../parts/types.ts';
import classes from './change-set.module.css';
import type { ProblemCell } from './refusals.ts';

/** What breaks a rule, cell by cell, each a link to its place. */
export function Problems({ problems, draft }: { problems: readonly ProblemCell[]; draft: Draft }): ReactNode {
  const t = useTranslations('admin.review');
  const label = useLabel();
  const { data: tree } = useQuery(useTRPC().taxonomy.tree.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const category = (id: number) => draft.categories[id] ?? tree?.find((node) => node.id === id) ?? { ru: `№ ${id}`, en: `No. ${id}` };
  return (
    <section className={classes.refusal} role="alert">
      <h2>
        <IconAlertTriangle {...icon20} /> {t('problemsTitle', { count: problems.length })}
      </h2>
      <p>{t('problemsText')}</p>
      <ul role="list">
        {problems.map((one, index) => (
          // biome-ignore lint: one cell may have several problems, and the list never moves
          <li key={`${one.target} ${index}`}>
            <Anchor href={paths.admin.categories({ c: one.categoryId, a: one.attributeNo })}>
              {[
                label(category(one.categoryId)),
                ...(one.attributeNo ? [label(draft.attributes[one.attributeNo] ?? { ru: `№ ${one.attributeNo}`, en: `No. ${one.attributeNo}` })] : []),
              ].join(' › ')}
            </Anchor>{' '}
            {label(one)}
          </li>
        ))}
      </ul>
    </section>
  );
}
