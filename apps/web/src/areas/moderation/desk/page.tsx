import { useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { loadWith } from '../../../lib/api.ts';
import { paths } from '../../../shell/paths.ts';
import { Desk } from './desk.tsx';
import { loadDesk } from './load.ts';

export const loader = loadWith(loadDesk([]));
export { onlyOnce as shouldRevalidate } from './load.ts';

export function Page(): ReactNode {
  const t = useTranslations('moderation.desk');
  return <Desk title={t('title')} home={paths.moderation.home()} />;
}
