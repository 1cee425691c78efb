import { messages } from '../../define.ts';

/** What an attribute holds, in the dialogs that make one or change its type. */
export const typeFields = messages({
  en: {
    list: 'List of options',
    listHint: 'Empty: a list of its own. Name an existing list to share its options.',
    listNew: 'There is no list “{key}” yet: a new, empty one will begin with this attribute.',
    listKnown: 'This list has {count, plural, one {# option} other {# options}}, which the attribute will share.',
    family: 'Unit of measure',
    noFamily: 'a plain number',
    localised: 'Text in two languages',
  },
  ru: {
    list: 'Список вариантов',
    listHint: 'Пусто — будет свой список. Назовите готовый список, чтобы взять его варианты.',
    listNew: 'Списка «{key}» пока нет: с этой характеристикой появится новый, пустой.',
    listKnown: 'В этом списке {count, plural, one {# вариант} few {# варианта} many {# вариантов} other {# варианта}}: характеристика возьмёт их.',
    family: 'Единица измерения',
    noFamily: 'просто число',
    localised: 'Текст на двух языках',
  },
});
