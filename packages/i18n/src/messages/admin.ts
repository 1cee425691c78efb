import { messages } from '../define.ts';

/** The administrators' area: catalogue, people, journal, jobs, health. */
export const admin = messages({
  en: {
    nav: { overview: 'Overview' },
    overview: {
      title: 'Overview',
      emptyTitle: 'The house is in order',
      emptyText: 'What needs a decision will be listed here: categories, sellers, jobs and integrations.',
    },
  },
  ru: {
    nav: { overview: 'Обзор' },
    overview: { title: 'Обзор', emptyTitle: 'В хозяйстве порядок', emptyText: 'Здесь будет видно, что ждёт решения: категории, продавцы, задания и обмены.' },
  },
});
