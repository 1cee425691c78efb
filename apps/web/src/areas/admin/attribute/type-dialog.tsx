import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { ATTRIBUTE_TYPES, AttributeType, UNITS } from '@yarmarka/taxonomy/schemas';
import { Button, Check, Dialog, SelectField, TextField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useDraftEdits } from '../parts/draft.ts';
import { EditPreview } from '../parts/edit-preview.tsx';
import { useLabel } from '../parts/label.ts';
import classes from '../parts/lists.module.css';
import type { Change } from '../parts/types.ts';
import type { AttributeRow } from './pick-attribute.tsx';

const FAMILIES = [...new Set(UNITS.map((unit) => unit.family))];

/** Another type for an attribute, with what becomes of its values; into the draft. */
export function TypeDialog({ attribute, onClose }: { attribute: AttributeRow; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.work');
  const types = useTranslations('taxonomy.type');
  const common = useTranslations('common');
  const locale = useLocale();
  const label = useLabel();
  const { edit } = useDraftEdits();
  const [type, setType] = useState<AttributeType>(attribute.type);
  const [list, setList] = useState(attribute.listKey ?? '');
  const [family, setFamily] = useState(attribute.unitFamily ?? '');
  const [localised, setLocalised] = useState(attribute.localised);
  const numeric = type === 'number' || type === 'range';
  const wasNumeric = attribute.type === 'number' || attribute.type === 'range';
  const same =
    type === attribute.type &&
    (type !== 'list' || (list.trim() || attribute.key) === attribute.listKey) &&
    (!numeric || !wasNumeric || family === (attribute.unitFamily ?? '')) &&
    (type !== 'text' || localised === attribute.localised);
  const change: Change = {
    kind: 'attribute_type',
    convert: {
      no: attribute.no,
      type,
      ...(type === 'list' && list.trim() !== '' ? { listKey: list.trim() } : {}),
      ...(numeric ? { unitFamily: family === '' ? null : family } : {}),
      ...(type === 'text' ? { localised } : {}),
    },
  };
  // Typing the name of a list asks the server once one stops.
  const asked = useDeferredValue(JSON.stringify(change));
  const take = () => {
    edit({ save: [change] });
    toast({ tone: 'success', text: t('inDraft') });
    onClose();
  };
  return (
    <Dialog title={t('type.title', { name: label(attribute) })} closeLabel={common('actions.close')} onClose={onClose} width={600} side="top">
      <div className={classes.stack}>
        <SelectField
          label={t('type.type')}
          value={type}
          options={ATTRIBUTE_TYPES.map((one) => ({ value: one, label: types(one) }))}
          onChange={(event) => setType(AttributeType.parse(event.target.value))}
        />
        {type === 'list' ? (
          <TextField
            label={t('type.list')}
            optionalLabel={common('forms.optional')}
            hint={t('type.listHint')}
            value={list}
            onChange={(event) => setList(event.target.value)}
          />
        ) : null}
        {numeric ? (
          <SelectField
            label={t('type.family')}
            value={family}
            options={[
              { value: '', label: t('type.noFamily') },
              ...FAMILIES.map((one) => ({
                value: one,
                label: UNITS.filter((unit) => unit.family === one)
                  .map((unit) => unit[locale])
                  .join(', '),
              })),
            ]}
            onChange={(event) => setFamily(event.target.value)}
          />
        ) : null}
        {type === 'text' ? <Check label={t('type.localised')} checked={localised} onChange={(event) => setLocalised(event.target.checked)} /> : null}
        <p className={classes.note}>{t('type.note')}</p>
        {same ? <p className={classes.note}>{t('type.same')}</p> : <EditPreview changes={[JSON.parse(asked) as Change]} />}
        <div className={classes.actions}>
          <Button look="main" disabled={same} onClick={take}>
            {t('toDraft')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
