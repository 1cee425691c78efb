import { IconBuildingStore, IconPackage } from '@tabler/icons-react';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { CommandPaletteProps } from '@yarmarka/ui';
import { icon20 } from '@yarmarka/ui/plain';
import { useCallback } from 'react';
import { useTRPCClient } from '../../lib/trpc.ts';
import { paths } from '../../shell/paths.ts';

const SHOWN = 5;

/** What waits in the queue, by the name of the card or the seller or by number, for the palette. */
export function useObjects(): NonNullable<CommandPaletteProps['search']> {
  const client = useTRPCClient();
  const locale = useLocale();
  const t = useTranslations('moderation');
  return useCallback(
    async (query, signal) => {
      // Fetched with the first search: schemas would weigh a fifth of every first load.
      const { LANE_KEYS } = await import('@yarmarka/moderation/schemas');
      const [cards, sellers] = await Promise.all([
        client.moderation.tasks.query({ query, lane: LANE_KEYS.filter((lane) => lane !== 'seller'), limit: SHOWN }, { signal }),
        client.moderation.tasks.query({ query, lane: ['seller'], limit: SHOWN }, { signal }),
      ]);
      return [...cards.items, ...sellers.items].map((task) => {
        const ofCard = task.kind === 'card';
        const seller = task.seller ? task.seller.name[locale] || task.seller.name.ru : '';
        const number = `№ ${task.id}`;
        return {
          id: `task-${task.id}`,
          label: (ofCard ? task.cardName?.[locale] : seller) || number,
          hint: [number, ...(ofCard ? [t(`task.${task.changeKind ?? 'create'}`), seller] : [])].filter(Boolean).join(' · '),
          icon: ofCard ? <IconPackage {...icon20} /> : <IconBuildingStore {...icon20} />,
          group: t(ofCard ? 'found.cards' : 'found.sellers'),
          href: paths.moderation.task(task.id),
        };
      });
    },
    [client, locale, t],
  );
}
