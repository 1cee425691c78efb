import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { TextField, toast } from '@yarmarka/ui/plain';
import { type FocusEvent, type ReactNode, useEffect, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { serverErrorOf } from '../../../lib/errors.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { parseMoney, parsePieces, typedMoney } from '../parts/figures.ts';
import type { DraftVariant } from './draft-store.ts';
import type { CardEditor, SellerCard } from './use-card.ts';
import classes from './variants-section.module.css';

type Props = { readonly editor: CardEditor; readonly variant: DraftVariant; readonly name: string; readonly offer: SellerCard['offers'][number] | undefined };

/** Pieces below zero, with whichever minus. */
const isNegative = (text: string): boolean => /^[-−–]\s*\d+$/.test(text.trim());

/** What stood in the row unsaved before the page was loaded anew. */
function retyped(text: string | undefined): readonly string[] | undefined {
  try {
    const held: unknown = text === undefined ? undefined : JSON.parse(text);
    return Array.isArray(held) && held.length === 3 && held.every((one) => typeof one === 'string') ? held : undefined;
  } catch {
    return undefined;
  }
}

/** The seller's article number, price and stock of one variant; saved when one leaves the row. */
export function OfferRow({ editor, variant, name, offer }: Props): ReactNode {
  const t = useTranslations('seller.card.variants');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const errors = useErrorWords();
  const { data, model, state } = editor;
  const [before] = useState(() => retyped(editor.typedOf('offer', variant.id)));
  const [sku, setSku] = useState(before?.[0] ?? offer?.sellerSku ?? '');
  const [price, setPrice] = useState(before?.[1] ?? (offer ? typedMoney(offer.priceMinor, model.locale) : ''));
  const [stock, setStock] = useState(before?.[2] ?? (offer ? String(offer.qty) : ''));
  const [left, setLeft] = useState(before !== undefined);
  const cardId = data.card.id;
  const priceMinor = parseMoney(price);
  const pieces = stock.trim() === '' ? null : parsePieces(stock);
  const blank = sku.trim() === '' && price.trim() === '' && stock.trim() === '';
  const wrong = {
    sku: sku.trim() === '' ? t('skuNeeded') : undefined,
    price: priceMinor === undefined ? t('priceNeeded') : undefined,
    stock: pieces === undefined ? t(isNegative(stock) ? 'stockNegative' : 'stockWrong') : undefined,
  };
  const faults = blank ? 0 : Object.values(wrong).filter((one) => one !== undefined).length;
  const valid = !wrong.sku && !wrong.price && !wrong.stock;
  const { setText } = editor;
  const unsaved = faults > 0 && editor.mode !== 'none' ? JSON.stringify([sku, price, stock]) : null;
  useEffect(() => setText('offer', variant.id, unsaved, faults), [setText, variant.id, unsaved, faults]);

  const save = useMutation({
    mutationFn: async (row: { sku: string; priceMinor: number; pieces: number | null }) => {
      await client.offers.upsert.mutate({
        cardId,
        variantId: variant.id,
        sellerSku: row.sku,
        priceMinor: row.priceMinor,
        oldPriceMinor: offer?.oldPriceMinor ?? null,
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
    const same = offer && sku.trim() === offer.sellerSku && priceMinor === offer.priceMinor && (pieces ?? offer.qty) === offer.qty;
    if (blank || same || !valid || priceMinor === undefined || pieces === undefined) return;
    save.mutate({ sku: sku.trim(), priceMinor, pieces });
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
  const show = (problem: string | undefined) => ((left || editor.showAll) && !blank ? problem : undefined);
  const refused = save.error ? errors.say(save.error) : undefined;
  return (
    <div className={classes.offer} onBlur={leave} data-unsaved={faults > 0 || undefined} aria-busy={save.isPending || undefined}>
      <TextField label={label(t('sku'))} value={sku} error={show(wrong.sku) ?? refused} maxLength={100} onChange={(event) => setSku(event.target.value)} />
      <TextField label={label(t('price'))} inputMode="decimal" value={price} error={show(wrong.price)} onChange={(event) => setPrice(event.target.value)} />
      <TextField label={label(t('stock'))} inputMode="numeric" value={stock} error={show(wrong.stock)} onChange={(event) => setStock(event.target.value)} />
    </div>
  );
}
