import { type Ctx, markDirtyWhere, withTx } from '@yarmarka/kernel';
import type { AttributeType, CategorySchema } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { colourSlots } from './colour-slots.ts';

export const SLOT_KINDS = ['list', 'number', 'range'] as const;
export type SlotKind = (typeof SLOT_KINDS)[number];
/** kind -> attribute -> slot. */
export type Slots = Readonly<Record<SlotKind, ReadonlyMap<number, number>>>;

type SlotRow = { attribute_no: number; kind: SlotKind; slot: number };

export async function loadSlots(ctx: Ctx): Promise<Slots> {
  const rows = await ctx.db.execute<SlotRow>(sql`select attribute_no, kind, slot from search.facet_slots`);
  const of = (kind: SlotKind) => new Map(rows.filter((r) => r.kind === kind).map((r) => [r.attribute_no, r.slot]));
  return { list: of('list'), number: of('number'), range: of('range') };
}

/** A list whose entries carry quantities is kept as tokens and as numbers. */
function kindsOf(type: AttributeType, quantities: boolean): SlotKind[] {
  if (type === 'list') return quantities ? ['list', 'number'] : ['list'];
  if (type === 'boolean') return ['list'];
  if (type === 'number' || type === 'date') return ['number'];
  return type === 'range' ? ['range'] : [];
}

// authorised by caller: only projections, consumers and start-up call it; no audit row: where an engine keeps a field is no change of anybody's
/**
 * Brings the slot map up to date with the category schemas as they are now; `extra` are attributes that documents hold and no schema names any more: each gets a slot of its own.
 * The cards of attributes that had to move are marked dirty. One process at a time.
 */
export async function assignSlots(ctx: Ctx, queue: string, extra: Readonly<Partial<Record<SlotKind, readonly number[]>>> = {}): Promise<Slots> {
  return withTx(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('search.slots'))`);
    const before = await loadSlots(tx);
    const groups = await loadGroups(tx);
    const changed: SlotRow[] = [];
    const moved = new Set<number>();
    for (const kind of SLOT_KINDS) {
      const result = colourSlots(groups[kind], before[kind]);
      let next = Math.max(-1, ...result.slots.values()) + 1;
      const all = new Map(result.slots);
      for (const no of extra[kind] ?? []) if (!all.has(no)) all.set(no, next++);
      for (const [no, slot] of all) if (before[kind].get(no) !== slot) changed.push({ attribute_no: no, kind, slot });
      for (const no of result.moved) moved.add(no);
    }
    if (changed.length > 0)
      await tx.db.execute(sql`
        insert into search.facet_slots (attribute_no, kind, slot) select attribute_no, kind, slot from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as x(attribute_no int, kind text, slot int)
        on conflict (attribute_no, kind) do update set slot = excluded.slot`);
    if (moved.size > 0)
      await markDirtyWhere(
        tx,
        queue,
        sql`select c.id from catalog.cards c join taxonomy.categories k on k.id = c.category_id join taxonomy.effective_cells e on e.category_id = coalesce(k.alias_of, k.id)
            where c.status = 'published' and e.attribute_no = any(${`{${[...moved].join(',')}}`}::int[])`,
      );
    return loadSlots(tx);
  });
}

async function loadGroups(ctx: Ctx, coming: readonly CategorySchema[] = []): Promise<Record<SlotKind, number[][]>> {
  const rows = await ctx.db.execute<{ attributes: [number, AttributeType][] }>(sql`
    select (select json_agg(json_build_array((a ->> 'no')::int, a ->> 'type')) from jsonb_array_elements(s.artefact -> 'attributes') a where a ->> 'type' <> 'text') as attributes
    from taxonomy.schemas s where exists (select 1 from taxonomy.category_schemas c where c.hash = s.hash and c.to_version is null)`);
  const quantities = await ctx.db.execute<{ no: number }>(sql`
    select a.no from taxonomy.attributes a where exists (select 1 from taxonomy.entries e where e.list_id = a.list_id and e.number is not null)`);
  const counted = new Set(quantities.map((q) => q.no));
  const groups: Record<SlotKind, number[][]> = { list: [], number: [], range: [] };
  const wanted = coming.map((s) => s.attributes.flatMap((a): [number, AttributeType][] => (a.type === 'text' ? [] : [[a.no, a.type]])));
  for (const attributes of [...rows.map((r) => r.attributes), ...wanted])
    for (const kind of SLOT_KINDS)
      groups[kind].push((attributes ?? []).filter(([no, type]) => kindsOf(type, counted.has(no)).includes(kind)).map(([no]) => no));
  return groups;
}

export type SlotChange = {
  /** Attributes that get a field of the index, and those that must leave theirs for another. */
  readonly added: readonly number[];
  readonly moved: readonly number[];
  /** Published cards that hold an attribute that moves. */
  readonly cards: number;
};

/** What `assignSlots` would do after these schemas were published; nothing is written. */
export async function previewSlots(ctx: Ctx, schemas: readonly CategorySchema[]): Promise<SlotChange> {
  const [before, groups] = [await loadSlots(ctx), await loadGroups(ctx, schemas)];
  const [added, moved] = [new Set<number>(), new Set<number>()];
  for (const kind of SLOT_KINDS) {
    const result = colourSlots(groups[kind], before[kind]);
    for (const no of result.moved) moved.add(no);
    for (const no of result.slots.keys()) if (!before[kind].has(no)) added.add(no);
  }
  const [row] =
    moved.size === 0
      ? []
      : await ctx.read.execute<{ n: number }>(sql`
    select count(distinct c.id)::int as n from catalog.cards c join taxonomy.categories k on k.id = c.category_id join taxonomy.effective_cells e on e.category_id = coalesce(k.alias_of, k.id)
    where c.status = 'published' and e.attribute_no = any(${`{${[...moved].join(',')}}`}::int[])`);
  return { added: [...added], moved: [...moved], cards: row?.n ?? 0 };
}

/** How many different tokens the fullest list slot can hold; brands stand in theirs. */
export async function largestSlot(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.execute<{ n: string | null }>(sql`
    select max(n) as n from (
      select s.slot, sum(case when s.attribute_no = 3 then (select count(*) from taxonomy.brands)
          else 2 + (select count(*) from taxonomy.attributes a join taxonomy.entries e on e.list_id = a.list_id where a.no = s.attribute_no) end) as n
      from search.facet_slots s where s.kind = 'list' group by s.slot) x`);
  return Number(row?.n ?? 0);
}
