import { both, describe, type Family, key, keys, yesNo } from '../family.ts';
import { listed, madeIn, plural, type Text, t } from '../words.ts';

const months = (n: number): string => `${n} ${plural(n, 'месяц', 'месяца', 'месяцев')}`;
const shelfLine = (n: number): Text => t(`Срок годности ${months(n)}.`, `Shelf life ${n} months.`);
const kindLine = t('Средство не тестируют на животных.', 'It is not tested on animals.');
const volumesLine = (ml: readonly string[]): Text =>
  ml.length === 1
    ? t(`Объём упаковки ${ml[0] ?? ''} мл.`, `The pack holds ${ml[0] ?? ''} ml.`)
    : t(`Объём на выбор: ${listed(ml.map((x) => t(x, x))).ru} мл.`, `Sizes: ${listed(ml.map((x) => t(x, x))).en} ml.`);

const EFFECTS = {
  moisture: t('увлажняет', 'moisturises'),
  nutrition: t('питает', 'nourishes'),
  soothing: t('успокаивает', 'soothes'),
  repair: t('восстанавливает', 'repairs'),
  cleansing: t('очищает', 'cleanses'),
  volume: t('придаёт объём', 'gives volume'),
  shine: t('придаёт блеск', 'adds shine'),
  dandruff: t('борется с перхотью', 'fights dandruff'),
} as const;
type Effect = keyof typeof EFFECTS;
const effectsOf = (xs: readonly Effect[]): Text => listed(xs.map((x) => EFFECTS[x]));
/** One effect is said in full, several as a list. */
const HAIR_EFFECTS: Partial<Record<Effect, Text>> = {
  moisture: t('увлажняет волосы', 'moisturises the hair'),
  nutrition: t('питает волосы', 'nourishes the hair'),
  repair: t('восстанавливает волосы', 'repairs the hair'),
  cleansing: t('очищает волосы и кожу головы', 'cleanses the hair and scalp'),
  volume: t('придаёт волосам объём', 'gives the hair volume'),
  shine: t('придаёт волосам блеск', 'gives the hair shine'),
};
function hairEffects(effects: readonly Effect[]): Text {
  const [only, second] = effects;
  return (second === undefined && only !== undefined ? HAIR_EFFECTS[only] : undefined) ?? effectsOf(effects);
}
const SKIN = {
  all: t('любой', 'any'),
  dry: t('сухой', 'dry'),
  oily: t('жирной', 'oily'),
  combination: t('комбинированной', 'combination'),
  sensitive: t('чувствительной', 'sensitive'),
} as const;
const LINES = [
  { ru: 'Овёс и мёд', en: 'Oat and Honey', ink: '#d7b06a', in: t('экстракт овса и мёд', 'oat extract and honey') },
  { ru: 'Лаванда', en: 'Lavender', ink: '#a493c9', in: t('экстракт лаванды', 'lavender extract') },
  { ru: 'Зелёный чай', en: 'Green Tea', ink: '#8db58a', in: t('экстракт зелёного чая', 'green tea extract') },
  { ru: 'Облепиха', en: 'Sea Buckthorn', ink: '#e2954a', in: t('масло облепихи', 'sea buckthorn oil') },
  { ru: 'Роза', en: 'Rose', ink: '#d98da1', in: t('розовая вода', 'rose water') },
  { ru: 'Морские водоросли', en: 'Seaweed', ink: '#6ba3a6', in: t('экстракт ламинарии', 'kelp extract') },
  { ru: 'Алоэ', en: 'Aloe', ink: '#9cc5a1', in: t('сок алоэ', 'aloe juice') },
  { ru: 'Ромашка', en: 'Camomile', ink: '#e8cf7a', in: t('экстракт ромашки', 'camomile extract') },
] as const;

