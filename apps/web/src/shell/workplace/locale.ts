import { useQueryClient } from '@tanstack/react-query';
import type { Locale } from '@yarmarka/i18n/locale';
import { rememberLocale } from '../../lib/preferences.ts';
import { useTRPCClient } from '../../lib/trpc.ts';

/** Switches the workplace's language: the cookie at once, the person's setting with it, and the page anew in that language. */
export function useSetLocale(): (locale: Locale) => void {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return (locale) => {
    rememberLocale(locale);
    // The cookie already decides; the setting only carries the choice to other devices.
    const save = client.accounts.updateProfile.mutate({ locale }).catch(() => undefined);
    void save.then(() => {
      queryClient.clear();
      window.location.reload();
    });
  };
}
