import { type LoadedSchema, type SchemaDiff, surelyAllowedSql } from '@yarmarka/taxonomy';

/** The attributes whose stored values a change of schema may have made invalid. */
export const suspectNos = (diff: SchemaDiff): number[] => [
  ...new Set([...diff.optionsNarrowed, ...diff.limitsNarrowed, ...diff.typeChanged, ...diff.added, ...diff.levelChanged.map((l) => l.no)]),
];

/**
 * A condition over `catalog.cards c`: the card or a variant holds a value of one of these attributes that the schema may not allow. Only the cards it finds are given to the checker,
 * which alone decides. Undefined when nothing is suspect.
 */
export function suspectSql(to: LoadedSchema, nos: readonly number[]): string | undefined {
  const wanted = new Set(nos);
  const attributes = to.schema.attributes.filter((a) => wanted.has(a.no) && a.level !== 'offer');
  if (attributes.length === 0) return undefined;
  const heldBy = (holder: string) =>
    attributes
      .map((a) => `(case when ${holder} ? '${a.no}' then not ${surelyAllowedSql(a, `(${holder} -> '${a.no}')`, to.lists)} else false end)`)
      .join(' or ');
  const keys = `'{${attributes.map((a) => a.no).join(',')}}'::text[]`;
  return `(${heldBy('c.attrs')} or exists (select 1 from catalog.variants v where v.card_id = c.id and not v.archived and v.attrs ?| ${keys} and (${heldBy('v.attrs')})))`;
}
