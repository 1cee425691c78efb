import type { Bilingual } from '@yarmarka/kernel';
import type { NoticeKind } from '../schemas.ts';

/** What the bell says, with {params}. A new kind is one entry here and one word in `NOTICE_KINDS`. */
export const NOTICES: Readonly<Record<NoticeKind, Bilingual>> = {
  seller_approved: { ru: 'Магазин «{store}» открыт: можно продавать', en: '{store} is open: you may sell' },
  seller_needs_changes: { ru: 'Магазину «{store}» нужны исправления', en: '{store} needs changes' },
  seller_rejected: { ru: 'Магазину «{store}» отказано', en: '{store} was refused' },
  seller_suspended: { ru: 'Продажи магазина «{store}» приостановлены', en: '{store} is suspended' },
  card_approved: { ru: 'Карточка «{card}» опубликована', en: '{card} is published' },
  card_partly_approved: { ru: 'В карточке «{card}» принята часть изменений', en: 'Some changes of {card} were accepted' },
  card_changes_requested: { ru: 'Карточку «{card}» нужно исправить', en: '{card} needs changes' },
  card_rejected: { ru: 'Карточке «{card}» отказано', en: '{card} was refused' },
  import_finished: {
    ru: 'Файл «{file}» загружен: принято строк {accepted}, с ошибками {failed}',
    en: '{file} is loaded: {accepted} rows accepted, {failed} with errors',
  },
  import_failed: { ru: 'Файл «{file}» загрузить не удалось', en: '{file} could not be loaded' },
};
