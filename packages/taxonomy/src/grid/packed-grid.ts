import type { AttributeType } from '../model.ts';
import type { PackedRules } from './fold-grid.ts';

export type GridAttribute = {
  readonly no: number;
  readonly key: string;
  readonly type: AttributeType;
  readonly unitFamily: string | null;
  readonly ru: string;
  readonly en: string;
  /** The group that most of its rules put it into. */
  readonly group: string | null;
};

type TreeColumns = {
  readonly id: readonly number[];
  /** 0 for a root. */
  readonly parentId: readonly number[];
  readonly key: readonly string[];
  readonly ru: readonly string[];
  readonly en: readonly string[];
  readonly position: readonly number[];
};
export type GridNodes = readonly {
  readonly id: number;
  readonly key: string;
  readonly parentId: number | null;
  readonly ru: string;
  readonly en: string;
  readonly position: number;
}[];

/** All that the grid shows but drafts and figures, as it crosses the wire: the tree by columns, which is half the bytes of one object a category. */
export type PackedGrid = {
  readonly version: number;
  readonly tree: TreeColumns;
  readonly rules: PackedRules;
  readonly attributes: readonly GridAttribute[];
  readonly groups: readonly { readonly key: string; readonly ru: string; readonly en: string; readonly position: number }[];
};

export function packTree(nodes: GridNodes): TreeColumns {
  return {
    id: nodes.map((node) => node.id),
    parentId: nodes.map((node) => node.parentId ?? 0),
    key: nodes.map((node) => node.key),
    ru: nodes.map((node) => node.ru),
    en: nodes.map((node) => node.en),
    position: nodes.map((node) => node.position),
  };
}

export function unpackTree({ id, parentId, key, ru, en, position }: TreeColumns): GridNodes {
  return id.map((one, n) => ({
    id: one,
    key: key[n] ?? '',
    parentId: parentId[n] || null,
    ru: ru[n] ?? '',
    en: en[n] ?? '',
    position: position[n] ?? 0,
  }));
}
