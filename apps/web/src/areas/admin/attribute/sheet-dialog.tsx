import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { useMutation } from '@tanstack/react-query';
import { Button, confirm, Dialog, TextArea, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { keyFrom } from '../categories/category-dialogs.tsx';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type DraftEdit, useDraft, useDraftEdits } from '../parts/draft.ts';
import preview from '../parts/edit-preview.module.css';
import { useLabel } from '../parts/label.ts';
import { joinEdit } from '../parts/join-edit.ts';
import classes from '../parts/lists.module.css';
import type { ShownOption } from './draft-options.ts';
import type { AttributeRow } from './pick-attribute.tsx';
import { diffSheet, keyOf, printSheet } from './sheet.ts';

const WRONG_SHOWN = 8;

/** Options as a sheet: edited, added and put in order as text, also from and to Excel; the difference goes into the draft. */
export function SheetDialog({
  attribute,
  options,
  whole,
  onClose,
}: {
  attribute: AttributeRow;
  options: readonly ShownOption[];
  /** All options of the list stand here, so the order of the lines is the order of the list. */
  whole: boolean;
  onClose: () => void;
}): ReactNode {
  const t = useTranslations('admin.work');
  const common = useTranslations('common.actions');
  const locale = useLocale();
  const label = useLabel();
  const draft = useDraft();
  const { create } = useDraftEdits();
  const words = useErrorWords();
  const [before] = useState(() => printSheet(options, locale));
  const [text, setText] = useState(before);
  const read = useDeferredValue(text);
  const listKey = attribute.listKey ?? attribute.key;
  const diff = useMemo(
    () => diffSheet(read, options, { listKey, ordered: whole, keyFor: (ru, en) => keyOf(listKey, keyFrom(en || ru, '_')) }),
    [read, options, listKey, whole],
  );
  const adding = useMutation({
    mutationFn: (edit: DraftEdit) => create(edit),
    onSuccess() {
      toast({ tone: 'success', text: t('inDraft') });
      onClose();
    },
  });
  const take = () => adding.mutate({ save: diff.changes.map((change) => joinEdit(change, draft?.changes.map((c) => c.change) ?? [])) });
  const leave = async () => {
    const unsaved = text !== before;
    if (
      !unsaved ||
      (await confirm({ title: t('sheet.leave'), text: t('sheet.leaveText'), action: t('sheet.leaveAction'), cancel: t('sheet.stay'), danger: true }))
    )
      onClose();
  };
  return (
    <Dialog title={t('sheet.title', { name: label(attribute) })} closeLabel={common('close')} onClose={() => void leave()} width={980} side="top">
      <div className={classes.stack}>
        <p className={classes.note}>{t('sheet.note')}</p>
        <TextArea
          label={t('sheet.text')}
          labelHidden
          rows={18}
          spellCheck={false}
          wrap="off"
          className={preview.sheet ?? ''}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div role="status" className={classes.stack}>
          <p>
            {diff.changes.length === 0 && diff.wrong.length === 0
              ? t('sheet.nothing')
              : t('sheet.summary', { added: diff.added, changed: diff.changed, same: diff.same })}
          </p>
          {diff.wrong.length > 0 ? (
            <ul role="list" className={preview.facts}>
              {diff.wrong.slice(0, WRONG_SHOWN).map((wrong) => (
                <li key={wrong.line} className={preview.wrong}>
                  {t('sheet.wrong', { line: String(wrong.line), reason: t(`sheet.reasons.${wrong.reason}`) })}
                </li>
              ))}
              {diff.wrong.length > WRONG_SHOWN ? <li>{t('sheet.moreWrong', { count: diff.wrong.length - WRONG_SHOWN })}</li> : null}
            </ul>
          ) : null}
        </div>
        {adding.error ? (
          <p role="alert" className={preview.wrong}>
            {words.say(adding.error)}
          </p>
        ) : null}
        <div className={classes.actions}>
          <Button look="main" disabled={diff.changes.length === 0 || read !== text} pending={adding.isPending} onClick={take}>
            {t('toDraft')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
