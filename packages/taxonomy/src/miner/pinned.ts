import { type SQL, sql } from 'drizzle-orm';

/** In the words of the index `changes_pinned`. */
const IS_PIN = sql`h.change #>> '{edit,pin}' = 'true'`;
/** Published edits that pin the rule `r`, with their version. */
const PINS = sql`taxonomy.changes h join taxonomy.matrix_versions v on v.change_set_id = h.change_set_id
  join taxonomy.rules r on r.category_id = (h.change -> 'edit' ->> 'categoryId')::int and r.attribute_no = (h.change -> 'edit' ->> 'attributeNo')::int and r.op = 'set'`;
/** A rule `e` of that place ended without another, or was an exclusion: what was pinned before it is pinned no more. */
const ENDED = sql`e.category_id = r.category_id and e.attribute_no = r.attribute_no and e.to_version > v.version and (e.op = 'exclude' or not exists (
  select 1 from taxonomy.rules n where n.category_id = e.category_id and n.attribute_no = e.attribute_no and n.from_version = e.to_version))`;

/**
 * Category and attribute of the present rules that a published change-set pinned: they are meant to stay where they equal what is inherited. A rule that was removed or excluded
 * since is pinned no more, whatever stands there now; one that an undo brought back is, because the undo pins it again.
 */
export const PINNED = sql`
  select distinct r.category_id, r.attribute_no from ${PINS} where r.to_version is null and ${IS_PIN} and not exists (select 1 from taxonomy.rules e where ${ENDED})`;

/** Category and attribute of the rules that a version ended and that were pinned until then. */
export const pinnedUntil = (version: number): SQL => sql`
  select distinct r.category_id, r.attribute_no from ${PINS} where r.to_version = ${version} and v.version < ${version} and ${IS_PIN}
    and not exists (select 1 from taxonomy.rules e where ${ENDED} and e.to_version < ${version})`;
