import {
  IconActivityHeartbeat,
  IconBook2,
  IconBuildingStore,
  IconChecklist,
  IconGitCommit,
  IconHierarchy2,
  IconGridDots,
  IconHistory,
  IconLayoutDashboard,
  IconMail,
  IconStack2,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { icon20 } from '@yarmarka/ui/plain';
import { useSession } from '../../lib/session.ts';
import { lazyPages } from '../../shell/lazy-page.ts';
import { paths } from '../../shell/paths.ts';
import type { NavGroup, WorkplaceArea } from '../../shell/workplace/area.ts';
import { matrixLoader } from './matrix/queries.ts';
import { useObjects } from './use-objects.tsx';

const page = lazyPages('areas/admin', import.meta.glob('./*/page.tsx'));

function useNav(): readonly NavGroup[] {
  const t = useTranslations('admin.nav');
  const isAdmin = useSession()?.roles.includes('admin') ?? false;
  const overview: NavGroup = {
    id: 'admin',
    items: [{ href: paths.admin.home(), label: t('overview'), icon: <IconLayoutDashboard {...icon20} />, exact: true, keys: 'g o' }],
  };
  if (!isAdmin) return [overview];
  return [
    overview,
    {
      id: 'catalogue',
      label: t('catalogue'),
      items: [
        { href: paths.admin.matrix(), label: t('matrix'), icon: <IconGridDots {...icon20} />, keys: 'g m' },
        { href: paths.admin.categories(), label: t('categories'), icon: <IconHierarchy2 {...icon20} />, keys: 'g c' },
        { href: paths.admin.dictionary(), label: t('dictionary'), icon: <IconBook2 {...icon20} />, keys: 'g d' },
        { href: paths.admin.changes(), label: t('history'), icon: <IconGitCommit {...icon20} />, keys: 'g v' },
      ],
    },
    {
      id: 'people',
      label: t('people'),
      items: [
        { href: paths.admin.users(), label: t('users'), icon: <IconUsers {...icon20} />, keys: 'g u' },
        { href: paths.admin.sellers(), label: t('sellers'), icon: <IconBuildingStore {...icon20} />, keys: 'g s' },
        { href: paths.admin.requirements(), label: t('requirements'), icon: <IconChecklist {...icon20} /> },
      ],
    },
    {
      id: 'operation',
      label: t('operation'),
      items: [
        { href: paths.admin.health(), label: t('health'), icon: <IconActivityHeartbeat {...icon20} />, keys: 'g h' },
        { href: paths.admin.jobs(), label: t('jobs'), icon: <IconStack2 {...icon20} />, keys: 'g j' },
        { href: paths.admin.journal(), label: t('journal'), icon: <IconHistory {...icon20} />, keys: 'g l' },
        { href: paths.admin.mailbox(), label: t('mailbox'), icon: <IconMail {...icon20} />, keys: 'g e' },
      ],
    },
  ];
}

export const adminArea: WorkplaceArea = {
  id: 'admin',
  roles: ['admin', 'editor'],
  useNav,
  useObjects,
  routes: [
    { index: true, ...page('./overview/page.tsx') },
    { path: 'matrix', loader: matrixLoader, ...page('./matrix/page.tsx') },
    { path: 'categories', ...page('./categories/page.tsx') },
    { path: 'dictionary', ...page('./dictionary/page.tsx') },
    { path: 'dictionary/:no', ...page('./attribute/page.tsx') },
    { path: 'exchange', ...page('./exchange/page.tsx') },
    { path: 'suggestions', ...page('./suggestions/page.tsx') },
    { path: 'changes', ...page('./changes/page.tsx') },
    { path: 'changes/diff', ...page('./version-diff/page.tsx') },
    { path: 'changes/:id', ...page('./change-set/page.tsx') },
    { path: 'users', ...page('./users/page.tsx') },
    { path: 'sellers', ...page('./sellers/page.tsx') },
    { path: 'requirements', ...page('./requirements/page.tsx') },
    { path: 'health', ...page('./health/page.tsx') },
    { path: 'jobs', ...page('./jobs/page.tsx') },
    { path: 'journal', ...page('./journal/page.tsx') },
    { path: 'mailbox', ...page('./mailbox/page.tsx') },
  ],
};
