import { conflict, invalid, notFound, precondition, registerConstraint } from '@yarmarka/kernel';
import type { CardIssue } from './schemas.ts';

export const cardNotFound = () =>
  notFound('catalog.card_not_found', 'There is no such card, or you have no access to it.', 'Такой карточки нет или у вас нет к ней доступа.');
export const changeSetNotFound = () =>
  notFound('catalog.change_set_not_found', 'There is no such proposal, or you have no access to it.', 'Такого предложения нет или у вас нет к нему доступа.');
export const variantNotFound = () => notFound('catalog.variant_not_found', 'The card has no such variant.', 'У карточки нет такого варианта.');
/** `moved`: what others saved since the caller read the card, with its present value. */
export const cardMoved = (rowVersion: number, moved: readonly unknown[]) =>
  conflict(
    'catalog.card_moved',
    'Someone else has saved this card meanwhile. Compare the values and save again.',
    'Пока вы правили карточку, её сохранил кто-то другой. Сравните значения и сохраните ещё раз.',
    { rowVersion, moved },
  );
export const liveMoved = (version: number, moved: readonly unknown[]) =>
  conflict(
    'catalog.live_version_moved',
    'The card has changed since you opened it, in the fields you edit too. Compare the values and propose again.',
    'Карточка изменилась с тех пор, как вы её открыли, в том числе в ваших полях. Сравните значения и предложите ещё раз.',
    { version, moved },
  );
export const valuesInvalid = (issues: readonly CardIssue[]) =>
  invalid(
    'catalog.values_invalid',
    'Some values do not fit the category. Correct the marked fields.',
    'Часть значений не подходит категории. Исправьте отмеченные поля.',
    {
      issues,
    },
  );
export const picturesUnknown = (fileIds: readonly string[]) =>
  invalid(
    'catalog.pictures_unknown',
    'Some pictures are not uploaded. Upload them and save again.',
    'Часть картинок не загружена. Загрузите их и сохраните ещё раз.',
    {
      fileIds,
    },
  );
export const placementsUnknown = (categoryIds: readonly number[]) =>
  invalid(
    'catalog.placements_unknown',
    'Some of the additional categories do not exist. Choose them again.',
    'Части дополнительных категорий нет. Выберите их заново.',
    { categoryIds },
  );
export const brandUnknown = () =>
  invalid(
    'catalog.brand_unknown',
    'There is no such brand. Choose one from the list or type its name.',
    'Такого бренда нет. Выберите из списка или впишите название.',
  );
export const variantExists = () =>
  conflict(
    'catalog.variant_exists',
    'The card already has a variant with these values. Change one of them.',
    'У карточки уже есть вариант с такими значениями. Измените одно из них.',
  );
export const lastVariant = () => precondition('catalog.last_variant', 'A card keeps at least one variant.', 'У карточки остаётся хотя бы один вариант.');
export const notEditableNow = (status: string) =>
  precondition(
    'catalog.card_not_editable',
    'A card is edited as a draft, or when changes were asked for. Withdraw it from moderation or propose a change instead.',
    'Карточку правят в черновике или когда попросили доработать. Отзовите её с проверки или предложите изменение.',
    { status },
  );
export const notLive = (status: string) =>
  precondition('catalog.card_not_live', 'Changes are proposed for published cards only.', 'Изменения предлагают только для опубликованных карточек.', {
    status,
  });
export const wrongStatus = (status: string) =>
  precondition(
    'catalog.wrong_status',
    'This cannot be done in the card’s present status. Reload the page.',
    'В нынешнем статусе карточки это невозможно. Обновите страницу.',
    {
      status,
    },
  );
export const sellerNotApproved = () =>
  precondition(
    'catalog.seller_not_approved',
    'Cards go to moderation once your company is approved. Drafts are kept until then.',
    'Карточки уходят на проверку, когда ваша компания подтверждена. Черновики до тех пор сохранятся.',
  );
export const nothingChanged = () =>
  invalid('catalog.nothing_changed', 'The proposal changes nothing. Edit a field first.', 'Предложение ничего не меняет. Сначала измените поле.');
export const attributesLocked = (attributes: readonly number[]) =>
  invalid(
    'catalog.attributes_locked',
    'Some of these fields cannot be changed after publication. Ask support if one is wrong.',
    'Часть этих полей нельзя менять после публикации. Если в них ошибка, напишите в поддержку.',
    { attributes },
  );
export const proposalOpen = (changeSetId: number) =>
  conflict(
    'catalog.proposal_open',
    'Your earlier proposal for this card still waits for moderation. Withdraw it or wait for the verdict.',
    'Ваше прошлое предложение по этой карточке ещё на проверке. Отзовите его или дождитесь решения.',
    { changeSetId },
  );
export const proposalTaken = () =>
  conflict(
    'catalog.proposal_taken',
    'Another proposal of yours was saved meanwhile. Reload the page.',
    'Тем временем сохранено другое ваше предложение. Обновите страницу.',
  );
export const proposalClosed = (status: string) =>
  precondition('catalog.proposal_closed', 'This proposal is already decided or withdrawn.', 'По этому предложению уже есть решение, или оно отозвано.', {
    status,
  });
export const decisionsMissing = (nos: readonly number[]) =>
  invalid(
    'catalog.decisions_missing',
    'Decide on every field, or say what to do with the rest.',
    'Решите по каждому полю или укажите, что делать с остальными.',
    { nos },
  );
export const reasonMissing = () => invalid('catalog.reason_missing', 'Give a reason for what you refuse.', 'Укажите причину отказа.');
export const cardRejected = () =>
  precondition(
    'catalog.card_rejected',
    'This card was rejected for good. Ask support if you think that is a mistake.',
    'Карточка отклонена окончательно. Если это ошибка, напишите в поддержку.',
  );
export const cardHasOffers = () =>
  precondition('catalog.card_has_offers', 'The card has offers. Archive the offers first.', 'У карточки есть предложения. Сначала перенесите их в архив.');

export const variantHasOffers = (variantIds: readonly number[]) =>
  precondition(
    'catalog.variant_has_offers',
    'Other sellers offer this variant, so it stays. Propose a correction instead.',
    'Этот вариант продают и другие продавцы, поэтому он останется. Предложите исправление.',
    { variantIds },
  );

registerConstraint('variants_axis_values_unique', variantExists);
registerConstraint('change_sets_one_open_per_seller', proposalTaken);
