import type { Attrs, CategorySchema, Level, Value } from '@yarmarka/taxonomy/schemas';

/** Deals one flat row of values (a sheet's row, a supplier's record) out to the levels where the schema wants them; what the schema does not know is left out and named. */
export function splitByLevel(schema: CategorySchema, values: Attrs): Readonly<Record<Level, Attrs>> & { readonly unknown: readonly number[] } {
  const levels = new Map(schema.attributes.map((a) => [String(a.no), a.level]));
  const out: Record<Level, Record<string, Value>> = { card: {}, variant: {}, offer: {} };
  const unknown: number[] = [];
  for (const [no, value] of Object.entries(values)) {
    const level = levels.get(no);
    if (level === undefined) unknown.push(Number(no));
    else out[level][no] = value;
  }
  return { ...out, unknown };
}
