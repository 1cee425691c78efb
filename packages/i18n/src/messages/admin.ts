import { messages } from '../define.ts';
import { categories } from './admin/categories.ts';
import { changes } from './admin/changes.ts';
import { dictionary } from './admin/dictionary.ts';
import { dictionaryWork } from './admin/dictionary-work.ts';
import { exchange } from './admin/exchange.ts';
import { grid } from './admin/grid.ts';
import { impact } from './admin/impact.ts';
import { journal } from './admin/journal.ts';
import { matrix } from './admin/matrix.ts';
import { operations } from './admin/operations.ts';
import { people } from './admin/people.ts';
import { review } from './admin/review.ts';
import { suggestions } from './admin/suggestions.ts';
import { editPreview } from './admin/edit-preview.ts';
import { typeFields } from './admin/type-fields.ts';

/** The administrators' area: catalogue, people, journal, jobs, health. */
export const admin = messages({
  en: {
    nav: {
      overview: 'Overview',
      catalogue: 'Catalogue',
      matrix: 'Matrix',
      categories: 'Categories',
      dictionary: 'Dictionary',
      history: 'Changes',
      suggestions: 'Suggestions',
      exchange: 'Export and import',
      people: 'People',
      users: 'Users',
      sellers: 'Sellers',
      requirements: 'Seller checklist',
      operation: 'Operation',
      health: 'Health',
      jobs: 'Jobs',
      journal: 'Journal',
      mailbox: 'Mailbox',
    },
    found: { categories: 'Categories', attributes: 'Attributes', sellers: 'Sellers', cards: 'Products in the shop' },
    overview: {
      title: 'Overview',
      emptyTitle: 'The house is in order',
      emptyText: 'Nothing is waiting for an operator right now.',
      editorTitle: 'Welcome',
      editorText: 'Your role is content editor. The sections for content will appear here; categories and operation are kept by administrators.',
      categories: 'Categories',
      attributes: 'Attributes',
      options: 'Options',
      cells: 'Effective cells',
      rules: 'Rules',
      schemas: 'Distinct schemas',
      version: 'Version of the matrix',
      wrong: '{count, plural, one {# thing needs an operator} other {# things need an operator}}',
      toHealth: 'Open health',
      waiting: '{count, plural, one {# change-set waits for your approval} other {# change-sets wait for your approval}}',
      toWaiting: 'Look at it',
      news: 'News',
      markRead: 'Mark all as read',
      catalogue: 'Catalogue in numbers',
    },
    ...matrix.en,
    ...categories.en,
    grid: grid.en,
    exchange: exchange.en,
    suggestions: suggestions.en,
    ...changes.en,
    ...impact.en,
    ...review.en,
    dictionary: dictionary.en,
    work: dictionaryWork.en,
    editPreview: editPreview.en,
    typeFields: typeFields.en,
    ...operations.en,
    ...journal.en,
    ...people.en,
  },
  ru: {
    nav: {
      overview: 'Обзор',
      catalogue: 'Каталог',
      matrix: 'Матрица',
      categories: 'Категории',
      dictionary: 'Словарь',
      history: 'Изменения',
      suggestions: 'Подсказки',
      exchange: 'Выгрузка и загрузка',
      people: 'Люди',
      users: 'Пользователи',
      sellers: 'Продавцы',
      requirements: 'Требования к продавцам',
      operation: 'Работа системы',
      health: 'Состояние',
      jobs: 'Задания',
      journal: 'Журнал',
      mailbox: 'Почта',
    },
    found: { categories: 'Категории', attributes: 'Характеристики', sellers: 'Продавцы', cards: 'Товары в магазине' },
    overview: {
      title: 'Обзор',
      emptyTitle: 'В хозяйстве порядок',
      emptyText: 'Сейчас ничто не ждёт вашего вмешательства.',
      editorTitle: 'Добро пожаловать',
      editorText: 'Ваша роль — редактор. Разделы о содержании появятся здесь; категориями и работой системы занимаются администраторы.',
      categories: 'Категории',
      attributes: 'Характеристики',
      options: 'Варианты значений',
      cells: 'Действующие ячейки',
      rules: 'Правила',
      schemas: 'Разные схемы',
      version: 'Версия матрицы',
      wrong:
        '{count, plural, one {# неполадка ждёт внимания} few {# неполадки ждут внимания} many {# неполадок ждут внимания} other {# неполадки ждёт внимания}}',
      toHealth: 'Открыть состояние',
      waiting: 'Ждёт одобрения: {count, plural, one {# набор изменений} few {# набора изменений} many {# наборов изменений} other {# набора изменений}}',
      toWaiting: 'Посмотреть',
      news: 'Новости',
      markRead: 'Отметить всё прочитанным',
      catalogue: 'Каталог в цифрах',
    },
    ...matrix.ru,
    ...categories.ru,
    grid: grid.ru,
    exchange: exchange.ru,
    suggestions: suggestions.ru,
    ...changes.ru,
    ...impact.ru,
    ...review.ru,
    dictionary: dictionary.ru,
    work: dictionaryWork.ru,
    editPreview: editPreview.ru,
    typeFields: typeFields.ru,
    ...operations.ru,
    ...journal.ru,
    ...people.ru,
  },
});
