import { actorLabel, audit, type Ctx, withTx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import { createAttributes, createEntries } from '../dictionary/create-attributes.ts';
import { applyRules, type RuleWrite } from '../matrix/apply-rules.ts';
import { type Published, publishVersion } from '../matrix/publish-version.ts';
import { assertCanEditMatrix } from '../policies.ts';
import type { CellFields } from '../schemas.ts';
import { changeSets } from '../tables.ts';
import { loadNames, type Names } from '../exchange/names.ts';
import { createCategories } from '../tree/create-categories.ts';
import { moveCategory } from '../tree/move-category.ts';
import { fewestRules } from './fewest-rules.ts';
import { loadMarks, type Mark, mergeRules, saveMarks } from './marks.ts';
import { readTaxonomyDirectory, type TaxonomyDirectory } from './read-directory.ts';
import { ruleFields } from './rule-fields.ts';
import { reviveAttributes, reviveCategories, reviveEntries } from './taken-back.ts';
import { readRulesFile, type RulesFile, wrongRow } from './rules-file.ts';

export type ImportReport = {
  readonly published: Published | undefined;
  readonly created: { readonly categories: number; readonly attributes: number; readonly entries: number };
  readonly rulesChanged: number;
  readonly moved: number;
  readonly changes: number;
  /** Fields that people edited since the last import: left as they are. */
  readonly kept: readonly { readonly category: string; readonly attribute: string; readonly field: string }[];
};
export type ImportProgress = (step: string, detail?: string) => void;

/**
 * Imports a taxonomy directory, with or without a rules file, as one published change-set. Remembers what it set; a repeated run changes only what the files changed since,
 * keeps what people edited (and lists it), and with equal files changes nothing. Without a rules file the earlier file's fields stay. What an undo took back comes back with files that
 * name it; what people retired or merged stays so, and rules for it are listed as kept.
 * Errors: `taxonomy.import_file_missing`, `taxonomy.import_line`, `taxonomy.rules_file`, `taxonomy.matrix_invalid`.
 */
export async function importTaxonomy(ctx: Ctx, input: { dir: string; rulesFile?: string; progress?: ImportProgress }): Promise<ImportReport> {
  assertCanEditMatrix(ctx);
  const progress = input.progress ?? (() => undefined);
  progress('read');
  const dir = await readTaxonomyDirectory(input.dir);
  const rules = input.rulesFile === undefined ? undefined : readRulesFile(input.rulesFile);
  return withTx(ctx, async (tx) => {
    const created = { categories: 0, attributes: 0, entries: 0 };
    let rulesChanged = 0;
    let moves = 0;
    let kept: ImportReport['kept'] = [];
    let changeSetId: number | null = null;
    const published = await publishVersion(tx, { title: importTitle(tx), changeSetId: null }, async (inner, version) => {
      progress('tree', `${dir.categories.length} categories`);
      const categories = await importTree(inner, version, dir);
      created.categories = categories.created.length;
      moves = categories.moved.length;
      progress('dictionary', `${dir.attributes.length} attributes`);
      const dictionary = await importDictionary(inner, version, dir, rules);
      created.attributes = dictionary.createdAttributes;
      created.entries = dictionary.createdEntries;
      progress('rules');
      const names = await loadNames(inner);
      const plan = await planRules(inner, dir, rules, names);
      kept = plan.kept;
      const pairs = await applyRules(inner, version, plan.writes);
      rulesChanged = pairs.length;
      await saveMarks(inner, 'taxonomy', plan.marks.taxonomy);
      if (rules) {
        await saveMarks(inner, 'rules', plan.marks.rules);
        await saveTexts(inner, rules, names);
      }
      if (created.categories + created.attributes + created.entries + rulesChanged + moves === 0) return undefined;
      progress('publish', `version ${version}`);
      const [set] = await inner.db
        .insert(changeSets)
        .values({
          title: importTitle(inner),
          note:
            inner.locale === 'ru'
              ? `категорий: ${created.categories}, характеристик: ${created.attributes}, правил: ${rulesChanged}`
              : `${created.categories} categories, ${created.attributes} attributes, ${rulesChanged} rules`,
          status: 'published',
          author: actorLabel(inner.actor),
          baseVersion: version - 1,
          publishedVersion: version,
        })
        .returning({ id: changeSets.id });
      changeSetId = set?.id ?? null;
      return { pairs, moved: categories.moved, attributes: dictionary.touched, categories: categories.created };
    });
    if (published) {
      await tx.db.execute(sql`update taxonomy.matrix_versions set change_set_id = ${changeSetId} where version = ${published.version}`);
      await audit(tx, { action: 'taxonomy.import', entity: 'matrix_version', id: published.version, patch: { created, rulesChanged } });
      await tx.db.execute(sql`analyze taxonomy.categories`);
      await tx.db.execute(sql`analyze taxonomy.effective_cells`);
    }
    return { published, created, rulesChanged, moved: moves, changes: created.categories + created.attributes + created.entries + rulesChanged + moves, kept };
  });
}

async function importTree(tx: Ctx, version: number, dir: TaxonomyDirectory) {
  const rows = await tx.db.execute<{ key: string; id: number; parent: string | null }>(
    sql`select c.key, c.id, p.key as parent from taxonomy.categories c left join taxonomy.categories p on p.id = c.parent_id`,
  );
  const known = new Map(rows.map((r) => [r.key, r]));
  const revived = await reviveCategories(tx, version, dir.categories);
  const fresh = dir.categories.filter((c) => !known.has(c.id));
  const created = await createCategories(
    tx,
    version,
    fresh.map((c) => ({ key: c.id, parentKey: c.parent, label: { ru: c.ru, en: c.en } })),
  );
  const marks = await loadMarks(tx, 'tree');
  const ids = new Map((await tx.db.execute<{ key: string; id: number }>(sql`select key, id from taxonomy.categories`)).map((r) => [r.key, r.id]));
  const moved: number[] = [];
  for (const c of dir.categories) {
    const was = known.get(c.id);
    const last = marks.get(c.id) as { parent: string | null } | undefined;
    // Moved by the file since its last import, and nobody moved it here meanwhile.
    if (was && !revived.includes(was.id) && last && last.parent !== c.parent && was.parent === last.parent) {
      await moveCategory(tx, version, { categoryId: was.id, parentId: c.parent === null ? null : (ids.get(c.parent) ?? null) });
      moved.push(was.id);
    }
  }
  await saveMarks(tx, 'tree', new Map(dir.categories.map((c) => [c.id, { parent: c.parent }])));
  return { created: [...revived, ...created], moved };
}

async function importDictionary(tx: Ctx, version: number, dir: TaxonomyDirectory, rules: RulesFile | undefined) {
  const known = new Set((await tx.db.execute<{ key: string }>(sql`select key from taxonomy.attributes`)).map((r) => r.key));
  const named = [
    ...dir.attributes.map((a) => ({
      key: a.key,
      type: 'list' as const,
      listKey: a.values_from ?? a.key,
      label: { ru: a.ru, en: a.en },
      description: { ru: a.desc_ru, en: a.desc_en },
      localised: false,
    })),
    ...(rules?.attributes ?? []).map((a) => ({
      key: a.key,
      type: a.type,
      ...(a.type === 'list' ? { listKey: a.listKey ?? a.key } : {}),
      ...(a.unitFamily ? { unitFamily: a.unitFamily } : {}),
      label: { ru: a.ru, en: a.en },
      description: { ru: a.descriptionRu, en: a.descriptionEn },
      localised: a.type === 'text',
    })),
  ];
  const revived = await reviveAttributes(
    tx,
    version,
    named.map((a) => a.key),
  );
  const fresh = named.filter((a) => !known.has(a.key));
  await createAttributes(tx, version, fresh);
  const have = new Set(
    (await tx.db.execute<{ k: string }>(sql`select l.key || chr(10) || e.key as k from taxonomy.entries e join taxonomy.lists l on l.id = e.list_id`)).map(
      (r) => r.k,
    ),
  );
  const fromDir = dir.attributes.flatMap((a) =>
    (a.values ?? []).map((v) => ({ listKey: a.key, key: v, label: { ru: dir.values.get(v)?.ru ?? v, en: dir.values.get(v)?.en ?? v } })),
  );
  const fromRules = (rules?.entries ?? []).map((e) => ({
    listKey: e.listKey,
    key: e.key,
    label: { ru: e.ru, en: e.en },
    ...(e.number === undefined ? {} : { number: e.number }),
    ...(e.unit ? { unit: e.unit } : {}),
    ...(e.swatch ? { swatch: e.swatch } : {}),
    ...(e.position === undefined ? {} : { position: e.position }),
  }));
  const byTarget = new Map([...fromDir, ...fromRules].map((e) => [`${e.listKey}\n${e.key}`, e]));
  const newEntries = [...byTarget].filter(([k]) => !have.has(k)).map(([, e]) => e);
  const back = await reviveEntries(tx, version, [...byTarget.values()]);
  const touched = await createEntries(tx, version, newEntries);
  return {
    createdAttributes: fresh.length + revived.length,
    createdEntries: newEntries.length + back.count,
    touched: [...new Set([...touched, ...revived, ...back.attributes])],
  };
}

async function planRules(tx: Ctx, dir: TaxonomyDirectory, rules: RulesFile | undefined, names: Names) {
  const taxonomy = new Map<string, Mark>(
    fewestRules(dir.categories.map((c) => ({ key: c.id, parent: c.parent, attributes: c.attributes }))).map((r) => [
      `${r.category}\n${r.attribute}`,
      { op: r.op, fields: {} },
    ]),
  );
  const fromFile = rules ? fileRules(rules, dir, names) : undefined;
  const lastTaxonomy = (await loadMarks(tx, 'taxonomy')) as Map<string, Mark>;
  const lastRules = (await loadMarks(tx, 'rules')) as Map<string, Mark>;
  const want = new Map([...taxonomy, ...(fromFile ?? lastRules)]);
  const last = new Map([...lastTaxonomy, ...lastRules]);
  const rows = await tx.db.execute<{ target: string; op: 'set' | 'exclude'; fields: CellFields }>(sql`
    select c.key || chr(10) || a.key as target, r.op, r.fields from taxonomy.rules r join taxonomy.categories c on c.id = r.category_id join taxonomy.attributes a on a.no = r.attribute_no where r.to_version is null`);
  const now = new Map<string, Mark>(rows.map((r) => [r.target, { op: r.op, fields: r.fields }]));
  const merged = mergeRules(want, last, now);
  const kept = [...merged.kept];
  const writes = merged.writes.flatMap((w): RuleWrite[] => {
    const categoryId = names.categoryId(w.category);
    const attribute = names.attribute(names.attributeNo(w.attribute) ?? 0);
    if (categoryId !== undefined && attribute && !attribute.retired) return [{ categoryId, attributeNo: attribute.no, op: w.op, fields: w.fields }];
    // People merged the category or retired the attribute: nothing can be ruled there.
    if (w.op === 'set') kept.push({ category: w.category, attribute: w.attribute, field: 'op' });
    return [];
  });
  return { writes, kept, marks: { taxonomy, rules: fromFile ?? new Map<string, Mark>() } };
}

function fileRules(rules: RulesFile, dir: TaxonomyDirectory, names: Names): Map<string, Mark> {
  const parents = new Map(dir.categories.map((c) => [c.id, c.parent]));
  const byTarget = new Map(rules.rules.map((r) => [`${r.category}\n${r.attribute}`, r]));
  const unitFor = (category: string | null, attribute: string): string | undefined => {
    for (let c = category; c; c = parents.get(c) ?? null) {
      const unit = byTarget.get(`${c}\n${attribute}`)?.get('default_unit');
      if (unit) return unit;
    }
    return undefined;
  };
  const out = new Map<string, Mark>();
  for (const r of rules.rules) {
    if (names.categoryId(r.category) === undefined) throw wrongRow(r.line, `unknown category “${r.category}”`, `неизвестная категория «${r.category}»`);
    const attribute = names.attribute(names.attributeNo(r.attribute) ?? 0);
    if (!attribute) throw wrongRow(r.line, `unknown attribute “${r.attribute}”`, `неизвестная характеристика «${r.attribute}»`);
    out.set(`${r.category}\n${r.attribute}`, { op: r.op, fields: r.op === 'set' ? ruleFields(r, attribute, names, unitFor(r.category, r.attribute)) : {} });
  }
  return out;
}

async function saveTexts(tx: Ctx, rules: RulesFile, names: Names): Promise<void> {
  const help = rules.rules
    .filter((r) => r.get('help_en') || r.get('help_ru'))
    .map((r) => ({ c: names.categoryId(r.category), a: names.attributeNo(r.attribute), ru: r.get('help_ru'), en: r.get('help_en') }));
  await tx.db.execute(sql`
    insert into taxonomy.cell_help (category_id, attribute_no, help_ru, help_en) select c, a, ru, en from json_to_recordset(${JSON.stringify(help)}::json) as x(c int, a int, ru text, en text)
    on conflict (category_id, attribute_no) do update set help_ru = excluded.help_ru, help_en = excluded.help_en`);
  await tx.db.execute(sql`
    insert into taxonomy.attribute_groups (key, label_ru, label_en, position) select key, ru, en, position from json_to_recordset(${JSON.stringify(rules.groups)}::json) as x(key text, ru text, en text, position int)
    on conflict (key) do update set label_ru = excluded.label_ru, label_en = excluded.label_en, position = excluded.position`);
  const swatches = rules.entries.filter((e) => e.swatch);
  await tx.db.execute(sql`
    update taxonomy.entries e set swatch = x.swatch from json_to_recordset(${JSON.stringify(swatches)}::json) as x("listKey" text, key text, swatch text), taxonomy.lists l
    where l.key = x."listKey" and e.list_id = l.id and e.key = x.key and e.swatch is distinct from x.swatch`);
}

const importTitle = (ctx: Ctx): string => (ctx.locale === 'ru' ? 'Загрузка таксономии из файлов' : 'Taxonomy taken over from files');