const creams: Family = {
  category: 'be-creams',
  count: 32,
  code: 'FC',
  brands: ['Rosavelle', 'Chistelia', 'Nezhelia', 'Belorise'],
  make(r, brand) {
    const line = r.pick(LINES);
    const effects = r.some(['moisture', 'nutrition', 'soothing', 'repair'] as const, r.int(1, 2));
    const skin = r.some(['dry', 'oily', 'combination', 'sensitive'] as const, r.pick([1, 1, 2]));
    const types = r.chance(0.3) ? (['all'] as const) : skin;
    const volumes = r.some(['30', '50', '75', '100'], r.int(1, 2));
    const gender = r.pick(['women', 'women', 'unisex', 'men'] as const);
    const kind = r.chance(0.6);
    const life = r.pick([12, 18, 24, 30, 36]);
    const time = r.pick([t('дневной', 'day'), t('ночной', 'night'), t('', '')]);
    const country = r.pick(['ru', 'ru', 'by', 'it', 'tr'] as const);
    const skinText = listed(types.map((s) => SKIN[s]));
    return {
      name: t(
        `Крем для лица ${time.ru === '' ? '' : `${time.ru} `}${brand} «${line.ru}»${gender === 'men' ? ' мужской' : ''}`,
        `${brand} ${line.en} ${gender === 'men' ? 'men’s ' : ''}${time.en === '' ? '' : `${time.en} `}face cream`,
      ),
      description: describe(
        r,
        [
          t(`Крем для ${skinText.ru} кожи: в составе ${line.in.ru}.`, `A cream for ${skinText.en} skin with ${line.in.en}.`),
          t(`Крем ${effectsOf(effects).ru} кожу лица.`, `The cream ${effectsOf(effects).en} the skin of the face.`),
        ],
        [volumesLine(volumes), kind && kindLine, shelfLine(life)],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        gender: key('gender', gender),
        cruelty_free: yesNo(kind),
        composition: both(t(`Вода, глицерин, ${line.in.ru}, цетиловый спирт, токоферол`, `Water, glycerin, ${line.in.en}, cetyl alcohol, tocopherol`)),
        shelf_life: `${life} month`,
        skin_type: keys('skin_type', types),
        care_effect: keys('care_effect', effects),
      },
      axes: [{ key: 'pack_volume', entries: volumes.map((v) => key('pack_volume', `${v}ml`)) }],
      roubles: 390 + r.int(0, 22) * 50,
      extra: (v) => ({ pack_volume__50ml: 150, pack_volume__75ml: 320, pack_volume__100ml: 480 })[v['pack_volume'] ?? ''] ?? 0,
      look: { shape: r.chance(0.65) ? 'jar' : 'tube', style: r.int(0, 1), color: line.ink },
    };
  },
};

const HAIR: Record<'dry' | 'color' | 'fine' | 'any', { text: Text; effects: readonly Effect[] }> = {
  dry: { text: t('сухих', 'dry'), effects: ['moisture', 'nutrition', 'repair'] },
  color: { text: t('окрашенных', 'coloured'), effects: ['shine', 'repair', 'moisture'] },
  fine: { text: t('тонких', 'fine'), effects: ['volume', 'cleansing'] },
  any: { text: t('любых', 'all'), effects: ['cleansing', 'shine', 'dandruff'] },
};

const shampoo: Family = {
  category: 'be-shampoo',
  count: 28,
  code: 'SH',
  brands: ['Chistelia', 'Lavandre', 'Belorise'],
  make(r, brand) {
    const line = r.pick(LINES);
    const child = r.chance(0.15);
    const hair = HAIR[child ? 'any' : r.pick(['dry', 'color', 'fine', 'any'] as const)];
    const effects = child ? (['cleansing'] as const) : r.some(hair.effects, r.int(1, 2));
    const volumes = r.some(['200', '250', '400', '500'], r.int(1, 2));
    const gender = child ? 'kids' : r.pick(['unisex', 'women', 'women', 'men'] as const);
    const kind = r.chance(0.55);
    const life = r.pick([18, 24, 30, 36]);
    const country = r.pick(['ru', 'ru', 'by', 'tr'] as const);
    return {
      name: t(
        `Шампунь ${child ? 'детский ' : gender === 'men' ? 'мужской ' : ''}${brand} «${line.ru}» для ${hair.text.ru} волос`,
        `${brand} ${line.en} ${child ? 'children’s ' : gender === 'men' ? 'men’s ' : ''}shampoo for ${hair.text.en} hair`,
      ),
      description: describe(
        r,
        [
          t(`Шампунь для ${hair.text.ru} волос: в составе ${line.in.ru}.`, `A shampoo for ${hair.text.en} hair with ${line.in.en}.`),
          t(`Этот шампунь ${hairEffects(effects).ru}.`, `This shampoo ${hairEffects(effects).en}.`),
        ],
        [volumesLine(volumes), kind && kindLine, shelfLine(life), child && t('Подходит детям от 3 лет.', 'Suitable for children from 3.')],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        gender: key('gender', gender),
        cruelty_free: yesNo(kind),
        composition: both(
          t(`Вода, мягкие ПАВ из кокоса, глицерин, ${line.in.ru}, пантенол`, `Water, mild coconut surfactants, glycerin, ${line.in.en}, panthenol`),
        ),
        shelf_life: `${life} month`,
        care_effect: keys('care_effect', effects),
        age_group: key('age_group', child ? '3' : 'adult'),
      },
      axes: [{ key: 'pack_volume', entries: volumes.map((v) => key('pack_volume', `${v}ml`)) }],
      roubles: 220 + r.int(0, 12) * 40,
      extra: (v) => ({ pack_volume__250ml: 60, pack_volume__400ml: 180, pack_volume__500ml: 240 })[v['pack_volume'] ?? ''] ?? 0,
      look: { shape: 'shampoo', style: r.int(0, 1), color: line.ink },
    };
  },
};

