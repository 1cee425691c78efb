import { invalid, unavailable } from '@yarmarka/kernel';

export const searchUnavailable = (cause: unknown) =>
  unavailable(
    'search.unavailable',
    'Search is not answering right now. Try again in a minute.',
    'Поиск сейчас не отвечает. Попробуйте ещё раз через минуту.',
    cause,
  );
export const tooManyChoices = () =>
  invalid(
    'search.too_many_choices',
    'Too many options are chosen at once. Take some of them off.',
    'Выбрано слишком много значений сразу. Снимите часть из них.',
  );
export const badCursor = () =>
  invalid(
    'search.bad_cursor',
    'The next page cannot be opened from here. Start from the first page.',
    'Следующую страницу отсюда не открыть. Начните с первой.',
  );
