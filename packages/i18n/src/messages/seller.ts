import { messages } from '../define.ts';

/** The seller's area: products, imports, prices, company. */
export const seller = messages({
  en: {
    nav: { overview: 'Overview' },
    overview: {
      title: 'Overview',
      emptyTitle: 'Your trade starts here',
      emptyText: 'Add the first product by hand or bring a file with many. What needs your attention will be listed on this page.',
    },
  },
  ru: {
    nav: { overview: 'Обзор' },
    overview: {
      title: 'Обзор',
      emptyTitle: 'Торговля начинается здесь',
      emptyText: 'Добавьте первый товар вручную или загрузите файл со многими. На этой странице будет видно, что требует вашего внимания.',
    },
  },
});
