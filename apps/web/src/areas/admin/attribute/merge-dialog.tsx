import { useQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, Dialog, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { useDraftEdits } from '../parts/draft.ts';
import { EditPreview } from '../parts/edit-preview.tsx';
import preview from '../parts/edit-preview.module.css';
import { useLabel } from '../parts/label.ts';
import classes from '../parts/lists.module.css';
import type { Change } from '../parts/types.ts';
import { type AttributeRow, PickAttribute } from './pick-attribute.tsx';

const MATCHES_SHOWN = 30;

/** Merging an attribute into another: which one, how the options meet, what it would do; into the draft. */
export function MergeDialog({ attribute, onClose }: { attribute: AttributeRow; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.work');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const [into, setInto] = useState<AttributeRow | null>(null);
  const refuse = (row: AttributeRow): string | null =>
    row.no === attribute.no || row.no < 100
      ? '—'
      : row.type !== attribute.type || row.unitFamily !== attribute.unitFamily || row.localised !== attribute.localised
        ? t('merge.wrongType')
        : null;
  return (
    <Dialog title={t('merge.title', { name: label(attribute) })} closeLabel={common('close')} onClose={onClose} width={640} side="top">
      <div className={classes.stack}>
        <p className={classes.note}>{t('merge.note')}</p>
        {into === null ? (
          <PickAttribute label={t('merge.find')} refuse={refuse} onPick={setInto} />
        ) : (
          <Chosen from={attribute} into={into} onOther={() => setInto(null)} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

function Chosen({ from, into, onOther, onClose }: { from: AttributeRow; into: AttributeRow; onOther: () => void; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.work');
  const label = useLabel();
  const { edit } = useDraftEdits();
  const merge = { fromNo: from.no, intoNo: into.no, options: {} };
  const changes: Change[] = [{ kind: 'attribute_merge', merge }];
  const match = useQuery(useTRPC().dictionary.optionMatch.queryOptions(merge, { enabled: from.type === 'list', retry: false }));
  const added = (match.data ?? []).filter((m) => m.into === null).length;
  const take = () => {
    edit({
      save: changes,
      names: { attributes: Object.fromEntries([from, into].map((a) => [a.no, { ru: a.ru, en: a.en, type: a.type, unitFamily: a.unitFamily, unit: null }])) },
    });
    toast({ tone: 'success', text: t('inDraft') });
    onClose();
  };
  return (
    <>
      <div className={classes.head}>
        <strong>{t('merge.into', { name: label(into) })}</strong>
        <Button size="s" onClick={onOther}>
          {t('merge.other')}
        </Button>
      </div>
      {match.data ? (
        <section aria-label={t('merge.option')}>
          <p>{t('merge.matched', { matched: match.data.length - added, added })}</p>
          <div className={preview.choices} tabIndex={0} role="group" aria-label={t('merge.option')}>
            <table className={preview.samples}>
              <thead>
                <tr>
                  <th scope="col">{t('merge.option')}</th>
                  <th scope="col">{t('merge.becomes')}</th>
                </tr>
              </thead>
              <tbody>
                {match.data.slice(0, MATCHES_SHOWN).map((m) => (
                  <tr key={m.key}>
                    <td>{label(m)}</td>
                    <td className={m.into ? undefined : preview.quiet}>{m.into ? label(m.into) : t('merge.joins')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {match.data.length > MATCHES_SHOWN ? <p className={classes.note}>{t('options.more', { count: match.data.length - MATCHES_SHOWN })}</p> : null}
        </section>
      ) : null}
      <EditPreview changes={changes} />
      <div className={classes.actions}>
        <Button look="main" onClick={take}>
          {t('toDraft')}
        </Button>
      </div>
    </>
  );
}
