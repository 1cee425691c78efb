import { previewDelta } from '@yarmarka/catalog';
import type { Ctx } from '@yarmarka/kernel';
import type { MatrixNews } from '@yarmarka/messaging';
import { listAttributes, previewChangeSet } from '@yarmarka/taxonomy';

/** Attributes named in one sentence. */
const NAMED = 5;

/** Who will have work from a scheduled change-set, and with which attributes; undefined when it would be refused as it stands. */
export async function matrixNews(ctx: Ctx, changeSetId: number): Promise<MatrixNews | undefined> {
  const delta = await previewChangeSet(ctx, changeSetId);
  if (delta.problems.length > 0 || delta.conflicts.length > 0) return undefined;
  const impact = await previewDelta(ctx, delta, { sellers: Number.MAX_SAFE_INTEGER });
  const nos = impact.attributes.filter((a) => a.lacking + a.invalid > 0).map((a) => a.attributeNo);
  if (nos.length === 0) return undefined;
  const named = await listAttributes(ctx, { nos: nos.slice(0, NAMED) });
  const words = (locale: 'ru' | 'en') => {
    const names = nos.flatMap((no) => named.find((a) => a.no === no)?.[locale] ?? []).join(', ');
    return nos.length > NAMED ? `${names}, +${nos.length - NAMED}` : names;
  };
  return {
    attributesRu: words('ru'),
    attributesEn: words('en'),
    sellers: impact.sellers.flatMap((s) =>
      s.sellerId === null || s.lacking + s.invalid === 0 ? [] : [{ sellerId: s.sellerId, cards: s.lacking + s.invalid }],
    ),
  };
}
