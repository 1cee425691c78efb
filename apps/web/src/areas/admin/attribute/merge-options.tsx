import { useTranslations } from '@yarmarka/i18n/react';
import { Button, Dialog, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useDraftEdits } from '../parts/draft.ts';
import { EditPreview } from '../parts/edit-preview.tsx';
import preview from '../parts/edit-preview.module.css';
import { useLabel } from '../parts/label.ts';
import classes from '../parts/lists.module.css';
import type { Change } from '../parts/types.ts';
import type { ShownOption } from './draft-options.ts';

/** Several options into one: which one stays, what it would do; into the draft. */
export function MergeOptions({ listKey, options, onClose }: { listKey: string; options: readonly ShownOption[]; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.work');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const { edit } = useDraftEdits();
  const [stays, setStays] = useState(options[0]?.key ?? '');
  const changes = options.filter((o) => o.key !== stays).map((o): Change => ({ kind: 'entry_merge', merge: { listKey, fromKey: o.key, intoKey: stays } }));
  const take = () => {
    edit({ save: changes });
    toast({ tone: 'success', text: t('inDraft') });
    onClose();
  };
  return (
    <Dialog title={t('mergeOptions.title', { count: options.length })} closeLabel={common('close')} onClose={onClose} width={560} side="top">
      <div className={classes.stack}>
        <p className={classes.note}>{t('mergeOptions.note')}</p>
        <fieldset className={preview.choices}>
          <legend>{t('mergeOptions.stays')}</legend>
          {options.map((o) => (
            <label key={o.key} className={preview.choice}>
              <input type="radio" name="stays" checked={stays === o.key} onChange={() => setStays(o.key)} /> {label(o)}
              <span className={classes.note}>{o.key}</span>
            </label>
          ))}
        </fieldset>
        <EditPreview changes={changes} />
        <div className={classes.actions}>
          <Button look="main" onClick={take}>
            {t('toDraft')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
