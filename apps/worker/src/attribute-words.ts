import type { Ctx } from '@yarmarka/kernel';
import { listAttributes } from '@yarmarka/taxonomy';

/** Attributes named in one sentence. */
const NAMED = 5;

/** Attributes as a sentence names them: the first few, and how many more there are. */
export async function attributeWords(ctx: Ctx, nos: readonly number[]): Promise<{ ru: string; en: string }> {
  const named = await listAttributes(ctx, { nos: nos.slice(0, NAMED) });
  const words = (locale: 'ru' | 'en') => {
    const names = nos.flatMap((no) => named.find((a) => a.no === no)?.[locale] ?? []).join(', ');
    return nos.length > NAMED ? `${names}, +${nos.length - NAMED}` : names;
  };
  return { ru: words('ru'), en: words('en') };
}
