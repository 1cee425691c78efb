import { foldText } from './normalise.ts';

/** A price in words: "до 20000", "от 5 000 рублей", "under $100". */
const PRICE =
  /(^|\s)(до|от|дешевле|дороже|не дороже|за|under|below|over|from|up to)\s+[$€₽]?\d[\d\s.,]*(тыс\p{L}*|тысяч\p{L}*|к|k)?\s*(руб\p{L}*|р|rub\p{L}*|₽|\$|€)?\.?(?=\s|$)/giu;
/** What says nothing about the thing itself. */
const PRAISE =
  /^(деш[её]в\p{L}*|недорог\p{L}*|бюджетн\p{L}*|хорош\p{L}*|лучш\p{L}*|куп(ить|лю)|заказать|цен[аыуе]|скидк\p{L}*|распродаж\p{L}*|акци[яи]|доставк\p{L}*|интернет|магазин|отзывы|до|от|рубл\p{L}*|руб|cheap|cheapest|best|good|buy|price|sale|affordable|inexpensive|budget|order|delivery)$/u;

/** The text without prices and words of praise; undefined when there are none in it or nothing else is left. */
export function bareWords(text: string): string | undefined {
  const words = text
    .replace(PRICE, ' ')
    .split(/\s+/)
    .filter((w) => w !== '' && !PRAISE.test(foldText(w).trim()));
  const bare = words.join(' ');
  return bare === '' || foldText(bare) === foldText(text.trim()) ? undefined : bare;
}
