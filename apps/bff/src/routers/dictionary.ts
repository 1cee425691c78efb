import { listCustomValues } from '@yarmarka/catalog';
import { Id, Localised } from '@yarmarka/kernel/schemas';
import { listOptions, listSharing, previewOptionMatch, relabelOptions, setHelp } from '@yarmarka/taxonomy';
import { AttributeMerge, Change, EntryEdit, HelpEdit } from '@yarmarka/taxonomy/schemas';
import { z } from 'zod';
import { adminProcedure, router } from '../trpc/init.ts';
import { previewEdit } from '../views/edit-preview.ts';

const Names = EntryEdit.pick({ listKey: true, key: true, synonyms: true }).extend({ label: Localised.optional() });

/** The dictionary and the tree at scale: what a merge, a move or a change of type would do, whole lists, custom values. The edits themselves go into change-sets. */
export const dictionaryRouter = router({
  previewEdit: adminProcedure.input(z.object({ changes: z.array(Change).min(1).max(500) })).query(({ ctx, input }) => previewEdit(ctx, input.changes)),
  optionMatch: adminProcedure.input(AttributeMerge).query(({ ctx, input }) => previewOptionMatch(ctx, input)),
  options: adminProcedure.input(z.object({ attributeNo: Id })).query(({ ctx, input }) => listOptions(ctx, input.attributeNo)),
  sharing: adminProcedure.input(z.object({ attributeNo: Id })).query(({ ctx, input }) => listSharing(ctx, input.attributeNo)),
  customValues: adminProcedure.input(z.object({ attributeNo: Id })).query(({ ctx, input }) => listCustomValues(ctx, input)),
  relabelOptions: adminProcedure.input(z.object({ edits: z.array(Names).min(1).max(5000) })).mutation(({ ctx, input }) => relabelOptions(ctx, input)),
  setHelp: adminProcedure.input(HelpEdit).mutation(({ ctx, input }) => setHelp(ctx, input)),
});
