import { useMutation } from '@tanstack/react-query';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { formatValue, isRequired } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { Button, icon16, IconButton, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPCClient } from '../../../lib/trpc.ts';
import { AttributeField } from '../../../parts/schema-form/attribute-field.tsx';
import { type FormAttribute, isShown, limitedTo, lookedAt } from '../../../parts/schema-form/model.ts';
import { AddVariants } from './add-variants.tsx';
import type { DraftVariant } from './draft-store.ts';
import { OfferRow } from './offer-row.tsx';
import type { CardEditor } from './use-card.ts';
import classes from './variants-section.module.css';

/** What a variant is called: its axis values. */
export function variantName(editor: CardEditor, variant: DraftVariant, index: number, only: string, nth: (no: number) => string): string {
  const { model, labels, state } = editor;
  const parts = model.axes.flatMap((axis) => {
    const value = variant.attrs[axis.no];
    return value === undefined ? [] : [formatValue(axis.rule, value, labels.labelOf, model.locale)];
  });
  return parts.length > 0 ? parts.join(', ') : state.variants.length === 1 ? only : nth(index + 1);
}

/** The variants with what they differ in, their own attributes, and the seller's price and stock for each. */
export function VariantsSection({ editor }: { readonly editor: CardEditor }): ReactNode {
  const { model, state, mode, draft, data, labels } = editor;
  const t = useTranslations('seller.card.variants');
  const common = useTranslations('common.actions');
  const format = useFormats();
  const client = useTRPCClient();
  const errors = useErrorWords();
  const [adding, setAdding] = useState(false);
  const cardId = data.card.id;
  const axes = model.axes;
  const offers = new Map(data.offers.map((offer) => [offer.variantId, offer]));
  const disabled = mode === 'none';
  const outers = useOuters(editor);

  const add = async (combinations: readonly Attrs[]) => {
    if (mode === 'propose') {
      const lowest = Math.min(0, ...state.variants.map((v) => v.id));
      draft.putVariants([...state.variants, ...combinations.map((attrs, index) => ({ id: lowest - 1 - index, attrs }))]);
      return;
    }
    // The one variant a draft starts with takes the first combination, if it differs in nothing yet.
    const [first, ...rest] = combinations;
    const only = state.variants.length === 1 ? state.variants[0] : undefined;
    const fills = only !== undefined && first !== undefined && axes.every((axis) => only.attrs[axis.no] === undefined);
    if (fills) for (const [no, value] of Object.entries(first)) draft.setVariant(only.id, Number(no), value);
    for (const attrs of fills ? rest : combinations) {
      const saved = await draft.run((rowVersion) => client.catalog.addVariant.mutate({ cardId, rowVersion, attrs: { ...attrs } }));
      const known = new Set(draft.state.get().variants.map((v) => v.id));
      const id = saved.variantIds.find((one) => !known.has(one));
      if (id !== undefined) draft.putVariants([...draft.state.get().variants, { id, attrs }]);
    }
  };

  const remove = useMutation({
    mutationFn: async ({ id }: { id: number; name: string }) => {
      if (mode === 'draft') await draft.run((rowVersion) => client.catalog.removeVariant.mutate({ cardId, rowVersion, variantId: id }));
      draft.putVariants(draft.state.get().variants.filter((v) => v.id !== id));
    },
    onSuccess: (_result, { name }) => toast({ text: t('removed', { name }) }),
    onError: errors.toast,
  });

  return (
    <section id="group-variants" aria-labelledby="group-variants-title" className={classes.section}>
      <div className={classes.head}>
        <div>
          <h2 id="group-variants-title" className={classes.title}>
            {t('title')}
          </h2>
          <p className={classes.lead}>
            {axes.length > 0 ? t('lead', { axes: format.list(axes.map((axis) => axis.label.toLocaleLowerCase(model.locale))) }) : t('leadPlain')}
          </p>
        </div>
        {axes.length > 0 && !disabled ? (
          <Button size="s" icon={<IconPlus {...icon16} />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        ) : null}
      </div>
      {state.variants.map((variant, index) => {
        const name = variantName(editor, variant, index, t('one'), (no) => t('nth', { no }));
        return (
          <fieldset key={variant.id} className={classes.variant}>
            <legend className={classes.name}>{name}</legend>
            {state.variants.length > 1 && !disabled ? (
              <IconButton size="s" className={classes.remove} label={t('remove', { name })} onClick={() => remove.mutate({ id: variant.id, name })}>
                <IconTrash {...icon16} />
              </IconButton>
            ) : null}
            <div className={classes.fields}>
              {[...axes, ...model.variantFields]
                .filter((a) => isShown(a.rule, variant.attrs, state.card))
                .map((attribute) => (
                  <VariantField
                    key={attribute.no}
                    editor={editor}
                    variant={variant}
                    attribute={attribute}
                    name={t('of', { field: attribute.label, variant: name })}
                    disabled={disabled}
                  />
                ))}
            </div>
            {variant.id > 0 ? (
              <OfferRow
                cardId={cardId}
                variantId={variant.id}
                model={model}
                mode={mode}
                labels={labels}
                outer={outers[index] ?? NO_ATTRS}
                name={name}
                several={state.variants.length > 1}
                offer={offers.get(variant.id)}
                showAll={editor.showAll}
                setText={editor.setText}
                sayProblem={editor.sayProblem}
                typed={editor.typedOf('offer', variant.id)}
              />
            ) : (
              <p className={classes.lead}>{t('needsSave')}</p>
            )}
          </fieldset>
        );
      })}
      {adding ? (
        <AddVariants editor={editor} closeLabel={common('close')} onClose={() => setAdding(false)} onAdd={(list) => add(list).catch(errors.toast)} />
      ) : null}
    </section>
  );
}

const NO_ATTRS: Attrs = {};

/** What the offers' own fields see above them, of each variant: the same objects until something these fields look at changes. */
function useOuters({ model, state }: CardEditor): readonly Attrs[] {
  const seen = useMemo(() => [...lookedAt(model.offerFields)], [model]);
  const above = state.variants.map(({ attrs }) => Object.fromEntries(seen.map((no) => [no, attrs[no] ?? state.card[no]])));
  const text = JSON.stringify(above);
  return useMemo(() => JSON.parse(text) as Attrs[], [text]);
}

type VariantFieldProps = {
  readonly editor: CardEditor;
  readonly variant: DraftVariant;
  readonly attribute: FormAttribute;
  readonly name: string;
  readonly disabled: boolean;
};

function VariantField({ editor, variant, attribute, name, disabled }: VariantFieldProps): ReactNode {
  const { model, state, draft, labels, setText } = editor;
  const { id } = variant;
  const several = state.variants.length > 1;
  const change = useCallback((no: number, value: Value | null) => draft.setVariant(id, no, value), [draft, id]);
  const tellProblem = useCallback(
    (no: number, problem: string | null, typed?: string) => setText(no, id, problem === null ? null : (typed ?? '')),
    [setText, id],
  );
  return (
    <AttributeField
      model={model}
      attribute={attribute}
      {...(several && { name })}
      value={variant.attrs[attribute.no]}
      required={isRequired(attribute.rule, variant.attrs, state.card)}
      error={editor.errorOf(attribute.no, variant.id)}
      disabled={disabled}
      allowed={limitedTo(attribute.rule, variant.attrs, state.card)}
      labelOf={labels.labelOf}
      onLabel={labels.learn}
      onChange={change}
      typed={editor.typedOf(attribute.no, variant.id)}
      onProblem={tellProblem}
    />
  );
}
