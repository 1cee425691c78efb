import { checkValues, type CompiledSchema, completeness } from '@yarmarka/taxonomy/check';
import { type Attrs, RESERVED, type TextValue, type Value } from '@yarmarka/taxonomy/schemas';
import type { PictureFacts } from '@yarmarka/catalog';
import type { CheckFinding } from '../schemas.ts';
import type { Proposed } from './proposed.ts';
import { findContacts, findSuspicious, isShouting, type Suspicion } from './text-rules.ts';

export type OtherCard = { readonly cardId: number; readonly by: 'gtin' | 'name'; readonly value: string };

/** What only the database knows. Prices in minor units; `median` null where the category has too few offers to compare with. */
export type Facts = {
  readonly others: readonly OtherCard[];
  readonly pictures: readonly PictureFacts[];
  readonly prices: readonly number[];
  readonly median: number | null;
};

const ENOUGH_PICTURES = 3;
/** The shorter side, in pixels, below which a picture looks poor on a card page. */
const SMALL_SIDE = 600;
/** A price this many times above or below the category's median is worth a look. */
const FAR = 5;

/** Everything that can be seen without a person. A new card is looked at whole; of an edit only what it touches. Most severe first. */
export function findProblems(kind: 'create' | 'update', proposed: Proposed, schema: CompiledSchema, facts: Facts): CheckFinding[] {
  const whole = kind === 'create';
  const looksAt = (no: number) => whole || proposed.touched.has(no);
  const findings = [
    ...gaps(proposed, schema, whole),
    ...wrongValues(proposed, schema, looksAt),
    ...(whole || looksAt(RESERVED.name) || looksAt(RESERVED.gtin) ? duplicates(facts.others) : []),
    ...(looksAt(RESERVED.pictures) && schema.byKey.has(String(RESERVED.pictures)) ? pictures(proposed.attrs[RESERVED.pictures], facts.pictures) : []),
    ...texts(proposed, looksAt),
    ...prices(facts),
  ];
  const weight = { critical: 0, major: 1, minor: 2 };
  return findings.toSorted((a, b) => weight[a.severity] - weight[b.severity]);
}

const finding = (
  key: CheckFinding['key'],
  severity: CheckFinding['severity'],
  attributeNo: number | null,
  ru: string,
  en: string,
  evidence: CheckFinding['evidence'] = {},
): CheckFinding => ({ key, severity, attributeNo, text: { ru, en }, evidence });

function gaps(proposed: Proposed, schema: CompiledSchema, whole: boolean): CheckFinding[] {
  const { missing, recommendedMissing } = completeness(schema.schema, { card: proposed.attrs, variants: proposed.variants.map((v) => v.attrs) });
  return [
    ...(missing.length > 0
      ? [
          finding('required_missing', 'major', null, `Не заполнены обязательные поля: ${missing.length}`, `Required fields not filled: ${missing.length}`, {
            attributes: missing,
          }),
        ]
      : []),
    ...(whole && recommendedMissing.length > 0
      ? [
          finding(
            'recommended_missing',
            'minor',
            null,
            `Не заполнены рекомендуемые поля: ${recommendedMissing.length}`,
            `Recommended fields not filled: ${recommendedMissing.length}`,
            {
              attributes: recommendedMissing,
            },
          ),
        ]
      : []),
  ];
}

function wrongValues(proposed: Proposed, schema: CompiledSchema, looksAt: (no: number) => boolean): CheckFinding[] {
  const issues = [
    ...checkValues(schema, proposed.attrs, 'partial', 'card'),
    ...proposed.variants.flatMap((v) => checkValues(schema, v.attrs, 'partial', 'variant', proposed.attrs)),
  ].filter((i) => looksAt(i.attr));
  const byAttribute = new Map(issues.map((i) => [i.attr, i.code]));
  return [...byAttribute].map(([no, code]) =>
    finding('values_invalid', 'major', no, 'Значение не проходит проверку категории', 'The value does not pass the category’s check', { code }),
  );
}

function duplicates(others: readonly OtherCard[]): CheckFinding[] {
  const by = (kind: OtherCard['by']) => others.filter((o) => o.by === kind);
  const ids = (list: readonly OtherCard[]) => ({ cards: [...new Set(list.map((o) => o.cardId))], values: [...new Set(list.map((o) => o.value))] });
  return [
    ...(by('gtin').length > 0
      ? [finding('duplicate_gtin', 'major', RESERVED.gtin, 'Такой штрихкод есть у другой карточки', 'Another card has this barcode', ids(by('gtin')))]
      : []),
    ...(by('name').length > 0
      ? [finding('duplicate_name', 'minor', RESERVED.name, 'Так называется другая карточка', 'Another card has this name', ids(by('name')))]
      : []),
  ];
}

