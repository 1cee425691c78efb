import { conflict, invalid, precondition, registerConstraint } from '@yarmarka/kernel';
import type { FieldIssue } from './seller/company-rules.ts';
import { SELLER_STATUS_LABELS, type SellerStatus } from './seller/words.ts';

export const sellerChanged = () =>
  conflict(
    'accounts.seller_changed',
    'Somebody changed this seller meanwhile. Reload it and decide again.',
    'Данные продавца тем временем изменились. Обновите страницу и примите решение заново.',
  );

export const wrongStatus = (status: SellerStatus) =>
  precondition(
    'accounts.seller_status',
    `This cannot be done while the seller is in the state "${SELLER_STATUS_LABELS[status].en}".`,
    `Это действие недоступно в состоянии «${SELLER_STATUS_LABELS[status].ru}».`,
    { status },
  );

export const sellerNotApproved = () =>
  precondition(
    'accounts.seller_not_approved',
    'This is open to you once your company is approved. Until then, choose from what is there.',
    'Это станет доступно, когда вашу компанию подтвердят. А пока выберите из того, что есть.',
  );

export const companyInvalid = (issues: readonly FieldIssue[]) =>
  invalid('accounts.company_invalid', issues.map((i) => i.en).join('. '), issues.map((i) => i.ru).join('. '), { issues });

export const rowClosed = (requirementKey: string) =>
  precondition(
    'accounts.row_closed',
    'This part has been settled and cannot be changed here. Write to support if it is no longer right.',
    'Эта часть уже проверена, здесь её не изменить. Если данные устарели, напишите в поддержку.',
    { requirementKey },
  );

export const checklistIncomplete = (rows: readonly { key: string; ru: string; en: string }[]) =>
  precondition(
    'accounts.checklist_incomplete',
    `Not everything required is ready: ${rows.map((r) => r.en).join('; ')}.`,
    `Готово не всё обязательное: ${rows.map((r) => r.ru).join('; ')}.`,
    { rows: rows.map((r) => r.key) },
  );

registerConstraint('sellers_slug_unique', () =>
  conflict('accounts.slug_taken', 'Another store has this address. Choose another one.', 'Такой адрес уже занят другим магазином. Выберите другой.'),
);
registerConstraint('sellers_key_unique', () =>
  conflict('accounts.slug_taken', 'Another store has this address. Choose another one.', 'Такой адрес уже занят другим магазином. Выберите другой.'),
);
registerConstraint('sellers_inn_unique', () =>
  conflict(
    'accounts.inn_taken',
    'A company with this INN is registered already. Ask its owner to invite you, or write to support.',
    'Компания с таким ИНН уже зарегистрирована. Попросите её владельца пригласить вас или напишите в поддержку.',
  ),
);
registerConstraint('seller_members_user_unique', () =>
  conflict('accounts.already_member', 'This person already works for a seller.', 'Этот человек уже работает у одного из продавцов.'),
);
registerConstraint('users_email_unique', () =>
  conflict(
    'accounts.email_taken',
    'This e-mail is registered already. Sign in or reset the password.',
    'Этот адрес уже зарегистрирован. Войдите или восстановите пароль.',
  ),
);
registerConstraint('seller_invitations_open_unique', () =>
  conflict('accounts.already_invited', 'This address has been invited already.', 'На этот адрес приглашение уже отправлено.'),
);
