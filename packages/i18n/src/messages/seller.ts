import { messages } from '../define.ts';
import { card } from './seller/card.ts';
import { company } from './seller/company.ts';
import { imports } from './seller/imports.ts';
import { lists } from './seller/lists.ts';

/** The seller's area: products, imports, prices, company. */
export const seller = messages({
  en: {
    nav: { overview: 'Overview', products: 'Products', imports: 'Uploads from files', offers: 'Prices and stock', company: 'Company' },
    overview: {
      title: 'Overview',
      emptyTitle: 'Your trade starts here',
      emptyText: 'Add the first product by hand or bring a file with many. What needs your attention will be listed on this page.',
    },
    card: card.en,
    company: company.en,
    imports: imports.en,
    ...lists.en,
  },
  ru: {
    nav: { overview: 'Обзор', products: 'Товары', imports: 'Загрузка из файла', offers: 'Цены и остатки', company: 'Компания' },
    overview: {
      title: 'Обзор',
      emptyTitle: 'Торговля начинается здесь',
      emptyText: 'Добавьте первый товар вручную или загрузите файл со многими. На этой странице будет видно, что требует вашего внимания.',
    },
    card: card.ru,
    company: company.ru,
    imports: imports.ru,
    ...lists.ru,
  },
});
