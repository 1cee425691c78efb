import { type Text, t } from './words.ts';

export type DemoSeller = {
  key: string;
  name: Text;
  legalName: string;
  inn: string;
  kpp: string;
  ogrn: string;
  bik: string;
  account: string;
  city: string;
  about: Text;
  email: string;
  status: 'approved' | 'waiting';
  /** Category ids (and everything below them) whose goods the seller carries. */
  carries: readonly string[];
};

/** Eight demo companies. Their numbers pass every checksum; built from region 99 and a bank code out of use, they point at nobody. */
export const DEMO_SELLERS: readonly DemoSeller[] = [
  {
    key: 'voltara',
    name: t('Вольтара', 'Voltara'),
    legalName: 'ООО «Вольтара»',
    inn: '9900000017',
    kpp: '990101001',
    ogrn: '1269900000017',
    bik: '049900901',
    account: '40702810700000000001',
    city: 'Москва',
    about: t(
      'Электроника и домашняя техника со своего склада в Подмосковье. Отправляем заказы в день оплаты, если она прошла до 15:00.',
      'Electronics and home appliances from our own warehouse near Moscow. Orders paid before 3 pm leave the same day.',
    ),
    email: 'shop-voltara@yarmarka.example',
    status: 'approved',
    carries: ['el', 'be-dryers'],
  },
  {
    key: 'domlada',
    name: t('Домлада', 'Domlada'),
    legalName: 'ООО «Домлада»',
    inn: '9900000024',
    kpp: '990101001',
    ogrn: '1269900000028',
    bik: '049900902',
    account: '40702810900000000002',
    city: 'Нижний Новгород',
    about: t(
      'Посуда, мебель, текстиль и техника для спокойного дома. Крупные вещи довозим до квартиры.',
      'Cookware, furniture, textiles and appliances for a calm home. Large things are brought to your door.',
    ),
    email: 'shop-domlada@yarmarka.example',
    status: 'approved',
    carries: ['ho', 'el', 'sp-bottles', 'sp-camp', 'be-dryers', 'ki-books'],
  },
  {
    key: 'veresk',
    name: t('Вереск и лён', 'Veresk & Len'),
    legalName: 'ООО «Вереск и лён»',
    inn: '9900000031',
    kpp: '990101001',
    ogrn: '1269900000039',
    bik: '049900903',
    account: '40702810100000000003',
    city: 'Иваново',
    about: t(
      'Одежда, обувь, текстиль и подарки небольших фабрик. Перед отправкой проверяем каждый шов.',
      'Clothing, shoes, textiles and gifts from small factories. Every seam is checked before dispatch.',
    ),
    email: 'shop-veresk@yarmarka.example',
    status: 'approved',
    carries: ['cl', 'ho-bedding', 'ho-mugs', 'sp-bags', 'sp-mats', 'sp-sleeping', 'be-creams', 'be-perfume'],
  },
  {
    key: 'sem-verst',
    name: t('Семь вёрст', 'Sem Verst'),
    legalName: 'ООО «Семь вёрст»',
    inn: '9900000049',
    kpp: '990101001',
    ogrn: '1269900000040',
    bik: '049900904',
    account: '40702810300000000004',
    city: 'Екатеринбург',
    about: t(
      'Снаряжение для походов, спорта и поездок. Всё, что продаём, сначала берём с собой сами.',
      'Gear for hiking, sport and travel. We take everything we sell on our own trips first.',
    ),
    email: 'shop-sem-verst@yarmarka.example',
    status: 'approved',
    carries: ['sp', 'cl-shoes', 'cl-jackets', 'cl-hoodies', 'el-mobile', 'el-audio', 'el-laptops'],
  },
  {
    key: 'yula',
    name: t('Юла и мяч', 'Yula & Myach'),
    legalName: 'ООО «Юла и мяч»',
    inn: '9900000056',
    kpp: '990101001',
    ogrn: '1269900000050',
    bik: '049900905',
    account: '40702810500000000005',
    city: 'Казань',
    about: t(
      'Игрушки, книги и одежда для детей и родителей. Возраст на карточке совпадает с возрастом на упаковке.',
      'Toys, books and clothes for children and parents. The age on the card is the age on the box.',
    ),
    email: 'shop-yula@yarmarka.example',
    status: 'approved',
    carries: ['ki', 'cl', 'sp-balls', 'sp-bikes', 'ho-mugs', 'ho-desks', 'be-shampoo', 'be-creams'],
  },
  {
    key: 'polyn',
    name: t('Белая полынь', 'Belaya Polyn'),
    legalName: 'ООО «Белая полынь»',
    inn: '9900000063',
    kpp: '990101001',
    ogrn: '1269900000061',
    bik: '049900906',
    account: '40702810700000000006',
    city: 'Санкт-Петербург',
    about: t(
      'Уход, парфюмерия, подарки детям и приятные вещи для дома. Указываем срок годности каждой партии.',
      'Skin care, perfume, presents for children and small pleasures for the home. We state the shelf life of every batch.',
    ),
    email: 'shop-polyn@yarmarka.example',
    status: 'approved',
    carries: ['be', 'ho-mugs', 'ho-lamps', 'ho-bedding', 'ho-chairs', 'ki', 'cl-dresses', 'el-humidifiers'],
  },
  {
    key: 'ploshchad',
    name: t('Площадь, 7', 'Ploshchad 7'),
    legalName: 'ООО «Площадь семь»',
    inn: '9900000070',
    kpp: '990101001',
    ogrn: '1269900000072',
    bik: '049900907',
    account: '40702810900000000007',
    city: 'Самара',
    about: t(
      'Большой ассортимент для дома и семьи: от сковороды до телевизора. Работаем без выходных.',
      'A wide range for home and family, from frying pans to televisions. Open every day.',
    ),
    email: 'shop-ploshchad@yarmarka.example',
    status: 'approved',
    carries: ['el', 'ho', 'cl', 'sp', 'ki', 'be'],
  },
  {
    key: 'trakt',
    name: t('Северный тракт', 'Severny Trakt'),
    legalName: 'ООО «Северный тракт»',
    inn: '9900000088',
    kpp: '990101001',
    ogrn: '1269900000083',
    bik: '049900908',
    account: '40702810100000000008',
    city: 'Архангельск',
    about: t(
      'Тёплая одежда и товары для туризма. Мы новый магазин и ждём проверки документов.',
      'Warm clothes and outdoor goods. We are a new shop and our documents are being checked.',
    ),
    email: 'shop-trakt@yarmarka.example',
    status: 'waiting',
    carries: ['cl', 'sp'],
  },
];
