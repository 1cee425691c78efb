import { addVariant, proposeChange, saveDraft } from '@yarmarka/catalog';
import { cards, variants } from '@yarmarka/catalog/tables';
import { AppError, type Ctx, translateDbError } from '@yarmarka/kernel';
import { getSchemasByHash, listSchemaHashes } from '@yarmarka/taxonomy';
import { visibleValues } from '@yarmarka/taxonomy/check';
import type { Attrs, CategorySchema, Value } from '@yarmarka/taxonomy/schemas';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { sameSaid } from '../row/check-unit.ts';
import { cardPatch, changedValues, freshValues } from '../row/merge.ts';
import type { RowIssue } from '../schemas.ts';
import type { ApplyRow, KnownItem, RowOutcome } from './outcome.ts';

type Card = {
  readonly id: number;
  readonly categoryId: number;
  readonly status: string;
  readonly version: number;
  readonly rowVersion: number;
  readonly attrs: Attrs;
};
type Variant = { readonly id: number; readonly cardId: number; readonly attrs: Attrs };
type Plan = {
  readonly card: Record<string, Value | null>;
  readonly variants: readonly { readonly row: ApplyRow; readonly variantId: number; readonly attrs: Record<string, Value | null> }[];
  readonly added: readonly ApplyRow[];
};
const ORIGIN = { origin: { source: 'import' } } as const;

export const rowNote = (code: string, severity: RowIssue['severity'], ru: string, en: string): RowIssue => ({
  column: -1,
  header: '',
  attributeNo: null,
  code,
  severity,
  value: '',
  params: { ru, en },
});
/** What a verb refused, as the row's own complaint; anything else is a bug and goes on. */
export function refusalOf(error: unknown): RowIssue {
  const known = translateDbError(error);
  if (!(known instanceof AppError)) throw error;
  return {
    ...rowNote('refused', 'error', known.publicMessage.ru, known.publicMessage.en),
    params: { reason: known.reason, ru: known.publicMessage.ru, en: known.publicMessage.en },
  };
}

/** Runs `fn` so that its failure undoes only itself, and comes back as the rows' refusal. */
export async function refusable(tx: Ctx, rows: readonly ApplyRow[], fn: (sub: Ctx) => Promise<RowOutcome[]>): Promise<RowOutcome[]> {
  try {
    return await tx.db.transaction((db) => fn({ ...tx, db, read: db }));
  } catch (error) {
    const issue = refusalOf(error);
    return rows.map((row) => ({ row, kind: 'refused', issue }));
  }
}

/**
 * Rows whose article numbers the seller already has: only what differs is written, for all rows of one card at once. A draft is saved; a live card gets a proposal, its live version stays; a card under review is left
 * alone and the row says so. New article numbers among them become further variants of the card.
 */
export async function applyKnown(tx: Ctx, groups: readonly (readonly ApplyRow[])[], known: ReadonlyMap<string, KnownItem>): Promise<RowOutcome[]> {
  if (groups.length === 0) return [];
  const ids = [...new Set([...known.values()].map((k) => k.cardId))];
  const state = await loadState(tx, ids);
  const byCard = new Map<number, ApplyRow[]>();
  for (const group of groups) {
    const home = group.map((r) => known.get(r.sku)?.cardId).find((id) => id !== undefined) ?? 0;
    for (const row of group) {
      const id = known.get(row.sku)?.cardId ?? home;
      byCard.set(id, [...(byCard.get(id) ?? []), row]);
    }
  }
  const outcomes: RowOutcome[] = [];
  for (const [cardId, rows] of byCard) {
    const { agreeing, refused } = apart(rows.toSorted((a, b) => a.rowNo - b.rowNo));
    outcomes.push(...refused, ...(await refusable(tx, agreeing, (sub) => applyToCard(sub, state, cardId, agreeing, known))));
  }
  return outcomes;
}

/** Rows that the sheet did not group may say different things of one card: the first that says something counts, a row that contradicts it is refused. */
function apart(rows: readonly ApplyRow[]): { readonly agreeing: ApplyRow[]; readonly refused: RowOutcome[] } {
  const said = new Map<string, { readonly value: Value | null; readonly rowNo: number }>();
  const agreeing: ApplyRow[] = [];
  const refused: RowOutcome[] = [];
  for (const row of rows) {
    const against = Object.entries(row.parsed.card).find(([no, v]) => said.has(no) && !sameSaid(said.get(no)?.value, v));
    if (against) {
      const issue = { ...rowNote('differs_in_card', 'error', '', ''), attributeNo: Number(against[0]), params: { row: said.get(against[0])?.rowNo ?? 0 } };
      refused.push({ row, kind: 'refused', issue });
      continue;
    }
    agreeing.push(row);
    for (const [no, value] of Object.entries(row.parsed.card)) if (!said.has(no)) said.set(no, { value, rowNo: row.rowNo });
  }
  return { agreeing, refused };
}

type State = {
  readonly cards: ReadonlyMap<number, Card>;
  readonly variants: ReadonlyMap<number, readonly Variant[]>;
  readonly schemas: ReadonlyMap<number, CategorySchema>;
};