const SCENTS = {
  floral: { text: t('цветочный', 'floral'), of: [t('жасмин', 'jasmine'), t('пион', 'peony'), t('ирис', 'iris')], ink: '#e3a6b8' },
  citrus: { text: t('цитрусовый', 'citrus'), of: [t('бергамот', 'bergamot'), t('мандарин', 'mandarin'), t('лимон', 'lemon')], ink: '#eec25b' },
  woody: { text: t('древесный', 'woody'), of: [t('кедр', 'cedar'), t('сандал', 'sandalwood'), t('ветивер', 'vetiver')], ink: '#a9825a' },
  oriental: { text: t('восточный', 'amber'), of: [t('амбра', 'amber'), t('шафран', 'saffron'), t('ваниль', 'vanilla')], ink: '#a4484b' },
  fresh: { text: t('свежий', 'fresh'), of: [t('морская соль', 'sea salt'), t('мята', 'mint'), t('зелёное яблоко', 'green apple')], ink: '#8ac0cf' },
  gourmand: { text: t('гурманский', 'gourmand'), of: [t('карамель', 'caramel'), t('какао', 'cocoa'), t('миндаль', 'almond')], ink: '#c08d63' },
} as const;

const perfume: Family = {
  category: 'be-perfume',
  count: 30,
  code: 'PF',
  brands: ['Rosavelle', 'Vetivor', 'Lavandre'],
  make(r, brand) {
    const family = r.pick(['floral', 'citrus', 'woody', 'oriental', 'fresh', 'gourmand'] as const);
    const scent = SCENTS[family];
    const gender = r.pick(['women', 'women', 'unisex', 'men'] as const);
    const volumes = r.some(['15', '30', '50', '100'], r.int(1, 3));
    const season = r.pick(['all', 'all', 'summer', 'winter', 'mid'] as const);
    const kind = r.chance(0.5);
    const life = r.pick([36, 48, 60]);
    const name = r.pick(['Polden', 'Sad', 'Nebo', 'Izmoroz', 'Bereg', 'Etyud', 'Dozhd', 'Zakat', 'Serenada', 'Belaya noch', 'Veranda', 'Listopad']);
    const country = r.pick(['ru', 'it', 'tr', 'am'] as const);
    const notes = listed(scent.of);
    const whom = { women: t('женская', 'women’s'), men: t('мужская', 'men’s'), unisex: t('унисекс', 'unisex') }[gender];
    const when = {
      all: t('на каждый день', 'for every day'),
      summer: t('для лета', 'for summer'),
      winter: t('для зимы', 'for winter'),
      mid: t('для весны и осени', 'for spring and autumn'),
    }[season];
    return {
      name: t(`Парфюмерная вода ${whom.ru} ${brand} ${name}, ${scent.text.ru} аромат`, `${brand} ${name} ${whom.en} eau de parfum, ${scent.text.en} scent`),
      description: describe(
        r,
        [
          t(`Парфюмерная вода, аромат ${scent.text.ru}: ${notes.ru}.`, `An eau de parfum with a ${scent.text.en} scent: ${notes.en}.`),
          t(
            `${scent.text.ru.charAt(0).toUpperCase()}${scent.text.ru.slice(1)} аромат ${when.ru}: ${notes.ru}.`,
            `A ${scent.text.en} scent ${when.en}: ${notes.en}.`,
          ),
        ],
        [volumesLine(volumes), kind && kindLine, shelfLine(life)],
        [madeIn(country)],
      ),
      attrs: {
        country: key('country', country),
        gender: key('gender', gender),
        cruelty_free: yesNo(kind),
        composition: both(t(`Спирт, вода, парфюмерная композиция (${notes.ru})`, `Alcohol, water, fragrance (${notes.en})`)),
        shelf_life: `${life} month`,
        scent_family: key('scent_family', family),
        season: key('season', season),
      },
      axes: [{ key: 'pack_volume', entries: volumes.map((v) => key('pack_volume', `${v}ml`)) }],
      roubles: 890 + r.int(0, 16) * 50,
      extra: (v) => ({ pack_volume__30ml: 700, pack_volume__50ml: 1400, pack_volume__100ml: 2600 })[v['pack_volume'] ?? ''] ?? 0,
      look: { shape: 'perfume', style: r.int(0, 2), color: scent.ink },
    };
  },
};

export const beauty: Family[] = [creams, shampoo, perfume];
