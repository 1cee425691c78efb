import { messages } from '../define.ts';

/** The shop: home, category, search and card pages. */
export const shop = messages({
  en: {
    home: {
      title: 'Yarmarka: many sellers, one square',
      description: 'Products of many sellers side by side: compare offers, prices and delivery, and see why one offer stands first.',
      heading: 'Choose calmly',
      lead: 'Every product once, all its sellers side by side, and the reason why one offer stands first.',
      categories: 'Catalogue sections',
      allCategories: 'Whole catalogue',
    },
  },
  ru: {
    home: {
      title: 'Ярмарка: много продавцов, одна площадь',
      description: 'Товары многих продавцов рядом: сравните предложения, цены и доставку и посмотрите, почему одно из них первое.',
      heading: 'Выбирайте спокойно',
      lead: 'Каждый товар один раз, все его продавцы рядом, и видно, почему одно предложение первое.',
      categories: 'Разделы каталога',
      allCategories: 'Весь каталог',
    },
  },
});
