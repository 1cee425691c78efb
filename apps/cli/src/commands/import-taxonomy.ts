import { resolve } from 'node:path';
import { countTaxonomy, importTaxonomy } from '@yarmarka/taxonomy';
import { OperatorError, textFlag } from '../arguments.ts';
import { withDatabase } from '../database.ts';
import type { Command } from './index.ts';

const USAGE = `yarmarka import taxonomy DIR [--rules FILE] [--data DIR]

DIR holds three files of JSON lines:
  categories.jsonl  {"id": "el-6-6", "parent": "el-6" or null, "en": "Laptops", "ru": "Ноутбуки", "attributes": ["color", ...]}
  attributes.jsonl  {"key": "color", "en": "Color", "ru": "Цвет", "desc_en": "...", "desc_ru": "...", "values": ["color__red", ...]}
                    or, instead of values, "values_from": the attribute whose list it borrows
  values.jsonl      {"key": "color__red", "en": "Red", "ru": "Красный"}

--rules FILE is a CSV (UTF-8, comma, header) with one record a row; columns may stand in any order:
  record=group      group, label_en, label_ru, position
  record=attribute  attribute, label_en, label_ru, description_en, description_ru, type (list, text, number, boolean, date, range),
                    list (type list: the list's key), unit (number, range: the unit family)
  record=entry      list, entry, label_en, label_ru, number, unit, swatch, position
  record=rule       category, attribute, op (set, exclude); then fields, an empty cell inherits:
                    requirement, condition, languages, filterable, facet, facet_position, axis, level, options, custom, units, default_unit, min, max,
                    max_length, pattern, max_values, group, position, editable, ai, help_en, help_ru, limits
  Several values of a cell are joined by |. A condition reads: key in a|b, key filled, key >= 5 kg, key = yes; joined by and, or.
  An option may be told by its label, min and max may carry a unit. A CSV of "yarmarka export matrix" or "export dictionary" is a rules file too (any delimiter,
  Russian headers); its inherited cells are passed over.

The import finds the fewest rules that give every category its attribute list, publishes everything as one version, and remembers what it set: a second run
changes only what the files changed, keeps what people edited since and lists it. Without --rules an earlier rules file's fields stay.`;

export const importTaxonomyCommand: Command = {
  name: 'import taxonomy',
  summary: 'Import categories, attributes, options and rules from a directory',
  usage: USAGE,
  async run(args) {
    const dir = args.words[0];
    if (!dir) throw new OperatorError('Name the directory: yarmarka import taxonomy DIR [--rules FILE].');
    const rules = textFlag(args, 'rules');
    await withDatabase(args, async ({ ctx }) => {
      const started = performance.now();
      const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
      const report = await importTaxonomy(ctx, {
        dir: resolve(dir),
        ...(rules ? { rulesFile: resolve(rules) } : {}),
        progress: (step, detail) => process.stdout.write(`${seconds().padStart(6)} s  ${step}${detail ? `: ${detail}` : ''}\n`),
      });
      const n = (x: number) => x.toLocaleString('en');
      const counts = await countTaxonomy(ctx);
      process.stdout.write(
        `${[
          `${seconds().padStart(6)} s  done: ${n(report.changes)} changes${report.published ? `, version ${report.published.version}, ${n(report.published.schemasChanged)} categories with a new schema` : ''}`,
          `          ${n(counts.categories)} categories, ${n(counts.attributes)} attributes, ${n(counts.entries)} list entries, ${n(counts.options)} options`,
          `          ${n(counts.rulesSet + counts.rulesExcluded)} rules (${n(counts.rulesSet)} set, ${n(counts.rulesExcluded)} excluded) for ${n(counts.cells)} cells; ${n(counts.schemas)} distinct schemas`,
          ...(report.kept.length > 0 ? [`          ${n(report.kept.length)} fields were edited by people since the last import and stay as they are:`] : []),
          ...report.kept.slice(0, 20).map((k) => `            ${k.category} × ${k.attribute}: ${k.field}`),
        ].join('\n')}\n`,
      );
    });
  },
};
