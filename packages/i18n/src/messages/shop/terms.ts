/** The terms of selling: what a seller agrees to and what the marketplace does in return. */
export const terms = {
  en: {
    home: 'Home',
    title: 'Terms for sellers',
    lead: 'What you agree to when you open a store, and what we do in return.',
    company: {
      title: 'Company and documents',
      text: 'Companies and sole traders may sell. You give true data and documents of your own; a moderator checks them once and names the reason if something has to be corrected. After a refusal you can apply again in 30 days.',
    },
    products: {
      title: 'Products',
      text: 'You sell only what the law allows and what you have the right to sell. The card describes the product as it is: true characteristics, your own pictures or pictures you may use. Every new product is checked before it goes on sale, and a refusal names its reason. Text suggested by the assistant appears on the card only after you accept it, and you answer for it as for your own.',
    },
    prices: {
      title: 'Prices and stock',
      text: 'You set prices and stock yourself and keep them up to date. Among several offers for one product we put first the one that is better for the buyer, and show the reason. First place is not for sale.',
    },
    money: {
      title: 'Commission and payouts',
      text: 'The marketplace takes no payments at present: there is no commission and there are no payouts. You give bank details so that we can check the company. Before payments begin, commission and payout dates will stand in a new version of these terms.',
    },
    measures: {
      title: 'When rules are broken',
      text: 'We can hide a product, restrict sales or suspend a store: for forbidden goods, false data or justified complaints. The reason always comes to you in the seller’s area and by e-mail.',
    },
    changes: {
      title: 'New versions',
      text: 'Acceptance counts for one version. When a new one comes out, we ask you to accept it again; until then the row in your checklist stays open.',
    },
  },
  ru: {
    home: 'Главная',
    title: 'Условия для продавцов',
    lead: 'На что вы соглашаетесь, открывая магазин, и что делаем мы.',
    company: {
      title: 'Компания и документы',
      text: 'Продавать могут компании и предприниматели. Вы даёте верные данные и свои документы; модератор проверяет их один раз и называет причину, если что-то нужно исправить. После отказа подать заявку снова можно через 30 дней.',
    },
    products: {
      title: 'Товары',
      text: 'Вы продаёте только то, что разрешает закон и на что у вас есть права. Карточка описывает товар таким, какой он есть: верные характеристики, свои фотографии или те, которыми вы вправе пользоваться. Каждый новый товар проверяется до продажи, при отказе мы называем причину. Текст, предложенный помощником, попадает в карточку, только когда вы его примете, и отвечаете вы за него как за свой.',
    },
    prices: {
      title: 'Цены и остатки',
      text: 'Цены и остатки вы назначаете сами и следите, чтобы они были верны. Если один товар предлагают несколько продавцов, первым стоит предложение, которое выгоднее покупателю, и мы показываем почему. Первое место не продаётся.',
    },
    money: {
      title: 'Комиссия и выплаты',
      text: 'Сейчас площадка не принимает оплату: комиссии и выплат нет. Банковские реквизиты нужны для проверки компании. Прежде чем появится оплата, комиссия и сроки выплат будут названы в новой версии этих условий.',
    },
    measures: {
      title: 'Если правила нарушены',
      text: 'Мы можем скрыть товар, ограничить продажи или приостановить магазин: за запрещённые товары, неверные данные или обоснованные жалобы. Причину вы всегда увидите в кабинете и в письме.',
    },
    changes: {
      title: 'Новые версии',
      text: 'Согласие относится к одной версии. Когда выходит новая, мы просим принять её снова; до этого строка в вашем списке остаётся открытой.',
    },
  },
} as const;
