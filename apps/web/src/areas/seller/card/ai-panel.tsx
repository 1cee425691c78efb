import type { ReactNode } from 'react';
import type { CardEditor } from './use-card.ts';

/** Nothing until a text can be generated. */
export function AiPanel(_props: { readonly editor: CardEditor }): ReactNode {
  return null;
}
