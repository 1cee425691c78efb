/** Attributes that meet in one category schema, as numbers; one group per distinct schema. */
export type Groups = readonly (readonly number[])[];

export type Colouring = {
  readonly slots: ReadonlyMap<number, number>;
  /** Attributes that had to leave the slot they were in. */
  readonly moved: readonly number[];
};

/**
 * Gives every attribute a slot so that no two of one group share one: as many slots as the widest group needs, or few more (greedy, the widest spread first). What has a slot keeps
 * it; where two that share one have come to meet, the one in fewer groups moves.
 */
export function colourSlots(groups: Groups, existing: ReadonlyMap<number, number> = new Map()): Colouring {
  const groupsOf = new Map<number, number[]>();
  groups.forEach((group, i) => {
    for (const no of new Set(group)) groupsOf.set(no, [...(groupsOf.get(no) ?? []), i]);
  });
  const used = groups.map(() => new Set<number>());
  const slots = new Map<number, number>();
  const moved: number[] = [];
  const put = (no: number, slot: number) => {
    slots.set(no, slot);
    for (const g of groupsOf.get(no) ?? []) used[g]?.add(slot);
  };
  const taken = (no: number, slot: number) => (groupsOf.get(no) ?? []).some((g) => used[g]?.has(slot));
  const spread = (no: number) => groupsOf.get(no)?.length ?? 0;
  const order = [...new Set([...groupsOf.keys(), ...existing.keys()])].sort((a, b) => spread(b) - spread(a) || a - b);
  const homeless: number[] = [];
  for (const no of order) {
    const slot = existing.get(no);
    if (slot !== undefined && !taken(no, slot)) put(no, slot);
    else {
      if (slot !== undefined) moved.push(no);
      homeless.push(no);
    }
  }
  for (const no of homeless) {
    let slot = 0;
    while (taken(no, slot)) slot++;
    put(no, slot);
  }
  return { slots, moved };
}
