-- Lanes and reason codes that the product starts with; an operator's later changes of them stay.
insert into moderation.lanes (key, kind, label_ru, label_en, rank, promise_minutes, position) values
  ('new_seller_first_card', 'card', 'Первая карточка продавца', 'A seller’s first card', 10, 120, 1),
  ('required_edit', 'card', 'Правки обязательных полей', 'Edits of required fields', 20, 240, 2),
  ('new_card', 'card', 'Новые карточки', 'New cards', 30, 480, 3),
  ('seller', 'seller', 'Новые продавцы', 'New sellers', 40, 1440, 4),
  ('cosmetic_edit', 'card', 'Небольшие правки', 'Small edits', 50, 1440, 5)
on conflict do nothing;

insert into moderation.reason_codes (code, scope, severity, position, text_ru, text_en, how_to_fix_ru, how_to_fix_en) values
  ('wrong_category', 'card', 'major', 1, 'Товар не из этой категории', 'The product does not belong to this category',
    'Выберите категорию, в которой покупатель стал бы искать этот товар, и отправьте карточку снова.', 'Choose the category where a buyer would look for this product and submit the card again.'),
  ('duplicate_card', 'card', 'major', 2, 'Такая карточка уже есть', 'There is already a card for this product',
    'Найдите существующую карточку и добавьте к ней своё предложение с ценой и остатком.', 'Find the existing card and add your offer with price and stock to it.'),
  ('too_little_information', 'card', 'major', 3, 'Слишком мало сведений о товаре', 'Too little is said about the product',
    'Заполните характеристики, которые отличают этот товар от похожих, и напишите, что входит в комплект.', 'Fill in what tells this product from similar ones and say what is in the box.'),
  ('several_products', 'card', 'major', 4, 'В одной карточке разные товары', 'One card holds different products',
    'Оставьте в карточке один товар и его варианты, для остальных создайте отдельные карточки.', 'Keep one product with its variants in the card and make separate cards for the others.'),
  ('forbidden_goods', 'card', 'critical', 5, 'Этот товар у нас не продаётся', 'This product may not be sold here',
    'Такие товары запрещены законом или правилами площадки. Если это ошибка, напишите в поддержку.', 'Such goods are forbidden by law or by our rules. If this is a mistake, write to support.'),
  ('counterfeit', 'card', 'critical', 6, 'Есть признаки подделки', 'There are signs of a counterfeit',
    'Пришлите в поддержку документы, которые подтверждают происхождение товара.', 'Send support the documents that prove where the goods come from.'),
  ('certificate_missing', 'card', 'major', 7, 'Для такого товара нужен документ', 'Goods of this kind need a document',
    'Загрузите сертификат или декларацию соответствия в разделе документов и отправьте карточку снова.', 'Upload the certificate or declaration of conformity with your documents and submit the card again.'),
  ('card_other', 'card', 'major', 8, 'Другая причина: она указана в комментарии', 'Another reason: see the note',
    'Исправьте то, о чём написано в комментарии, и отправьте карточку снова.', 'Correct what the note says and submit the card again.'),

  ('value_wrong', 'attribute', 'major', 1, 'Значение не соответствует товару', 'The value does not match the product',
    'Проверьте значение по упаковке или по сайту производителя.', 'Check the value on the package or on the maker’s site.'),
  ('value_unlikely', 'attribute', 'major', 2, 'Значение неправдоподобно', 'The value is implausible',
    'Скорее всего, перепутаны единицы измерения или лишний ноль. Проверьте число.', 'The unit is probably mixed up or there is a zero too many. Check the number.'),
  ('text_has_contacts', 'attribute', 'major', 3, 'В тексте есть ссылки, телефоны или адреса', 'The text holds links, phone numbers or addresses',
    'Уберите контакты и ссылки: покупатель пишет продавцу через площадку.', 'Remove contacts and links: buyers write to sellers through the marketplace.'),
  ('text_is_advertising', 'attribute', 'minor', 4, 'В тексте реклама вместо описания', 'The text advertises instead of describing',
    'Уберите призывы, скидки и превосходные степени и напишите, что это за товар.', 'Leave out appeals, discounts and superlatives and say what the product is.'),
  ('text_has_errors', 'attribute', 'minor', 5, 'В тексте много ошибок', 'The text has many mistakes',
    'Проверьте орфографию и перевод, прочтите текст целиком.', 'Check spelling and translation and read the text as a whole.'),
  ('text_about_other_product', 'attribute', 'major', 6, 'Текст о другом товаре', 'The text is about another product',
    'Напишите текст об этом товаре: его название, характеристики и комплект.', 'Write about this product: its name, properties and what is in the box.'),
  ('name_not_clear', 'attribute', 'major', 7, 'Название непонятно или написано заглавными', 'The name is unclear or in capitals',
    'Напишите обычными буквами: что это, бренд, модель и главное отличие. Например: «Чайник Bosch TWK 7403, 1,7 л».', 'Write in ordinary letters: what it is, brand, model and the main difference. For example: “Bosch TWK 7403 kettle, 1.7 L”.'),
  ('brand_wrong', 'attribute', 'major', 8, 'Бренд указан неверно', 'The brand is wrong',
    'Укажите бренд, который стоит на товаре. Если бренда нет, оставьте поле пустым.', 'Give the brand that is on the product. If there is none, leave the field empty.'),
  ('value_other', 'attribute', 'major', 9, 'Другая причина: она указана в комментарии', 'Another reason: see the note',
    'Исправьте значение так, как написано в комментарии.', 'Correct the value as the note says.'),

  ('image_other_product', 'image', 'major', 1, 'На картинке другой товар', 'The picture shows another product',
    'Загрузите фотографию именно этого товара и варианта.', 'Upload a photo of this very product and variant.'),
  ('image_low_quality', 'image', 'minor', 2, 'Картинка слишком мелкая или нечёткая', 'The picture is too small or blurred',
    'Загрузите чёткую фотографию не меньше 900 пикселей по меньшей стороне.', 'Upload a sharp photo of at least 900 pixels on the shorter side.'),
  ('image_has_text', 'image', 'minor', 3, 'На картинке надписи, логотипы магазина или водяной знак', 'The picture carries captions, shop logos or a watermark',
    'Загрузите фотографию без надписей и водяных знаков.', 'Upload a photo without captions and watermarks.'),
  ('image_foreign', 'image', 'critical', 4, 'Картинка взята у другого продавца', 'The picture belongs to another seller',
    'Загрузите свои фотографии или картинки производителя.', 'Upload your own photos or the maker’s pictures.'),
  ('image_indecent', 'image', 'critical', 5, 'Картинка не подходит для всех возрастов', 'The picture is not fit for all ages',
    'Загрузите нейтральную фотографию товара.', 'Upload a neutral photo of the product.'),

  ('price_unlikely', 'offer', 'major', 1, 'Цена неправдоподобна', 'The price is implausible',
    'Проверьте цену: возможно, лишний или пропущенный ноль.', 'Check the price: there may be a zero too many or too few.'),
  ('old_price_inflated', 'offer', 'major', 2, 'Старая цена завышена', 'The old price is inflated',
    'Укажите цену, по которой товар действительно продавался, или уберите старую цену.', 'Give the price at which it was really sold, or remove the old price.'),

  ('document_unreadable', 'seller', 'major', 1, 'Документ не читается', 'The document cannot be read', 'Пришлите чёткий скан или фото целиком.', 'Send a sharp scan or photo of the whole page.'),
  ('document_expired', 'seller', 'major', 2, 'Срок документа истёк', 'The document has expired', 'Пришлите действующий документ.', 'Send a valid one.'),
  ('document_wrong', 'seller', 'major', 3, 'Это другой документ', 'This is another document', 'Пришлите документ, который назван в строке.', 'Send the document named in the row.'),
  ('document_incomplete', 'seller', 'major', 4, 'Не хватает страниц или подписи', 'Pages or a signature are missing', 'Пришлите документ полностью.', 'Send the whole document.'),
  ('data_mismatch', 'seller', 'major', 5, 'Данные не совпадают с документами', 'The data differ from the documents', 'Исправьте то, что отличается.', 'Correct what is different.'),
  ('not_in_register', 'seller', 'major', 6, 'Компании с такими данными нет в реестре', 'The register has no such company', 'Проверьте ИНН и ОГРН.', 'Check the INN and OGRN.'),
  ('bank_details_wrong', 'seller', 'major', 7, 'Счёт не принадлежит компании', 'The account is not the company’s', 'Укажите расчётный счёт компании.', 'Give the company’s own settlement account.'),
  ('prohibited_goods', 'seller', 'critical', 8, 'Такие товары у нас не продаются', 'Goods of this kind are not sold here', 'Посмотрите список запрещённых товаров в правилах площадки.', 'See the list of forbidden goods in our rules.'),
  ('other', 'seller', 'major', 9, 'Другая причина: она указана в комментарии', 'Another reason: see the note', 'Прочтите комментарий и ответьте на него.', 'Read the note and answer it.')
on conflict do nothing;

-- Tasks change state often and live short: keep their dead rows few.
alter table moderation.tasks set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
