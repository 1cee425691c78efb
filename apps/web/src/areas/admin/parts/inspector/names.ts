import { useQuery } from '@tanstack/react-query';
import type { Condition } from '@yarmarka/taxonomy/schemas';
import { useMemo } from 'react';
import { useTRPC } from '../../../../lib/trpc.ts';
import type { ShownCell } from '../cell-model.ts';
import { useDraft } from '../draft.ts';
import type { FieldNames } from '../field-text.ts';
import type { Label } from '../label.ts';

const NAMED_AT_MOST = 300;

function tokensOf(condition: Condition): readonly number[] {
  if ('all' in condition) return condition.all.flatMap(tokensOf);
  if ('any' in condition) return condition.any.flatMap(tokensOf);
  return 'in' in condition ? condition.in : [];
}

/** What the cells of one category need to be put into words: its attributes, the options its rules name, the groups. */
export function useCategoryNames(cells: readonly ShownCell[], groups: readonly (Label & { readonly key: string })[]): FieldNames {
  const wanted = useMemo(() => {
    const tokens = new Set<number>();
    for (const { fields } of cells) {
      if (fields.condition) for (const token of tokensOf(fields.condition)) tokens.add(token);
      for (const limit of fields.limits ?? []) for (const token of [...tokensOf(limit.if), ...limit.then]) tokens.add(token);
      for (const token of fields.options?.slice(0, 8) ?? []) tokens.add(token);
    }
    return [...tokens].sort((a, b) => a - b).slice(0, NAMED_AT_MOST);
  }, [cells]);
  const { data } = useQuery(
    useTRPC().taxonomy.optionLabels.queryOptions({ tokens: wanted }, { enabled: wanted.length > 0, staleTime: 300_000, placeholderData: (before) => before }),
  );
  const drafted = useDraft()?.options;
  return useMemo(() => {
    const options = new Map<number, Label>([
      ...Object.entries(drafted ?? {}).map(([token, words]) => [Number(token), words] as const),
      ...(data ?? []).map((one) => [one.token, one] as const),
    ]);
    const attributes = new Map(
      cells.map(({ cell: { attribute }, fields }) => [
        attribute.no,
        { ru: attribute.ru, en: attribute.en, type: attribute.type, unitFamily: attribute.unitFamily, unit: fields.defaultUnit ?? fields.units?.[0] },
      ]),
    );
    const byKey = new Map(groups.map((group) => [group.key, group]));
    return { attributes: (no) => attributes.get(no), option: (token) => options.get(token), group: (key) => byKey.get(key) };
  }, [data, drafted, cells, groups]);
}
