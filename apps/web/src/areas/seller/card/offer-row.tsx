import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { checkValues, isRequired } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { TextField, toast } from '@yarmarka/ui/plain';
import { type FocusEvent, memo, type ReactNode, useCallback, useLayoutEffect, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { serverErrorOf } from '../../../lib/errors.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { AttributeField } from '../../../parts/schema-form/attribute-field.tsx';
import { isMissing, isShown, limitedTo } from '../../../parts/schema-form/model.ts';
import { parseMoney, parsePieces, typedMoney } from '../parts/figures.ts';
import type { CardEditor, SellerCard } from './use-card.ts';
import { patchBetween } from './use-proposal.ts';
import classes from './variants-section.module.css';

type Props = Pick<CardEditor, 'model' | 'mode' | 'labels' | 'showAll' | 'setText' | 'sayProblem'> & {
  readonly cardId: number;
  readonly variantId: number;
  /** What stands above the offer, as far as its fields look at it. */
  readonly outer: Attrs;
  readonly name: string;
  /** Whether there are other variants, so that fields must say which one they are of. */
  readonly several: boolean;
  readonly offer: SellerCard['offers'][number] | undefined;
  /** What `setText` was told before the page was loaded anew. */
  readonly typed: string | undefined;
};

/** Pieces below zero, with whichever minus. */
const isNegative = (text: string): boolean => /^[-−–]\s*\d+$/.test(text.trim());

/** The row as it stands; `unread` holds the texts of the offer's own fields that are no values. */
type Row = { readonly sku: string; readonly price: string; readonly stock: string; readonly attrs: Attrs; readonly unread: Unread };
type Unread = Readonly<Record<string, string>>;

/** What stood in the row unsaved before the page was loaded anew. */
function retyped(text: string | undefined): Row | undefined {
  try {
    const held = (text === undefined ? undefined : JSON.parse(text)) as Partial<Record<keyof Row, unknown>> | null | undefined;
    if (typeof held?.sku !== 'string' || typeof held.price !== 'string' || typeof held.stock !== 'string' || typeof held.attrs !== 'object') return undefined;
    const unread = typeof held.unread === 'object' ? Object.entries(held.unread ?? {}).filter(([, one]) => typeof one === 'string') : [];
    return { sku: held.sku, price: held.price, stock: held.stock, attrs: (held.attrs ?? {}) as Attrs, unread: Object.fromEntries(unread) };
  } catch {
    return undefined;
  }
}

const NO_ATTRS: Attrs = {};
const NOTHING: Unread = {};

/** The seller's article number, price and stock of one variant, and what the category wants to know of the offer itself; saved when one leaves the row. */
export const OfferRow = memo(function OfferRow(props: Props): ReactNode {
  const { cardId, variantId, model, mode, labels, outer, name, several, offer, showAll, setText, sayProblem } = props;
  const t = useTranslations('seller.card.variants');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const errors = useErrorWords();
  const [before] = useState(() => retyped(props.typed));
  const [sku, setSku] = useState(before?.sku ?? offer?.sellerSku ?? '');
  const [price, setPrice] = useState(before?.price ?? (offer ? typedMoney(offer.priceMinor, model.locale) : ''));
  const [stock, setStock] = useState(before?.stock ?? (offer ? String(offer.qty) : ''));
  const stored = offer?.attrs ?? NO_ATTRS;
  const [attrs, setAttrs] = useState<Attrs>(before?.attrs ?? stored);
  const [unread, setUnread] = useState(before?.unread ?? NOTHING);
  const suppressed = offer?.status === 'suppressed';
  const [left, setLeft] = useState(before !== undefined || suppressed);
  const priceMinor = parseMoney(price);
  const pieces = stock.trim() === '' ? null : parsePieces(stock);
  const patch = patchBetween(stored, attrs);
  const changed = Object.keys(patch).length > 0;
  const fields = model.offerFields.filter((a) => isShown(a.rule, attrs, outer));
  // A field that is gone or out of sight can neither be corrected nor stand in the way.
  const unreadable = fields.filter((a) => a.no in unread).map((a) => a.no);
  const allRead = unreadable.length === 0;
  const blank = sku.trim() === '' && price.trim() === '' && stock.trim() === '' && !changed && allRead;
  const same =
    offer !== undefined && !changed && sku.trim() === offer.sellerSku && priceMinor === offer.priceMinor && (pieces ?? offer.qty) === offer.qty && allRead;
  const wrong = {
    sku: sku.trim() === '' ? t('skuNeeded') : undefined,
    price: priceMinor === undefined ? t('priceNeeded') : undefined,
    stock: pieces === undefined ? t(isNegative(stock) ? 'stockNegative' : 'stockWrong') : undefined,
  };
  const issues = model.offerFields.length > 0 && !blank ? checkValues(model.compiled, attrs, 'enforced', 'offer', outer) : [];
  const asked = new Set([...issues.map((issue) => issue.attr), ...unreadable]);
  const faults = blank || same ? 0 : Object.values(wrong).filter((one) => one !== undefined).length + asked.size;
  const unsaved = faults > 0 && mode !== 'none' ? JSON.stringify({ sku, price, stock, attrs, unread } satisfies Row) : null;
  // At once: the click that leaves the row may be the one that sends the card.
  useLayoutEffect(() => setText('offer', variantId, unsaved, faults), [setText, variantId, unsaved, faults]);
  const change = useCallback((no: number, value: Value | null) => setAttrs((held) => withKey(held, no, value)), []);
  const tellProblem = useCallback(
    (no: number, problem: string | null, typed = '') =>
      setUnread((held) => (problem === null ? (no in held ? withKey(held, no, null) : held) : withKey(held, no, typed))),
    [],
  );

  const save = useMutation({
    mutationFn: async (row: { sku: string; priceMinor: number; pieces: number | null; attrs: Record<string, Value | null> }) => {
      await client.offers.upsert.mutate({
        cardId,
        variantId,
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
    several ? (
      <>
        {field}
        <span className="y-hidden">{t('of', { field: '', variant: name })}</span>
      </>
    ) : (
      field
    );
  const asks = left || showAll;
  const show = (problem: string | undefined) => (asks && !blank ? problem : undefined);
  const refused = save.error ? errors.say(save.error) : undefined;
  const errorOf = (no: number): string | undefined => {
    const found = issues.find((issue) => issue.attr === no && (asks || !isMissing(issue)));
    return found && sayProblem({ ...found, variantId });
  };
  return (
    <div className={classes.own} onBlur={leave} data-unsaved={faults > 0 || undefined} aria-busy={save.isPending || undefined}>
      {suppressed ? (
        <p role="note" className={classes.suppressed}>
          {t('offerSuppressed')}
        </p>
      ) : null}
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
              {...(several && { name: t('of', { field: attribute.label, variant: name }) })}
              value={attrs[attribute.no]}
              required={isRequired(attribute.rule, attrs, outer)}
              error={errorOf(attribute.no)}
              allowed={limitedTo(attribute.rule, attrs, outer)}
              labelOf={labels.labelOf}
              onLabel={labels.learn}
              onChange={change}
              typed={unread[attribute.no]}
              onProblem={tellProblem}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
});

function withKey<T>(record: Readonly<Record<string, T>>, no: number, value: T | null): Readonly<Record<string, T>> {
  const { [no]: _before, ...rest } = record;
  return value === null ? rest : { ...rest, [no]: value };
}
