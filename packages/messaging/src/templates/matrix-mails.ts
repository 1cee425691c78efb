import type { Template } from './mails.ts';

/** Letters to sellers about requirements that change, or have changed. */
export const MATRIX_MAILS = {
  matrix_published: {
    ru: {
      subject: 'Изменились требования к вашим товарам',
      paragraphs: [
        'Требования категорий изменились, и у товаров магазина «{store}» нужно заполнить или исправить: {attributes}.',
        '{lacking: Карточек, которые нужно дополнить: %.}{invalid: Карточек, которые стали неверными: %.}{until:date: Исправьте их до %.}{offers: Предложений, которые нужно дополнить: %.}',
      ],
      action: 'Посмотреть товары',
    },
    en: {
      subject: 'The requirements for your products have changed',
      paragraphs: [
        'The requirements of categories have changed, and products of {store} need these filled in or corrected: {attributes}.',
        '{lacking: Cards to complete: %.}{invalid: Cards that have become invalid: %.}{until:date: Correct them by %.}{offers: Offers to complete: %.}',
      ],
      action: 'See the products',
    },
  },
  matrix_scheduled: {
    ru: {
      subject: 'С {at:date} меняются требования к вашим товарам',
      paragraphs: [
        'С {at:date} у товаров магазина «{store}» понадобится заполнить или исправить: {attributes}.',
        '{cards: Карточек, которые нужно дополнить: %.}{offers: Предложений, которые нужно дополнить: %.} До этой даты они продаются как обычно, а дополнить их можно уже сейчас.',
      ],
      action: 'Посмотреть товары',
    },
    en: {
      subject: 'From {at:date} your products must meet new requirements',
      paragraphs: [
        'From {at:date} the products of {store} need these filled in or corrected: {attributes}.',
        '{cards: Cards to complete: %.}{offers: Offers to complete: %.} Until then they sell as usual, and you can complete them now.',
      ],
      action: 'See the products',
    },
  },
} as const satisfies Record<string, Template>;
