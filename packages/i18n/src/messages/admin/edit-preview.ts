import { messages } from '../../define.ts';

/** What a merge, a move or a change of type would do, in its dialog; the words for attributes and cards are those of the impact. */
export const editPreview = messages({
  en: {
    title: 'What it would do',
    working: 'Counting…',
    none: 'No stored value changes.',
    values: '{converted, plural, =0 {No value converts} one {# value converts} other {# values convert}}',
    left: '{count, plural, one {# value cannot be converted} other {# values cannot be converted}}',
    lost: '{count, plural, one {# value stays behind, put aside} other {# values stay behind, put aside}}',
    custom: '{count, plural, one {# of them becomes a custom value} other {# of them become custom values}}',
    inOffers: '{count, plural, one {# of these values is in offers} other {# of these values are in offers}}',
    partial: 'Only the most frequent values were counted; the true numbers are higher.',
    cards:
      '{cards, plural, =0 {No card moves} one {# card moves} other {# cards move}}{placements, plural, =0 {} one {, # placement follows} other {, # placements follow}}',
    everywhere: 'Values and moving cards are counted over all cards, archived ones too; what cards will lack or hold wrong, over cards on sale and drafts.',
    schemas: '{count, plural, =0 {No schema changes} one {# category gets another schema} other {# categories get another schema}}',
    lacking: '{cards}: a required attribute will be missing',
    invalid: '{cards}: a value will not be allowed any more',
    parked: '{cards}: a value will be put aside, kept and shown nowhere',
    offersLacking: '{count, plural, one {# offer will lack a required value} other {# offers will lack a required value}}',
    offersParked: '{count, plural, one {# offer: a value will be put aside} other {# offers: a value will be put aside}}',
    fine: 'Nothing becomes incomplete, invalid or put aside.',
    seller: '{name}: {does}; for example {samples}',
    sellerDoes: { lacking: 'to complete {count, number}', invalid: 'to correct {count, number}', parked: 'values put aside {count, number}' },
    moreSellers: '{count, plural, one {and # more seller} other {and # more sellers}}',
    more: 'and {count} more',
    from: 'Now',
    to: 'Then',
    count: 'Values',
    stays: 'stays',
    examples: 'Most frequent values',
    problems: 'It cannot be published like this:',
  },
  ru: {
    title: 'Что изменится',
    working: 'Считаем…',
    none: 'Сохранённые значения не изменятся.',
    values:
      '{converted, plural, =0 {Ни одно значение не преобразуется} one {Преобразуется # значение} few {Преобразуются # значения} many {Преобразуются # значений} other {Преобразуется # значения}}',
    left: '{count, plural, one {# значение преобразовать нельзя} few {# значения преобразовать нельзя} many {# значений преобразовать нельзя} other {# значения преобразовать нельзя}}',
    lost: '{count, plural, one {# значение не перейдёт и будет отложено} few {# значения не перейдут и будут отложены} many {# значений не перейдут и будут отложены} other {# значения не перейдут и будут отложены}}',
    custom:
      '{count, plural, one {# из них станет своим значением} few {# из них станут своими значениями} many {# из них станут своими значениями} other {# из них станут своими значениями}}',
    inOffers:
      '{count, plural, one {в предложениях из них # значение} few {в предложениях из них # значения} many {в предложениях из них # значений} other {в предложениях из них # значения}}',
    partial: 'Посчитаны только самые частые значения; на деле их больше.',
    cards:
      '{cards, plural, =0 {Карточек там нет} one {Переедет # карточка} few {Переедут # карточки} many {Переедут # карточек} other {Переедет # карточки}}{placements, plural, =0 {} one {, за ней # размещение} few {, за ними # размещения} many {, за ними # размещений} other {, за ними # размещения}}',
    everywhere: 'Значения и переезжающие карточки посчитаны все, с архивными; неполные, недопустимые и отложенные — в продаже и в черновиках.',
    schemas:
      '{count, plural, =0 {Схемы не изменятся} one {Другая схема будет у # категории} few {Другая схема будет у # категорий} many {Другая схема будет у # категорий} other {Другая схема будет у # категории}}',
    lacking: '{cards}: будет не хватать обязательной характеристики',
    invalid: '{cards}: значение станет недопустимым',
    parked: '{cards}: значение будет отложено — сохранится, но нигде не будет видно',
    offersLacking:
      '{count, plural, one {# предложению} few {# предложениям} many {# предложениям} other {# предложения}} будет не хватать обязательного значения',
    offersParked: '{count, plural, one {# предложение} few {# предложения} many {# предложений} other {# предложения}}: значение будет отложено',
    fine: 'Неполных, недопустимых и отложенных значений не прибавится.',
    seller: '{name}: {does}; например, {samples}',
    sellerDoes: { lacking: 'дополнить {count, number}', invalid: 'исправить {count, number}', parked: 'отложены значения у {count, number}' },
    moreSellers: '{count, plural, one {и ещё # продавец} few {и ещё # продавца} many {и ещё # продавцов} other {и ещё # продавца}}',
    more: 'и ещё {count}',
    from: 'Сейчас',
    to: 'Будет',
    count: 'Значений',
    stays: 'останется',
    examples: 'Самые частые значения',
    problems: 'Так опубликовать нельзя:',
  },
});
