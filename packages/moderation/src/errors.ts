import { conflict, invalid, notFound, precondition, registerConstraint } from '@yarmarka/kernel';
import type { TaskStatus } from './schemas.ts';

export const taskNotFound = () =>
  notFound('moderation.task_not_found', 'There is no such task, or you have no access to it.', 'Такого задания нет или у вас нет к нему доступа.');
export const taskHeld = (until: Date | null) =>
  conflict(
    'moderation.task_held',
    'A colleague is looking at this task. Take another one.',
    'Это задание сейчас смотрит другой модератор. Возьмите следующее.',
    {
      until: until?.toISOString() ?? null,
    },
  );
export const taskClosed = (status: TaskStatus) =>
  conflict(
    'moderation.task_closed',
    status === 'withdrawn' ? 'The seller has taken this back: there is nothing to decide any more.' : 'This task has been decided already.',
    status === 'withdrawn' ? 'Продавец отозвал отправленное: решать больше нечего.' : 'По этому заданию решение уже принято.',
    { status },
  );
export const notClaimed = () =>
  precondition(
    'moderation.task_not_claimed',
    'Take the task first: your hold on it has ended.',
    'Сначала возьмите задание: срок, на который вы его брали, истёк.',
  );
export const wrongKind = () =>
  precondition(
    'moderation.wrong_kind',
    'A card’s task is decided as a card, a seller’s as a seller.',
    'Решение по карточке и решение по продавцу принимаются в разных формах.',
  );
export const reasonUnknown = (codes: readonly string[]) =>
  invalid('moderation.reason_unknown', 'Choose a reason from the list.', 'Выберите причину из списка.', { codes });
export const badCursor = () =>
  invalid('moderation.bad_cursor', 'This page of the list is no longer there. Start from the first.', 'Такой страницы списка больше нет. Начните с первой.');

registerConstraint('tasks_one_open_per_change_set', () =>
  conflict('moderation.task_exists', 'This proposal is in the queue already.', 'Это предложение уже стоит в очереди.'),
);
registerConstraint('tasks_one_open_per_seller_review', () =>
  conflict('moderation.task_exists', 'This seller is in the queue already.', 'Этот продавец уже стоит в очереди.'),
);
