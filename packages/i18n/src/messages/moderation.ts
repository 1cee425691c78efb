import { messages } from '../define.ts';

/** The moderation desk: lanes, tasks, verdicts. */
export const moderation = messages({
  en: {
    nav: { desk: 'Desk' },
    desk: { title: 'Desk', emptyTitle: 'The queue is empty', emptyText: 'New cards, edits and sellers will appear here by themselves, the most urgent first.' },
  },
  ru: {
    nav: { desk: 'Рабочий стол' },
    desk: { title: 'Рабочий стол', emptyTitle: 'Очередь пуста', emptyText: 'Новые карточки, правки и продавцы появятся здесь сами, сначала самые срочные.' },
  },
});
