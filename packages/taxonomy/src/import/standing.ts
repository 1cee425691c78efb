import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { loadMarks } from './marks.ts';
import type { ImportFiles } from './read-files.ts';

type Words = { readonly ru: string; readonly en: string };
/** So many, and the first few of them. */
export type Some<T = Words> = { readonly count: number; readonly samples: readonly T[] };
/** How what stands in the store stands to the files. */
export type StoreNow = {
  readonly categories: number;
  /** Of them: named by the files too. */
  readonly shared: number;
  /** Named neither by these files nor by the last ones: somebody else's, they stay beside. */
  readonly others: Some;
  /** Named by the last files and no more by these: they stay, without the rules that the files set there. */
  readonly gone: Some;
  /** Called otherwise in the files: an import renames nothing. */
  readonly renamed: Some<{ readonly now: Words; readonly file: Words }>;
  /** Attributes of the files whose key here belongs to one of another type: they stay as they are here. */
  readonly otherType: Some;
};

const SAMPLES = 5;
const some = <T>(all: readonly T[]): Some<T> => ({ count: all.length, samples: all.slice(0, SAMPLES) });

// authorised by caller: the preview asserts
export async function standing(tx: Ctx, { dir, rules }: ImportFiles): Promise<StoreNow> {
  const rows = await tx.db.execute<Words & { key: string }>(
    sql`select key, label_ru as ru, label_en as en from taxonomy.categories where alias_of is null order by depth, position, id`,
  );
  const files = new Map(dir.categories.map((c) => [c.id, c]));
  const marks = await loadMarks(tx, 'tree');
  const absent = rows.filter((r) => !files.has(r.key));
  const renamed = rows.flatMap(({ key, ru, en }) => {
    const file = files.get(key);
    return file && (file.ru !== ru || file.en !== en) ? [{ now: { ru, en }, file: { ru: file.ru, en: file.en } }] : [];
  });
  const wanted = new Map([
    ...dir.attributes.map((a): [string, string] => [a.key, 'list']),
    ...(rules?.attributes ?? []).map((a): [string, string] => [a.key, a.type]),
  ]);
  const types = await tx.db.execute<Words & { key: string; type: string }>(
    sql`select key, type, label_ru as ru, label_en as en from taxonomy.attributes where not retired order by no`,
  );
  return {
    categories: rows.length,
    shared: rows.length - absent.length,
    others: some(absent.filter((r) => !marks.has(r.key))),
    gone: some(absent.filter((r) => marks.has(r.key))),
    renamed: some(renamed),
    otherType: some(types.filter((a) => wanted.has(a.key) && wanted.get(a.key) !== a.type)),
  };
}
