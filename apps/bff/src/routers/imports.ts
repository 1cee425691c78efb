import * as imports from '@yarmarka/imports';
import * as s from '@yarmarka/imports/schemas';
import { limited, router, userProcedure } from '../trpc/init.ts';

/** For sellers and, with a seller named, administrators; the verbs know whose import it is. */
export const importsRouter = router({
  imports: userProcedure.input(s.ListImportsInput).query(({ ctx, input }) => imports.listImports(ctx, input)),
  import: userProcedure.input(s.ImportInput).query(({ ctx, input }) => imports.getImport(ctx, input)),
  mapping: userProcedure.input(s.ImportInput).query(({ ctx, input }) => imports.proposeMapping(ctx, input)),
  issues: userProcedure.input(s.ListIssuesInput).query(({ ctx, input }) => imports.listIssues(ctx, input)),
  rows: userProcedure.input(s.ListRowsInput).query(({ ctx, input }) => imports.listRows(ctx, input)),
  errorFile: userProcedure.input(s.ImportInput).query(({ ctx, input }) => imports.getErrorFile(ctx, input)),
  createImport: userProcedure
    .use(limited('import'))
    .input(s.CreateImportInput)
    .mutation(({ ctx, input }) => imports.createImport(ctx, input)),
  saveMapping: userProcedure.input(s.SaveMappingInput).mutation(({ ctx, input }) => imports.saveMapping(ctx, input)),
  validateImport: userProcedure.input(s.ImportInput).mutation(({ ctx, input }) => imports.validateImport(ctx, input)),
  applyFix: userProcedure.input(s.ApplyFixInput).mutation(({ ctx, input }) => imports.applyFix(ctx, input)),
  applyImport: userProcedure.input(s.ImportInput).mutation(({ ctx, input }) => imports.applyImport(ctx, input)),
  submitImported: userProcedure.input(s.ImportInput).mutation(({ ctx, input }) => imports.submitImported(ctx, input)),
  cancelImport: userProcedure.input(s.ImportInput).mutation(({ ctx, input }) => imports.cancelImport(ctx, input)),
});
