import { replayDeadLetter, retryJob } from '@yarmarka/kernel';
import { Id, Localised } from '@yarmarka/kernel/schemas';
import { publishChanges, relabelAttribute, relabelCategory, SUGGESTION_KINDS } from '@yarmarka/taxonomy';
import { Change } from '@yarmarka/taxonomy/schemas';
import { z } from 'zod';
import { PREVIEWS } from '../previews.ts';
import { adminProcedure, router, userProcedure } from '../trpc/init.ts';
import { listMyActivities } from '../views/activities.ts';
import { JournalInput, listJournal, listJournalWords } from '../views/journal.ts';
import { describeChangeSet, findMyDraft, listAttributeUses, listMatrixHistory } from '../views/matrix-changes.ts';
import { listPublishedSince, listWaitingSets } from '../views/matrix-colleagues.ts';
import { describeDiff } from '../views/matrix-diff.ts';
import { previewImpact } from '../views/matrix-impact.ts';
import { listCategoryFigures, listOthersDrafts } from '../views/matrix-grid.ts';
import { listDescribedSuggestions } from '../views/matrix-suggestions.ts';
import { getHealth, getWork } from '../views/operations.ts';

const Label = Localised.refine((l) => l.ru.trim() !== '' && l.en.trim() !== '', { message: 'both languages are needed' });

/** What the administrators' screens read across capabilities, and what operators do to the work behind the requests. */
export const operationsRouter = router({
  myDraft: adminProcedure.query(({ ctx }) => findMyDraft(ctx)),
  categoryFigures: adminProcedure.query(({ ctx }) => listCategoryFigures(ctx)),
  othersDrafts: adminProcedure.query(({ ctx }) => listOthersDrafts(ctx)),
  changeSet: adminProcedure.input(z.object({ id: Id })).query(({ ctx, input }) => describeChangeSet(ctx, input.id)),
  waitingSets: adminProcedure.query(({ ctx }) => listWaitingSets(ctx)),
  /** Who published meanwhile what a set edits, too. */
  publishedSince: adminProcedure
    .input(z.object({ version: z.number().int().min(0), targets: z.array(z.string().max(400)).max(5000) }))
    .mutation(({ ctx, input }) => listPublishedSince(ctx, input)),
  /** `at`: when the set was last edited, so that what is cached belongs to these very edits. */
  impact: adminProcedure.input(z.object({ id: Id, at: z.string().max(40).optional() })).query(({ ctx, input }) => previewImpact(ctx, input.id)),
  versionDiff: adminProcedure
    .input(
      z.object({
        from: z.number().int().min(0),
        to: z.number().int().min(1),
        categoryId: Id.optional(),
        cursor: z.string().max(40).nullish(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .query(({ ctx, input: { cursor, ...input } }) => describeDiff(ctx, { ...input, after: cursor ?? undefined })),
  history: adminProcedure
    .input(z.object({ cursor: z.iso.datetime().nullish(), limit: z.number().int().min(1).max(100).default(50) }))
    .query(({ ctx, input }) => listMatrixHistory(ctx, { before: input.cursor ?? undefined, limit: input.limit })),
  suggestions: adminProcedure
    .input(
      z.object({
        kind: z.enum(SUGGESTION_KINDS).optional(),
        dismissed: z.boolean().default(false),
        cursor: z.string().max(40).nullish(),
        limit: z.number().int().min(1).max(100).default(30),
      }),
    )
    .query(({ ctx, input }) => listDescribedSuggestions(ctx, input)),
  attributeUses: adminProcedure
    .input(z.object({ no: Id, cursor: Id.nullish(), limit: z.number().int().min(1).max(100).default(50) }))
    .query(({ ctx, input }) => listAttributeUses(ctx, { no: input.no, after: input.cursor ?? undefined, limit: input.limit })),
  publishChanges: adminProcedure
    .input(z.object({ title: z.string().min(1).max(200), changes: z.array(Change).min(1).max(5000) }))
    .mutation(({ ctx, input }) => publishChanges(ctx, input, PREVIEWS)),
  relabelCategory: adminProcedure.input(z.object({ categoryId: Id, label: Label })).mutation(({ ctx, input }) => relabelCategory(ctx, input)),
  relabelAttribute: adminProcedure.input(z.object({ no: Id, label: Label, description: Localised })).mutation(({ ctx, input }) => relabelAttribute(ctx, input)),

  journal: adminProcedure.input(JournalInput).query(({ ctx, input }) => listJournal(ctx, input)),
  journalWords: adminProcedure.query(({ ctx }) => listJournalWords(ctx)),
  work: adminProcedure.query(({ ctx }) => getWork(ctx)),
  activities: userProcedure.query(({ ctx }) => listMyActivities(ctx)),
  health: adminProcedure.query(({ ctx }) => getHealth(ctx)),
  retryJob: adminProcedure.input(z.object({ queue: z.string().max(200), id: z.uuid() })).mutation(({ ctx, input }) => retryJob(ctx, input)),
  replayDeadLetter: adminProcedure
    .input(z.object({ consumer: z.string().max(100), seq: z.number().int().positive() }))
    .mutation(({ ctx, input }) => replayDeadLetter(ctx, input)),
});
