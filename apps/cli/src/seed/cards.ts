import { type ImportedCard, importCards, type NewCard, splitByLevel, submitCard } from '@yarmarka/catalog';
import { storeFile } from '@yarmarka/files';
import type { Actor, Ctx } from '@yarmarka/kernel';
import { ensureBrands, findCategoryByKey, getCategorySchema, loadSchemaDictionary } from '@yarmarka/taxonomy';
import { lookupOver, parseValue } from '@yarmarka/taxonomy/check';
import { type Attrs, RESERVED, type SchemaAttribute, type Value } from '@yarmarka/taxonomy/schemas';
import sharp from 'sharp';
import { type DemoCard, demoCards } from '../demo/cards.ts';
import { drawPicture, type PictureSpec, picturesOf } from '../demo/pictures.ts';
import { seedOffers } from './offers.ts';

type CategoryTools = {
  readonly id: number;
  readonly parse: (key: string, value: string | readonly string[]) => [no: number, value: Value];
  readonly split: (attrs: Attrs) => ReturnType<typeof splitByLevel>;
};

/** Loads the demo's cards as the sellers' own: published ones at once, some submitted for moderation through the real verb, some left as drafts; then their offers and stock. */
export async function seedCards(ctx: Ctx, sellers: ReadonlyMap<string, number>, say: (text: string) => void): Promise<void> {
  const cards = demoCards();
  const pictures = await seedPictures(ctx, cards);
  say(`${new Set([...pictures.values()].flat()).size} pictures drawn`);
  const brandNames = [...new Set(cards.map((c) => c.brand))];
  const brands = new Map((await ensureBrands(ctx, brandNames)).map((token, i) => [brandNames[i] ?? '', token]));
  const tools = new Map<string, CategoryTools>();
  for (const key of new Set(cards.map((c) => c.category))) tools.set(key, await categoryTools(ctx, key));
  const created = await importCards(
    ctx,
    cards.map((c) => newCard(c, toolsOf(tools, c), brands.get(c.brand) ?? 0, pictures.get(c.key) ?? [], sellers.get(c.seller) ?? 0)),
  );
  created.forEach((r, i) => {
    if (r.status === 'invalid') throw new Error(`demo card ${cards[i]?.key}: ${JSON.stringify(r.issues.slice(0, 3))}`);
  });
  await submitWaiting(ctx, cards, created, sellers);
  say(`${cards.length} cards`);
  say(`${await seedOffers(ctx, cards, created, sellers)} offers`);
}

const toolsOf = (tools: ReadonlyMap<string, CategoryTools>, card: DemoCard): CategoryTools => {
  const found = tools.get(card.category);
  if (!found) throw new Error(`demo category ${card.category} is missing`);
  return found;
};

async function categoryTools(ctx: Ctx, key: string): Promise<CategoryTools> {
  const category = await findCategoryByKey(ctx, key);
  if (!category) throw new Error(`demo category ${key} is missing`);
  const { schema } = await getCategorySchema(ctx, category.id);
  const dictionary = await loadSchemaDictionary(ctx, schema);
  const byKey = new Map<string, SchemaAttribute>();
  for (const a of schema.attributes) byKey.set(dictionary.attributes.get(a.no)?.key ?? '', a);
  const lookup = lookupOver((no) => dictionary.options.get(no) ?? []);
  return {
    id: category.id,
    split: (attrs) => splitByLevel(schema, attrs),
    parse(attributeKey, value) {
      const attribute = byKey.get(attributeKey);
      if (!attribute) throw new Error(`${key} has no attribute ${attributeKey}`);
      const text = typeof value === 'string' ? value : value.join('; ');
      const parsed = parseValue(attribute, text, lookup, { locale: 'ru' });
      if (!parsed.ok) throw new Error(`${key}.${attributeKey} = ${text}: ${parsed.code} ${JSON.stringify(parsed.params)}`);
      return [attribute.no, parsed.value];
    },
  };
}

function newCard(card: DemoCard, tools: CategoryTools, brand: number, pictures: readonly string[], sellerId: number): NewCard {
  const values = Object.fromEntries(Object.entries(card.attrs).map(([key, value]) => tools.parse(key, value)));
  const { card: own, variant: shared } = tools.split(values);
  return {
    categoryId: tools.id,
    status: card.status === 'published' ? 'published' : 'draft',
    sellerId,
    popularity: card.popularity,
    attrs: { ...own, [RESERVED.name]: card.name, [RESERVED.description]: card.description, [RESERVED.brand]: brand, [RESERVED.pictures]: pictures },
    variants: card.variants.map((v) => {
      const gtin = v.gtin ?? (card.variants.length === 1 ? card.gtin : undefined);
      return {
        attrs: {
          ...shared,
          ...Object.fromEntries(Object.entries(v.attrs).map(([key, value]) => tools.parse(key, value))),
          ...(gtin ? { [RESERVED.gtin]: gtin } : {}),
        },
      };
    }),
  };
}

/** From this popularity on a card has a second picture. */
const TWO_PICTURES_FROM = 850;

/** Goods of one shape and colour share their pictures, so a few hundred are drawn for all cards: the first start stays short. */
async function seedPictures(ctx: Ctx, cards: readonly DemoCard[]): Promise<Map<string, string[]>> {
  const looks = new Map<string, { specs: PictureSpec[]; cards: string[] }>();
  for (const card of cards) {
    const two = card.popularity >= TWO_PICTURES_FROM;
    const look = `${card.picture.shape} ${card.picture.color} ${two}`;
    const known = looks.get(look) ?? { specs: picturesOf(card.picture).slice(0, two ? 2 : 1), cards: [] };
    known.cards.push(card.key);
    looks.set(look, known);
  }
  const out = new Map<string, string[]>();
  const waiting = [...looks.values()];
  const draw = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const ids: string[] = [];
      for (const spec of next.specs) {
        const content = await sharp(Buffer.from(drawPicture(spec)))
          .webp({ quality: 90, effort: 0 })
          .toBuffer();
        ids.push((await storeFile(ctx, { content, name: `${spec.shape}-${spec.view}.webp`, purpose: 'picture' })).id);
      }
      for (const key of next.cards) out.set(key, ids);
    }
  };
  await Promise.all([draw(), draw(), draw(), draw()]);
  return out;
}

async function submitWaiting(ctx: Ctx, cards: readonly DemoCard[], created: readonly ImportedCard[], sellers: ReadonlyMap<string, number>): Promise<void> {
  for (const [i, card] of cards.entries()) {
    const result = created[i];
    if (card.status !== 'submitted' || result?.status !== 'created') continue;
    const actor: Actor = { kind: 'user', userId: `seed:${card.seller}`, roles: ['buyer', 'seller'], sellerId: sellers.get(card.seller) ?? 0 };
    await submitCard({ ...ctx, actor }, { cardId: result.cardId, rowVersion: 1 });
  }
}
