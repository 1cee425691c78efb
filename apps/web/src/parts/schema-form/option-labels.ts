import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTRPC } from '../../lib/trpc.ts';
import type { FormModel } from './model.ts';

export interface OptionLabels {
  readonly labelOf: (token: number) => string | undefined;
  readonly learn: (token: number, label: string) => void;
}

/** Labels of every option in sight: inline ones from the form, the rest asked of the server once, those just chosen remembered. */
export function useOptionLabels(model: FormModel, tokens: readonly number[]): OptionLabels {
  const trpc = useTRPC();
  const [learnt, setLearnt] = useState<ReadonlyMap<number, string>>(new Map());
  const unknown = tokens.filter((token) => !model.labels.has(token) && !learnt.has(token)).toSorted((a, b) => a - b);
  const asked = useQuery(
    trpc.taxonomy.optionLabels.queryOptions(
      { tokens: unknown.slice(0, 2000) },
      { enabled: unknown.length > 0, staleTime: 600_000, placeholderData: (before) => before },
    ),
  );
  const found = asked.data;
  const labelOf = useCallback(
    (token: number) => {
      const known = model.labels.get(token) ?? learnt.get(token);
      if (known !== undefined) return known;
      const row = found?.find((one) => one.token === token);
      return row ? (model.locale === 'ru' ? row.ru : row.en) || row.ru || row.en : undefined;
    },
    [model, learnt, found],
  );
  // What is known already must not change `labelOf`: every field that shows labels would be drawn again.
  const learn = useCallback(
    (token: number, label: string) =>
      setLearnt((before) => ((model.labels.get(token) ?? before.get(token)) === label ? before : new Map(before).set(token, label))),
    [model],
  );
  return useMemo(() => ({ labelOf, learn }), [labelOf, learn]);
}
