import { IconInbox } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { icon20 } from '@yarmarka/ui/plain';
import { lazyPages } from '../../shell/lazy-page.ts';
import { paths } from '../../shell/paths.ts';
import type { NavGroup, WorkplaceArea } from '../../shell/workplace/area.ts';

const page = lazyPages('areas/moderation', import.meta.glob('./*/page.tsx'));

function useNav(): readonly NavGroup[] {
  const t = useTranslations('moderation.nav');
  return [{ id: 'moderation', items: [{ href: paths.moderation.home(), label: t('desk'), icon: <IconInbox {...icon20} />, exact: true, keys: 'g h' }] }];
}

export const moderationArea: WorkplaceArea = {
  id: 'moderation',
  roles: ['moderator', 'admin'],
  useNav,
  routes: [{ index: true, ...page('./desk/page.tsx') }],
};
