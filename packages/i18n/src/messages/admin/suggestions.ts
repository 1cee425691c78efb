import { messages } from '../../define.ts';

/** What the miner suggests. */
export const suggestions = messages({
  en: {
    title: 'Suggestions',
    lead: 'What could be simpler in the matrix, with the reasons. Taking one up makes a draft: nothing changes before you have looked at it and published it.',
    all: 'All {count}',
    kinds: {
      move_up: 'Say it once above',
      idle_category: 'Nothing of its own',
      leaf_move: 'All leaves say it',
      same: 'Twins',
      unused: 'Unused',
    },
    mine: 'Look the matrix over',
    minedNow: 'The matrix has just been looked over: {count, plural, =0 {nothing was found} one {# suggestion} other {# suggestions}}.',
    take: 'Make a draft',
    takeOf: 'Make a draft: {name}',
    dismiss: 'Not this one',
    dismissOf: 'Not this one: {name}',
    dismissed: 'Will not be suggested again.',
    emptyTitle: 'Nothing to suggest',
    emptyText: 'The matrix has been looked over, and nothing new was found. It is done again every night.',
    neverTitle: 'Not looked over yet',
    neverText: 'Look the matrix over now, or wait for the night: it is done every night.',
    mining: 'Looking the matrix over. On a big one this takes up to a minute.',
    minedAt: 'Looked over {when}, version {version}.',
    columns: { what: 'What', why: 'Why', action: 'Action' },
    more: 'and {count} more',
    move_up: {
      what: '“{attribute}” below “{category}”',
      why: '{count, plural, one {# category says} other {# categories say}} again what “{category}” already says: {names}. Without these rules every cell stays as it is.',
    },
    idle_category: {
      what: '“{category}”',
      why: 'All its {count, plural, one {# rule repeats} other {# rules repeat}} what it inherits: {names}. Without them every cell stays as it is.',
    },
    leaf_move: {
      what: '“{attribute}” on “{category}”',
      why: 'All {leaves} leaf categories below say the same; one rule here replaces {rules}. Cards see no difference. What changes are categories without cards: {names}.',
    },
    same: {
      what: '“{from}” into “{into}”',
      why: 'Names alike to {name} %, {shared, plural, =0 {no option in common} one {# option in common} other {# options in common}}. Categories with the first: {fromCategories}, with the second: {intoCategories}, with both: {both}.',
    },
    unused: {
      unfilled: 'Retire “{attribute}”',
      unfilledWhy: 'None of {cards, plural, one {# card} other {# cards}} in {categories, plural, one {# category} other {# categories}} holds a value.',
      unfiltered: '“{attribute}” no longer a filter',
      unfilteredWhy:
        'Offered as a filter in {categories, plural, one {# category} other {# categories}}, and nobody has used it. Cards with a value: {filled} of {cards}.',
    },
  },
  ru: {
    title: 'Подсказки',
    lead: 'Что в матрице можно упростить и почему. Из подсказки получается черновик: ничего не изменится, пока вы его не посмотрите и не опубликуете.',
    all: 'Все {count}',
    kinds: {
      move_up: 'Сказать один раз выше',
      idle_category: 'Ничего своего',
      leaf_move: 'Так у всех листьев',
      same: 'Двойники',
      unused: 'Не используется',
    },
    mine: 'Осмотреть матрицу',
    minedNow:
      'Матрицу только что осмотрели: {count, plural, =0 {ничего не нашлось} one {# подсказка} few {# подсказки} many {# подсказок} other {# подсказки}}.',
    take: 'Сделать черновик',
    takeOf: 'Сделать черновик: {name}',
    dismiss: 'Не предлагать',
    dismissOf: 'Не предлагать: {name}',
    dismissed: 'Больше не предложим.',
    emptyTitle: 'Предложить нечего',
    emptyText: 'Матрица осмотрена, ничего нового не нашлось. Осмотр повторяется каждую ночь.',
    neverTitle: 'Матрицу ещё не осматривали',
    neverText: 'Осмотрите её сейчас или подождите до утра: осмотр идёт каждую ночь.',
    mining: 'Осматриваем матрицу. На большой это занимает до минуты.',
    minedAt: 'Последний осмотр: {when}, версия {version}.',
    columns: { what: 'Что', why: 'Почему', action: 'Действие' },
    more: 'и ещё {count}',
    move_up: {
      what: '«{attribute}» ниже «{category}»',
      why: '{count, plural, one {# категория повторяет} few {# категории повторяют} many {# категорий повторяют} other {# категории повторяют}} то, что уже сказано в «{category}»: {names}. Без этих правил все ячейки останутся прежними.',
    },
    idle_category: {
      what: '«{category}»',
      why: 'Все её правила ({count}) повторяют унаследованное: {names}. Без них все ячейки останутся прежними.',
    },
    leaf_move: {
      what: '«{attribute}» в «{category}»',
      why: 'Во всех конечных категориях ниже ({leaves}) сказано одно и то же; одно правило здесь заменит {rules}. Для карточек ничего не изменится. Изменятся категории без карточек: {names}.',
    },
    same: {
      what: '«{from}» объединить с «{into}»',
      why: 'Названия похожи на {name} %, {shared, plural, =0 {общих значений нет} one {# общее значение} few {# общих значения} many {# общих значений} other {# общего значения}}. Категорий с первой: {fromCategories}, со второй: {intoCategories}, с обеими: {both}.',
    },
    unused: {
      unfilled: 'Вывести из употребления «{attribute}»',
      unfilledWhy: 'Ни у одной из карточек ({cards}) в категориях ({categories}) нет значения.',
      unfiltered: '«{attribute}»: убрать из фильтров',
      unfilteredWhy: 'Фильтр показан в категориях ({categories}), но им никто не пользовался. Карточек со значением: {filled} из {cards}.',
    },
  },
});
