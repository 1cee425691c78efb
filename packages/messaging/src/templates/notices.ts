import type { Bilingual } from '@yarmarka/kernel';
import type { NoticeKind } from '../schemas.ts';

/** What the bell says, with {params}; `{more: and % more}` appears when there is more than nothing of that param. A new kind is one entry here and one word in `NOTICE_KINDS`. */
export const NOTICES: Readonly<Record<NoticeKind, Bilingual>> = {
  seller_approved: { ru: 'Магазин «{store}» открыт: можно продавать', en: '{store} is open: you may sell' },
  seller_needs_changes: { ru: 'Магазину «{store}» нужны исправления', en: '{store} needs changes' },
  seller_rejected: { ru: 'Магазину «{store}» отказано', en: '{store} was refused' },
  seller_suspended: { ru: 'Продажи магазина «{store}» приостановлены', en: '{store} is suspended' },
  card_approved: { ru: 'Опубликовано: «{card}»{more: и ещё %}', en: 'Published: {card}{more: and % more}' },
  card_partly_approved: { ru: 'Принята часть изменений: «{card}»{more: и ещё %}', en: 'Accepted in part: {card}{more: and % more}' },
  card_changes_requested: { ru: 'Нужно исправить: «{card}»{more: и ещё %}', en: 'Changes needed: {card}{more: and % more}' },
  card_rejected: { ru: 'Отказано: «{card}»{more: и ещё %}', en: 'Refused: {card}{more: and % more}' },
  card_edit_declined: { ru: 'Правки не приняты: «{card}»{more: и ещё %}', en: 'Edit not accepted: {card}{more: and % more}' },
  card_stale: {
    ru: 'Правки устарели, карточку уже изменили: «{card}»{more: и ещё %}',
    en: 'The edit is out of date, the card has changed: {card}{more: and % more}',
  },
  card_suppressed: { ru: 'Снято с витрины до исправления: «{card}»{more: и ещё %}', en: 'Out of the shop until corrected: {card}{more: and % more}' },
  card_returned: { ru: 'Снова на витрине: «{card}»{more: и ещё %}', en: 'Back in the shop: {card}{more: and % more}' },
  offer_suppressed: {
    ru: 'Предложение снято с витрины до исправления: {sku}, «{card}»{more: и ещё %}',
    en: 'Offer out of the shop until corrected: {sku}, {card}{more: and % more}',
  },
  offer_returned: { ru: 'Предложение снова на витрине: {sku}, «{card}»{more: и ещё %}', en: 'Offer back in the shop: {sku}, {card}{more: and % more}' },
  grace_ending: {
    ru: 'До {at:date} исправьте или заполните: {attributes}.{cards: Карточек: %.}{offers: Предложений: %.} Потом они уйдут с витрины',
    en: 'By {at:date} correct or fill in: {attributes}.{cards: Cards: %.}{offers: Offers: %.} After that they leave the shop',
  },
  import_finished: {
    ru: 'Файл «{file}» загружен: принято строк {accepted}, с ошибками {failed}',
    en: '{file} is loaded: {accepted} rows accepted, {failed} with errors',
  },
  import_failed: { ru: 'Файл «{file}» загрузить не удалось', en: '{file} could not be loaded' },
  matrix_published: {
    ru: 'Новые требования: {attributes}.{lacking: Карточек, которые нужно дополнить: %.}{invalid: Карточек, которые стали неверными: %.}{until:date: Исправьте их до %.}{offers: Предложений, которые нужно дополнить: %.}',
    en: 'New requirements: {attributes}.{lacking: Cards to complete: %.}{invalid: Cards that have become invalid: %.}{until:date: Correct them by %.}{offers: Offers to complete: %.}',
  },
  matrix_scheduled: {
    ru: 'С {at:date} меняются требования: {attributes}.{cards: Карточек, которые нужно дополнить: %.}{offers: Предложений, которые нужно дополнить: %.}',
    en: 'From {at:date} requirements change: {attributes}.{cards: Cards to complete: %.}{offers: Offers to complete: %.}',
  },
  matrix_unscheduled: { ru: 'Требования, о которых мы писали, {at:date} не изменятся', en: 'The requirements we wrote about do not change on {at:date}' },
  matrix_returned: { ru: 'Набор «{title}» вернули на доработку: {words}', en: '“{title}” was sent back: {words}' },
  matrix_approved: { ru: 'Набор «{title}» одобрен: его можно публиковать', en: '“{title}” is approved and can be published' },
  matrix_failed: { ru: 'Набор «{title}» не опубликован в назначенный срок', en: '“{title}” was not published at its date' },
};
