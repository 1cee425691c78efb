import { useTranslations } from '@yarmarka/i18n/react';
import { type Label, useLabel } from './label.ts';
import type { Change, Draft } from './types.ts';

/** Words for what edits name. */
export type ChangeNames = Pick<Draft, 'categories' | 'attributes' | 'entries'>;

const FIELDS = ['description', 'position', 'number', 'unit', 'swatch', 'synonyms'] as const;

/** Says an edit of tree or dictionary in one sentence; edits of cells have their table. */
export function useChangeText(names: ChangeNames): (change: Change) => string {
  const t = useTranslations('admin.review');
  const kinds = useTranslations('admin.kinds');
  const types = useTranslations('taxonomy.type');
  const label = useLabel();
  const category = (id: number): string => label(names.categories[id] ?? { ru: `№ ${id}`, en: `No. ${id}` });
  const attribute = (no: number): string => label(names.attributes[no] ?? { ru: `№ ${no}`, en: `No. ${no}` });
  const entry = (list: string, key: string): string => label(names.entries[`${list}/${key}`] ?? { ru: key, en: key });
  const fieldsOf = (edit: { readonly label?: Label | undefined }): string => {
    const named = edit.label ? [kinds('newName', { name: label(edit.label) })] : [];
    return [...named, ...FIELDS.filter((field) => field in edit).map((field) => kinds(`fields.${field}`))].join(', ');
  };
  const withFields = (text: string, edit: Parameters<typeof fieldsOf>[0]): string => [text, fieldsOf(edit)].filter(Boolean).join(': ');
  return (change) => {
    switch (change.kind) {
      case 'rule':
        return `${category(change.edit.categoryId)} › ${attribute(change.edit.attributeNo)}`;
      case 'category':
        return t('newCategory', { name: label(change.category.label) });
      case 'attribute':
        return t('newAttribute', { name: label(change.attribute.label) });
      case 'entry':
        return t('newOption', { name: label(change.entry.label) });
      case 'move': {
        const { categoryId, parentId } = change.move;
        return `${t('moved', { name: category(categoryId) })} ${parentId === null ? t('movedRoot') : t('movedTo', { parent: category(parentId) })}`;
      }
      case 'attribute_edit': {
        const name = attribute(change.edit.no);
        if (change.edit.retired === undefined) return kinds('attribute_edit', { name, fields: fieldsOf(change.edit) });
        return withFields(change.edit.retired ? kinds('attribute_retired', { name }) : kinds('attribute_back', { name }), change.edit);
      }
      case 'attribute_type':
        return kinds('attribute_type', { name: attribute(change.convert.no), type: types(change.convert.type) });
      case 'attribute_merge':
        return kinds('attribute_merge', { from: attribute(change.merge.fromNo), into: attribute(change.merge.intoNo) });
      case 'entry_edit': {
        const name = entry(change.edit.listKey, change.edit.key);
        if (change.edit.retired === undefined) return kinds('entry_edit', { name, fields: fieldsOf(change.edit) });
        return withFields(change.edit.retired ? kinds('entry_retired', { name }) : kinds('entry_back', { name }), change.edit);
      }
      case 'entry_merge':
        return kinds('entry_merge', { from: entry(change.merge.listKey, change.merge.fromKey), into: entry(change.merge.listKey, change.merge.intoKey) });
      case 'category_edit':
        return kinds('category_edit', { name: category(change.edit.categoryId), fields: fieldsOf(change.edit) });
      case 'category_merge':
        return kinds('category_merge', { from: category(change.merge.fromId), into: category(change.merge.intoId) });
      case 'help': {
        const words = { attribute: attribute(change.help.attributeNo), category: category(change.help.categoryId) };
        return change.help.help === null ? kinds('help_none', words) : `${kinds('help', words)}: ${label(change.help.help)}`;
      }
      case 'group':
        return kinds('group', { name: label(change.group.label), position: String(change.group.position) });
    }
  };
}
