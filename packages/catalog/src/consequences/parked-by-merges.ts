import { type CardContent, visible } from '../card/visible.ts';
import { type PreviewMove, removedNos } from './preview-groups.ts';

type Takes = ReadonlyMap<number, readonly number[]>;
type Loss = { readonly fromNo: number; readonly intoNo: number };

/**
 * What merges leave or bring where nobody will see it, of a card as it stands and as it will (`next`): by attribute; `losses`: the merges whose values lose to those that are there
 * already; `counted`: the card also holds values of attributes that simply leave, so it counts as a card with parked values anyhow. Pure.
 */
export function parkedByMerges(
  content: CardContent,
  next: CardContent,
  move: PreviewMove,
  takes: Takes,
): { readonly nos: readonly number[]; readonly losses: readonly Loss[]; readonly counted: boolean } {
  if (takes.size === 0) return { nos: [], losses: [], counted: false };
  const places = [content.attrs, ...content.variants.map((v) => v.attrs)];
  const before = new Set(visible(move.from.schema, content).parked);
  const leaves = new Set(removedNos(move, takes).filter((no) => places.some((attrs) => attrs[no] !== undefined)));
  const nos = visible(move.to.schema, next).parked.filter((no) => !before.has(no) && !leaves.has(no));
  const losses = [...takes].flatMap(([intoNo, fromNos]) =>
    fromNos
      .filter((no) => nos.includes(no) && places.some((attrs) => attrs[no] !== undefined && attrs[intoNo] !== undefined))
      .map((fromNo) => ({ fromNo, intoNo })),
  );
  return { nos, losses, counted: leaves.size > 0 };
}
