import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Dialog, FormShell, TextArea, TextField, toast } from '@yarmarka/ui/plain';
import type { inferRouterOutputs } from '@trpc/server';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { useDraft, useDraftEdits } from '../parts/draft.ts';
import { useFourEyes } from '../parts/four-eyes.ts';
import { joinEdit } from '../parts/join-edit.ts';
import { useLabel } from '../parts/label.ts';
import classes from '../parts/lists.module.css';

type Attribute = inferRouterOutputs<AppRouter>['taxonomy']['attribute'];

/** Names and descriptions: they change at once; in the draft where a second administrator has to approve, and for an attribute that a draft creates. */
export function EditAttribute({ attribute, onClose }: { attribute: Attribute; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.dictionary');
  const common = useTranslations('common.actions');
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const label = useLabel();
  const fourEyes = useFourEyes();
  const draft = useDraft();
  const drafted = draft?.changes.flatMap(({ change }) => (change.kind === 'attribute_edit' && change.edit.no === attribute.no ? [change.edit] : []))[0];
  const [name, setName] = useState(drafted?.label ?? { ru: attribute.ru, en: attribute.en });
  const [description, setDescription] = useState(drafted?.description ?? { ru: attribute.descriptionRu, en: attribute.descriptionEn });
  const save = useMutation(
    trpc.operations.relabelAttribute.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries(trpc.taxonomy.pathFilter());
        toast({ tone: 'success', text: t('attribute.saved') });
        onClose();
      },
    }),
  );
  const complete = name.ru.trim() !== '' && name.en.trim() !== '';
  const { edit } = useDraftEdits();
  const submit = () => {
    if (!complete) return;
    const words = { label: { ru: name.ru.trim(), en: name.en.trim() }, description };
    if (attribute.changeSetId === null) {
      if (!fourEyes) return save.mutate({ no: attribute.no, ...words });
      const { ru, en, type, unitFamily } = attribute;
      const held = draft?.changes.map(({ change }) => change) ?? [];
      edit({
        save: [joinEdit({ kind: 'attribute_edit', edit: { no: attribute.no, ...words } }, held)],
        names: { attributes: { [attribute.no]: { ru, en, type, unitFamily, unit: null } } },
      });
      toast({ tone: 'success', text: t('attribute.drafted') });
      onClose();
      return;
    }
    const held = draft?.changes.flatMap(({ change }) => (change.kind === 'attribute' && change.attribute.no === attribute.no ? [change.attribute] : []))[0];
    if (held) edit({ save: [{ kind: 'attribute', attribute: { ...held, ...words } }] });
    queryClient.setQueryData(trpc.taxonomy.attribute.queryKey({ no: attribute.no }), (old) =>
      old ? { ...old, ...words.label, descriptionRu: description.ru, descriptionEn: description.en } : old,
    );
    onClose();
  };
  return (
    <Dialog title={t('attribute.editTitle', { name: label(attribute) })} closeLabel={common('close')} onClose={onClose} width={520}>
      <FormShell submit={t('attribute.editSubmit')} pending={save.isPending} submitError={words.submitError(save.error)} onSubmit={submit}>
        <TextField
          label={t('createDialog.labelRu')}
          value={name.ru}
          required
          error={name.ru.trim() === '' ? t('createDialog.needed') : null}
          onChange={(event) => setName({ ...name, ru: event.target.value })}
        />
        <TextField
          label={t('createDialog.labelEn')}
          value={name.en}
          required
          error={name.en.trim() === '' ? t('createDialog.needed') : null}
          onChange={(event) => setName({ ...name, en: event.target.value })}
        />
        <TextArea
          label={t('createDialog.descriptionRu')}
          rows={2}
          value={description.ru}
          onChange={(event) => setDescription({ ...description, ru: event.target.value })}
        />
        <TextArea
          label={t('createDialog.descriptionEn')}
          rows={2}
          value={description.en}
          onChange={(event) => setDescription({ ...description, en: event.target.value })}
        />
        <p className={classes.note}>
          {t(attribute.changeSetId !== null ? 'attribute.editDraftNote' : fourEyes ? 'attribute.editApprovedNote' : 'attribute.editNote')}
        </p>
      </FormShell>
    </Dialog>
  );
}
