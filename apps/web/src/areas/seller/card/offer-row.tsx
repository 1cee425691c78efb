import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { checkValues, isRequired } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { TextField, toast } from '@yarmarka/ui/plain';
import { type FocusEvent, type ReactNode, useLayoutEffect, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { serverErrorOf } from '../../../lib/errors.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { AttributeField } from '../../../parts/schema-form/attribute-field.tsx';
import { isMissing, isShown, limitedTo } from '../../../parts/schema-form/model.ts';
import { parseMoney, parsePieces, typedMoney } from '../parts/figures.ts';
import type { DraftVariant } from './draft-store.ts';
import type { CardEditor, SellerCard } from './use-card.ts';
import { patchBetween } from './use-proposal.ts';
import classes from './variants-section.module.css';

type Props = { readonly editor: CardEditor; readonly variant: DraftVariant; readonly name: string; readonly offer: SellerCard['offers'][number] | undefined };

/** Pieces below zero, with whichever minus. */
const isNegative = (text: string): boolean => /^[-−–]\s*\d+$/.test(text.trim());

/** What stood in the row unsaved before the page was loaded anew. */
function retyped(text: string | undefined): { readonly sku: string; readonly price: string; readonly stock: string; readonly attrs: Attrs } | undefined {
  try {
    const held = (text === undefined ? undefined : JSON.parse(text)) as Partial<Record<'sku' | 'price' | 'stock' | 'attrs', unknown>> | null | undefined;
    if (typeof held?.sku !== 'string' || typeof held.price !== 'string' || typeof held.stock !== 'string' || typeof held.attrs !== 'object') return undefined;
    return { sku: held.sku, price: held.price, stock: held.stock, attrs: (held.attrs ?? {}) as Attrs };
  } catch {
    return undefined;
  }
}

const NO_ATTRS: Attrs = {};

/** The seller's article number, price and stock of one variant, and what the category wants to know of the offer itself; saved when one leaves the row. */
export function OfferRow({ editor, variant, name, offer }: Props): ReactNode {
  const t = useTranslations('seller.card.variants');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const errors = useErrorWords();
  const { data, model, state } = editor;
  const [before] = useState(() => retyped(editor.typedOf('offer', variant.id)));
  const [sku, setSku] = useState(before?.sku ?? offer?.sellerSku ?? '');
  const [price, setPrice] = useState(before?.price ?? (offer ? typedMoney(offer.priceMinor, model.locale) : ''));
  const [stock, setStock] = useState(before?.stock ?? (offer ? String(offer.qty) : ''));
  const stored = offer?.attrs ?? NO_ATTRS;
  const [attrs, setAttrs] = useState<Attrs>(before?.attrs ?? stored);
  const [unread, setUnread] = useState<ReadonlySet<number>>(new Set());
  const [left, setLeft] = useState(before !== undefined);
  const cardId = data.card.id;
  const priceMinor = parseMoney(price);
  const pieces = stock.trim() === '' ? null : parsePieces(stock);
  const patch = patchBetween(stored, attrs);
  const changed = Object.keys(patch).length > 0;
  const blank = sku.trim() === '' && price.trim() === '' && stock.trim() === '' && !changed && unread.size === 0;
  const same =
    offer !== undefined &&
    !changed &&
    sku.trim() === offer.sellerSku &&
    priceMinor === offer.priceMinor &&
    (pieces ?? offer.qty) === offer.qty &&
    unread.size === 0;
  const wrong = {
    sku: sku.trim() === '' ? t('skuNeeded') : undefined,
    price: priceMinor === undefined ? t('priceNeeded') : undefined,
    stock: pieces === undefined ? t(isNegative(stock) ? 'stockNegative' : 'stockWrong') : undefined,
  };
  const outer = { ...state.card, ...variant.attrs };
  const issues = model.offerFields.length > 0 && !blank ? checkValues(model.compiled, attrs, 'enforced', 'offer', outer) : [];
  const asked = new Set([...issues.map((issue) => issue.attr), ...unread]);
  const faults = blank || same ? 0 : Object.values(wrong).filter((one) => one !== undefined).length + asked.size;
  const { setText } = editor;
  const unsaved = faults > 0 && editor.mode !== 'none' ? JSON.stringify({ sku, price, stock, attrs }) : null;
  // At once: the click that leaves the row may be the one that sends the card.
  useLayoutEffect(() => setText('offer', variant.id, unsaved, faults), [setText, variant.id, unsaved, faults]);

  const save = useMutation({
    mutationFn: async (row: { sku: string; priceMinor: number; pieces: number | null; attrs: Record<string, Value | null> }) => {
      await client.offers.upsert.mutate({
        cardId,
        variantId: variant.id,
        sellerSku: row.sku,
        priceMinor: row.priceMinor,
        oldPriceMinor: offer?.oldPriceMinor ?? null,
        attrs: row.attrs,
      });
      if (row.pieces !== null) await client.offers.setStock.mutate({ rows: [{ sellerSku: row.sku, qty: row.pieces }] });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.catalog.sellerCard.queryFilter({ cardId }));
      toast({ text: t('offerSaved') });
    },
    onError: (error) => {
      if (serverErrorOf(error).reason !== 'offers.values_invalid') errors.toast(error);
    },
  });

  const leave = (event: FocusEvent) => {
    if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
    setLeft(!blank);
    // A date typed in part tells so only now, after this row was drawn.
    if ([...event.currentTarget.querySelectorAll('input')].some((input) => input.validity.badInput)) return;
    if (blank || same || faults > 0 || priceMinor === undefined || pieces === undefined) return;
    save.mutate({ sku: sku.trim(), priceMinor, pieces, attrs: patch });
  };
  const label = (field: string): ReactNode =>
    state.variants.length > 1 ? (
      <>
        {field}
        <span className="y-hidden">{t('of', { field: '', variant: name })}</span>
      </>
    ) : (
      field
    );
  const asks = left || editor.showAll;
  const show = (problem: string | undefined) => (asks && !blank ? problem : undefined);
  const refused = save.error ? errors.say(save.error) : undefined;
  const errorOf = (no: number): string | undefined => {
    const found = issues.find((issue) => issue.attr === no && (asks || !isMissing(issue)));
    return found && editor.sayProblem({ ...found, variantId: variant.id });
  };
  const fields = model.offerFields.filter((a) => isShown(a.rule, attrs, outer));
  return (
    <div className={classes.own} onBlur={leave} data-unsaved={faults > 0 || undefined} aria-busy={save.isPending || undefined}>
      <div className={classes.offer}>
        <TextField label={label(t('sku'))} value={sku} error={show(wrong.sku) ?? refused} maxLength={100} onChange={(event) => setSku(event.target.value)} />
        <TextField label={label(t('price'))} inputMode="decimal" value={price} error={show(wrong.price)} onChange={(event) => setPrice(event.target.value)} />
        <TextField label={label(t('stock'))} inputMode="numeric" value={stock} error={show(wrong.stock)} onChange={(event) => setStock(event.target.value)} />
      </div>
      {fields.length > 0 ? (
        <div className={classes.fields}>
          {fields.map((attribute) => (
            <AttributeField
              key={attribute.no}
              model={model}
              attribute={attribute}
              {...(state.variants.length > 1 && { name: t('of', { field: attribute.label, variant: name }) })}
              value={attrs[attribute.no]}
              required={isRequired(attribute.rule, attrs, outer)}
              error={errorOf(attribute.no)}
              allowed={limitedTo(attribute.rule, attrs, outer)}
              labelOf={editor.labels.labelOf}
              onLabel={editor.labels.learn}
              onChange={(value) => setAttrs((held) => withValue(held, attribute.no, value))}
              onProblem={(problem) => setUnread((held) => (held.has(attribute.no) === (problem !== null) ? held : toggled(held, attribute.no)))}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

const withValue = (attrs: Attrs, no: number, value: Value | null): Attrs => {
  const { [no]: _before, ...rest } = attrs;
  return value === null ? rest : { ...rest, [no]: value };
};

const toggled = (set: ReadonlySet<number>, no: number): ReadonlySet<number> => new Set(set.has(no) ? [...set].filter((one) => one !== no) : [...set, no]);
