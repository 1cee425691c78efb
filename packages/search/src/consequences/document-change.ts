import type { LoadedSchema } from '@yarmarka/taxonomy';
import { type CategorySchema, RESERVED } from '@yarmarka/taxonomy/schemas';

/** Which documents a change of schema touches: all of the category, or those of cards that hold one of these attributes. */
export type DocumentChange = { readonly all: boolean; readonly nos: readonly number[] };

/**
 * What a document takes from the schema (`draftOf`): the axes of the variants, and of every other value whether and where it is seen. Requirements, facets, options, bounds, names and
 * order are not in it, so a change of those touches no document.
 */
export function documentChange(from: LoadedSchema, to: LoadedSchema): DocumentChange {
  const [before, after] = [partsOf(from.schema), partsOf(to.schema)];
  const nos = [...new Set([...before.seen.keys(), ...after.seen.keys()])].filter((no) => before.seen.get(no) !== after.seen.get(no));
  return { all: before.axes !== after.axes, nos: nos.toSorted((a, b) => a - b) };
}

/** Values of plain texts stand in no document, but for those the platform knows. */
const KNOWN_TEXTS: ReadonlySet<number> = new Set([RESERVED.name, RESERVED.description, RESERVED.gtin]);

function partsOf(schema: CategorySchema): { axes: string; seen: Map<number, string> } {
  const seen = schema.attributes.filter((a) => a.level !== 'offer' && (a.type !== 'text' || KNOWN_TEXTS.has(a.no)));
  return {
    axes: schema.attributes
      .filter((a) => a.axis && a.level === 'variant')
      .map((a) => a.no)
      .join(),
    seen: new Map(seen.map((a) => [a.no, `${a.level}/${a.type}`])),
  };
}
