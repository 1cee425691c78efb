import { useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { loadWith } from '../../../lib/api.ts';
import { paths } from '../../../shell/paths.ts';
import { Desk } from '../desk/desk.tsx';
import { loadDesk } from '../desk/load.ts';

const LANES = ['seller'] as const;
export const loader = loadWith(loadDesk(LANES));
export { onlyOnce as shouldRevalidate } from '../desk/load.ts';

export function Page(): ReactNode {
  const t = useTranslations('moderation.desk');
  return <Desk title={t('sellersTitle')} home={paths.moderation.sellers()} only={LANES} />;
}
