import { createSeller } from '@yarmarka/accounts/testing';
import { importCards } from '@yarmarka/catalog';
import type { CardIssue } from '@yarmarka/catalog/schemas';
import { createPictures } from '@yarmarka/files/testing';
import { judgeValues } from '@yarmarka/imports/testing';
import { AppError, type Ctx } from '@yarmarka/kernel';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { CONTRACT_PICTURES, type ContractCase, contractOf, hasRealTaxonomy, verdictOf } from '@yarmarka/taxonomy/testing';
import { as, databaseTest } from '@yarmarka/testing';
import { TRPCError } from '@trpc/server';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { createCallerFactory } from '../trpc/init.ts';
import { appRouter } from './index.ts';

/** As many as the test of the form's resolver in web: the cases are the same ones, and both compare with the checker, so all four judges agree with each other. */
const WRONG = 8;
const callerFor = createCallerFactory(appRouter);
type Caller = ReturnType<typeof callerFor>;
type Disagreement = { readonly judge: string; readonly categoryId: number; readonly case: ContractCase; readonly found: readonly string[] };

const ofCard = (issues: readonly CardIssue[]) => verdictOf(issues.map((i) => ({ ...i, level: i.variantId === null ? 'card' : 'variant' })));

/** Why the API refuses what it is given at once; `level` is where the values stood. */
function refusal(error: unknown, level: 'card' | 'variant'): string[] {
  if (!(error instanceof TRPCError)) throw error;
  const { cause } = error;
  if (cause instanceof z.ZodError) return [...new Set(cause.issues.map((i) => `${level}/${String(i.path[i.path.indexOf('attrs') + 1])}`))];
  if (cause instanceof AppError && cause.reason === 'catalog.values_invalid')
    return (cause.details['issues'] as CardIssue[]).map((i) => `${i.variantId === null ? 'card' : 'variant'}/${i.attr}/${i.code}`);
  if (cause instanceof AppError && cause.reason === 'catalog.pictures_unknown') return [`card/${RESERVED.pictures}`];
  throw error;
}

type Answer = { readonly at: 'once' | 'submit'; readonly found: readonly string[] };

/** A seller types the values in and sends the card off: what is none of the attribute's is refused at once, the rest by `submitCard`. `loaded`: a draft that holds them already. */
async function throughApi(api: Caller, categoryId: number, { card, variant }: ContractCase, loaded?: number): Promise<Answer> {
  let level: 'card' | 'variant' = 'card';
  const typeIn = async () => {
    const draft = await api.catalog.createDraft({ categoryId, attrs: card });
    if (Object.keys(variant).length === 0) return draft;
    level = 'variant';
    return api.catalog.saveDraft({ cardId: draft.cardId, rowVersion: draft.rowVersion, variants: draft.variantIds.map((id) => ({ id, attrs: variant })) });
  };
  try {
    const draft = loaded === undefined ? await typeIn() : { cardId: loaded, rowVersion: 1 };
    const sent = await api.catalog.submitCard({ cardId: draft.cardId, rowVersion: draft.rowVersion });
    return { at: 'submit', found: sent.status === 'invalid' ? ofCard(sent.issues) : [] };
  } catch (error) {
    return { at: 'once', found: refusal(error, level) };
  }
}

/** Equal; at once the API tells only what cannot be stored, so each thing it tells must be one the checker tells, and there must be one. */
const agrees = ({ at, found }: Answer, verdict: readonly string[]): boolean =>
  at === 'submit' ? found.join() === verdict.join() : found.length > 0 && found.every((f) => verdict.some((v) => v === f || v.startsWith(`${f}/`)));

/** An import names attributes, not levels: each has one. */
const withoutLevels = (verdict: readonly string[]): string => [...new Set(verdict.map((v) => v.slice(v.indexOf('/') + 1)))].toSorted().join();

/** Whole drafts in few statements, for the API to send off: typing each of them in would take minutes. */
async function loadDrafts(ctx: Ctx, sellerId: number, sets: readonly Load[]): Promise<Map<number, number>> {
  const made = await importCards(
    ctx,
    sets.map(({ categoryId, made: { card, variant } }) => ({ categoryId, sellerId, status: 'draft', attrs: card, variants: [{ attrs: variant }] })),
  );
  return new Map(sets.flatMap(({ categoryId }, i) => (made[i]?.status === 'created' ? [[categoryId, made[i].cardId]] : [])));
}
type Load = { readonly categoryId: number; readonly made: ContractCase };
/** Of the sets meant to be right every so manieth goes the whole way, the others are loaded and sent off. */
const TYPED_IN = 5;

describe.skipIf(!hasRealTaxonomy())('one contract (../shared/data/taxonomy, beside this checkout)', () => {
  const it = databaseTest();

  it('importer, database verbs and API judge generated values of every distinct schema as the checker does', async (ctx) => {
    const schemas = await contractOf(ctx, WRONG);
    await createPictures(ctx, CONTRACT_PICTURES);
    const wrong: Disagreement[] = [];
    const note = (judge: string, { categoryId, made }: Load, found: readonly string[]) => wrong.push({ judge, categoryId, case: made, found });
    const sets = schemas.flatMap(({ categoryId, loaded, cases }) => cases.map((made) => ({ categoryId, loaded, made })));

    // Parsing never gives a value that empties: in a row, as in a patch, it takes the value away.
    const rows = sets.filter((s) => !s.made.empties);
    for (const set of rows) {
      const found = judgeValues(set.loaded, set.made.card, set.made.variant).map((i) => `row/${i.attributeNo}/${i.code}`);
      if (withoutLevels(found) !== withoutLevels(set.made.verdict)) note('importer', set, found);
    }

    const whole = sets.filter((s) => !s.made.stray);
    const results = await importCards(
      ctx,
      whole.map(({ categoryId, made }) => ({ categoryId, status: 'published', attrs: made.card, variants: [{ attrs: made.variant }] })),
    );
    for (const [i, set] of whole.entries()) {
      const result = results[i];
      const found = result?.status === 'invalid' ? ofCard(result.issues) : [];
      if (result === undefined || found.join() !== set.made.verdict.join()) note('database verb', set, found);
    }

    const { actor } = await createSeller(ctx);
    const api = callerFor(as(ctx, actor));
    const asked = schemas.map(({ categoryId, cases }) => {
      const [right, other] = cases.filter((c) => !c.empties);
      return { categoryId, right, other };
    });
    const rights = asked.flatMap(({ categoryId, right }, i) => (right && i % TYPED_IN !== 0 ? [{ categoryId, made: right }] : []));
    const drafts = await loadDrafts(as(ctx, actor), actor.sellerId, rights);
    let calls = 0;
    let sent = 0;
    for (const { categoryId, right, other } of asked) {
      for (const made of [right, other]) {
        if (!made) continue;
        const answer = await throughApi(api, categoryId, made, made === right ? drafts.get(categoryId) : undefined);
        calls++;
        if (answer.at === 'submit' && answer.found.length === 0) sent++;
        if (!agrees(answer, made.verdict)) note(`API at ${answer.at}`, { categoryId, made }, answer.found);
      }
    }

    process.stdout.write(
      `one contract: ${schemas.length} distinct schemas, ${sets.length} value sets: importer ${rows.length}, database verb ${whole.length}, API ${calls} (${sent} sent off), ${wrong.length} disagreements\n`,
    );
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(schemas.length).toBeGreaterThan(2500);
    expect(sent).toBeGreaterThan(2500);
    expect(calls - sent).toBeGreaterThan(2500);
  });
});
