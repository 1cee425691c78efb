import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { SkeletonForm } from '@yarmarka/ui/plain';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { FormSection } from '../../../parts/schema-form/form-section.tsx';
import { buildModel, type FormSchema, tokensIn } from '../../../parts/schema-form/model.ts';
import { useOptionLabels } from '../../../parts/schema-form/option-labels.ts';
import { useDraftSaving } from '../parts/draft.ts';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from './matrix.module.css';

/** The form that sellers of this category will fill once my draft is published, with nothing in it yet; one may type to see what follows. */
export function FormPreview({ categoryId, draft }: { categoryId: number; draft: unknown }): ReactNode {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.taxonomy.draftFormSchema.queryOptions({ categoryId }, { staleTime: 0 }));
  const saving = useDraftSaving();
  const read = useRef(draft);
  useEffect(() => {
    if (saving || read.current === draft) return;
    read.current = draft;
    void refetch();
  }, [saving, draft, refetch]);
  if (error) return <ListError error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <div className={classes.panelSkeleton}>
        <SkeletonForm />
      </div>
    );
  return <Form key={data.hash} form={data} drafted={data.drafted} />;
}

const ignore = (): void => undefined;

function Form({ form, drafted }: { form: FormSchema; drafted: boolean }): ReactNode {
  const t = useTranslations('admin.grid.preview');
  const locale = useLocale();
  const label = useLabel();
  const model = useMemo(() => buildModel(form, locale, t('main')), [form, locale, t]);
  const [values, setValues] = useState<Attrs>({});
  const labels = useOptionLabels(model, tokensIn([values], model));
  const change = useCallback(
    (no: number, value: Value | null) =>
      setValues((before) => {
        const { [no]: _, ...rest } = before;
        return value === null ? rest : { ...rest, [no]: value };
      }),
    [],
  );
  const perVariant = [...model.axes, ...model.variantFields];
  return (
    <div className={classes.preview}>
      <p className={classes.where}>{form.trail.map(label).join(' › ')}</p>
      <p className={drafted ? classes.draftNote : classes.quiet}>{drafted ? t('drafted') : t('note')}</p>
      {model.groups.map((group) => (
        <FormSection
          key={group.key}
          model={model}
          group={group}
          values={values}
          labels={labels}
          disabled={false}
          errorOf={() => undefined}
          onChange={change}
          onProblem={ignore}
        />
      ))}
      {perVariant.length > 0 ? <p className={classes.quiet}>{t('variants', { names: perVariant.map((one) => one.label).join(', ') })}</p> : null}
      {model.offerFields.length > 0 ? <p className={classes.quiet}>{t('offers', { names: model.offerFields.map((one) => one.label).join(', ') })}</p> : null}
    </div>
  );
}
