import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { changedPart, patched, sameValue } from '../card/rules.ts';
import type { CardPatch, LiveContent, Proposal } from '../schemas.ts';

/** A live card as change-sets see it. */
export type Live = LiveContent;
export type Action = { readonly no: number; readonly target: string; readonly attributeNo: number | null; readonly old: unknown; readonly new: unknown };
export type NewAction = Omit<Action, 'no'>;

const VARIANT = /^variant:(\d+)$/;
const NEW_VARIANT = /^variant:new:(\d+)$/;
export const variantIdOf = (target: string): number | undefined => {
  const m = VARIANT.exec(target);
  return m ? Number(m[1]) : undefined;
};
/** A variant that a proposal adds stands under a negative id until it is stored: the first is -1. */
const newVariantIdOf = (target: string): number | undefined => {
  const m = NEW_VARIANT.exec(target);
  return m ? -Number(m[1]) : undefined;
};

/** The actions of a proposal against the card as it is now: only what differs, old beside new. */
export function actionsOf(live: Live, proposal: Proposal): NewAction[] {
  const actions: NewAction[] = [];
  const fields = (target: string, attrs: Attrs, patch: Proposal['attrs']) => {
    for (const [no, value] of Object.entries(changedPart(attrs, patch))) actions.push({ target, attributeNo: Number(no), old: attrs[no] ?? null, new: value });
  };
  if (proposal.categoryId !== undefined && proposal.categoryId !== live.categoryId)
    actions.push({ target: 'category', attributeNo: null, old: live.categoryId, new: proposal.categoryId });
  if (proposal.placements) {
    const placements = [...new Set(proposal.placements)].filter((id) => id !== (proposal.categoryId ?? live.categoryId));
    if (!sameValue(placements, live.placements)) actions.push({ target: 'placement', attributeNo: null, old: live.placements, new: placements });
  }
  fields('card', live.attrs, proposal.attrs);
  for (const { id, attrs } of proposal.variants) fields(`variant:${id}`, live.variants.find((v) => v.id === id)?.attrs ?? {}, attrs);
  for (const id of proposal.removeVariants) {
    const variant = live.variants.find((v) => v.id === id);
    if (variant) actions.push({ target: `variant:${id}`, attributeNo: null, old: variant.attrs, new: null });
  }
  proposal.addVariants.forEach(({ attrs }, i) => actions.push({ target: `variant:new:${i + 1}`, attributeNo: null, old: null, new: patched({}, attrs) }));
  return actions;
}

/** What stands now where the action wants to write. */
export function currentOf(live: Live, action: Action): unknown {
  if (action.target === 'category') return live.categoryId;
  if (action.target === 'placement') return live.placements;
  if (action.target === 'card') return live.attrs[String(action.attributeNo)] ?? null;
  const variant = live.variants.find((v) => v.id === variantIdOf(action.target));
  if (action.attributeNo === null) return variant?.attrs ?? null;
  return variant?.attrs[action.attributeNo] ?? null;
}

/** An action is stale when what it wanted to change has changed meanwhile, unless into the very thing it wants. A variant that is gone takes nothing. */
export function isStale(live: Live, action: Action): boolean {
  const id = variantIdOf(action.target);
  if (id !== undefined && action.new !== null && !live.variants.some((v) => v.id === id)) return true;
  const current = currentOf(live, action);
  return !sameValue(current, action.old) && !sameValue(current, action.new);
}

/** The card after these actions. Pure: the caller has made sure that none is stale. */
export function withActions(live: Live, actions: readonly NewAction[]): Live {
  let { categoryId, placements, attrs } = live;
  let variants = [...live.variants];
  for (const { target, attributeNo, new: wanted } of actions) {
    const patch = attributeNo === null ? {} : { [attributeNo]: wanted as Value | null };
    const id = variantIdOf(target);
    const added = newVariantIdOf(target);
    if (target === 'category') categoryId = wanted as number;
    else if (target === 'placement') placements = wanted as number[];
    else if (target === 'card') attrs = patched(attrs, patch);
    else if (id !== undefined && attributeNo === null) variants = variants.filter((v) => v.id !== id);
    else if (id !== undefined) variants = variants.map((v) => (v.id === id ? { id, attrs: patched(v.attrs, patch) } : v));
    else if (added !== undefined) variants.push({ id: added, attrs: wanted as Attrs });
  }
  return { categoryId, placements: categoryId === live.categoryId ? placements : placements.filter((id) => id !== categoryId), attrs, variants };
}

/** The patch that turns one state into the other; with the two exchanged it is the inverse. Variants that only one state has stand whole, or as null. */
export function patchBetween(from: Live, to: Live): CardPatch {
  const attrs = difference(from.attrs, to.attrs);
  const variants: Record<string, Record<string, Value | null> | null> = {};
  for (const v of to.variants) {
    const d = difference(from.variants.find((x) => x.id === v.id)?.attrs ?? {}, v.attrs);
    if (Object.keys(d).length > 0 || !from.variants.some((x) => x.id === v.id)) variants[v.id] = d;
  }
  for (const v of from.variants) if (!to.variants.some((x) => x.id === v.id)) variants[v.id] = null;
  return {
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(Object.keys(variants).length > 0 ? { variants } : {}),
    ...(sameValue(from.placements, to.placements) ? {} : { placements: to.placements }),
    ...(from.categoryId === to.categoryId ? {} : { categoryId: to.categoryId }),
  };
}

function difference(from: Attrs, to: Attrs): Record<string, Value | null> {
  const out: Record<string, Value | null> = {};
  for (const no of Object.keys(from)) if (to[no] === undefined) out[no] = null;
  for (const [no, value] of Object.entries(to)) if (!sameValue(from[no], value)) out[no] = value;
  return out;
}

/** Which attributes (of the card or any variant) a list of revisions touched. */
export function touchedBy(patches: readonly CardPatch[]): Set<number> {
  const nos = patches.flatMap((p) => [...Object.keys(p.attrs ?? {}), ...Object.values(p.variants ?? {}).flatMap((v) => Object.keys(v ?? {}))]);
  return new Set(nos.map(Number));
}
