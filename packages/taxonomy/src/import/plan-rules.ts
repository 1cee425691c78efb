import type { Ctx } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';
import type { Names } from '../exchange/names.ts';
import type { RuleWrite } from '../matrix/apply-rules.ts';
import type { CellFields } from '../schemas.ts';
import { fewestRules } from './fewest-rules.ts';
import { type FileProblem, rowProblem } from './file-problems.ts';
import { loadMarks, type Mark, mergeRules } from './marks.ts';
import type { ImportFiles } from './read-files.ts';
import { ruleFields } from './rule-fields.ts';
import type { RulesFile } from './rules-file.ts';

/** A field that people edited since the last import: left as it is. */
export type KeptField = { readonly category: string; readonly attribute: string; readonly field: string };
type Marks = ReadonlyMap<string, Mark>;
type RulesPlan = {
  readonly writes: readonly RuleWrite[];
  readonly kept: readonly KeptField[];
  readonly marks: { readonly taxonomy: Marks; readonly rules: Marks };
  readonly problems: readonly FileProblem[];
};

/** What the files' rules change against the rules as they stand and as the last files set them. */
export async function planRules(tx: Ctx, { dir, rules }: ImportFiles, names: Names): Promise<RulesPlan> {
  const taxonomy = new Map<string, Mark>(
    fewestRules(dir.categories.map((c) => ({ key: c.id, parent: c.parent, attributes: c.attributes }))).map((r) => [
      `${r.category}\n${r.attribute}`,
      { op: r.op, fields: {} },
    ]),
  );
  const problems: FileProblem[] = [];
  const fromFile = rules ? fileRules(rules, new Map(dir.categories.map((c) => [c.id, c.parent])), names, problems) : undefined;
  const lastTaxonomy = (await loadMarks(tx, 'taxonomy')) as Map<string, Mark>;
  const lastRules = (await loadMarks(tx, 'rules')) as Map<string, Mark>;
  const want = new Map([...taxonomy, ...(fromFile ?? lastRules)]);
  const last = new Map([...lastTaxonomy, ...lastRules]);
  const rows = await tx.db.execute<{ target: string; op: 'set' | 'exclude'; fields: CellFields }>(sql`
    select c.key || chr(10) || a.key as target, r.op, r.fields from taxonomy.rules r join taxonomy.categories c on c.id = r.category_id join taxonomy.attributes a on a.no = r.attribute_no where r.to_version is null`);
  const now = new Map<string, Mark>(rows.map((r) => [r.target, { op: r.op, fields: r.fields }]));
  const merged = mergeRules(want, last, now);
  const kept: KeptField[] = [...merged.kept];
  const writes = merged.writes.flatMap((w): RuleWrite[] => {
    const categoryId = names.categoryId(w.category);
    const attribute = names.attribute(names.attributeNo(w.attribute) ?? 0);
    if (categoryId !== undefined && attribute && !attribute.retired) return [{ categoryId, attributeNo: attribute.no, op: w.op, fields: w.fields }];
    // People merged the category or retired the attribute: nothing can be ruled there.
    if (w.op === 'set') kept.push({ category: w.category, attribute: w.attribute, field: 'op' });
    return [];
  });
  return { writes, kept, marks: { taxonomy, rules: fromFile ?? new Map<string, Mark>() }, problems };
}

function fileRules(rules: RulesFile, parents: ReadonlyMap<string, string | null>, names: Names, problems: FileProblem[]): Map<string, Mark> {
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
    const attribute = names.attribute(names.attributeNo(r.attribute) ?? 0);
    if (!attribute) continue;
    const fields = r.op === 'set' ? ruleFields(r, attribute, names, unitFor(r.category, r.attribute)) : {};
    if ('en' in fields) problems.push(rowProblem(rules.file, r.line, fields.en, fields.ru));
    else out.set(`${r.category}\n${r.attribute}`, { op: r.op, fields });
  }
  return out;
}
