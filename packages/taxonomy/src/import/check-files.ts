import { basename } from 'node:path';
import { type FileProblem, lineProblem, rowProblem } from './file-problems.ts';
import type { ImportFiles } from './read-files.ts';

/** Keys that the store has already, aliases and what is retired included. */
export type StoreKeys = { readonly categories: ReadonlySet<string>; readonly attributes: ReadonlySet<string>; readonly lists: ReadonlySet<string> };

/** What the files name and neither they nor the store have, what stands in them twice, and categories that stand in a circle. */
export function checkFiles({ dir, rules }: ImportFiles, store: StoreKeys): FileProblem[] {
  const out: FileProblem[] = [];
  const { categories: categoryFile, attributes: attributeFile } = dir.files;
  const byId = new Map<string, (typeof dir.categories)[number]>();
  for (const c of dir.categories) {
    const first = byId.get(c.id);
    if (first) out.push(lineProblem(categoryFile, c.line, `“${c.id}” stands in line ${first.line} already`, `«${c.id}» уже есть в строке ${first.line}`));
    else byId.set(c.id, c);
  }
  const attributes = new Map<string, number>();
  for (const a of dir.attributes) {
    const first = attributes.get(a.key);
    if (first !== undefined)
      out.push(lineProblem(attributeFile, a.line, `“${a.key}” stands in line ${first} already`, `«${a.key}» уже есть в строке ${first}`));
    else attributes.set(a.key, a.line);
  }
  const inRules = new Map<string, number>();
  for (const a of rules?.attributes ?? []) {
    const first = inRules.get(a.key);
    const other = attributes.get(a.key);
    if (first !== undefined)
      out.push(
        rowProblem(rules?.file ?? '', a.line, `attribute “${a.key}” stands in row ${first} already`, `характеристика «${a.key}» уже есть в строке ${first}`),
      );
    // One that is here already is made by neither of them: an exported dictionary names all there are.
    else if (other !== undefined && !store.attributes.has(a.key))
      out.push(
        rowProblem(
          rules?.file ?? '',
          a.line,
          `attribute “${a.key}” stands in ${basename(attributeFile)}, line ${other}, too`,
          `характеристика «${a.key}» есть и в ${basename(attributeFile)}, строка ${other}`,
        ),
      );
    if (first === undefined) inRules.set(a.key, a.line);
  }
  const known = new Set([...attributes.keys(), ...inRules.keys(), ...store.attributes]);
  const lists = new Set([...known, ...store.lists]);
  for (const a of dir.attributes)
    if (a.values_from !== undefined && !lists.has(a.values_from))
      out.push(
        lineProblem(
          attributeFile,
          a.line,
          `there is no attribute “${a.values_from}” to borrow the list of`,
          `нет характеристики «${a.values_from}», чей список взять`,
        ),
      );
  for (const c of dir.categories) {
    if (c.parent !== null && !byId.has(c.parent) && !store.categories.has(c.parent))
      out.push(lineProblem(categoryFile, c.line, `unknown parent “${c.parent}”`, `неизвестный родитель «${c.parent}»`));
    else if (isInCircle(c.id, byId))
      out.push(lineProblem(categoryFile, c.line, `“${c.id}” stands below itself`, `категория «${c.id}» стоит внутри самой себя`));
    for (const key of c.attributes)
      if (!known.has(key)) out.push(lineProblem(categoryFile, c.line, `unknown attribute “${key}”`, `неизвестная характеристика «${key}»`));
  }
  for (const r of rules?.rules ?? []) {
    if (!byId.has(r.category) && !store.categories.has(r.category))
      out.push(rowProblem(rules?.file ?? '', r.line, `unknown category “${r.category}”`, `неизвестная категория «${r.category}»`));
    if (!known.has(r.attribute))
      out.push(rowProblem(rules?.file ?? '', r.line, `unknown attribute “${r.attribute}”`, `неизвестная характеристика «${r.attribute}»`));
  }
  return out;
}

/** Moves of the files that end in a circle, because people moved categories here in another way. `parents`: the tree as it will stand, of each category its parent. */
export function checkMoves(
  { dir }: ImportFiles,
  moved: readonly { readonly id: string; readonly line: number }[],
  parents: ReadonlyMap<string, string | null>,
): FileProblem[] {
  const byId = new Map([...parents].map(([id, parent]) => [id, { parent }]));
  return moved
    .filter((c) => isInCircle(c.id, byId))
    .map((c) =>
      lineProblem(
        dir.files.categories,
        c.line,
        `“${c.id}” would stand below itself: its new parent was moved into its branch here`,
        `категория «${c.id}» оказалась бы внутри самой себя: её нового родителя здесь перенесли в её ветку`,
      ),
    );
}

function isInCircle(id: string, byId: ReadonlyMap<string, { readonly parent: string | null }>): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = byId.get(id)?.parent; at != null && !seen.has(at); at = byId.get(at)?.parent) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
