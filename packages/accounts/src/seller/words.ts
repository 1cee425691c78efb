/** The life of a seller; `TRANSITIONS` in rules.ts says who moves it where. */
export const SELLER_STATUSES = [
  'registered',
  'onboarding',
  'ready_for_review',
  'in_review',
  'needs_changes',
  'approved',
  'restricted',
  'suspended',
  'rejected',
  'terminated',
  'canceled',
] as const;
export type SellerStatus = (typeof SELLER_STATUSES)[number];

type Words = { readonly ru: string; readonly en: string };

export const SELLER_STATUS_LABELS: Readonly<Record<SellerStatus, Words>> = {
  registered: { ru: 'Зарегистрирован', en: 'Registered' },
  onboarding: { ru: 'Заполняет данные', en: 'Filling in' },
  ready_for_review: { ru: 'Ждёт проверки', en: 'Waiting for review' },
  in_review: { ru: 'На проверке', en: 'In review' },
  needs_changes: { ru: 'Нужны исправления', en: 'Changes needed' },
  approved: { ru: 'Может продавать', en: 'Approved' },
  restricted: { ru: 'Продажи ограничены', en: 'Restricted' },
  suspended: { ru: 'Приостановлен', en: 'Suspended' },
  rejected: { ru: 'Отказано', en: 'Refused' },
  terminated: { ru: 'Договор расторгнут', en: 'Terminated' },
  canceled: { ru: 'Заявка отменена', en: 'Canceled' },
};

export const STANDING_LABELS: Readonly<Record<'complete' | 'incomplete' | 'pending' | 'rejected', Words>> = {
  complete: { ru: 'Готово', en: 'Done' },
  incomplete: { ru: 'Не готово', en: 'To do' },
  pending: { ru: 'Проверяется', en: 'Being checked' },
  rejected: { ru: 'Нужно исправить', en: 'To correct' },
};

/** Why a row or a seller was refused or stopped; each label tells what to send or do. */
export const REASON_CODES = [
  'document_unreadable',
  'document_expired',
  'document_wrong',
  'document_incomplete',
  'data_mismatch',
  'not_in_register',
  'bank_details_wrong',
  'prohibited_goods',
  'rules_violated',
  'buyer_complaints',
  'debt',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export const SELLER_REASON_LABELS: Readonly<Record<ReasonCode, Words>> = {
  document_unreadable: {
    ru: 'Документ не читается: пришлите чёткий скан или фото целиком',
    en: 'The document cannot be read: send a sharp scan or photo of the whole page',
  },
  document_expired: { ru: 'Срок документа истёк: пришлите действующий', en: 'The document has expired: send a valid one' },
  document_wrong: { ru: 'Это другой документ: пришлите тот, что назван в строке', en: 'This is another document: send the one named in the row' },
  document_incomplete: { ru: 'Не хватает страниц или подписи: пришлите документ полностью', en: 'Pages or a signature are missing: send the whole document' },
  data_mismatch: { ru: 'Данные не совпадают с документами: исправьте то, что отличается', en: 'The data differ from the documents: correct what is different' },
  not_in_register: {
    ru: 'Компании с такими данными нет в государственном реестре: проверьте ИНН и ОГРН',
    en: 'The state register has no such company: check the INN and OGRN',
  },
  bank_details_wrong: {
    ru: 'Счёт не принадлежит компании: укажите её расчётный счёт',
    en: 'The account is not the company’s: give its own settlement account',
  },
  prohibited_goods: { ru: 'Такие товары у нас не продаются', en: 'Goods of this kind are not sold here' },
  rules_violated: { ru: 'Нарушены правила площадки', en: 'The rules of the marketplace were broken' },
  buyer_complaints: { ru: 'Много обоснованных жалоб покупателей', en: 'Many justified complaints from buyers' },
  debt: { ru: 'Есть задолженность перед площадкой', en: 'There is a debt to the marketplace' },
  other: { ru: 'Другая причина: она указана в комментарии', en: 'Another reason: see the note' },
};

/** The company's data, in the order of the form. */
export const COMPANY_FIELDS = ['legalName', 'inn', 'kpp', 'ogrn', 'legalAddress', 'bik', 'accountNo'] as const;
export type CompanyField = (typeof COMPANY_FIELDS)[number];
