import { Id, Localised } from '@yarmarka/kernel/schemas';
import { z } from 'zod';
import { AttributeType, CategoryMove, NewAttribute, NewCategory, NewEntry, Place, RuleEdit } from './model.ts';

const Key = z.string().min(1).max(200);
const Swatch = z.string().regex(/^#[0-9a-f]{6}$/i);

/** An absent field stays as it is. */
export const AttributeEdit = z.strictObject({
  no: Id,
  label: Localised.optional(),
  description: Localised.optional(),
  retired: z.boolean().optional(),
});
export type AttributeEdit = z.infer<typeof AttributeEdit>;
/** Another type for an attribute: values are converted where they can be, and stay parked where not. `listKey`: the list of a list attribute (its own key when absent). */
export const TypeChange = z.strictObject({
  no: Id,
  type: AttributeType,
  listKey: z.string().max(80).optional(),
  unitFamily: z.string().max(40).nullable().optional(),
  localised: z.boolean().optional(),
});
export type TypeChange = z.infer<typeof TypeChange>;
/** `fromNo` retires into `intoNo`: its rules, values and facets move. `options`: entry key of the one -> entry key of the other, for those whose names do not tell. */
export const AttributeMerge = z.strictObject({ fromNo: Id, intoNo: Id, options: z.record(z.string(), z.string()).default({}) });
export type AttributeMerge = z.infer<typeof AttributeMerge>;
export const EntryEdit = z.strictObject({
  listKey: z.string().max(80),
  key: Key,
  label: Localised.optional(),
  position: Place.optional(),
  number: z.number().nullable().optional(),
  unit: z.string().nullable().optional(),
  swatch: Swatch.nullable().optional(),
  synonyms: z.array(z.string().max(200)).max(50).optional(),
  retired: z.boolean().optional(),
});
export type EntryEdit = z.infer<typeof EntryEdit>;
/** `fromKey` retires into `intoKey` of the same list: values that hold it hold the other. */
export const EntryMerge = z.strictObject({ listKey: z.string().max(80), fromKey: Key, intoKey: Key });
export type EntryMerge = z.infer<typeof EntryMerge>;
export const CategoryEdit = z.strictObject({ categoryId: Id, label: Localised.optional(), position: Place.optional() });
export type CategoryEdit = z.infer<typeof CategoryEdit>;
/** `fromId` becomes an alias of `intoId`: cards, placements, children and addresses follow; its own rules end. */
export const CategoryMerge = z.strictObject({ fromId: Id, intoId: Id });
export type CategoryMerge = z.infer<typeof CategoryMerge>;
/** The help text of a cell; null inherits again. */
export const HelpEdit = z.strictObject({ categoryId: Id, attributeNo: Id, help: Localised.nullable() });
export type HelpEdit = z.infer<typeof HelpEdit>;
export const GroupEdit = z.strictObject({ key: z.string().min(1).max(80), label: Localised, position: Place });
export type GroupEdit = z.infer<typeof GroupEdit>;

/** One edit of a matrix change-set. They are applied kind by kind (`applyChanges`), not in the order they were made. */
export const Change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rule'), edit: RuleEdit }),
  z.strictObject({ kind: z.literal('help'), help: HelpEdit }),
  z.strictObject({ kind: z.literal('group'), group: GroupEdit }),
  z.strictObject({ kind: z.literal('attribute'), attribute: NewAttribute }),
  z.strictObject({ kind: z.literal('attribute_edit'), edit: AttributeEdit }),
  z.strictObject({ kind: z.literal('attribute_type'), convert: TypeChange }),
  z.strictObject({ kind: z.literal('attribute_merge'), merge: AttributeMerge }),
  z.strictObject({ kind: z.literal('entry'), entry: NewEntry }),
  z.strictObject({ kind: z.literal('entry_edit'), edit: EntryEdit }),
  z.strictObject({ kind: z.literal('entry_merge'), merge: EntryMerge }),
  z.strictObject({ kind: z.literal('category'), category: NewCategory }),
  z.strictObject({ kind: z.literal('category_edit'), edit: CategoryEdit }),
  z.strictObject({ kind: z.literal('move'), move: CategoryMove }),
  z.strictObject({ kind: z.literal('category_merge'), merge: CategoryMerge }),
]);
export type Change = z.infer<typeof Change>;
export type ChangeKind = Change['kind'];

/** The address of an edit: a change-set holds one edit per target, a later one replaces it. */
export function targetOf(change: Change): string {
  switch (change.kind) {
    case 'rule':
      return `rule:${change.edit.categoryId}:${change.edit.attributeNo}`;
    case 'help':
      return `help:${change.help.categoryId}:${change.help.attributeNo}`;
    case 'group':
      return `group:${change.group.key}`;
    case 'attribute':
      return `attribute:${change.attribute.key}`;
    case 'attribute_edit':
      return `attribute_edit:${change.edit.no}`;
    case 'attribute_type':
      return `attribute_type:${change.convert.no}`;
    case 'attribute_merge':
      return `attribute_merge:${change.merge.fromNo}`;
    case 'entry':
      return `entry:${change.entry.listKey}:${change.entry.key}`;
    case 'entry_edit':
      return `entry_edit:${change.edit.listKey}:${change.edit.key}`;
    case 'entry_merge':
      return `entry_merge:${change.merge.listKey}:${change.merge.fromKey}`;
    case 'category':
      return `category:${change.category.key}`;
    case 'category_edit':
      return `category_edit:${change.edit.categoryId}`;
    case 'move':
      return `move:${change.move.categoryId}`;
    case 'category_merge':
      return `category_merge:${change.merge.fromId}`;
  }
}

/** How one conflict is decided: the own value, the published one, or another (`value`). */
export const ConflictChoice = z.strictObject({
  target: z.string().max(400),
  field: z.string().max(100),
  take: z.enum(['mine', 'theirs', 'value']),
  value: z.unknown().optional(),
});
export type ConflictChoice = z.infer<typeof ConflictChoice>;
