import { messages } from '../../define.ts';

/** What an attribute holds, in the dialogs that make one or change its type. */
export const typeFields = messages({
  en: {
    list: 'List of options',
    listHint: 'Empty: a list of its own. Name an existing list to share its options.',
    family: 'Unit of measure',
    noFamily: 'a plain number',
    localised: 'Text in two languages',
  },
  ru: {
    list: 'Список вариантов',
    listHint: 'Пусто — будет свой список. Назовите готовый список, чтобы взять его варианты.',
    family: 'Единица измерения',
    noFamily: 'просто число',
    localised: 'Текст на двух языках',
  },
});
