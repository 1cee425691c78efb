import { actorLabel, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { type ImportCounts, NO_COUNTS, sayCounts, sayTitle, type Source, totalOf } from '../change-set/source.ts';
import { type Published, publishVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import { targetOf } from '../schemas.ts';
import { changeSets } from '../tables.ts';
import { type AppliedFiles, applyFiles, type ImportProgress } from './apply-files.ts';
import { refuseProblems } from './file-problems.ts';
import type { KeptField } from './plan-rules.ts';
import { type ImportInput, readImportFiles } from './read-files.ts';

export type ImportReport = {
  readonly published: Published | undefined;
  readonly counts: ImportCounts;
  /** All counts together. */
  readonly changes: number;
  /** Fields that people edited since the last import, and texts that no import is known to have set: left as they are. */
  readonly kept: readonly KeptField[];
};

/**
 * Imports a taxonomy directory, with or without a rules file, as one published change-set. Remembers what it set; a repeated run changes only what the files changed since,
 * keeps what people edited (and lists it), and with equal files changes nothing. Without a rules file the earlier file's fields stay. What an undo took back comes back with files that name it; what people retired or merged stays so, and rules for it are listed as kept.
 * Reasons: `taxonomy.import_file_missing`, `taxonomy.import_line`, `taxonomy.rules_file` (each with the first fifty problems by file and line), `taxonomy.matrix_invalid`.
 */
export async function importTaxonomy(ctx: Ctx, input: ImportInput & { readonly progress?: ImportProgress }): Promise<ImportReport> {
  assertCanEditMatrix(ctx);
  const progress = input.progress ?? (() => undefined);
  progress('read');
  const files = await readImportFiles(input);
  refuseProblems(files.problems);
  return withTx(ctx, async (tx) => {
    let applied: AppliedFiles | undefined;
    const published = await publishVersion(tx, { title: sayTitle(sourceOf(NO_COUNTS), tx.locale), changeSetId: null }, async (inner, version) => {
      const result = await applyFiles(inner, version, files, progress);
      refuseProblems(result.problems);
      applied = result.applied;
      if (applied?.touched) progress('publish', `version ${version}`);
      return applied?.touched;
    });
    const counts = applied?.counts ?? NO_COUNTS;
    if (published) {
      const changeSetId = await keepChangeSet(tx, published.version, counts, applied?.texts ?? []);
      await tx.db.execute(sql`update taxonomy.matrix_versions set change_set_id = ${changeSetId} where version = ${published.version}`);
      await audit(tx, { action: 'taxonomy.import', entity: 'matrix_version', id: published.version, patch: counts });
      await tx.db.execute(sql`analyze taxonomy.categories`);
      await tx.db.execute(sql`analyze taxonomy.effective_cells`);
    }
    return { published, counts, changes: totalOf(counts), kept: applied?.kept ?? [] };
  });
}

const sourceOf = (counts: ImportCounts): Source => ({ kind: 'taxonomy', counts });

/** The change-set of an import: what it changed as counts, texts as edits, for rules and what it created have a history of their own. */
async function keepChangeSet(tx: Ctx, version: number, counts: ImportCounts, texts: AppliedFiles['texts']): Promise<number> {
  const source = sourceOf(counts);
  const [set] = await tx.db
    .insert(changeSets)
    .values({
      title: sayTitle(source, tx.locale),
      note: sayCounts(counts, tx.locale),
      status: 'published',
      author: actorLabel(tx.actor),
      baseVersion: version - 1,
      publishedVersion: version,
      source,
    })
    .returning({ id: changeSets.id });
  if (!set) throw new Error('insert into change_sets returned nothing');
  const rows = texts.map(({ change, base }, n) => ({ n, t: targetOf(change), c: change, b: base }));
  await tx.db.execute(sql`
    insert into taxonomy.changes (change_set_id, target, change, base, position)
    select ${set.id}::int, t, c, nullif(b, 'null'), n from json_to_recordset(${JSON.stringify(rows)}::json) as x(n int, t text, c jsonb, b jsonb)`);
  return set.id;
}
