import type { PackedRules } from './fold-grid.ts';
import type { GridAttribute, GridNodes } from './packed-grid.ts';

export type NodeChange = 'new' | 'moved' | 'renamed';
/** What edits of tree and dictionary that stand in a draft make of the matrix: only what differs from the published one. */
export type DraftStructure = {
  readonly nodes: readonly (GridNodes[number] & { readonly is: NodeChange | null })[];
  /** Categories that merge into others. */
  readonly gone: readonly number[];
  readonly attributes: readonly (GridAttribute & { readonly is: 'new' | 'edited' })[];
  readonly goneAttributes: readonly number[];
  /** The own rules of categories where they differ. */
  readonly rules: PackedRules;
  /** Why the draft cannot be shown as a whole: these edits would be refused. */
  readonly problem: { readonly ru: string; readonly en: string } | null;
};

export type GridParts = { readonly nodes: GridNodes; readonly rules: PackedRules; readonly attributes: readonly GridAttribute[] };

/** The published matrix with a draft's tree, dictionary and the rules they entail: what `createGrid` folds under the draft's own rule edits. */
export function withStructure(parts: GridParts, structure: DraftStructure): GridParts {
  const changed = new Map<number, GridNodes[number]>(structure.nodes.map(({ is: _, ...node }) => [node.id, node]));
  const gone = new Set(structure.gone);
  const known = new Set(parts.nodes.map((node) => node.id));
  const nodes = [
    ...parts.nodes.flatMap((node) => (gone.has(node.id) ? [] : [changed.get(node.id) ?? node])),
    ...[...changed.values()].filter((node) => !known.has(node.id)),
  ].sort((a, b) => a.position - b.position || a.id - b.id);
  const rules = new Map(parts.rules.map((row) => [row[0] ?? 0, row]));
  for (const row of structure.rules) rules.set(row[0] ?? 0, row);
  const attributes = new Map(parts.attributes.map((one) => [one.no, one]));
  for (const { is: _, ...attribute } of structure.attributes) attributes.set(attribute.no, attribute);
  for (const no of structure.goneAttributes) attributes.delete(no);
  return { nodes, rules: [...rules.values()], attributes: [...attributes.values()] };
}
