import {
  addComment,
  approveChangeSet,
  cancelChangeSet,
  countTaxonomy,
  createChangeSet,
  dropView,
  currentVersion,
  ensureBrands,
  findDraftCategory,
  findDraftCells,
  findDraftStructure,
  getAttribute,
  getCategory,
  getChangeSet,
  findList,
  listAttributes,
  listChangeSets,
  listCellRules,
  listChildren,
  listEffectiveCells,
  listGridUse,
  listGroups,
  listOptionLabels,
  nameChangeSet,
  nameOptions,
  NO_EDITS,
  listSavedViews,
  listTree,
  listVersions,
  isFourEyesOn,
  KeepView,
  keepView,
  publishChecked,
  requestApproval,
  returnChangeSet,
  resolveConflicts,
  scheduleChangeSet,
  setFourEyes,
  undoVersion,
  unscheduleChangeSet,
  saveChanges,
  searchBrands,
  searchCategories,
  searchOptions,
  dismissSuggestion,
  mineOverlaps,
  restoreSuggestion,
  takeSuggestion,
} from '@yarmarka/taxonomy';
import { AttributeType, Change, ConflictChoice } from '@yarmarka/taxonomy/schemas';
import { Id } from '@yarmarka/kernel/schemas';
import { z } from 'zod';
import { adminProcedure, approvedSeller, limited, publicProcedure, router, sellerProcedure, userProcedure } from '../trpc/init.ts';
import { PREVIEWS, USES } from '../previews.ts';
import { getDraftFormSchema, getFormSchema } from '../views/form-schema.ts';

const Query = z.string().max(200);
/** The edits that were looked at (`stamp` of a change-set or of its impact): a person decides on these and on no others. */
const Stamp = z.string().min(1).max(64);

