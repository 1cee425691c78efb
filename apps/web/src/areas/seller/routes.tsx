import { IconLayoutDashboard, IconPackage } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { icon20 } from '@yarmarka/ui/plain';
import { lazyPages } from '../../shell/lazy-page.ts';
import { paths } from '../../shell/paths.ts';
import type { NavGroup, WorkplaceArea } from '../../shell/workplace/area.ts';

const page = lazyPages('areas/seller', import.meta.glob('./*/page.tsx'));

function useNav(): readonly NavGroup[] {
  const t = useTranslations('seller.nav');
  return [
    {
      id: 'seller',
      items: [
        { href: paths.seller.home(), label: t('overview'), icon: <IconLayoutDashboard {...icon20} />, exact: true, keys: 'g h' },
        { href: paths.seller.cards(), label: t('products'), icon: <IconPackage {...icon20} />, keys: 'g p' },
      ],
    },
  ];
}

export const sellerArea: WorkplaceArea = {
  id: 'seller',
  roles: ['seller'],
  useNav,
  routes: [
    { index: true, ...page('./overview/page.tsx') },
    { path: 'cards', ...page('./products/page.tsx') },
    { path: 'cards/new', ...page('./new-card/page.tsx') },
    { path: 'cards/:id', ...page('./card/page.tsx') },
  ],
};
