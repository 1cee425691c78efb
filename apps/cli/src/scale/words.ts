import { seeded } from '../demo/random.ts';
import type { Words } from './values.ts';

const HEADS = ['Nor', 'Vel', 'Kar', 'Lum', 'Ost', 'Bri', 'Tal', 'Mer', 'Sol', 'Fen', 'Gra', 'Hol', 'Ari', 'Dom', 'Zel', 'Pol', 'Ras', 'Ver', 'Bel', 'Cor'];
const MIDDLES = ['', 'a', 'o', 'i', 'en', 'ar', 'is', 'um', 'el', 'or'];
const TAILS = [
  'vik',
  'dan',
  'tex',
  'line',
  'mar',
  'ton',
  'gor',
  'sky',
  'nord',
  'well',
  'stad',
  'ria',
  'lux',
  'max',
  'berg',
  'field',
  'way',
  'land',
  'form',
  'tec',
];

/** `n` (up to 4,000) different brand names that belong to nobody we know of. */
export function brandNames(n: number): string[] {
  const all = HEADS.flatMap((h) => TAILS.flatMap((t) => MIDDLES.map((m) => `${h}${m}${t}`)));
  const r = seeded(41);
  for (let i = all.length - 1; i > 0; i--) {
    const j = r.int(0, i);
    [all[i], all[j]] = [all[j] ?? '', all[i] ?? ''];
  }
  return [...new Set(all)].slice(0, n);
}

export const CITIES = ['Москва', 'Казань', 'Самара', 'Пермь', 'Томск', 'Тула', 'Омск', 'Уфа', 'Рязань', 'Ярославль', 'Новосибирск', 'Воронеж'] as const;

const SHOPS: readonly Words[] = [
  { ru: 'Лавка', en: 'Shop' },
  { ru: 'Дом', en: 'House' },
  { ru: 'Склад', en: 'Depot' },
  { ru: 'Мастерская', en: 'Workshop' },
  { ru: 'Галерея', en: 'Gallery' },
];

export function shopName(n: number): Words {
  const shop = SHOPS[n % SHOPS.length] ?? { ru: '', en: '' };
  const own = `${HEADS[n % HEADS.length]}${TAILS[Math.floor(n / HEADS.length) % TAILS.length]}`;
  return { ru: `${shop.ru} ${own} ${n + 1}`, en: `${own} ${shop.en} ${n + 1}` };
}

/** Short phrases for texts and custom values. */
export const PHRASES: readonly Words[] = [
  { ru: 'Сапфировый туман', en: 'Sapphire mist' },
  { ru: 'Хлопок 80 %, лён 20 %', en: '80% cotton, 20% linen' },
  { ru: 'Закалённое стекло', en: 'Tempered glass' },
  { ru: 'Берёза с тёплым маслом', en: 'Birch with warm oil' },
  { ru: 'Переработанный пластик', en: 'Recycled plastic' },
  { ru: 'Нержавеющая сталь', en: 'Stainless steel' },
  { ru: 'Шерсть мериноса', en: 'Merino wool' },
  { ru: 'Матовый графит', en: 'Matte graphite' },
  { ru: 'Без добавок', en: 'No additives' },
  { ru: 'Ручная работа', en: 'Made by hand' },
];

/** Sentences of a description: `{name}` and `{brand}` are put in. */
export const SENTENCES: readonly Words[] = [
  { ru: '{name} от {brand}: спокойная форма и ничего лишнего.', en: '{name} by {brand}: a quiet shape and nothing too much.' },
  { ru: 'Служит годами и легко чистится.', en: 'Lasts for years and is easy to clean.' },
  { ru: 'В комплекте всё, чтобы начать пользоваться сразу.', en: 'Everything to start at once is in the box.' },
  { ru: 'Проверено вручную перед отправкой.', en: 'Checked by hand before it is sent.' },
  { ru: 'Подойдёт и для дома, и в дорогу.', en: 'Good at home and on the road.' },
  { ru: 'Хороший подарок, который не пылится на полке.', en: 'A good present that does not gather dust.' },
  { ru: 'Запасные части есть на складе.', en: 'Spare parts are in stock.' },
  { ru: 'Материалы приятны на ощупь и не пахнут.', en: 'The materials feel good and do not smell.' },
  { ru: '{brand} даёт гарантию и отвечает на вопросы.', en: '{brand} gives a guarantee and answers questions.' },
  { ru: 'Упаковка из картона, без пластика.', en: 'Packed in cardboard, without plastic.' },
];

export const SERIES = ['RX', 'Nova', 'Alto', 'Plus', 'M', 'Terra', 'Classic', 'Air', 'K', 'Prime', 'Linea', 'Go'] as const;
