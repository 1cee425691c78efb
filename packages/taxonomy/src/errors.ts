import { AppError, conflict, invalid, notFound, precondition } from '@yarmarka/kernel';

export const categoryNotFound = () => notFound('taxonomy.category_not_found', 'There is no such category.', 'Такой категории нет.');
export const attributeNotFound = () => notFound('taxonomy.attribute_not_found', 'There is no such attribute.', 'Такой характеристики нет.');
export const changeSetNotFound = () => notFound('taxonomy.change_set_not_found', 'There is no such change-set.', 'Такого набора изменений нет.');
export const changeSetClosed = () =>
  precondition(
    'taxonomy.change_set_closed',
    'This change-set is already published or canceled. Start a new one.',
    'Этот набор изменений уже опубликован или отменён. Создайте новый.',
  );
export const versionMoved = (cells: unknown) =>
  conflict(
    'taxonomy.version_moved',
    'Someone published other values for these cells meanwhile. Compare and decide cell by cell.',
    'Пока вы правили, эти ячейки изменил кто-то другой. Сравните и решите по каждой.',
    { cells },
  );
export const matrixInvalid = (problems: unknown) =>
  invalid(
    'taxonomy.matrix_invalid',
    'The change cannot be published: some cells break the rules.',
    'Изменения нельзя опубликовать: часть ячеек нарушает правила.',
    { problems },
  );
export const keyTaken = (key: string) =>
  conflict('taxonomy.key_taken', `The key “${key}” is taken. Choose another.`, `Ключ «${key}» занят. Выберите другой.`, { key });
export const changeSetScheduled = () =>
  precondition(
    'taxonomy.change_set_scheduled',
    'This change-set has a date. Take the date away to edit it.',
    'У этого набора назначена дата публикации. Чтобы править, сначала снимите дату.',
  );
export const notApproved = () =>
  precondition(
    'taxonomy.not_approved',
    'Another administrator has to approve this change-set before it is published.',
    'Перед публикацией набор должен одобрить другой администратор.',
  );
export const namesNeedApproval = () =>
  precondition(
    'taxonomy.names_need_approval',
    'A second administrator has to approve every change. Put the new words into your draft.',
    'Каждое изменение одобряет второй администратор. Внесите новые слова в черновик.',
  );
export const changeSetEmpty = () =>
  invalid('taxonomy.change_set_empty', 'There is nothing to publish: the change-set is empty.', 'Публиковать нечего: в наборе нет изменений.');
export const previewOutdated = () =>
  conflict(
    'taxonomy.preview_outdated',
    'Another version was published after this preview. Look at the preview again.',
    'После этого предпросмотра вышла другая версия. Посмотрите предпросмотр ещё раз.',
  );
export const draftChanged = () =>
  conflict(
    'taxonomy.draft_changed',
    'The draft has changed since you looked at it. Look at it again: nothing has been done yet.',
    'Набор изменился, пока вы его смотрели. Посмотрите ещё раз: пока ничего не сделано.',
  );
export const brokeOff = () =>
  new AppError('unavailable', 'taxonomy.publish_broke_off', {
    en: 'Publishing broke off several times, for a reason the system does not know. Publish now or set a new date; if it happens again, look into the jobs of operations.',
    ru: 'Публикация несколько раз обрывалась по неизвестной системе причине. Опубликуйте сейчас или назначьте новую дату; если повторится, посмотрите задания в разделе операций.',
  });
export const publishing = () =>
  new AppError('unavailable', 'taxonomy.publishing', {
    en: 'Another version is being published right now. Try again in a moment.',
    ru: 'Сейчас публикуется другая версия. Повторите через несколько секунд.',
  });

/** PostgreSQL gave up waiting for a lock (55P03). */
export function isLockTimeout(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) if ((e as { code?: unknown }).code === '55P03') return true;
  return false;
}
