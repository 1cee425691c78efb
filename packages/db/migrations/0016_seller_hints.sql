-- The first hints promised payouts, commissions and letters about orders, which are not there yet. What an operator has worded anew stays.
UPDATE "accounts"."seller_requirements" r SET "hint_ru" = n."new_ru", "hint_en" = n."new_en"
FROM (VALUES
('email',
 'Перейдите по ссылке из приветственного письма: на этот адрес приходят заказы и решения модераторов.', 'Follow the link in the welcome letter: orders and decisions arrive at this address.',
 'Перейдите по ссылке из приветственного письма: на этот адрес приходят решения модераторов.', 'Follow the link in the welcome letter: moderators’ decisions arrive at this address.'),
('terms',
 'Комиссии, сроки выплат и правила для товаров.', 'Commissions, payout dates and the rules for goods.',
 'Что можно продавать и как, и что делаем мы. Оплаты на площадке пока нет, комиссии тоже.', 'What may be sold and how, and what we do. There are no payments on the marketplace yet, and no commission.'),
('bank',
 'Расчётный счёт компании: на него приходят выплаты.', 'The company’s settlement account: payouts go there.',
 'Расчётный счёт нужен для проверки компании: выплат пока нет.', 'The settlement account is needed to check the company: there are no payouts yet.')
) AS n("key", "old_ru", "old_en", "new_ru", "new_en")
WHERE r."key" = n."key" AND r."hint_ru" = n."old_ru" AND r."hint_en" = n."old_en";
