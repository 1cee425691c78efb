import type { Bilingual } from '@yarmarka/kernel';
import { MATRIX_MAILS } from './matrix-mails.ts';

/** Words of one letter in one language. Paragraphs are plain text with {params}; `action` is the one button. */
type Letter = { readonly subject: string; readonly paragraphs: readonly string[]; readonly action?: string };
export type Template = { readonly ru: Letter; readonly en: Letter };

/**
 * Every letter the product sends. `{link}` is where the button leads and is never written into a paragraph. A new kind is one entry here.
 */
export const MAILS = {
  welcome: {
    ru: {
      subject: 'Добро пожаловать на Ярмарку',
      paragraphs: [
        'Здравствуйте, {name}!',
        'Вы зарегистрировались на Ярмарке. Подтвердите почту, чтобы получать уведомления о заказах и восстановить доступ, если забудете пароль.',
        'Ссылка действует сутки.',
      ],
      action: 'Подтвердить почту',
    },
    en: {
      subject: 'Welcome to Yarmarka',
      paragraphs: [
        'Hello {name},',
        'You have registered with Yarmarka. Confirm your e-mail to hear about your orders and to get back in if you forget the password.',
        'The link works for 24 hours.',
      ],
      action: 'Confirm the e-mail',
    },
  },
  confirm_email: {
    ru: {
      subject: 'Подтвердите почту',
      paragraphs: [
        'Здравствуйте, {name}!',
        'Нажмите кнопку, чтобы подтвердить этот адрес. Ссылка действует сутки.',
        'Если вы этого не просили, ничего делать не нужно.',
      ],
      action: 'Подтвердить почту',
    },
    en: {
      subject: 'Confirm your e-mail',
      paragraphs: [
        'Hello {name},',
        'Press the button to confirm this address. The link works for 24 hours.',
        'If you did not ask for this, there is nothing to do.',
      ],
      action: 'Confirm the e-mail',
    },
  },
  password_reset: {
    ru: {
      subject: 'Новый пароль для Ярмарки',
      paragraphs: [
        'Здравствуйте, {name}!',
        'Кто-то (надеемся, вы) попросил сменить пароль. Ссылка действует один час и сработает один раз.',
        'Если это были не вы, просто удалите письмо: пароль останется прежним.',
      ],
      action: 'Задать новый пароль',
    },
    en: {
      subject: 'A new password for Yarmarka',
      paragraphs: [
        'Hello {name},',
        'Somebody, we hope it was you, asked for a new password. The link works once, within one hour.',
        'If it was not you, delete this letter: the password stays as it is.',
      ],
      action: 'Set a new password',
    },
  },
  password_changed: {
    ru: {
      subject: 'Пароль изменён',
      paragraphs: [
        'Здравствуйте, {name}!',
        'Пароль вашей учётной записи только что изменили.',
        'Если это сделали не вы, сразу задайте новый: так вы завершите чужие сеансы.',
      ],
      action: 'Это был не я',
    },
    en: {
      subject: 'Your password was changed',
      paragraphs: [
        'Hello {name},',
        'The password of your account has just been changed.',
        'If it was not you, set a new one right away: that ends every other session.',
      ],
      action: 'It was not me',
    },
  },
  new_device: {
    ru: {
      subject: 'Вход с нового устройства',
      paragraphs: [
        'Здравствуйте, {name}!',
        'В вашу учётную запись вошли с нового устройства: {device}, {at:time}.',
        'Если это были вы, всё в порядке. Если нет, завершите этот сеанс, смените пароль и включите второй фактор.',
      ],
      action: 'Проверить сеансы',
    },
    en: {
      subject: 'Sign-in from a new device',
      paragraphs: [
        'Hello {name},',
        'Somebody signed in to your account from a new device: {device}, {at:time}.',
        'If it was you, all is well. If not, end that session, change the password and switch the second factor on.',
      ],
      action: 'See the sessions',
    },
  },
  second_factor_on: {
    ru: {
      subject: 'Второй фактор включён',
      paragraphs: ['Здравствуйте, {name}!', 'Теперь при входе, кроме пароля, нужен код из приложения. Храните резервные коды там, где они не потеряются.'],
    },
    en: {
      subject: 'The second factor is on',
      paragraphs: [
        'Hello {name},',
        'From now on signing in takes a code from your app besides the password. Keep the backup codes where they cannot get lost.',
      ],
    },
  },
  second_factor_off: {
    ru: {
      subject: 'Второй фактор выключен',
      paragraphs: ['Здравствуйте, {name}!', 'Для входа снова достаточно пароля. Если второй фактор выключили не вы, смените пароль и напишите в поддержку.'],
    },
    en: {
      subject: 'The second factor is off',
      paragraphs: [
        'Hello {name},',
        'The password alone is enough to sign in again. If you did not switch the second factor off, change the password and write to support.',
      ],
    },
  },
  staff_invited: {
    ru: {
      subject: 'Вас приглашают в магазин «{store}»',
      paragraphs: [
        'Здравствуйте!',
        'Магазин «{store}» приглашает вас работать с его товарами и заказами на Ярмарке.',
        'Войдите или зарегистрируйтесь с этим адресом и примите приглашение до {until:date}.',
      ],
      action: 'Принять приглашение',
    },
    en: {
      subject: '{store} invites you',
      paragraphs: [
        'Hello,',
        '{store} invites you to work with its products and orders on Yarmarka.',
        'Sign in or register with this address and accept by {until:date}.',
      ],
      action: 'Accept the invitation',
    },
  },
  seller_approved: {
    ru: {
      subject: 'Магазин «{store}» может продавать',
      paragraphs: ['Проверка закончена, магазин «{store}» открыт.', 'Добавьте товары: по одному или файлом. После проверки их увидят покупатели.'],
      action: 'Добавить товары',
    },
    en: {
      subject: '{store} may sell',
      paragraphs: ['The review is done: {store} is open.', 'Add products, one by one or as a file. Buyers see them after a check.'],
      action: 'Add products',
    },
  },
  seller_needs_changes: {
    ru: {
      subject: 'Магазин «{store}»: нужны исправления',
      paragraphs: [
        'Модератор посмотрел данные магазина «{store}» и просит кое-что исправить: {rows}.',
        'Остальное принято, заново заполнять не нужно. Исправьте отмеченное и отправьте на проверку ещё раз.',
        '{note}',
      ],
      action: 'Исправить',
    },
    en: {
      subject: '{store}: changes needed',
      paragraphs: [
        'A moderator looked at the data of {store} and asks for changes: {rows}.',
        'The rest is accepted and stays. Correct what is marked and send it again.',
        '{note}',
      ],
      action: 'Correct',
    },
  },
  seller_rejected: {
    ru: {
      subject: 'Магазину «{store}» отказано',
      paragraphs: ['К сожалению, открыть магазин «{store}» не получится. Причина: {reason}.', '{note}', 'Подать заявку снова можно через 30 дней.'],
      action: 'Подробнее',
    },
    en: {
      subject: '{store} was refused',
      paragraphs: ['We are sorry: {store} cannot be opened. The reason: {reason}.', '{note}', 'You may apply again in 30 days.'],
      action: 'Details',
    },
  },
  seller_suspended: {
    ru: {
      subject: 'Продажи магазина «{store}» приостановлены',
      paragraphs: [
        'Товары магазина «{store}» сейчас нельзя купить. Причина: {reason}.',
        '{note}',
        'Заказы, которые уже оформлены, нужно выполнить. Если вы не согласны, ответьте через поддержку.',
      ],
      action: 'Открыть кабинет',
    },
    en: {
      subject: '{store} is suspended',
      paragraphs: [
        'The products of {store} cannot be bought at present. The reason: {reason}.',
        '{note}',
        'Orders already placed must be fulfilled. If you disagree, write to support.',
      ],
      action: 'Open the workplace',
    },
  },
  card_approved: {
    ru: {
      subject: 'Товар «{card}» прошёл проверку',
      paragraphs: ['Карточка «{card}» опубликована. Проверьте, что у неё есть цена и остаток: без них её нельзя купить.'],
      action: 'Открыть карточку',
    },
    en: {
      subject: '{card} passed the check',
      paragraphs: ['The card {card} is published. See that it has a price and stock: without them nobody can buy it.'],
      action: 'Open the card',
    },
  },
  card_partly_approved: {
    ru: {
      subject: 'Товар «{card}»: часть изменений принята',
      paragraphs: ['В карточке «{card}» принято не всё. Что отклонено и почему, видно рядом с каждым полем.'],
      action: 'Посмотреть',
    },
    en: {
      subject: '{card}: some changes accepted',
      paragraphs: ['Not every change of {card} was accepted. What was refused, and why, stands beside each field.'],
      action: 'See which',
    },
  },
  card_changes_requested: {
    ru: {
      subject: 'Товар «{card}»: нужны исправления',
      paragraphs: ['Модератор просит исправить карточку «{card}». Причина указана рядом с каждым полем, остальное уже принято.'],
      action: 'Исправить',
    },
    en: {
      subject: '{card}: changes needed',
      paragraphs: ['A moderator asks you to correct {card}. The reason stands beside each field; the rest is accepted.'],
      action: 'Correct',
    },
  },
  card_rejected: {
    ru: { subject: 'Товару «{card}» отказано', paragraphs: ['Карточку «{card}» опубликовать нельзя. Причина указана на её странице.'], action: 'Подробнее' },
    en: { subject: '{card} was refused', paragraphs: ['The card {card} cannot be published. The reason stands on its page.'], action: 'Details' },
  },
  card_edit_declined: {
    ru: {
      subject: 'Правки товара «{card}» не приняты',
      paragraphs: ['Карточка «{card}» осталась прежней. Почему правки отклонены, видно рядом с каждым полем.'],
      action: 'Посмотреть',
    },
    en: {
      subject: 'The edit of {card} was not accepted',
      paragraphs: ['The card {card} stays as it was. Why the edit was refused stands beside each field.'],
      action: 'See why',
    },
  },
  card_stale: {
    ru: {
      subject: 'Правки товара «{card}» устарели',
      paragraphs: ['Пока правки ждали проверки, карточку «{card}» изменили в тех же полях. Посмотрите на новые значения и решите, нужны ли ваши.'],
      action: 'Сравнить',
    },
    en: {
      subject: 'The edit of {card} is out of date',
      paragraphs: ['While the edit waited, the same fields of {card} were changed. Look at the new values and decide whether yours are still needed.'],
      action: 'Compare',
    },
  },
  card_suppressed: {
    ru: {
      subject: 'Товар «{card}» снят с витрины до исправления',
      paragraphs: [
        'Требования категории изменились, и срок, до которого нужно было исправить обязательные значения карточки «{card}», прошёл. Покупатели её пока не видят.',
        'Исправьте отмеченные поля и отправьте правки. Как только они пройдут проверку, карточка вернётся на витрину сама; цены и остатки сохранены.',
      ],
      action: 'Исправить',
    },
    en: {
      subject: '{card} is out of the shop until it is corrected',
      paragraphs: [
        'The requirements of the category changed, and the time to correct required values of {card} is over. Buyers do not see it for now.',
        'Correct the marked fields and send the edit. Once it is accepted the card returns to the shop by itself; prices and stock are kept.',
      ],
      action: 'Correct it',
    },
  },
  card_returned: {
    ru: {
      subject: 'Товар «{card}» снова на витрине',
      paragraphs: ['Все обязательные значения карточки «{card}» подходят требованиям категории. Покупатели снова её видят.'],
      action: 'Посмотреть',
    },
    en: {
      subject: '{card} is back in the shop',
      paragraphs: ['All required values of {card} fit the requirements of its category. Buyers see it again.'],
      action: 'Have a look',
    },
  },
  offer_suppressed: {
    ru: {
      subject: 'Предложение {sku} снято с витрины до исправления',
      paragraphs: [
        'Требования категории изменились, и срок, до которого нужно было заполнить или исправить обязательные поля предложения {sku} на товар «{card}», прошёл. Купить его у вас пока нельзя.',
        'Откройте карточку и исправьте отмеченные поля предложения: оно вернётся на витрину сразу. Цена и остатки сохранены.',
      ],
      action: 'Исправить',
    },
    en: {
      subject: 'Offer {sku} is out of the shop until it is corrected',
      paragraphs: [
        'The requirements of the category changed, and the time to fill in or correct required fields of the offer {sku} on {card} is over. Nobody can buy it from you for now.',
        'Open the card and correct the marked fields of the offer: it is back in the shop at once. Price and stock are kept.',
      ],
      action: 'Correct it',
    },
  },
  offer_returned: {
    ru: {
      subject: 'Предложение {sku} снова на витрине',
      paragraphs: ['Обязательные поля предложения {sku} на товар «{card}» подходят требованиям категории. Его снова можно купить.'],
      action: 'Посмотреть',
    },
    en: {
      subject: 'Offer {sku} is back in the shop',
      paragraphs: ['The required fields of the offer {sku} on {card} fit the requirements of its category. It can be bought again.'],
      action: 'Have a look',
    },
  },
  grace_ending: {
    ru: {
      subject: 'Исправьте товары до {at:date}, иначе они уйдут с витрины',
      paragraphs: [
        'Требования категорий изменились, и у товаров магазина «{store}» до {at:date} нужно исправить или заполнить: {attributes}.',
        '{cards: Карточек, которые нужно исправить: %.}{offers: Предложений, которые нужно исправить: %.}',
        'Пока они продаются как обычно. Что не исправлено к этой дате, уйдёт с витрины и вернётся само, когда всё будет верно.',
      ],
      action: 'Исправить',
    },
    en: {
      subject: 'Correct your products by {at:date}, or they leave the shop',
      paragraphs: [
        'The requirements of categories changed: products of {store} need these corrected or filled in by {at:date}: {attributes}.',
        '{cards: Cards to correct: %.}{offers: Offers to correct: %.}',
        'Until then they sell as usual. What is not corrected by that date leaves the shop, and returns by itself once everything is right.',
      ],
      action: 'Correct them',
    },
  },
  ...MATRIX_MAILS,
} as const satisfies Record<string, Template>;
export type MailKind = keyof typeof MAILS;
export const isMailKind = (kind: string): kind is MailKind => Object.hasOwn(MAILS, kind);

/** The foot of every letter. */
export const FOOT: Bilingual = {
  ru: 'Это письмо отправлено автоматически, отвечать на него не нужно.',
  en: 'This letter was sent automatically; nobody reads answers to it.',
};
