import type { LoadedSchema } from './matrix/get-schema.ts';
import type { Problem } from './matrix/problems.ts';

/** Categories whose schema a change-set moves from one hash to another; `from` is null for a new category. */
export type SchemaMove = { readonly from: string | null; readonly to: string; readonly categories: readonly number[] };

/**
 * How stored values follow a merge or a change of type. Kept per version in `taxonomy.value_conversions`; the catalogue carries them out in the background and remembers
 * each old value, so that undoing the version restores them.
 */
export type Conversion =
  /** Tokens of one attribute become tokens of another (or of the same, when options merge); a value whose token is not in `tokens` stays where it is. */
  | { readonly kind: 'tokens'; readonly fromNo: number; readonly intoNo: number; readonly tokens: Readonly<Record<string, number>> }
  /** Values other than tokens move under another attribute as they are. */
  | { readonly kind: 'attribute'; readonly fromNo: number; readonly intoNo: number }
  /** Custom values of a list attribute become options of it. `values`: their text (`labelKey`) -> token. */
  | { readonly kind: 'custom'; readonly no: number; readonly values: Readonly<Record<string, number>> }
  /** Values of one attribute change type. `entries`: label in either language or synonym (`labelKey`) -> token, when the new type is a list; `labels`: what the old tokens say. */
  | {
      readonly kind: 'type';
      readonly no: number;
      readonly from: string;
      readonly to: string;
      readonly unitFamily: string | null;
      readonly localised: boolean;
      readonly entries: Readonly<Record<string, number>>;
      readonly labels: Readonly<Record<string, { readonly ru: string; readonly en: string }>>;
    }
  /** Cards and placements of a category follow it into another. */
  | { readonly kind: 'category'; readonly fromId: number; readonly intoId: number };

/** A field that someone else published differently since this change-set saw it. */
export type Conflict = { readonly target: string; readonly field: string; readonly base: unknown; readonly theirs: unknown; readonly mine: unknown };
/** A reason from outside the taxonomy not to publish, found by the catalogue's preview on the rebased version: something would be lost. */
export type Blocker = { readonly code: string; readonly en: string; readonly ru: string };

/** Why a change-set was not published at its date. */
export type Trouble = {
  readonly at: string;
  /** How often publishing broke off so far; a set that still waits for the next attempt has nothing but this. */
  readonly failures?: number;
  readonly conflicts: readonly Conflict[];
  readonly problems: readonly (Problem & { readonly categoryId: number })[];
  readonly blockers: readonly Blocker[];
};

/** What a change-set would do, worked out by applying it in a transaction that is rolled back: the facts that the other capabilities count their own by. */
export type MatrixDelta = {
  readonly changeSetId: number;
  /** The version it was worked out on. */
  readonly baseVersion: number;
  /** The edits it was worked out from, for a publish of these very ones. */
  readonly stamp: string;
  readonly moves: readonly SchemaMove[];
  /** Every schema that `moves` names. */
  readonly schemas: ReadonlyMap<string, LoadedSchema>;
  /** Categories whose cells, place or schema change. */
  readonly categories: number;
  readonly created: readonly number[];
  readonly moved: readonly number[];
  readonly merged: readonly { readonly fromId: number; readonly intoId: number }[];
  readonly conversions: readonly Conversion[];
  readonly problems: readonly (Problem & { readonly categoryId: number })[];
  readonly conflicts: readonly Conflict[];
};
