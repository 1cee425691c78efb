import { REQUIREMENT_KINDS, type RequirementKind } from '@yarmarka/accounts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Check, Dialog, FormShell, SelectField, TextArea, TextField, toast } from '@yarmarka/ui/plain';
import type { inferRouterOutputs } from '@trpc/server';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { keyFrom } from '../categories/category-dialogs.tsx';
import { useLabel } from '../parts/label.ts';
import classes from '../parts/lists.module.css';

export type Requirement = inferRouterOutputs<AppRouter>['accounts']['listRequirements'][number];

/** A row of the checklist; its key and kind stay for ever, everything else changes at once for everybody. */
export function RequirementForm({ row, position: next, onClose }: { row: Requirement | null; position: number; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.requirements');
  const common = useTranslations('common');
  const label = useLabel();
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [title, setTitle] = useState({ ru: row?.titleRu ?? '', en: row?.titleEn ?? '' });
  const [hint, setHint] = useState({ ru: row?.hintRu ?? '', en: row?.hintEn ?? '' });
  const [kind, setKind] = useState<RequirementKind>(row?.kind ?? 'document');
  const [typedKey, setTypedKey] = useState<string | null>(row?.key ?? null);
  const [required, setRequired] = useState(row?.required ?? true);
  const [active, setActive] = useState(row?.active ?? true);
  const [position, setPosition] = useState(String(row?.position ?? next));
  const [terms, setTerms] = useState({ termsVersion: row?.settings.termsVersion ?? '', termsUrl: row?.settings.termsUrl ?? '' });
  const [tried, setTried] = useState(false);
  const key = typedKey ?? keyFrom(title.en || title.ru, '_');
  const save = useMutation(
    trpc.accounts.saveRequirement.mutationOptions({
      async onSuccess() {
        toast({ tone: 'success', text: t('form.saved') });
        await queryClient.invalidateQueries(trpc.accounts.listRequirements.pathFilter());
        onClose();
      },
    }),
  );
  const fields = words.fields(save.error);
  const needed = (text: string) => (tried && text.trim() === '' ? common('forms.required') : null);
  const submit = () => {
    setTried(true);
    if (title.ru.trim() === '' || title.en.trim() === '' || key === '' || !/^\d+$/.test(position)) return;
    const settings = {
      ...row?.settings,
      ...(kind === 'accept_terms' && terms.termsVersion !== '' ? { termsVersion: terms.termsVersion } : {}),
      ...(kind === 'accept_terms' && terms.termsUrl !== '' ? { termsUrl: terms.termsUrl } : {}),
    };
    save.mutate({ key, kind, title, hint, required, active, position: Number(position), settings });
  };
  return (
    <Dialog
      side="right"
      width={480}
      title={row ? t('form.editTitle', { name: label(title) }) : t('form.newTitle')}
      closeLabel={common('actions.close')}
      onClose={onClose}
    >
      <FormShell submit={t('form.submit')} pending={save.isPending} submitError={words.submitError(save.error)} onSubmit={submit}>
        <SelectField
          label={t('form.kind')}
          value={kind}
          disabled={row !== null}
          hint={t(`kindHints.${kind}`)}
          options={REQUIREMENT_KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
          onChange={(event) => setKind(REQUIREMENT_KINDS.find((one) => one === event.target.value) ?? kind)}
        />
        <TextField
          label={t('form.titleRu')}
          value={title.ru}
          required
          error={fields['title.ru'] ?? needed(title.ru)}
          onChange={(event) => setTitle({ ...title, ru: event.target.value })}
        />
        <TextField
          label={t('form.titleEn')}
          value={title.en}
          required
          error={fields['title.en'] ?? needed(title.en)}
          onChange={(event) => setTitle({ ...title, en: event.target.value })}
        />
        {row ? null : (
          <TextField
            label={t('form.key')}
            value={key}
            required
            hint={t('form.keyHint')}
            error={fields.key ?? needed(key)}
            onChange={(event) => setTypedKey(event.target.value.toLowerCase())}
          />
        )}
        <TextArea label={t('form.hintRu')} rows={2} value={hint.ru} onChange={(event) => setHint({ ...hint, ru: event.target.value })} />
        <TextArea label={t('form.hintEn')} rows={2} value={hint.en} onChange={(event) => setHint({ ...hint, en: event.target.value })} />
        {kind === 'accept_terms' ? (
          <>
            <TextField
              label={t('form.termsVersion')}
              value={terms.termsVersion}
              onChange={(event) => setTerms({ ...terms, termsVersion: event.target.value })}
            />
            <TextField label={t('form.termsUrl')} value={terms.termsUrl} onChange={(event) => setTerms({ ...terms, termsUrl: event.target.value })} />
          </>
        ) : null}
        <TextField
          label={t('form.position')}
          inputMode="numeric"
          value={position}
          onChange={(event) => setPosition(event.target.value.replaceAll(/\D/g, ''))}
        />
        <Check kind="switch" label={t('form.required')} checked={required} onChange={(event) => setRequired(event.target.checked)} />
        <Check kind="switch" label={t('form.active')} checked={active} onChange={(event) => setActive(event.target.checked)} />
        <p className={classes.note}>{t('lead')}</p>
      </FormShell>
    </Dialog>
  );
}
