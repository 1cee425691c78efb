import { codePoints, isComplete, isFilled } from '@yarmarka/taxonomy/check';
import { type Attrs, type CategorySchema, RESERVED, type SchemaAttribute, type TextValue, type Value } from '@yarmarka/taxonomy/schemas';
import type { QualityCondition } from '../schemas.ts';

export const ENOUGH_PICTURES = 3;
export const ENOUGH_DESCRIPTION = 300;
export const NAME_MIN = 20;
export const NAME_MAX = 150;
/** What each condition can bring. */
export const POINTS = { main_attributes: 30, additional_attributes: 25, pictures: 20, description_length: 15, name_length: 5, both_languages: 5 } as const;
/** Filling this share of the attributes nobody demands brings all their points. */
export const ENOUGH_ADDITIONAL = 0.7;

export type Quality = { readonly score: number; readonly conditions: readonly QualityCondition[] };

/**
 * A score from 0 to 100 that explains itself: conditions with points, each with what is there and what would be enough. A condition whose attribute the schema does not have is left
 * out and the rest is scaled to 100. Shape after Ozon's content rating; the weights are ours. Lengths are counted in characters. `consequences/state-sql.ts` says the same in SQL.
 */
export function qualityOf(schema: CategorySchema, completeness: number, card: Attrs, variants: readonly Attrs[]): Quality {
  const has = (no: number) => schema.attributes.some((a) => a.no === no);
  const conditions = [
    mainAttributes(completeness),
    additionalAttributes(schema, card, variants),
    has(RESERVED.pictures) ? pictures(card[RESERVED.pictures]) : undefined,
    has(RESERVED.description) ? descriptionLength(card[RESERVED.description]) : undefined,
    nameLength(card[RESERVED.name]),
    bothLanguages(schema, card),
  ].filter((c) => c !== undefined);
  const points = conditions.reduce((n, c) => n + c.points, 0);
  const earned = conditions.reduce((n, c) => n + c.earned, 0);
  return { score: points === 0 ? 0 : Math.floor((100 * earned) / points), conditions };
}

const condition = (key: QualityCondition['key'], share: number, ru: string, en: string): QualityCondition => ({
  key,
  points: POINTS[key],
  earned: Math.floor(POINTS[key] * Math.min(1, Math.max(0, share))),
  fulfilled: share >= 1,
  text: { ru, en },
});

function mainAttributes(completeness: number): QualityCondition {
  return condition(
    'main_attributes',
    completeness / 100,
    `Обязательные характеристики: заполнено ${completeness} %`,
    `Required attributes: ${completeness}% filled`,
  );
}

const OWN: ReadonlySet<number> = new Set([RESERVED.name, RESERVED.description, RESERVED.pictures]);
/** The attributes of card and variants that nobody demands and that have no condition of their own here. */
export const additionalOf = (schema: CategorySchema): SchemaAttribute[] =>
  schema.attributes.filter((a) => !OWN.has(a.no) && a.level !== 'offer' && a.requirement !== 'required');

function additionalAttributes(schema: CategorySchema, card: Attrs, variants: readonly Attrs[]): QualityCondition | undefined {
  const wanted = additionalOf(schema);
  if (wanted.length === 0) return undefined;
  const filled = wanted.filter((a) => isThere(a, card, variants)).length;
  return condition(
    'additional_attributes',
    filled / Math.ceil(wanted.length * ENOUGH_ADDITIONAL),
    `Дополнительные характеристики: ${filled} из ${wanted.length}`,
    `Additional attributes: ${filled} of ${wanted.length}`,
  );
}

const isThere = (a: SchemaAttribute, card: Attrs, variants: readonly Attrs[]): boolean =>
  a.level === 'card' ? isComplete(a, card[a.no]) : variants.length > 0 && variants.every((v) => isComplete(a, v[a.no]));

function pictures(value: Value | undefined): QualityCondition {
  const count = Array.isArray(value) ? value.length : isFilled(value) ? 1 : 0;
  return condition(
    'pictures',
    count / ENOUGH_PICTURES,
    `Картинки: ${count} из ${ENOUGH_PICTURES} или больше`,
    `Pictures: ${count} of ${ENOUGH_PICTURES} or more`,
  );
}

const text = (value: Value | undefined): TextValue => (typeof value === 'object' && !Array.isArray(value) ? (value as TextValue) : {});
const longest = (value: Value | undefined): number => Math.max(codePoints((text(value).ru ?? '').trim()), codePoints((text(value).en ?? '').trim()));

function descriptionLength(value: Value | undefined): QualityCondition {
  const length = longest(value);
  return condition(
    'description_length',
    length / ENOUGH_DESCRIPTION,
    `Описание: ${length} знаков, хорошо от ${ENOUGH_DESCRIPTION}`,
    `Description: ${length} characters, good from ${ENOUGH_DESCRIPTION}`,
  );
}

function nameLength(value: Value | undefined): QualityCondition {
  const length = longest(value);
  const share = length === 0 ? 0 : length < NAME_MIN ? 0.5 : length <= NAME_MAX ? 1 : 0.5;
  return condition(
    'name_length',
    share,
    `Название: ${length} знаков, хорошо от ${NAME_MIN} до ${NAME_MAX}`,
    `Name: ${length} characters, good from ${NAME_MIN} to ${NAME_MAX}`,
  );
}

function bothLanguages(schema: CategorySchema, card: Attrs): QualityCondition {
  const texts = [RESERVED.name, RESERVED.description].filter((no) => schema.attributes.some((a) => a.no === no));
  const filled = texts.flatMap((no) => [text(card[no]).ru, text(card[no]).en]).filter((t) => (t ?? '').trim() !== '').length;
  const wanted = texts.length * 2;
  return condition(
    'both_languages',
    wanted === 0 ? 1 : filled / wanted,
    'Название и описание на русском и английском',
    'Name and description in Russian and English',
  );
}
