import { IconBuildingStore, IconFileUpload, IconLayoutDashboard, IconPackage, IconTag } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { icon20 } from '@yarmarka/ui/plain';
import { useSession } from '../../lib/session.ts';
import { lazyPages } from '../../shell/lazy-page.ts';
import { paths } from '../../shell/paths.ts';
import type { NavGroup, WorkplaceArea } from '../../shell/workplace/area.ts';
import { useImportActivity } from './parts/use-import-activity.ts';
import { useObjects } from './use-objects.tsx';

const page = lazyPages('areas/seller', import.meta.glob('./*/page.tsx'));

function useNav(): readonly NavGroup[] {
  const t = useTranslations('seller.nav');
  const seller = useSession()?.seller ?? null;
  useImportActivity();
  // Who is only opening a store has nowhere else to go yet.
  if (seller === null) return [];
  return [
    {
      id: 'seller',
      items: [
        { href: paths.seller.home(), label: t('overview'), icon: <IconLayoutDashboard {...icon20} />, exact: true, keys: 'g h' },
        { href: paths.seller.cards(), label: t('products'), icon: <IconPackage {...icon20} />, keys: 'g p' },
        { href: paths.seller.imports(), label: t('imports'), icon: <IconFileUpload {...icon20} />, keys: 'g i' },
        { href: paths.seller.offers(), label: t('offers'), icon: <IconTag {...icon20} />, keys: 'g o' },
        { href: paths.seller.company(), label: t('company'), icon: <IconBuildingStore {...icon20} />, keys: 'g c' },
      ],
    },
  ];
}

export const sellerArea: WorkplaceArea = {
  id: 'seller',
  roles: ['seller'],
  entrance: paths.seller.register(),
  useNav,
  useObjects,
  routes: [
    { index: true, ...page('./overview/page.tsx') },
    { path: 'cards', ...page('./products/page.tsx') },
    { path: 'cards/new', ...page('./new-card/page.tsx') },
    { path: 'cards/:id', ...page('./card/page.tsx') },
    { path: 'offers', ...page('./offers/page.tsx') },
    { path: 'register', ...page('./register/page.tsx') },
    { path: 'company', ...page('./company/page.tsx') },
    { path: 'imports', ...page('./imports/page.tsx') },
    { path: 'imports/new', ...page('./new-import/page.tsx') },
    { path: 'imports/:id', ...page('./import-job/page.tsx') },
  ],
};
