import { useTranslations } from '@yarmarka/i18n/react';
import { Button, Dialog, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useDraftEdits } from '../parts/draft.ts';
import { EditPreview } from '../parts/edit-preview.tsx';
import { useLabel } from '../parts/label.ts';
import classes from '../parts/lists.module.css';
import { isNumeric, type TypeChoice, TypeFields } from '../parts/type-fields.tsx';
import type { Change } from '../parts/types.ts';
import type { AttributeRow } from './pick-attribute.tsx';

/** Another type for an attribute, with what becomes of its values; into the draft. */
export function TypeDialog({ attribute, onClose }: { attribute: AttributeRow; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.work');
  const common = useTranslations('common');
  const label = useLabel();
  const { edit } = useDraftEdits();
  const [choice, setChoice] = useState<TypeChoice>({
    type: attribute.type,
    list: attribute.listKey ?? '',
    family: attribute.unitFamily ?? '',
    localised: attribute.localised,
  });
  const { type, list, family, localised } = choice;
  const numeric = isNumeric(type);
  const wasNumeric = isNumeric(attribute.type);
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
    <Dialog
      title={t(wasNumeric ? 'type.titleUnit' : 'type.title', { name: label(attribute) })}
      closeLabel={common('actions.close')}
      onClose={onClose}
      width={600}
      side="top"
    >
      <div className={classes.stack}>
        <TypeFields label={t('type.type')} value={choice} onChange={setChoice} />
        <p className={classes.note}>{t('type.note')}</p>
        {same ? <p className={classes.note}>{t(wasNumeric ? 'type.sameUnit' : 'type.same')}</p> : <EditPreview changes={[JSON.parse(asked) as Change]} />}
        <div className={classes.actions}>
          <Button look="main" disabled={same} onClick={take}>
            {t('toDraft')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
