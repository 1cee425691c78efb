/** What the build adds to modules: files found by pattern, each loaded when it is asked for. */
interface ImportMeta {
  glob(pattern: string, options?: { base?: string }): Record<string, () => Promise<unknown>>;
}

/** Compiled texts of one language: `virtual:messages/ru/common,shop`. */
declare module 'virtual:messages/*' {
  import type { ComponentProps } from 'react';
  import type { IntlProvider } from '@yarmarka/i18n/react';

  const messages: NonNullable<ComponentProps<typeof IntlProvider>['messages']>;
  export default messages;
}
