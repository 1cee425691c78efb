import { useQuery } from '@tanstack/react-query';
import { IconBuildingStore, IconGavel, IconHistory } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { icon20 } from '@yarmarka/ui/plain';
import { useTRPC } from '../../lib/trpc.ts';
import { lazyPages } from '../../shell/lazy-page.ts';
import { paths } from '../../shell/paths.ts';
import type { NavGroup, WorkplaceArea } from '../../shell/workplace/area.ts';
import { useObjects } from './use-objects.tsx';

const page = lazyPages('areas/moderation', import.meta.glob('./*/page.tsx'));

function useNav(): readonly NavGroup[] {
  const t = useTranslations('moderation.nav');
  const trpc = useTRPC();
  const lanes = useQuery(trpc.moderation.lanes.queryOptions()).data ?? [];
  // As the desk counts them: what somebody holds is not done yet.
  const waiting = (kind: 'card' | 'seller') => lanes.filter((lane) => lane.kind === kind).reduce((sum, lane) => sum + lane.waiting + lane.inReview, 0);
  return [
    {
      id: 'moderation',
      items: [
        {
          href: paths.moderation.home(),
          label: t('desk'),
          icon: <IconGavel {...icon20} />,
          exact: true,
          keys: 'g h',
          count: waiting('card') + waiting('seller'),
        },
        { href: paths.moderation.sellers(), label: t('sellers'), icon: <IconBuildingStore {...icon20} />, keys: 'g s', count: waiting('seller') },
        { href: paths.moderation.history(), label: t('history'), icon: <IconHistory {...icon20} />, keys: 'g y' },
      ],
    },
  ];
}

export const moderationArea: WorkplaceArea = {
  id: 'moderation',
  roles: ['moderator', 'admin'],
  useNav,
  useObjects,
  routes: [
    { index: true, ...page('./desk/page.tsx') },
    { path: 'sellers', ...page('./sellers/page.tsx') },
    { path: 'history', ...page('./history/page.tsx') },
  ],
};
