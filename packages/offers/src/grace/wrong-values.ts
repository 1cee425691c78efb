import type { LoadedSchema } from '@yarmarka/taxonomy';
import { checkValues, compileSchema, visibleValues } from '@yarmarka/taxonomy/check';
import type { Attrs, CategorySchema } from '@yarmarka/taxonomy/schemas';
import type { WrongSince } from '../schemas.ts';

/** What an offer stands on: its card, its own variant, and all variants of the card that are not archived. */
export type Ground = { readonly card: Attrs; readonly variant: Attrs; readonly variants: readonly Attrs[] };

/** What conditions of the offer's attributes see of the levels above. */
export const outerValues = (schema: CategorySchema, { card, variant, variants }: Ground): Attrs => ({
  ...visibleValues(schema, 'card', card, { variants }),
  ...visibleValues(schema, 'variant', variant, { card }),
});

/** The attributes that the schema requires of the offer itself. */
export const requiredOfOffers = ({ schema }: LoadedSchema) => schema.attributes.filter((a) => a.level === 'offer' && a.requirement === 'required');

/** Those of them that an offer lacks, or holds with a value that is not allowed. Sorted by number. */
export function wrongValues(loaded: LoadedSchema, own: Attrs, ground: Ground): number[] {
  const required = new Set(requiredOfOffers(loaded).map((a) => a.no));
  if (required.size === 0) return [];
  const shown = visibleValues(loaded.schema, 'offer', own, { card: ground.card, variants: [ground.variant] });
  const issues = checkValues(compileSchema(loaded.schema, loaded.lists), shown, 'enforced', 'offer', outerValues(loaded.schema, ground));
  return [...new Set(issues.map((i) => i.attr))].filter((no) => required.has(no)).toSorted((a, b) => a - b);
}

/** Since when each of these is wrong: an attribute keeps its date while it is. */
export const wrongSince = (known: WrongSince, nos: readonly number[], now: Date): WrongSince =>
  Object.fromEntries(nos.map((no) => [no, known[no] ?? now.toISOString()]));
