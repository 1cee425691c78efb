import { conflict, invalid, notFound, precondition, registerConstraint } from '@yarmarka/kernel';
import type { Issue } from '@yarmarka/taxonomy/schemas';

export const offerNotFound = () =>
  notFound('offers.offer_not_found', 'There is no such offer, or you have no access to it.', 'Такого предложения нет или у вас нет к нему доступа.');
export const cardNotOffered = () =>
  notFound('offers.card_not_found', 'There is no such card, or it cannot be offered.', 'Такой карточки нет или к ней нельзя добавить предложение.');
export const sellerNotFound = () =>
  notFound('offers.seller_not_found', 'There is no such seller, or you have no access to it.', 'Такого продавца нет или у вас нет к нему доступа.');
export const sellerMissing = () => invalid('offers.seller_missing', 'Say whose offer it is.', 'Укажите, чьё это предложение.');
export const variantRequired = (variantIds: readonly number[]) =>
  precondition('offers.variant_required', 'The card has several variants. Choose one of them.', 'У карточки несколько вариантов. Выберите один из них.', {
    variantIds,
  });
export const oldPriceNotHigher = () =>
  invalid(
    'offers.old_price_not_higher',
    'The old price must be higher than the price. Correct one of them or remove the old price.',
    'Старая цена должна быть выше новой. Исправьте одну из них или уберите старую.',
  );
export const offerValuesInvalid = (issues: readonly Issue[]) =>
  invalid(
    'offers.values_invalid',
    'Some values do not fit the category. Correct the marked fields.',
    'Часть значений не подходит категории. Исправьте отмеченные поля.',
    { issues },
  );
export const wrongStatus = (status: string) =>
  precondition(
    'offers.wrong_status',
    'This cannot be done in the offer’s present status. Reload the page.',
    'В нынешнем статусе предложения это невозможно. Обновите страницу.',
    {
      status,
    },
  );
export const skuTaken = () =>
  conflict('offers.sku_taken', 'This article number was saved meanwhile. Save again.', 'Этот артикул тем временем уже сохранён. Сохраните ещё раз.');

registerConstraint('offers_seller_sku_unique', skuTaken);
registerConstraint('offers_price_positive', () => invalid('offers.price_not_positive', 'A price is more than zero.', 'Цена должна быть больше нуля.'));
