import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { convertNotebooks, type NotebookTable } from './convert.ts';
import { BETWEEN_VALUES, NOTEBOOK_FIELDS } from './fields.ts';

const shared = new URL('../../../../../shared/data/', import.meta.url);
const products = fileURLToPath(new URL('icecat/products.ndjson.gz', shared));
const taxonomy = new URL('taxonomy/', shared);

/** What the rules file requires of every laptop (the brand and the model name besides). */
const REQUIRED = [
  'display_diagonal',
  'display_resolution',
  'processor_brand',
  'processor_family',
  'processor_model',
  'ram',
  'storage_capacity',
  'operating_system',
  'model_name',
  'brand',
];

test('a field that Icecat does not give stays empty, a missing file is an error', async () => {
  expect(NOTEBOOK_FIELDS.map((f) => f.value({ title: '', supplier: '' })).filter(Boolean)).toEqual([]);
  await expect(convertNotebooks('/nowhere/products.ndjson.gz')).rejects.toThrow('ENOENT');
});

test('each value is written as a seller types it', () => {
  const value = (key: string, product: Record<string, unknown>) => NOTEBOOK_FIELDS.find((f) => f.key === key)?.value(product);
  expect(value('display_diagonal', { attr_n_display_diagonal: 15.6 })).toBe('15.6 in');
  expect(value('weight', { attr_n_weight: 1850 })).toBe('1.85 kg');
  expect(value('storage_capacity', { attr_n_total_storage_capacity: 1256 })).toBe('1 TB + 256 GB');
  expect(value('storage_types_supported', { attr_t_storage_media: 'HDD+SSD' })).toBe('Hard disk drive (HDD)|Solid-state drive (SSD)');
  expect(value('hdd_capacity', { attr_t_storage_media: 'HDD+SSD', attr_n_total_storage_capacity: 1512, attr_n_ssd_capacity: 512 })).toBe('1000 GB');
  expect(value('wi_fi_standard', { attr_t_wi_fi_standards: '802.11b,802.11g,Wi-Fi 4 (802.11n),Wi-Fi 5 (802.11ac)' })).toBe('802.11ac');
  expect(value('model_name', { supplier: 'DELL', title: 'DELL Inspiron 3480 Notebook Black 35.6 cm' })).toBe('Inspiron 3480');
  expect(value('touchscreen', { attr_b_touchscreen: false })).toBe('no');
  expect(value('color', { attr_t_product_colour: 'Black,Grey' })).toBe('Black');
  expect(
    value('graphics_model', {
      attr_b_discrete_graphics_adapter: false,
      attr_b_on_board_graphics_adapter: true,
      attr_t_on_board_graphics_adapter_model: 'Intel UHD Graphics',
      attr_t_discrete_graphics_adapter_model: 'Not available',
    }),
  ).toBe('Intel UHD Graphics');
});

describe.skipIf(!existsSync(products))('the notebooks of ../shared/data/icecat (skipped where they are absent)', () => {
  let loaded: Promise<NotebookTable> | undefined;
  const table = () => (loaded ??= convertNotebooks(products));
  const cell = (t: NotebookTable, row: readonly string[], key: string): string => row[t.columns.indexOf(key)] ?? '';

  test('become 193 rows with their own sku and bar code, a price and a stock', async () => {
    const t = await table();
    expect(t.rows).toHaveLength(193);
    expect(t.rows.every((r) => r.length === t.columns.length)).toBe(true);
    for (const key of ['sku', 'gtin']) expect(new Set(t.rows.map((r) => cell(t, r, key))).size).toBe(193);
    expect(t.rows.every((r) => /^\d+\.\d\d$/.test(cell(t, r, 'price')) && /^\d+$/.test(cell(t, r, 'stock')) && cell(t, r, 'name').length <= 150)).toBe(true);
  });

  test('fill the required attributes of at least 180 rows, and each where the source has it', async () => {
    const t = await table();
    const filled = Object.fromEntries(t.columns.map((key) => [key, t.rows.filter((r) => cell(t, r, key) !== '').length]));
    console.info('filled of 193', filled);
    expect(filled).toMatchObject({
      display_diagonal: 192,
      display_resolution: 190,
      processor_brand: 193,
      processor_family: 193,
      processor_model: 192,
      ram: 193,
      storage_capacity: 191,
      operating_system: 188,
      model_name: 193,
      brand: 193,
    });
    const complete = t.rows.filter((r) => REQUIRED.every((key) => cell(t, r, key) !== ''));
    console.info('complete', complete.length);
    expect(complete.length).toBeGreaterThanOrEqual(180);
    expect(Object.values(filled).filter((n) => n >= 150).length).toBeGreaterThanOrEqual(35);
  });

  test('meet the conditional requirements wherever the condition holds', async () => {
    const t = await table();
    const missing = t.rows.filter(
      (r) =>
        (cell(t, r, 'graphics_card_type') === 'Dedicated' && cell(t, r, 'graphics_model') === '') ||
        (cell(t, r, 'storage_types_supported').includes('HDD') && cell(t, r, 'hdd_capacity') === '') ||
        (cell(t, r, 'optical_drive') === 'yes' && cell(t, r, 'optical_drive_type') === '') ||
        (cell(t, r, 'operating_system') === 'Windows' && cell(t, r, 'os_version') === ''),
    );
    expect(missing.map((r) => cell(t, r, 'sku'))).toEqual([]);
  });

  test.skipIf(!existsSync(taxonomy))('hold only list values that the lists offer', async () => {
    const t = await table();
    const lines = <T>(name: string, read: (line: string) => T): T[] => readFileSync(new URL(name, taxonomy), 'utf8').split('\n').filter(Boolean).map(read);
    const labels = new Map(lines('values.jsonl', (l) => JSON.parse(l) as { key: string; en: string }).map((v) => [v.key, v.en]));
    const offered = new Map(
      lines('attributes.jsonl', (l) => JSON.parse(l) as { key: string; values?: string[] }).map((a) => [
        a.key,
        new Set((a.values ?? []).map((v) => labels.get(v))),
      ]),
    );
    const rulesFile = readFileSync(new URL('../../../../packages/taxonomy/data/rules.csv', import.meta.url), 'utf8')
      .split('\n')
      .map((l) => l.split(','));
    const header = rulesFile[0] ?? [];
    for (const r of rulesFile.filter((l) => l[0] === 'entry')) {
      const list = r[header.indexOf('list')] ?? '';
      offered.set(list, (offered.get(list) ?? new Set()).add(r[header.indexOf('label_en')]));
    }
    const unknown = t.columns
      .filter((key) => offered.has(key))
      .flatMap((key) =>
        t.rows
          .flatMap((r) => cell(t, r, key).split(BETWEEN_VALUES))
          .filter((v) => v !== '' && !offered.get(key)?.has(v))
          .map((v) => `${key}: ${v}`),
      );
    expect([...new Set(unknown)]).toEqual([]);
  });
});
