import { useQuery } from '@tanstack/react-query';
import type { Condition } from '@yarmarka/taxonomy/schemas';
import { useTRPC } from '../../../../lib/trpc.ts';
import { useDraft } from '../draft.ts';
import type { FieldNames } from '../field-text.ts';
import type { Label } from '../label.ts';

function tokensOf(condition: Condition): readonly number[] {
  if ('all' in condition) return condition.all.flatMap(tokensOf);
  if ('any' in condition) return condition.any.flatMap(tokensOf);
  return 'in' in condition ? condition.in : [];
}

/** The names at hand and those of options just picked. */
export function usePickedNames(names: FieldNames, conditions: readonly Condition[], more: readonly number[] = []): FieldNames {
  const tokens = [...new Set([...conditions.flatMap(tokensOf), ...more])].filter((token) => names.option(token) === undefined).slice(0, 300);
  const { data } = useQuery(useTRPC().taxonomy.optionLabels.queryOptions({ tokens }, { enabled: tokens.length > 0, staleTime: 300_000 }));
  const found = new Map<number, Label>(data?.map((one) => [one.token, one]));
  const drafted = useDraft()?.options;
  return { ...names, option: (token) => names.option(token) ?? found.get(token) ?? drafted?.[token] };
}
