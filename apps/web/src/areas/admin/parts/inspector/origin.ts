import { useTranslations } from '@yarmarka/i18n/react';
import { ownVersion, type ShownCell } from '../cell-model.ts';
import { useLabel } from '../label.ts';
import type { CellField } from '../types.ts';

/** Where a field comes from, in words: "set on Electronics, version 2"; `_` asks for the attribute itself. */
export function useOrigin(): (shown: ShownCell, field: CellField | '_') => string {
  const t = useTranslations('taxonomy.origin');
  const label = useLabel();
  return (shown, field) => {
    if (shown.changed.has(field) || (field === '_' && shown.state === 'will-add')) return t('draft');
    const origin = shown.cell.origins[field];
    if (field === '_' && shown.cell.own?.op === 'exclude') return t('excluded');
    if (!origin) return t('byDefault');
    const here = field === '_' ? shown.cell.own?.op === 'set' && shown.cell.own !== null : shown.own.has(field);
    if (origin.version === 0) return t('inheritedDraft', { category: label(origin) });
    if (field === '_' && here) {
      const version = ownVersion(shown.cell);
      return version === undefined ? t('own') : t('ownAt', { version: String(version) });
    }
    return here ? t('ownAt', { version: String(origin.version) }) : t('inheritedAt', { category: label(origin), version: String(origin.version) });
  };
}
