import { fileURLToPath } from 'node:url';
import { importTaxonomy, noteFor, undoVersion } from '@yarmarka/taxonomy';
import { as, databaseTest, userActor } from '@yarmarka/testing';
import { expect } from 'vitest';
import { listJournal } from './journal.ts';
import { describeChangeSet, listMatrixHistory } from './matrix-changes.ts';

const it = databaseTest();
const dir = fileURLToPath(new URL('../../../cli/demo/taxonomy', import.meta.url));

it('an import and its undo are called in the reader’s language, and the history counts what the import itself told', async (ctx) => {
  const admin = as(ctx, userActor(['admin']));
  const { published, changes, counts } = await importTaxonomy(admin, { dir, rulesFile: `${dir}/rules.csv` });
  const note = (locale: 'ru' | 'en') => noteFor({ title: '', note: '', undoes: null, source: { kind: 'taxonomy', counts } }, locale);
  const undo = await undoVersion(admin, { version: published?.version ?? 0 });
  const [version] = (await listMatrixHistory(admin, { limit: 10 })).items.filter((i) => i.version === published?.version);
  expect(await describeChangeSet(admin, version?.changeSetId ?? 0)).toMatchObject({ imported: changes, note: note(admin.locale) });
  for (const locale of ['ru', 'en'] as const) {
    const reader = { ...admin, locale };
    const title = locale === 'ru' ? 'Загрузка таксономии из файлов' : 'Taxonomy import from files';
    const undoing = `${locale === 'ru' ? 'Отмена' : 'Undo'}: ${title}`;
    const { items } = await listMatrixHistory(reader, { limit: 10 });
    expect(items.find((i) => i.version === published?.version)).toMatchObject({ title, size: changes, note: note(locale) });
    expect(items.find((i) => i.changeSetId === undo.changeSetId)).toMatchObject({ title: undoing, size: undo.changes });
    expect(await describeChangeSet(reader, undo.changeSetId)).toMatchObject({ title: undoing });
  }
  const { items } = await listJournal(admin, { entity: 'matrix_change_set', limit: 10 });
  expect(items[0]?.entityName).toEqual({ ru: 'Отмена: Загрузка таксономии из файлов', en: 'Undo: Taxonomy import from files' });
});
