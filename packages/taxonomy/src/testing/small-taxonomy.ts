import type { Ctx } from '@yarmarka/kernel';
import { createChangeSet, saveChanges } from '../change-set/change-sets.ts';
import { publishChangeSet } from '../change-set/publish-change-set.ts';
import { listAttributes, searchOptions } from '../dictionary/queries.ts';
import type { Published } from '../matrix/publish-version.ts';
import type { Change } from '../schemas.ts';
import { findCategoryByKey } from '../tree/queries.ts';

/** Publishes the given changes as one change-set. */
export async function publish(ctx: Ctx, changes: readonly Change[], title = 'Test'): Promise<Published> {
  const set = await createChangeSet(ctx, { title });
  await saveChanges(ctx, { changeSetId: set.id, changes });
  return publishChangeSet(ctx, { id: set.id });
}

export type SmallTaxonomy = {
  readonly categories: Record<'el' | 'phones' | 'smart' | 'cloth', number>;
  readonly attributes: Record<'color' | 'memory' | 'features' | 'weight' | 'waterproof' | 'composition', number>;
  readonly token: (attribute: string, entry: string) => number;
};

const text = (s: string) => ({ ru: `${s} (рус.)`, en: s });
const attribute = (
  key: string,
  type: 'list' | 'number' | 'boolean' | 'text',
  label: string,
  more: { unitFamily?: string; localised?: boolean } = {},
): Change => ({
  kind: 'attribute',
  attribute: { key, type, label: text(label), description: { ru: '', en: '' }, localised: false, ...more },
});

/**
 * A small shop: electronics > phones > smartphones, and clothing. Colour (axis below phones), memory (a list with GB, axis), features (many values), weight (number),
 * waterproof (boolean), composition (text, Russian required). Returns ids by key.
 */
export async function createSmallTaxonomy(ctx: Ctx): Promise<SmallTaxonomy> {
  await publish(ctx, [
    { kind: 'category', category: { key: 'el', parentKey: null, label: text('Electronics') } },
    { kind: 'category', category: { key: 'phones', parentKey: 'el', label: text('Phones') } },
    { kind: 'category', category: { key: 'smart', parentKey: 'phones', label: text('Smartphones') } },
    { kind: 'category', category: { key: 'cloth', parentKey: null, label: text('Clothing') } },
    attribute('color', 'list', 'Colour'),
    attribute('memory', 'list', 'Memory'),
    attribute('features', 'list', 'Features'),
    attribute('weight', 'number', 'Weight', { unitFamily: 'mass' }),
    attribute('waterproof', 'boolean', 'Waterproof'),
    attribute('composition', 'text', 'Composition', { localised: true }),
    ...['red', 'blue', 'black'].map((k): Change => ({ kind: 'entry', entry: { listKey: 'color', key: `color__${k}`, label: text(k) } })),
    ...[64, 128, 256].map(
      (n): Change => ({ kind: 'entry', entry: { listKey: 'memory', key: `memory__${n}`, label: { ru: `${n} ГБ`, en: `${n} GB` }, number: n, unit: 'GB' } }),
    ),
    ...['nfc', 'esim', 'radio'].map((k): Change => ({ kind: 'entry', entry: { listKey: 'features', key: `features__${k}`, label: text(k) } })),
  ]);
  const categories = { el: 0, phones: 0, smart: 0, cloth: 0 };
  for (const key of Object.keys(categories) as (keyof typeof categories)[]) categories[key] = (await findCategoryByKey(ctx, key))?.id ?? 0;
  const attributes = { color: 0, memory: 0, features: 0, weight: 0, waterproof: 0, composition: 0 };
  const tokens = new Map<string, number>();
  for (const a of await listAttributes(ctx, { keys: Object.keys(attributes) })) {
    attributes[a.key as keyof typeof attributes] = a.no;
    for (const o of a.type === 'list' ? await searchOptions(ctx, { attributeNo: a.no }) : []) tokens.set(o.key, o.token);
  }
  const set = (category: keyof typeof categories, key: keyof typeof attributes, fields: Record<string, unknown> = {}): Change => ({
    kind: 'rule',
    edit: { categoryId: categories[category], attributeNo: attributes[key], op: 'set', fields },
  });
  await publish(ctx, [
    set('el', 'color', { filterable: true, facet: 'colour', group: 'main' }),
    set('el', 'weight', { units: ['g', 'kg'], defaultUnit: 'g', min: 1, filterable: true }),
    set('phones', 'color', { axis: true, level: 'variant', requirement: 'required' }),
    set('phones', 'memory', { axis: true, level: 'variant', filterable: true, requirement: 'required' }),
    set('phones', 'features', { maxValues: 10, filterable: true }),
    set('phones', 'weight', { requirement: 'required' }),
    set('smart', 'waterproof', { filterable: true }),
    set('cloth', 'color', { requirement: 'required', filterable: true }),
    set('cloth', 'composition', { requirement: 'required', languages: ['ru'] }),
  ]);
  return { categories, attributes, token: (key, entry) => tokens.get(`${key}__${entry}`) ?? 0 };
}