export const taxonomyRouter = router({
  tree: userProcedure.query(({ ctx }) => listTree(ctx)),
  children: publicProcedure.input(z.object({ parentId: Id.nullable() })).query(({ ctx, input }) => listChildren(ctx, input.parentId)),
  category: publicProcedure.input(z.object({ id: Id })).query(({ ctx, input }) => getCategory(ctx, input.id)),
  searchCategories: publicProcedure
    .input(z.object({ query: Query.min(1), limit: z.number().int().min(1).max(50).default(20) }))
    .query(({ ctx, input }) => searchCategories(ctx, input.query, input.limit)),
  formSchema: userProcedure.input(z.object({ categoryId: Id })).query(({ ctx, input }) => getFormSchema(ctx, input.categoryId)),
  searchOptions: userProcedure
    .input(
      z.object({
        attributeNo: Id,
        query: Query.default(''),
        tokens: z.array(z.number().int()).max(1000).optional(),
        limit: z.number().int().min(1).max(300).default(50),
      }),
    )
    .query(({ ctx, input }) => searchOptions(ctx, input)),
  searchBrands: userProcedure.input(z.object({ query: Query })).query(({ ctx, input }) => searchBrands(ctx, input.query)),
  /** A brand that an approved seller names and the list does not have yet. */
  ensureBrand: sellerProcedure
    .use(approvedSeller)
    .use(limited('nameBrand'))
    .input(z.object({ name: z.string().trim().min(1).max(120) }))
    .mutation(async ({ ctx, input }) => ({ token: (await ensureBrands(ctx, [input.name]))[0] ?? 0, name: input.name })),
  optionLabels: userProcedure
    .input(z.object({ tokens: z.array(z.number().int()).max(2000) }))
    .query(async ({ ctx, input }) => [...(await listOptionLabels(ctx, input.tokens))].map(([token, o]) => ({ token, ...o }))),

  counts: adminProcedure.query(async ({ ctx }) => ({ ...(await countTaxonomy(ctx)), version: await currentVersion(ctx) })),
  effectiveCells: adminProcedure.input(z.object({ categoryId: Id })).query(({ ctx, input }) => listEffectiveCells(ctx, input.categoryId)),
  groups: adminProcedure.query(({ ctx }) => listGroups(ctx)),
  findList: adminProcedure.input(z.object({ key: z.string().min(1).max(200) })).query(({ ctx, input }) => findList(ctx, input.key)),
  attributes: adminProcedure
    .input(
      z.object({
        query: Query.default(''),
        type: AttributeType.optional(),
        used: z.boolean().optional(),
        retired: z.boolean().optional(),
        afterNo: z.number().int().optional(),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .query(({ ctx, input }) => listAttributes(ctx, input)),
  gridUse: adminProcedure.input(z.object({ under: Id.nullable() })).query(({ ctx, input }) => listGridUse(ctx, input.under)),
  /** A mutation for the size of its question only: the paths of a copied range do not fit into an address. */
  cellRules: adminProcedure
    .input(z.object({ categoryIds: z.array(Id).max(20_000), attributeNos: z.array(Id).max(5_000) }))
    .mutation(({ ctx, input }) => listCellRules(ctx, input)),
  /** A mutation for the size of its question, too: the options that a pasted range names. */
  nameOptions: adminProcedure
    .input(z.array(z.object({ attributeNo: Id, names: z.array(z.string().max(200)).max(5_000) })).max(1_000))
    .mutation(({ ctx, input }) => nameOptions(ctx, input)),
  savedViews: adminProcedure.query(({ ctx }) => listSavedViews(ctx)),
  keepView: adminProcedure.input(KeepView).mutation(({ ctx, input }) => keepView(ctx, input)),
  dropView: adminProcedure.input(z.object({ id: z.string().max(60) })).mutation(({ ctx, input }) => dropView(ctx, input.id)),
  draftFormSchema: adminProcedure.input(z.object({ categoryId: Id })).query(({ ctx, input }) => getDraftFormSchema(ctx, input.categoryId)),
  /** `stamp` (of `draftCells`) only tells the browser's cache when to ask again. */
  draftStructure: adminProcedure.input(z.object({ stamp: z.string().max(64) })).query(({ ctx }) => findDraftStructure(ctx)),
  draftCategory: adminProcedure.input(z.object({ id: Id, stamp: z.string().max(64) })).query(({ ctx, input }) => findDraftCategory(ctx, input.id)),
  draftCells: adminProcedure.query(({ ctx }) => findDraftCells(ctx)),
  attribute: adminProcedure.input(z.object({ no: Id })).query(({ ctx, input }) => getAttribute(ctx, input.no)),
  versions: adminProcedure.query(({ ctx }) => listVersions(ctx)),
  changeSets: adminProcedure.input(z.object({ beforeId: Id.optional() })).query(({ ctx, input }) => listChangeSets(ctx, input)),
  changeSet: adminProcedure.input(z.object({ id: Id })).query(({ ctx, input }) => getChangeSet(ctx, input.id)),
  createChangeSet: adminProcedure
    /** `unnamed`: it is called by what its edits are about, until somebody names it. */
    .input(z.object({ title: z.string().min(1).max(200), note: z.string().max(2000).default(''), unnamed: z.boolean().default(false) }))
    .mutation(({ ctx, input: { unnamed, ...input } }) => createChangeSet(ctx, unnamed ? { ...input, source: NO_EDITS } : input)),
  nameChangeSet: adminProcedure
    .input(z.object({ id: Id, title: z.string().trim().min(1).max(200), note: z.string().trim().max(2000) }))
    .mutation(({ ctx, input }) => nameChangeSet(ctx, input)),
  saveChanges: adminProcedure
    .input(z.object({ changeSetId: Id, changes: z.array(Change).max(5000), remove: z.array(z.string().max(400)).max(5000).optional() }))
    .mutation(async ({ ctx, input }) => ({ refused: await saveChanges(ctx, { ...input, partly: true }) })),
  cancelChangeSet: adminProcedure.input(z.object({ id: Id })).mutation(({ ctx, input }) => cancelChangeSet(ctx, input.id)),
  publishChangeSet: adminProcedure
    .input(z.object({ id: Id, overwrite: z.boolean().default(false), expectedVersion: z.number().int().optional(), stamp: Stamp }))
    .mutation(({ ctx, input }) => publishChecked(ctx, input, PREVIEWS)),
  scheduleChangeSet: adminProcedure
    .input(z.object({ id: Id, publishAt: z.iso.datetime({ offset: true }), stamp: Stamp }))
    .mutation(({ ctx, input }) => scheduleChangeSet(ctx, { ...input, publishAt: new Date(input.publishAt) })),
  unscheduleChangeSet: adminProcedure.input(z.object({ id: Id })).mutation(({ ctx, input }) => unscheduleChangeSet(ctx, input.id)),
  resolveConflicts: adminProcedure
    .input(z.object({ id: Id, choices: z.array(ConflictChoice).min(1).max(5000), stamp: Stamp }))
    .mutation(({ ctx, input }) => resolveConflicts(ctx, input)),
  undoVersion: adminProcedure.input(z.object({ version: Id })).mutation(({ ctx, input }) => undoVersion(ctx, input, USES)),
  fourEyes: adminProcedure.query(({ ctx }) => isFourEyesOn(ctx)),
  setFourEyes: adminProcedure.input(z.object({ on: z.boolean() })).mutation(({ ctx, input }) => setFourEyes(ctx, input.on)),
  requestApproval: adminProcedure.input(z.object({ id: Id })).mutation(({ ctx, input }) => requestApproval(ctx, input.id)),
  approveChangeSet: adminProcedure.input(z.object({ id: Id, stamp: Stamp })).mutation(({ ctx, input }) => approveChangeSet(ctx, input.id, input.stamp)),
  returnChangeSet: adminProcedure
    .input(z.object({ id: Id, text: z.string().trim().min(1).max(4000) }))
    .mutation(({ ctx, input }) => returnChangeSet(ctx, input)),
  addComment: adminProcedure
    .input(z.object({ changeSetId: Id, target: z.string().max(400).optional(), text: z.string().trim().min(1).max(4000) }))
    .mutation(({ ctx, input }) => addComment(ctx, input)),
  mineOverlaps: adminProcedure.mutation(({ ctx }) => mineOverlaps(ctx)),
  takeSuggestion: adminProcedure
    .input(z.object({ id: Id, title: z.string().min(1).max(200) }))
    .mutation(async ({ ctx, input }) => ({ changeSetId: (await takeSuggestion(ctx, input)).id })),
  dismissSuggestion: adminProcedure.input(z.object({ id: Id })).mutation(({ ctx, input }) => dismissSuggestion(ctx, input)),
  restoreSuggestion: adminProcedure.input(z.object({ id: Id })).mutation(({ ctx, input }) => restoreSuggestion(ctx, input)),
});
