import { IconBuildingStore, IconHierarchy2, IconListDetails, IconPackage } from '@tabler/icons-react';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Command, CommandPaletteProps } from '@yarmarka/ui';
import { icon20 } from '@yarmarka/ui/plain';
import { useCallback } from 'react';
import { useSession } from '../../lib/session.ts';
import { useTRPCClient } from '../../lib/trpc.ts';
import { localised, paths } from '../../shell/paths.ts';

const SHOWN = 5;
const NOTHING: readonly Command[] = [];

/** Categories, attributes, sellers and what the shop sells, by their names, for the palette; for administrators, whose screens they are. */
export function useObjects(): NonNullable<CommandPaletteProps['search']> {
  const client = useTRPCClient();
  const locale = useLocale();
  const t = useTranslations('admin.found');
  const isAdmin = useSession()?.roles.includes('admin') ?? false;
  return useCallback(
    async (query, signal) => {
      if (!isAdmin) return NOTHING;
      // Fetched with the first search: schemas would weigh a fifth of every first load.
      const [{ SELLER_STATUS_LABELS }, categories, attributes, sellers, cards] = await Promise.all([
        import('@yarmarka/accounts/schemas'),
        client.taxonomy.searchCategories.query({ query, limit: SHOWN }, { signal }),
        client.taxonomy.attributes.query({ query, limit: SHOWN }, { signal }),
        client.accounts.searchSellers.query({ query, limit: SHOWN }, { signal }),
        client.catalog.cards.query({ query, status: ['published'], limit: SHOWN }, { signal }),
      ]);
      return [
        ...categories.map((c) => ({
          id: `category-${c.id}`,
          label: c[locale],
          hint: c.trail
            .slice(0, -1)
            .map((one) => one[locale])
            .join(' › '),
          icon: <IconHierarchy2 {...icon20} />,
          group: t('categories'),
          href: paths.admin.categories({ c: c.id }),
        })),
        ...attributes.map((a) => ({
          id: `attribute-${a.no}`,
          label: a[locale],
          hint: a.key,
          icon: <IconListDetails {...icon20} />,
          group: t('attributes'),
          href: paths.admin.attribute(a.no),
        })),
        ...sellers.items.map((s) => ({
          id: `seller-${s.id}`,
          label: s.name[locale] || s.name.ru || s.legalName,
          hint: `${SELLER_STATUS_LABELS[s.status][locale]} · ${s.legalName}`,
          icon: <IconBuildingStore {...icon20} />,
          group: t('sellers'),
          href: paths.admin.sellers({ seller: s.id }),
        })),
        ...cards.items.map((c) => ({
          id: `card-${c.id}`,
          label: c.name[locale] ?? c.name.ru ?? c.name.en ?? '',
          hint: `№ ${c.id}`,
          icon: <IconPackage {...icon20} />,
          group: t('cards'),
          // The shop sends the reader on to the address with the card's own words.
          href: localised(locale, paths.shop.card({ id: c.id, slug: 'card' })),
        })),
      ];
    },
    [client, locale, t, isAdmin],
  );
}
