import type { Ctx } from '@yarmarka/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { moveCategory } from '../tree/move-category.ts';
import { loadMarks, type Mark, patchMarks } from './marks.ts';

/** The published undo of the very version that created a row took it back, by this kind of change. What people retired or merged by themselves is not meant. */
const takenBack = (createdVersion: SQL, holds: SQL): SQL => sql`exists (
  select 1 from taxonomy.change_sets s join taxonomy.changes x on x.change_set_id = s.id where s.status = 'published' and s.undoes = ${createdVersion} and ${holds})`;
const array = (keys: readonly string[]): SQL => sql`(select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`;

type FileCategory = { readonly id: string; readonly parent: string | null };

/** Files bring categories again that an undo took back: each goes where its file puts it, parents first, as if this version had created it. Returns their ids. */
// authorised by caller: the import asserts; no audit row: the import's covers it
export async function reviveCategories(tx: Ctx, version: number, files: readonly FileCategory[]): Promise<number[]> {
  const rows = await tx.db.execute<{ id: number; key: string }>(sql`
    select c.id, c.key from taxonomy.categories c where c.alias_of is not null
      and ${takenBack(sql`c.created_version`, sql`x.change ->> 'kind' = 'category_merge' and (x.change -> 'merge' ->> 'fromId')::int = c.id`)}`);
  if (rows.length === 0) return [];
  const gone = new Map(rows.map((r) => [r.key, r.id]));
  const ids = new Map((await tx.db.execute<{ key: string; id: number }>(sql`select key, id from taxonomy.categories`)).map((r) => [r.key, r.id]));
  const parents = new Map(files.map((f) => [f.id, f.parent]));
  const revived: number[] = [];
  const revive = async (key: string): Promise<void> => {
    const id = gone.get(key);
    const parent = parents.get(key);
    if (id === undefined || parent === undefined || !gone.delete(key)) return;
    if (parent !== null) await revive(parent);
    await moveCategory(tx, version, { categoryId: id, parentId: parent === null ? null : (ids.get(parent) ?? null) });
    revived.push(id);
  };
  for (const { id } of files) await revive(id);
  await tx.db.execute(sql`update taxonomy.categories set created_version = ${version} where id = any(${`{${revived.join(',')}}`}::int[])`);
  return revived;
}

/** The same for attributes. */
// authorised by caller: the import asserts; no audit row: the import's covers it
export async function reviveAttributes(tx: Ctx, version: number, keys: readonly string[]): Promise<{ no: number; key: string }[]> {
  return tx.db.execute<{ no: number; key: string }>(sql`
    update taxonomy.attributes a set retired = false, merged_into = null, created_version = ${version} where a.retired and a.key in ${array(keys)}
      and ${takenBack(
        sql`a.created_version`,
        sql`x.change ->> 'kind' = 'attribute_edit' and (x.change -> 'edit' ->> 'no')::int = a.no and x.change -> 'edit' ->> 'retired' = 'true'`,
      )} returning a.no, a.key`);
}

/** The same for options, named by list and key; returns them, and the attributes that offer them. */
// authorised by caller: the import asserts; no audit row: the import's covers it
export async function reviveEntries(
  tx: Ctx,
  version: number,
  named: readonly { readonly listKey: string; readonly key: string }[],
): Promise<{ entries: { listKey: string; key: string }[]; attributes: number[] }> {
  const rows = await tx.db.execute<{ list: number; listKey: string; key: string }>(sql`
    update taxonomy.entries e set retired = false, merged_into = null, created_version = ${version} from taxonomy.lists l
    where l.id = e.list_id and e.retired and l.key || chr(10) || e.key in ${array(named.map((n) => `${n.listKey}\n${n.key}`))}
      and ${takenBack(
        sql`e.created_version`,
        sql`x.change ->> 'kind' = 'entry_edit' and x.change -> 'edit' ->> 'listKey' = l.key and x.change -> 'edit' ->> 'key' = e.key and x.change -> 'edit' ->> 'retired' = 'true'`,
      )} returning e.list_id as list, l.key as "listKey", e.key`);
  const lists = `{${[...new Set(rows.map((r) => r.list))].join(',')}}`;
  const attributes = await tx.db.execute<{ no: number }>(sql`select no from taxonomy.attributes where list_id = any(${lists}::int[])`);
  const entries = rows.map(({ listKey, key }) => ({ listKey, key }));
  return { entries, attributes: rows.length === 0 ? [] : attributes.map((a) => a.no) };
}