function pictures(value: Value | undefined, facts: readonly PictureFacts[]): CheckFinding[] {
  const count = Array.isArray(value) ? value.length : value === undefined ? 0 : 1;
  if (count === 0) return [finding('no_pictures', 'major', RESERVED.pictures, 'Нет ни одной картинки', 'There is no picture')];
  const small = facts.filter((p) => Math.min(p.width, p.height) < SMALL_SIDE);
  return [
    ...(count < ENOUGH_PICTURES
      ? [
          finding(
            'few_pictures',
            'minor',
            RESERVED.pictures,
            `Картинок мало: ${count}, лучше от ${ENOUGH_PICTURES}`,
            `Few pictures: ${count}, better from ${ENOUGH_PICTURES} up`,
            { count },
          ),
        ]
      : []),
    ...(small.length > 0
      ? [
          finding(
            'small_picture',
            'minor',
            RESERVED.pictures,
            `Мелкие картинки: ${small.length}, меньшая сторона короче ${SMALL_SIDE} px`,
            `Small pictures: ${small.length}, the shorter side is under ${SMALL_SIDE} px`,
            {
              files: small.map((p) => p.id),
              sizes: small.map((p) => `${p.width}×${p.height}`),
            },
          ),
        ]
      : []),
  ];
}

type Text = { readonly no: number; readonly text: string };
/** Every text people typed: of one language or two, and custom values of lists. */
function textsOf(attrs: Attrs): Text[] {
  return Object.entries(attrs).flatMap(([no, value]): Text[] => {
    if (Number(no) === RESERVED.pictures || Number(no) === RESERVED.gtin) return [];
    if (typeof value === 'string') return [{ no: Number(no), text: value }];
    if (typeof value !== 'object' || Array.isArray(value)) return [];
    const { ru, en, c } = value as TextValue & { readonly c?: string };
    return [ru, en, c].filter((t): t is string => typeof t === 'string').map((text) => ({ no: Number(no), text }));
  });
}

const SUSPICION: Readonly<Record<Suspicion, { readonly severity: CheckFinding['severity']; readonly ru: string; readonly en: string }>> = {
  counterfeit: { severity: 'critical', ru: 'Похоже на признание в подделке', en: 'Sounds like a counterfeit' },
  advertising: { severity: 'minor', ru: 'Рекламные слова', en: 'Advertising words' },
  off_platform: { severity: 'major', ru: 'Похоже на приглашение купить в обход площадки', en: 'Sounds like an invitation to buy past the marketplace' },
};

function texts(proposed: Proposed, looksAt: (no: number) => boolean): CheckFinding[] {
  const seen = [proposed.attrs, ...proposed.variants.map((v) => v.attrs)].flatMap(textsOf).filter((t) => looksAt(t.no));
  const nos = [...new Set(seen.map((t) => t.no))];
  return nos.flatMap((no) => {
    const own = seen.filter((t) => t.no === no).map((t) => t.text);
    const contacts = [...new Set(own.flatMap((t) => findContacts(t).map((f) => f.text)))];
    const suspicious = own.flatMap(findSuspicious);
    const kinds = [...new Set(suspicious.map((s) => s.kind))];
    return [
      ...(contacts.length > 0
        ? [finding('contacts', 'major', no, 'В тексте ссылки, телефоны или адреса', 'The text holds links, phone numbers or addresses', { found: contacts })]
        : []),
      ...kinds.map((kind) => {
        const { severity, ru, en } = SUSPICION[kind];
        return finding('suspicious_words', severity, no, ru, en, { kind, found: [...new Set(suspicious.filter((s) => s.kind === kind).map((s) => s.text))] });
      }),
      ...(no === RESERVED.name && own.some(isShouting)
        ? [finding('capital_letters', 'minor', no, 'Название написано заглавными буквами', 'The name is written in capitals')]
        : []),
    ];
  });
}

function prices({ prices: own, median }: Facts): CheckFinding[] {
  if (median === null || median <= 0) return [];
  const far = own.filter((p) => p > median * FAR || p * FAR < median);
  if (far.length === 0) return [];
  return [
    finding('price_far_from_median', 'major', null, 'Цена сильно отличается от обычной в категории', 'The price is far from what is usual in the category', {
      prices: [...new Set(far)],
      median,
    }),
  ];
}
