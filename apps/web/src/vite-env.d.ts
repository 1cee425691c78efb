/// <reference types="vite/types/importMeta.d.ts" />

/** Compiled texts of one language: `virtual:messages/ru/common,shop`. */
declare module 'virtual:messages/*' {
  import type { ComponentProps } from 'react';
  import type { IntlProvider } from '@yarmarka/i18n/react';

  const messages: NonNullable<ComponentProps<typeof IntlProvider>['messages']>;
  export default messages;
}
