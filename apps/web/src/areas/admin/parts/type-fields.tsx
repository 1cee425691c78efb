import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { ATTRIBUTE_TYPES, AttributeType, UNITS } from '@yarmarka/taxonomy/schemas';
import { Check, SelectField, TextField } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';

/** A type with what belongs to it; `list` and `family` empty: a list of its own, a plain number. */
export type TypeChoice = { readonly type: AttributeType; readonly list: string; readonly family: string; readonly localised: boolean };

const FAMILIES = [...new Set(UNITS.map((unit) => unit.family))];

export const isNumeric = (type: AttributeType): boolean => type === 'number' || type === 'range';

/** Whose options an attribute will offer: those of a list that there is, or a list that begins with it. */
function ListHint({ list }: { list: string }): ReactNode {
  const t = useTranslations('admin.typeFields');
  const found = useQuery(useTRPC().taxonomy.findList.queryOptions({ key: list }, { enabled: list !== '', retry: false }));
  if (list === '' || !found.isSuccess) return t('listHint');
  return found.data === null ? t('listNew', { key: list }) : t('listKnown', { count: found.data.options });
}

/** What an attribute holds: its type, and the list, the unit or the languages that go with it. */
export function TypeFields({ label, value, onChange }: { label: string; value: TypeChoice; onChange: (value: TypeChoice) => void }): ReactNode {
  const t = useTranslations('admin.typeFields');
  const types = useTranslations('taxonomy.type');
  const common = useTranslations('common');
  const locale = useLocale();
  const { type, list, family, localised } = value;
  return (
    <>
      <SelectField
        label={label}
        value={type}
        options={ATTRIBUTE_TYPES.map((one) => ({ value: one, label: types(one) }))}
        onChange={(event) => onChange({ ...value, type: AttributeType.parse(event.target.value) })}
      />
      {type === 'list' ? (
        <TextField
          label={t('list')}
          optionalLabel={common('forms.optional')}
          hint={<ListHint list={list.trim()} />}
          value={list}
          onChange={(event) => onChange({ ...value, list: event.target.value })}
        />
      ) : null}
      {isNumeric(type) ? (
        <SelectField
          label={t('family')}
          value={family}
          options={[
            { value: '', label: t('noFamily') },
            ...FAMILIES.map((one) => ({
              value: one,
              label: UNITS.filter((unit) => unit.family === one)
                .map((unit) => unit[locale])
                .join(', '),
            })),
          ]}
          onChange={(event) => onChange({ ...value, family: event.target.value })}
        />
      ) : null}
      {type === 'text' ? (
        <Check label={t('localised')} checked={localised} onChange={(event) => onChange({ ...value, localised: event.target.checked })} />
      ) : null}
    </>
  );
}
