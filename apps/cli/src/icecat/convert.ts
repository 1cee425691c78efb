import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type Field, type IcecatProduct, modelName, NOTEBOOK_FIELDS, number, ramOf, storageOf, text } from './fields.ts';

export type NotebookTable = { readonly columns: string[]; readonly rows: string[][] };

/** What a card or an offer has beside the category's attributes. */
const COMMON: readonly Field[] = [
  { key: 'sku', value: (p) => `${text(p, 'supplier').toUpperCase()}-${text(p, 'id')}` },
  { key: 'name', value: notebookName },
  { key: 'brand', value: (p) => text(p, 'supplier') },
  { key: 'gtin', value: gtin },
  { key: 'description', value: (p) => text(p, 'short_description') },
  { key: 'price', value: price },
  { key: 'stock', value: stock },
];

/**
 * Reads Icecat's products (JSON lines, gzip) and gives its notebooks as a seller's sheet for the laptop category: one row a product, columns are attribute keys and
 * `sku, name, brand, gtin, description, price, stock`. What Icecat does not say stays empty. The price is in whole currency units with two decimals; the stock, which
 * Icecat does not have, is made from the id and is the same in every run. Fails when the file cannot be read or a line is not JSON.
 */
export async function convertNotebooks(ndjsonGzPath: string): Promise<NotebookTable> {
  const fields = [...COMMON, ...NOTEBOOK_FIELDS];
  const rows: string[][] = [];
  const source = createReadStream(ndjsonGzPath);
  const plain = createGunzip();
  // readline does not pass on its input's errors; without this a missing file would end as an empty table.
  const failed = new Promise<never>((_, reject) => {
    source.once('error', reject);
    plain.once('error', reject);
  });
  const read = (async () => {
    for await (const line of createInterface({ input: source.pipe(plain), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (!line.includes('"Notebook"')) continue;
      const product: unknown = JSON.parse(line);
      if (isProduct(product) && text(product, 'attr_t_product_type') === 'Notebook') rows.push(fields.map((f) => f.value(product)));
    }
  })();
  await Promise.race([read, failed]);
  return { columns: fields.map((f) => f.key), rows };
}

const isProduct = (v: unknown): v is IcecatProduct => typeof v === 'object' && v !== null && !Array.isArray(v);

/** The name a seller would give: brand and model, then what buyers choose by. */
function notebookName(p: IcecatProduct): string {
  const diagonal = number(p, 'attr_n_display_diagonal');
  const parts = [
    diagonal === undefined ? '' : `${diagonal}"`,
    text(p, 'attr_t_processor_model'),
    ramOf(p),
    [storageOf(p), text(p, 'attr_t_storage_media')].filter(Boolean).join(' '),
  ];
  return [`${text(p, 'supplier')} ${modelName(p)} notebook`, ...parts.filter(Boolean)].join(', ');
}

/** The first of the product's bar codes whose check digit is right (GS1 General Specifications, 7.9). */
function gtin(p: IcecatProduct): string {
  const codes: readonly unknown[] = Array.isArray(p.ean) ? p.ean : [];
  return codes.find((c): c is string => typeof c === 'string' && /^(\d{8}|\d{12,14})$/.test(c) && checkDigitIsRight(c)) ?? '';
}

function checkDigitIsRight(code: string): boolean {
  const sum = [...code.padStart(14, '0')].reduce((s, d, i) => s + Number(d) * (i % 2 === 0 ? 3 : 1), 0);
  return sum % 10 === 0;
}

function price(p: IcecatProduct): string {
  const cents = number(p, 'price');
  return cents === undefined ? '' : (cents / 100).toFixed(2);
}

function stock(p: IcecatProduct): string {
  return String(Number(text(p, 'id')) % 21);
}
