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
