import { IconPackage, IconTag } from '@tabler/icons-react';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Command, CommandPaletteProps } from '@yarmarka/ui';
import { icon20 } from '@yarmarka/ui/plain';
import { useCallback } from 'react';
import { useSession } from '../../lib/session.ts';
import { useTRPCClient } from '../../lib/trpc.ts';
import { paths } from '../../shell/paths.ts';

const SHOWN = 5;
const LONGEST_SKU = 100;
const NOTHING: readonly Command[] = [];

/** The seller's products by name and its offers by article number, for the palette. */
export function useObjects(): NonNullable<CommandPaletteProps['search']> {
  const client = useTRPCClient();
  const locale = useLocale();
  const t = useTranslations('seller');
  const registered = (useSession()?.seller ?? null) !== null;
  return useCallback(
    async (query, signal) => {
      if (!registered) return NOTHING;
      const [cards, offers] = await Promise.all([
        client.catalog.cards.query({ query, limit: SHOWN }, { signal }),
        client.offers.list.query({ sku: query.slice(0, LONGEST_SKU), limit: SHOWN }, { signal }),
      ]);
      const nameOf = (name: { readonly ru: string | null; readonly en: string | null }) => name[locale] ?? name.ru ?? name.en ?? t('products.unnamed');
      return [
        ...cards.items.map((c) => ({
          id: `card-${c.id}`,
          label: nameOf(c.name),
          hint: t(`card.status.${c.status}`),
          icon: <IconPackage {...icon20} />,
          group: t('nav.products'),
          href: paths.seller.card(c.id),
        })),
        ...offers.items.map((o) => ({
          id: `offer-${o.id}`,
          label: o.sellerSku,
          hint: nameOf(o.name),
          icon: <IconTag {...icon20} />,
          group: t('nav.offers'),
          href: paths.seller.offers({ q: o.sellerSku }),
        })),
      ];
    },
    [client, locale, t, registered],
  );
}
