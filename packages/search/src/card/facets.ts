import type { Ctx } from '@yarmarka/kernel';
import { listOptionLabels } from '@yarmarka/taxonomy';
import { UNIT_BY_CODE } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import type { SearchResult } from '../engine/engine.ts';
import type { AttributeFilter, Facet, FacetOption, FacetUnit } from '../schemas.ts';
import { type PlannedFacet, SHOWN_FACETS } from './facet-plan.ts';

const MAX_OPTIONS = 60;
type Label = { readonly no: number; readonly key: string; readonly ru: string; readonly en: string; readonly unit: string | null };
type Labels = Awaited<ReturnType<typeof listOptionLabels>>;

/** Labels and order of what the engine counted: chosen facets always, the others by place and by how many cards they tell apart, at most twelve. */
export async function describeFacets(
  ctx: Ctx,
  plan: readonly PlannedFacet[],
  filters: Readonly<Record<string, AttributeFilter>>,
  result: SearchResult,
): Promise<Facet[]> {
  const nos = plan.map((f) => f.attribute.no);
  const labels = new Map((await attributeLabels(ctx, nos)).map((a) => [a.no, a]));
  const tokens = nos.flatMap((no) => [...(result.facets.get(no)?.keys() ?? []), ...(filters[no]?.tokens ?? [])]);
  const options = await listOptionLabels(ctx, tokens);
  const made = plan.flatMap((f) => {
    const label = labels.get(f.attribute.no);
    const facet = label ? describe(f, label, filters[f.attribute.no], result, options) : undefined;
    return facet ? [{ ...f, facet, filled: [...(result.facets.get(f.attribute.no)?.values() ?? [])].reduce((a, b) => a + b, 0) }] : [];
  });
  const sorted = made.sort((a, b) => a.position - b.position || b.filled - a.filled || b.weight - a.weight || a.attribute.no - b.attribute.no);
  const shown = new Set(sorted.filter((m) => !m.facet.selected).slice(0, SHOWN_FACETS));
  return sorted.filter((m) => m.facet.selected || shown.has(m)).map((m) => m.facet);
}

async function attributeLabels(ctx: Ctx, nos: readonly number[]): Promise<Label[]> {
  if (nos.length === 0) return [];
  return ctx.read.execute<Label>(sql`
    select a.no, a.key, a.label_ru as ru, a.label_en as en, (select e.unit from taxonomy.entries e where e.list_id = a.list_id and e.number is not null limit 1) as unit
    from taxonomy.attributes a where a.no = any(${`{${nos.join(',')}}`}::int[])`);
}

function describe({ attribute }: PlannedFacet, label: Label, filter: AttributeFilter | undefined, result: SearchResult, labels: Labels): Facet | undefined {
  const kind = attribute.facet ?? 'list';
  const base = { attributeNo: attribute.no, key: label.key, kind, ru: label.ru, en: label.en, selected: filter !== undefined };
  if (kind === 'range') {
    const span = result.ranges.get(attribute.no);
    if (!span && !filter) return undefined;
    const { min, max } = span ?? { min: filter?.min ?? 0, max: filter?.max ?? 0 };
    if (min === max && !filter) return undefined;
    return {
      ...base,
      options: [],
      range: {
        min,
        max,
        chosenMin: filter?.min ?? null,
        chosenMax: filter?.max ?? null,
        unit: unitOf(attribute.defaultUnit ?? label.unit),
        date: attribute.type === 'date',
      },
    };
  }
  const options = optionsOf(result.facets.get(attribute.no) ?? new Map(), new Set(filter?.tokens ?? []), labels);
  return options.length === 0 ? undefined : { ...base, options, range: null };
}

function unitOf(code: string | null): FacetUnit | null {
  const unit = code === null ? undefined : UNIT_BY_CODE.get(code);
  return unit ? { code: unit.code, factor: unit.factor, offset: unit.offset ?? 0, ru: unit.ru, en: unit.en } : null;
}

/** Quantities in their order, everything else by count; chosen ones are never cut off. */
function optionsOf(counts: ReadonlyMap<number, number>, chosen: ReadonlySet<number>, labels: Labels): FacetOption[] {
  const all = [...new Set([...counts.keys(), ...chosen])].flatMap((token) => {
    const l = labels.get(token);
    return l ? [{ token, ru: l.ru, en: l.en, swatch: l.swatch, count: counts.get(token) ?? 0, selected: chosen.has(token), position: l.position }] : [];
  });
  const byCount = all.sort((a, b) => b.count - a.count || a.position - b.position || a.token - b.token);
  const first = new Set(byCount.slice(0, MAX_OPTIONS));
  return byCount.filter((o) => (first.has(o) && o.count > 0) || o.selected).map(({ position: _position, ...o }) => o);
}
