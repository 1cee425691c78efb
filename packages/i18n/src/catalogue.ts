import type {} from 'use-intl';
import type { Locale } from './locale.ts';
import { admin } from './messages/admin.ts';
import { common } from './messages/common.ts';
import { emails } from './messages/emails.ts';
import { errors } from './messages/errors.ts';
import { moderation } from './messages/moderation.ts';
import { parts } from './messages/parts.ts';
import { seller } from './messages/seller.ts';
import { shell } from './messages/shell.ts';
import { shop } from './messages/shop.ts';
import { taxonomy } from './messages/taxonomy.ts';

/** Every namespace of the product. Screens import only the ones they show. */
export const catalogue = { common, shell, errors, shop, seller, parts, moderation, admin, taxonomy, emails };

export type NamespaceName = keyof typeof catalogue;

/** All messages with the literal types of the English text. */
export type Messages = { readonly [N in NamespaceName]: (typeof catalogue)[N]['en'] };

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