async function loadState(tx: Ctx, ids: readonly number[]): Promise<State> {
  const cardRows = await tx.db
    .select({ id: cards.id, categoryId: cards.categoryId, status: cards.status, version: cards.version, rowVersion: cards.rowVersion, attrs: cards.attrs })
    .from(cards)
    .where(inArray(cards.id, [...ids]));
  const variantRows = await tx.db
    .select({ id: variants.id, cardId: variants.cardId, attrs: variants.attrs })
    .from(variants)
    .where(and(inArray(variants.cardId, [...ids]), eq(variants.archived, false)))
    .orderBy(asc(variants.position), asc(variants.id));
  const byCard = new Map<number, Variant[]>();
  for (const v of variantRows) byCard.set(v.cardId, [...(byCard.get(v.cardId) ?? []), v]);
  const hashes = await listSchemaHashes(tx, [...new Set(cardRows.map((c) => c.categoryId))]);
  const loaded = await getSchemasByHash(tx, [...hashes.values()]);
  const schemas = new Map<number, CategorySchema>();
  for (const [categoryId, hash] of hashes) {
    const schema = loaded.get(hash)?.schema;
    if (schema) schemas.set(categoryId, schema);
  }
  return { cards: new Map(cardRows.map((c) => [c.id, c])), variants: byCard, schemas };
}

async function applyToCard(tx: Ctx, state: State, cardId: number, rows: readonly ApplyRow[], known: ReadonlyMap<string, KnownItem>): Promise<RowOutcome[]> {
  const card = state.cards.get(cardId);
  const schema = card && state.schemas.get(card.categoryId);
  if (!card || !schema) throw new Error(`the card ${cardId} of a known article number is gone`);
  const plan = planFor(schema, card, state.variants.get(cardId) ?? [], rows, known);
  const touched = (row: ApplyRow) => Object.keys(plan.card).length > 0 || plan.variants.some((v) => v.row === row && Object.keys(v.attrs).length > 0);
  const told = (row: ApplyRow, variantId: number | null, action: 'updated' | 'unchanged', note?: RowIssue): RowOutcome => ({
    row,
    kind: 'applied',
    action,
    cardId,
    variantId,
    ...(note ? { note } : {}),
  });
  const own = (action: (row: ApplyRow) => 'updated' | 'unchanged') => plan.variants.map((v) => told(v.row, v.variantId, action(v.row)));
  if (!rows.some(touched) && plan.added.length === 0) return own(() => 'unchanged');
  if (card.status === 'draft' || card.status === 'changes_requested') {
    const added = await saveToDraft(tx, card, plan);
    return [
      ...own((row) => (touched(row) ? 'updated' : 'unchanged')),
      ...plan.added.map((row, i): RowOutcome => ({ row, kind: 'applied', action: 'created', cardId, variantId: added[i] ?? null })),
    ];
  }
  const proposed = await proposeChange(
    tx,
    {
      cardId,
      baseVersion: Math.max(1, card.version),
      proposal: {
        attrs: plan.card,
        variants: plan.variants.filter((v) => Object.keys(v.attrs).length > 0).map((v) => ({ id: v.variantId, attrs: v.attrs })),
        addVariants: plan.added.map((r) => ({ attrs: freshValues(r.parsed.variant) })),
      },
    },
    ORIGIN,
  );
  if (proposed.status === 'invalid') {
    const [first] = proposed.issues;
    const issue: RowIssue = {
      column: -1,
      header: '',
      attributeNo: first?.attr ?? null,
      code: first?.code ?? 'refused',
      severity: 'error',
      value: '',
      ...(first?.params ? { params: first.params } : {}),
    };
    return rows.map((row) => ({ row, kind: 'refused', issue }));
  }
  const waits = rowNote(
    'variant_waits',
    'warning',
    'Новый вариант отправлен на проверку. Загрузите его цену и остаток, когда его примут.',
    'The new variant has been sent for review. Load its price and stock once it is accepted.',
  );
  return [...own((row) => (touched(row) ? 'updated' : 'unchanged')), ...plan.added.map((row) => told(row, null, 'updated', waits))];
}

function planFor(schema: CategorySchema, card: Card, own: readonly Variant[], rows: readonly ApplyRow[], known: ReadonlyMap<string, KnownItem>): Plan {
  const shown = visibleValues(schema, 'card', card.attrs, { variants: own.map((v) => v.attrs) });
  const existing = rows.flatMap((row) => {
    const variant = own.find((v) => v.id === known.get(row.sku)?.variantId);
    return variant
      ? [{ row, variantId: variant.id, attrs: changedValues(visibleValues(schema, 'variant', variant.attrs, { card: card.attrs }), row.parsed.variant) }]
      : [];
  });
  const found = new Set(existing.map((e) => e.row));
  return { card: changedValues(shown, cardPatch(rows)), variants: existing, added: rows.filter((r) => !found.has(r)) };
}

/** Saves what differs and adds the new variants; returns their ids. */
async function saveToDraft(tx: Ctx, card: Card, plan: Plan): Promise<number[]> {
  const patches = plan.variants.filter((v) => Object.keys(v.attrs).length > 0).map((v) => ({ id: v.variantId, attrs: v.attrs }));
  let { rowVersion } = card;
  if (Object.keys(plan.card).length > 0 || patches.length > 0)
    ({ rowVersion } = await saveDraft(tx, { cardId: card.id, rowVersion, attrs: plan.card, variants: patches }, ORIGIN));
  const ids: number[] = [];
  for (const row of plan.added) {
    const saved = await addVariant(tx, { cardId: card.id, rowVersion, attrs: freshValues(row.parsed.variant) });
    ({ rowVersion } = saved);
    ids.push(saved.variantIds.at(-1) ?? 0);
  }
  return ids;
}
