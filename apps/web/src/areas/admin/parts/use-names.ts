import { useMemo } from 'react';
import type { FieldNames } from './field-text.ts';
import type { Label } from './label.ts';
import type { Draft } from './types.ts';

/** Names for everything that a list of changes mentions. */
export function useNames({ attributes, options }: Pick<Draft, 'attributes' | 'options'>, groups: readonly (Label & { readonly key: string })[]): FieldNames {
  return useMemo(() => {
    const byKey = new Map(groups.map((group) => [group.key, group]));
    return {
      attributes: (no) => {
        const found = attributes[no];
        return found && { ...found, unit: found.unit ?? undefined };
      },
      option: (token) => options[token],
      group: (key) => byKey.get(key),
    };
  }, [attributes, options, groups]);
}
