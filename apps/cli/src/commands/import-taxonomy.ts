import { resolve } from 'node:path';
import { previewDelta } from '@yarmarka/catalog';
import { previewDelta as previewOffers } from '@yarmarka/offers';
import { AppError, type Ctx } from '@yarmarka/kernel';
import { countTaxonomy, importTaxonomy, previewImport, sayCounts } from '@yarmarka/taxonomy';
import { OperatorError, textFlag } from '../arguments.ts';
import { withDatabase } from '../database.ts';
import { sayKept, sayPreview } from './import-preview.ts';
import type { Command } from './index.ts';

const USAGE = `yarmarka import taxonomy DIR [--rules FILE] [--dry-run] [--data DIR]

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
changes only what the files changed, keeps what people edited since and lists it. Without --rules an earlier rules file's fields stay. The version can be undone on
the administrators\u2019 screens.

--dry-run does all of this except publishing, rolls it back and prints what would change, for categories, attributes, rules, schemas and cards, or every problem of the files
by file and line. Nothing in the database changes; meanwhile no other version can be published. Exit code 1: the import would be refused.`;

export const importTaxonomyCommand: Command = {
  name: 'import taxonomy',
  summary: 'Import categories, attributes, options and rules from a directory',
  usage: USAGE,
  async run(args) {
    const dir = args.words[0];
    if (!dir) throw new OperatorError('Name the directory: yarmarka import taxonomy DIR [--rules FILE].');
    const rules = textFlag(args, 'rules');
    const started = performance.now();
    const seconds = () => `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`;
    const input = {
      dir: resolve(dir),
      ...(rules ? { rulesFile: resolve(rules) } : {}),
      progress: (step: string, detail?: string) => void process.stdout.write(`${seconds()}  ${step}${detail ? `: ${detail}` : ''}\n`),
    };
    await withDatabase(args, async ({ ctx }) => {
      if (args.flags.has('dry-run')) {
        const { text, refused } = await dryRun(ctx, input);
        process.stdout.write(`\n${text}`);
        if (refused) process.exitCode = 1;
        return;
      }
      const report = await importTaxonomy(ctx, input).catch((error: unknown) => {
        if (!(error instanceof AppError) || !Array.isArray(error.details.problems)) throw error;
        throw new OperatorError(`${error.publicMessage.en} Nothing was imported. The same command with --dry-run names every problem by file and line.`);
      });
      const n = (x: number) => x.toLocaleString('en');
      const now = await countTaxonomy(ctx);
      const out = [
        report.published
          ? `${seconds()}  version ${report.published.version}: ${sayCounts(report.counts, 'en')}; categories with another schema: ${n(report.published.schemasChanged)}`
          : `${seconds()}  nothing differs, no version is published`,
        `          in all there are now ${n(now.categories)} categories, ${n(now.attributes)} attributes, ${n(now.entries)} list values (${n(now.options)} with each attribute that offers them),`,
        `          ${n(now.rulesSet)} rules and ${n(now.rulesExcluded)} exclusions, which make ${n(now.cells)} cells and ${n(now.schemas)} distinct schemas`,
        ...(report.kept.length > 0 ? [`          edited by people since the last import and kept as they are: ${n(report.kept.length)}`] : []),
        ...report.kept.slice(0, 20).map((k) => `            ${sayKept(k)}`),
      ];
      process.stdout.write(`${out.join('\n')}\n`);
    });
  },
};

/** What the import would do, as text, and whether it would be refused; nothing is changed. */
export async function dryRun(ctx: Ctx, input: Parameters<typeof previewImport>[1]): Promise<{ readonly text: string; readonly refused: boolean }> {
  const preview = await previewImport(ctx, input);
  const refused = preview.problems.length > 0;
  const concerned = !refused && preview.delta.moves.some((m) => m.from !== null);
  const impact = concerned ? { cards: await previewDelta(ctx, preview.delta), offers: await previewOffers(ctx, preview.delta) } : undefined;
  return { text: sayPreview(preview, impact), refused };
}