/**
 * Lets the marks of imports follow version `version`, which undoes `undone`: where files had set it and the undo took it back, the marks say what stands now, so that the same files bring
 * it again. Only what both versions touched; an undo of people's edits changes no marks.
 */
// authorised by caller: publishing asserts; no audit row: the change-set's covers it
export async function takeBackMarks(tx: Ctx, undone: number, version: number): Promise<void> {
  const [byFiles] = await tx.db.execute(sql`
    select 1 from taxonomy.matrix_versions v join taxonomy.change_sets s on s.id = v.change_set_id
    where v.version = ${undone} and s.undoes is null and (s.source ->> 'kind' = 'taxonomy' or not exists (select 1 from taxonomy.changes c where c.change_set_id = s.id))`);
  if (!byFiles) return;
  await takeBackTextMarks(tx, undone, version);
  await tx.db.execute(sql`
    delete from taxonomy.import_marks m using taxonomy.categories c where m.source = 'tree' and m.target = c.key and c.created_version = ${undone} and c.alias_of is not null`);
  await tx.db.execute(sql`
    update taxonomy.import_marks m set fields = jsonb_build_object('parent', p.key)
    from taxonomy.categories c join taxonomy.category_parents n on n.category_id = c.id and n.from_version = ${version}
      join taxonomy.category_parents o on o.category_id = c.id and o.from_version = ${undone} left join taxonomy.categories p on p.id = c.parent_id
    where m.source = 'tree' and m.target = c.key`);
  const rules = await tx.db.execute<{ target: string; before: Mark | null; after: Mark | null }>(sql`
    select c.key || chr(10) || a.key as target, case when b.id is not null then jsonb_build_object('op', b.op, 'fields', b.fields) end as before,
      case when n.id is not null then jsonb_build_object('op', n.op, 'fields', n.fields) end as after
    from (select * from taxonomy.rules where to_version = ${version}) b
    full join (select * from taxonomy.rules where from_version = ${version}) n on n.category_id = b.category_id and n.attribute_no = b.attribute_no
    join taxonomy.categories c on c.id = coalesce(b.category_id, n.category_id) join taxonomy.attributes a on a.no = coalesce(b.attribute_no, n.attribute_no)
    where exists (select 1 from taxonomy.rules u where u.category_id = c.id and u.attribute_no = a.no and ${undone} in (u.from_version, u.to_version))`);
  if (rules.length === 0) return;
  const last = (await loadMarks(tx, 'rules')) as Map<string, Mark>;
  await patchMarks(
    tx,
    'rules',
    rules.filter((r) => last.has(r.target)),
    last,
  );
  await patchMarks(
    tx,
    'taxonomy',
    rules.filter((r) => !last.has(r.target)),
    (await loadMarks(tx, 'taxonomy')) as Map<string, Mark>,
  );
}

/** The same for texts that both versions touched; one that stands no more loses its mark. What people write afterwards then differs from its mark and is kept. */
async function takeBackTextMarks(tx: Ctx, undone: number, version: number): Promise<void> {
  await tx.db.execute(sql`
    with said as (select v.version, c.target, c.change from taxonomy.matrix_versions v join taxonomy.changes c on c.change_set_id = v.change_set_id where v.version in (${undone}, ${version})),
    back as (select u.target, coalesce(
        (select jsonb_build_object('ru', h.help_ru, 'en', h.help_en) from taxonomy.cell_help h
          where h.category_id = (u.change #>> '{help,categoryId}')::int and h.attribute_no = (u.change #>> '{help,attributeNo}')::int),
        (select jsonb_build_object('ru', g.label_ru, 'en', g.label_en, 'position', g.position) from taxonomy.attribute_groups g where g.key = u.change #>> '{group,key}'),
        (select to_jsonb(lower(e.swatch)) from taxonomy.lists l join taxonomy.entries e on e.list_id = l.id where l.key = u.change #>> '{edit,listKey}' and e.key = u.change #>> '{edit,key}')
      ) as now from said u join said i on i.target = u.target where u.version = ${version} and i.version = ${undone}),
    gone as (delete from taxonomy.import_marks m using back b where m.source = 'texts' and m.target = b.target and b.now is null)
    update taxonomy.import_marks m set fields = b.now from back b where m.source = 'texts' and m.target = b.target and b.now is not null`);
}
