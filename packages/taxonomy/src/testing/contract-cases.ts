import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type CompiledSchema, checkValues, compileSchema } from '../check.ts';
import { importTaxonomy } from '../import/import-taxonomy.ts';
import { getSchemasByHash, type LoadedSchema } from '../matrix/get-schema.ts';
import { type Attrs, type Issue, type IssueCode, type Level, RESERVED, type Value } from '../schemas.ts';
import { type Rng, sample, seededRng } from './arbitrary-schema.ts';
import { validLevel, wrongCases } from './schema-values.ts';

const rulesFile = fileURLToPath(new URL('../../data/rules.csv', import.meta.url));
const dir = fileURLToPath(new URL('../../../../../shared/data/taxonomy', import.meta.url));

/** Whether the real taxonomy lies beside this checkout; tests over it are skipped without it. */
export const hasRealTaxonomy = (): boolean => existsSync(dir);

const BRAND = 1;
/** The pictures the cards show: whoever stores the cases creates them. */
export const CONTRACT_PICTURES: readonly string[] = ['a', 'b', 'c'].map((c) => c.repeat(64));

/** A card with one variant, parsed, and the verdict of the checker: `level/attribute/code`, sorted. */
export type ContractCase = {
  readonly label: string;
  readonly card: Attrs;
  readonly variant: Attrs;
  readonly verdict: readonly string[];
  /** Holds null or a text blank in every language: given to a stored card these mean "take the value away", so only whole sets can be compared. */
  readonly empties: boolean;
  /** Holds an attribute foreign to the schema or to the level: a bulk load parks it instead of refusing. */
  readonly stray: boolean;
};
type ContractSchema = { readonly categoryId: number; readonly loaded: LoadedSchema; readonly cases: readonly ContractCase[] };

/** One spelling of a verdict, for any of the judges. */
export const verdictOf = (issues: readonly { readonly level: Level; readonly attr: number; readonly code: string }[]): string[] =>
  [...new Set(issues.map((i) => `${i.level}/${i.attr}/${i.code}`))].toSorted();

/** Imports the real taxonomy with the rules file, adds the brand that the cases name, and makes the same cases in every process: per distinct schema one set meant to be right, then up to `wrong` minimally wrong ones. */
export async function contractOf(ctx: Ctx, wrong: number): Promise<ContractSchema[]> {
  await importTaxonomy(ctx, { dir, rulesFile });
  await ctx.db.execute(sql`insert into taxonomy.brands (id, name) overriding system value values (${BRAND}, 'Ёлка') on conflict (id) do nothing`);
  const rows = await ctx.db.execute<{ hash: string; id: number }>(
    sql`select hash, min(category_id)::int as id from taxonomy.category_schemas where to_version is null group by hash order by hash`,
  );
  const schemas = await getSchemasByHash(
    ctx,
    rows.map((r) => r.hash),
  );
  return rows.flatMap(({ hash, id }, i) => {
    const loaded = schemas.get(hash);
    return loaded ? [{ categoryId: id, loaded, cases: casesOf(loaded, seededRng(20_261_121 + i), wrong) }] : [];
  });
}

function casesOf({ schema, lists }: LoadedSchema, rng: Rng, most: number): ContractCase[] {
  const compiled = compileSchema(schema, lists);
  const card = stored(validLevel('card', schema, lists, rng, {}) ?? {});
  const variant = stored(validLevel('variant', schema, lists, rng, card) ?? {});
  const at = (level: 'card' | 'variant', values: Attrs, outer: Attrs) =>
    wrongCases(schema, lists, rng, { level, mode: 'enforced', values, outer }).map((c) =>
      level === 'card' ? { ...c, card: c.values, variant } : { ...c, card, variant: c.values },
    );
  const all = [...at('card', card, {}), ...at('variant', variant, card)];
  return [{ label: 'valid', card, variant }, ...sample(rng, all, Math.min(most, all.length))].map((c) => judged(compiled, c));
}

/** Parsed values are JSON; the checker's verdict is what every judge must come to. */
function judged(compiled: CompiledSchema, made: { readonly label: string; readonly card: Attrs; readonly variant: Attrs }): ContractCase {
  const { card, variant } = JSON.parse(JSON.stringify({ card: made.card, variant: made.variant })) as { card: Attrs; variant: Attrs };
  const issues = [
    ...checkValues(compiled, card, 'enforced', 'card').map((i) => ({ ...i, level: 'card' as const })),
    ...checkValues(compiled, variant, 'enforced', 'variant', card).map((i) => ({ ...i, level: 'variant' as const })),
  ];
  return {
    label: made.label,
    card,
    variant,
    verdict: verdictOf(issues),
    empties: [...Object.values(card), ...Object.values(variant)].some(isEmptying),
    stray: issues.some((i: Issue) => STRAY.has(i.code)),
  };
}

const STRAY: ReadonlySet<IssueCode> = new Set(['unknown_attribute', 'wrong_level']);

function isEmptying(value: Value | null): boolean {
  if (value === null) return true;
  if (typeof value !== 'object' || Array.isArray(value) || !('ru' in value || 'en' in value)) return false;
  return ![value.ru, value.en].some((text) => typeof text !== 'string' || text.trim() !== '') || (value.ru === undefined && value.en === undefined);
}

/** The same values with the brand and the pictures that the test's database has. */
function stored(values: Attrs): Attrs {
  const { [RESERVED.brand]: brand, [RESERVED.pictures]: pictures } = values;
  return {
    ...values,
    ...(typeof brand === 'number' ? { [RESERVED.brand]: -BRAND } : {}),
    ...(Array.isArray(pictures) ? { [RESERVED.pictures]: CONTRACT_PICTURES.slice(0, pictures.length) } : {}),
  };
}
