import compileIcu from 'icu-minify/compile';
import type { MessageTree } from './define.ts';

/** What `use-intl/format-message/format-only` reads: ICU texts parsed at build time, so that the browser needs no parser. */
export type CompiledTree = { readonly [key: string]: ReturnType<typeof compileIcu> | CompiledTree };

/** Parses every text of a namespace once, at build time; a text that is no valid ICU message throws with its key. */
export function compileMessages(tree: MessageTree, path = ''): CompiledTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]): readonly [string, CompiledTree[string]] => {
      const at = path === '' ? key : `${path}.${key}`;
      if (typeof value !== 'string') return [key, compileMessages(value, at)] as const;
      try {
        return [key, compileIcu(value)] as const;
      } catch (cause) {
        throw new Error(`The message ${at} is not valid ICU: ${value}`, { cause });
      }
    }),
  );
}
