/** One line of the Icecat file: `attr_t_*` are texts, `attr_n_*` numbers, `attr_b_*` yes or no; an absent key is unknown. */
export type IcecatProduct = Readonly<Record<string, unknown>>;
export type Field = { readonly key: string; readonly value: (product: IcecatProduct) => string };

/** Several values of one cell stand one after another with this between them. */
export const BETWEEN_VALUES = '|';

export const text = (p: IcecatProduct, key: string): string => {
  const v = p[key];
  return typeof v === 'string' ? v.trim() : '';
};
export const number = (p: IcecatProduct, key: string): number | undefined => {
  const v = p[key];
  return typeof v === 'number' && Number.isFinite(v) ? v : undefined;
};
const flag = (p: IcecatProduct, key: string): boolean | undefined => {
  const v = p[key];
  return typeof v === 'boolean' ? v : undefined;
};

const withUnit = (n: number | undefined, unit: string): string => (n === undefined ? '' : `${n} ${unit}`);
const yesNo = (b: boolean | undefined): string => (b === undefined ? '' : b ? 'yes' : 'no');
const mapped = (value: string, table: Readonly<Record<string, string>>): string => table[value] ?? '';
const firstWord = (list: string, table: Readonly<Record<string, string>>): string =>
  list
    .split(',')
    .map((w) => mapped(w.trim(), table))
    .find(Boolean) ?? '';
/** The label of the first pair whose beginning the value has. */
const byBeginning = (value: string, pairs: readonly (readonly [begins: string, label: string])[]): string =>
  pairs.find(([begins]) => value.startsWith(begins))?.[1] ?? '';

const textField = (key: string, from: string): Field => ({ key, value: (p) => text(p, from) });
const countField = (key: string, from: string): Field => ({ key, value: (p) => String(number(p, from) ?? '') });
const unitField = (key: string, from: string, unit: string): Field => ({ key, value: (p) => withUnit(number(p, from), unit) });
const flagField = (key: string, from: string): Field => ({ key, value: (p) => yesNo(flag(p, from)) });
const listField = (key: string, from: string, table: Readonly<Record<string, string>>): Field => ({ key, value: (p) => mapped(text(p, from), table) });

const COLOURS = {
  Black: 'Black',
  Grey: 'Gray',
  Silver: 'Silver',
  White: 'White',
  Blue: 'Blue',
  Pink: 'Pink',
  Gold: 'Gold',
  Green: 'Green',
  Red: 'Red',
  Brown: 'Brown',
};
const RESOLUTIONS = {
  '1280 x 800': '1280 x 800',
  '1366 x 768': '1366 x 768',
  '1440 x 900': '1440 x 900',
  '1600 x 900': '1600 x 900',
  '1680 x 1050': '1680 x 1050',
  '1920 x 1080': '1920 x 1080',
  '1920 x 1200': '1920 x 1200',
  '2560 x 1440': '2560 x 1440',
  '3000 x 2000': '3000 x 2000',
  '3840 x 2160': '4K ultra HD',
};
const RATIOS = { '16:9': '16:9', '16:10': '16:10', '3:2': '3:2' };
const PANELS = { IPS: 'IPS', TN: 'TN', SVA: 'SVA', TFT: 'TFT', LCD: 'LCD', AMOLED: 'AMOLED', LTPS: 'Other' };
const PROCESSOR_FAMILIES = [
  ['Intel Core i3', 'Intel core i3'],
  ['Intel Core i5', 'Intel core i5'],
  ['Intel Core i7', 'Intel core i7'],
  ['Intel Core i9', 'Intel core i9'],
  ['Intel Core 2', 'Intel Core 2'],
  ['Intel Celeron', 'Intel celeron'],
  ['Intel Pentium', 'Intel pentium'],
  ['AMD Ryzen 3', 'AMD Ryzen 3'],
  ['AMD Ryzen 5', 'AMD Ryzen 5'],
  ['AMD Ryzen 7', 'AMD Ryzen 7'],
  ['AMD Ryzen 9', 'AMD Ryzen 9'],
  ['AMD Athlon', 'AMD Athlon'],
  ['AMD Turion', 'AMD Turion'],
  ['AMD A', 'AMD A-Series'],
] as const;
const PROCESSOR_BRANDS = [
  ['Intel', 'Intel'],
  ['AMD', 'AMD'],
] as const;
const MEMORY = { 'DDR2-SDRAM': 'DDR2', 'DDR3-SDRAM': 'DDR3', 'DDR4-SDRAM': 'DDR4', 'LPDDR3-SDRAM': 'Other' };
const RAM_SIZES = new Set([1, 2, 3, 4, 6, 8, 12, 16, 18, 24, 32, 36, 48, 64, 96, 128]);
/** Total gigabytes as Icecat counts them (1 TB = 1000 GB, two drives added up) and the option that says the same. */
const STORAGE = new Map([
  ...[64, 80, 120, 128, 160, 240, 250, 256, 320, 480, 500, 512].map((n) => [n, `${n} GB`] as const),
  [1000, '1 TB'],
  [1024, '1 TB'],
  [1128, '1 TB + 128 GB'],
  [1256, '1 TB + 256 GB'],
  [1512, '1 TB + 512 GB'],
  [2000, '2 TB'],
  [2024, '2 TB'],
  [2048, '2 TB'],
]);
const SSD = 'Solid-state drive (SSD)';
const HDD = 'Hard disk drive (HDD)';
const MEDIA: Readonly<Record<string, readonly string[]>> = { SSD: [SSD], HDD: [HDD], 'HDD+SSD': [HDD, SSD], eMMC: ['eMMC'] };
const DISC_DRIVES = {
  'DVD Super Multi DL': 'Super multi',
  'DVD Super Multi': 'Super multi',
  'DVD±RW': 'DVD-RW',
  'DVD-RW': 'DVD-RW',
  'CD-RW/DVD Combo': 'Combo',
};
const CARDS: Readonly<Record<string, string>> = {
  SD: 'SD',
  SDHC: 'SDHC',
  SDXC: 'SDXC',
  MMC: 'MMC',
  'MicroSD (TransFlash)': 'microSD',
  MicroSDHC: 'microSDHC',
  MicroSDXC: 'microSDXC',
  'Memory Stick (MS)': 'MS',
  'MS PRO': 'MS PRO',
  xD: 'xD',
};
/** Newest first: a laptop's Wi-Fi is named by the newest standard it knows. */
const WI_FI = [
  ['802.11ax', '802.11ax'],
  ['802.11ac', '802.11ac'],
  ['802.11n', '802.11n'],
  ['802.11g', '802.11g'],
  ['802.11b', '802.11b'],
  ['802.11a', '802.11a'],
] as const;
const BLUETOOTH = { '2.0+EDR': '2.0', '2.1+EDR': '2.1', '3.0+HS': '3.0', '4.0': '4.0', '4.1': '4.1', '4.2': '4.2', '5.0': '5.0', '5.1': '5.1', '5.2': '5.2' };
const BATTERIES = { 'Lithium-Ion (Li-Ion)': 'Lithium-ion (Li-ion)', 'Lithium Polymer (LiPo)': 'Lithium polymer (LiPo)' };
const SYSTEMS = [
  ['Windows', 'Windows'],
  ['FreeDOS', 'FreeDOS'],
  ['N', 'No OS'],
] as const;

/** Model name: the title up to the word “notebook”, without the brand. */
export function modelName(p: IcecatProduct): string {
  const brand = text(p, 'supplier');
  const head = text(p, 'title').split(/ notebook\b/i)[0] ?? '';
  return (head.toLowerCase().startsWith(`${brand.toLowerCase()} `) ? head.slice(brand.length + 1) : head).trim();
}

export const storageOf = (p: IcecatProduct): string => STORAGE.get(number(p, 'attr_n_total_storage_capacity') ?? 0) ?? '';
export const ramOf = (p: IcecatProduct): string => {
  const n = number(p, 'attr_n_internal_memory');
  return n !== undefined && RAM_SIZES.has(n) ? `${n} GB` : '';
};

const ssdSize = (p: IcecatProduct) => number(p, 'attr_n_total_ssds_capacity') ?? number(p, 'attr_n_ssd_capacity');
function drives(p: IcecatProduct): readonly string[] {
  const media = MEDIA[text(p, 'attr_t_storage_media')];
  return media ?? (number(p, 'attr_n_hdd_capacity') === undefined ? [] : [HDD]);
}
/** Where the hard disk's own size is missing, it is what the SSD leaves of the total. */
function hddSize(p: IcecatProduct): number | undefined {
  const total = number(p, 'attr_n_total_storage_capacity');
  const known = number(p, 'attr_n_hdd_capacity');
  if (known !== undefined || total === undefined || !drives(p).includes(HDD)) return known;
  return total - (ssdSize(p) ?? 0);
}

function graphicsType(p: IcecatProduct): string {
  if (flag(p, 'attr_b_discrete_graphics_adapter')) return 'Dedicated';
  return flag(p, 'attr_b_on_board_graphics_adapter') ? 'Integrated' : '';
}
const graphicsModel = (p: IcecatProduct): string => {
  const model = text(p, graphicsType(p) === 'Dedicated' ? 'attr_t_discrete_graphics_adapter_model' : 'attr_t_on_board_graphics_adapter_model');
  return model === 'Not available' ? '' : model;
};

const usbPorts = (p: IcecatProduct, ...keys: string[]): string => {
  const counts = keys.map((k) => number(p, k)).filter((n) => n !== undefined);
  return counts.length === 0 ? '' : String(counts.reduce((a, b) => a + b, 0));
};

const SPECIAL = [
  ['attr_b_trusted_platform_module__tpm_', 'TPM (trusted platform module)'],
  ['attr_b_cable_lock_slot', 'Kensington lock'],
  ['attr_b_touchscreen', 'Touchscreen'],
] as const;

/** The laptop category's attributes that Icecat fills, in the order of the seller's form. Values are what a seller would type: labels in English, numbers with units. */
export const NOTEBOOK_FIELDS: readonly Field[] = [
  { key: 'model_name', value: modelName },
  { key: 'release_date', value: (p) => text(p, 'date_released').slice(0, 10) },
  listField('computer_form', 'attr_t_form_factor', { Clamshell: 'Notebook' }),
  listField('country', 'attr_t_country_of_origin', { China: 'China' }),
  { key: 'color', value: (p) => firstWord(text(p, 'attr_t_product_colour'), COLOURS) },
  textField('color_name', 'attr_t_colour_name'),
  unitField('display_diagonal', 'attr_n_display_diagonal', 'in'),
  listField('display_resolution', 'attr_t_display_resolution', RESOLUTIONS),
  listField('native_aspect_ratio', 'attr_t_aspect_ratio', RATIOS),
  listField('display_technology', 'attr_t_panel_type', PANELS),
  unitField('refresh_rate', 'attr_n_maximum_refresh_rate', 'Hz'),
  unitField('display_brightness', 'attr_n_display_brightness', 'nit'),
  flagField('touchscreen', 'attr_b_touchscreen'),
  { key: 'processor_brand', value: (p) => byBeginning(text(p, 'attr_t_processor_manufacturer') || text(p, 'attr_t_processor_family'), PROCESSOR_BRANDS) },
  { key: 'processor_family', value: (p) => byBeginning(text(p, 'attr_t_processor_family'), PROCESSOR_FAMILIES) },
  textField('processor_model', 'attr_t_processor_model'),
  textField('core_count', 'attr_t_processor_cores'),
  unitField('base_frequency', 'attr_n_processor_frequency', 'GHz'),
  unitField('boost_frequency', 'attr_n_processor_boost_frequency', 'GHz'),
  unitField('processor_cache', 'attr_n_processor_cache', 'MB'),
  { key: 'graphics_card_type', value: graphicsType },
  { key: 'graphics_model', value: graphicsModel },
  unitField('graphics_memory', 'attr_n_discrete_graphics_adapter_memory', 'GB'),
  { key: 'ram', value: ramOf },
  listField('memory_technology', 'attr_t_internal_memory_type', MEMORY),
  unitField('ram_frequency', 'attr_n_memory_clock_speed', 'MHz'),
  unitField('ram_max', 'attr_n_maximum_internal_memory', 'GB'),
  { key: 'storage_capacity', value: storageOf },
  { key: 'storage_types_supported', value: (p) => drives(p).join(BETWEEN_VALUES) },
  { key: 'ssd_capacity', value: (p) => withUnit(drives(p).includes(SSD) ? ssdSize(p) : undefined, 'GB') },
  { key: 'hdd_capacity', value: (p) => withUnit(hddSize(p), 'GB') },
  flagField('card_reader', 'attr_b_card_reader_integrated'),
  {
    key: 'removable_storage_formats_supported',
    value: (p) =>
      text(p, 'attr_t_compatible_memory_cards')
        .split(',')
        .map((c) => mapped(c.trim(), CARDS))
        .filter(Boolean)
        .join(BETWEEN_VALUES),
  },
  {
    key: 'optical_drive',
    value: (p) => {
      const drive = text(p, 'attr_t_optical_drive_type');
      return drive === '' ? '' : yesNo(drive !== 'N');
    },
  },
  listField('optical_drive_type', 'attr_t_optical_drive_type', DISC_DRIVES),
  { key: 'operating_system', value: (p) => byBeginning(text(p, 'attr_t_operating_system_installed'), SYSTEMS) },
  {
    key: 'os_version',
    value: (p) => {
      const system = text(p, 'attr_t_operating_system_installed');
      return system.startsWith('Windows') ? system : '';
    },
  },
  flagField('numeric_keypad', 'attr_b_numeric_keypad'),
  flagField('keyboard_backlight', 'attr_b_keyboard_backlit'),
  flagField('fingerprint_scanner', 'attr_b_fingerprint_reader'),
  {
    key: 'computer_specialized_features',
    value: (p) =>
      SPECIAL.filter(([k]) => flag(p, k))
        .map(([, label]) => label)
        .join(BETWEEN_VALUES),
  },
  flagField('webcam', 'attr_b_front_camera'),
  flagField('built_in_microphone', 'attr_b_built_in_microphone'),
  flagField('bluetooth', 'attr_b_bluetooth'),
  listField('bluetooth_version', 'attr_t_bluetooth_version', BLUETOOTH),
  {
    key: 'wi_fi_standard',
    value: (p) => {
      const all = text(p, 'attr_t_wi_fi_standards').split(/[,() ]+/);
      return WI_FI.find(([name]) => all.includes(name))?.[1] ?? '';
    },
  },
  flagField('ethernet_port', 'attr_b_ethernet_lan'),
  {
    key: 'usb_a_ports',
    value: (p) =>
      usbPorts(
        p,
        'attr_n_usb_2_0_ports_quantity',
        'attr_n_usb_3_2_gen_1__3_1_gen_1__type_a_ports_quantity',
        'attr_n_usb_3_2_gen_2__3_1_gen_2__type_a_ports_quantity',
      ),
  },
  {
    key: 'usb_c_ports',
    value: (p) => usbPorts(p, 'attr_n_usb_3_2_gen_1__3_1_gen_1__type_c_ports_quantity', 'attr_n_usb_3_2_gen_2__3_1_gen_2__type_c_ports_quantity'),
  },
  countField('hdmi_ports', 'attr_n_hdmi_ports_quantity'),
  listField('battery_technology', 'attr_t_battery_technology', BATTERIES),
  unitField('battery_energy', 'attr_n_battery_capacity__watt_hours_', 'Wh'),
  textField('battery_cells', 'attr_t_number_of_battery_cells'),
  unitField('battery_life', 'attr_n_battery_life__max_', 'h'),
  unitField('charging_power', 'attr_n_ac_adapter_power', 'W'),
  unitField('width', 'attr_n_width', 'mm'),
  { key: 'height', value: (p) => withUnit(number(p, 'attr_n_height') ?? number(p, 'attr_n_height__front_'), 'mm') },
  unitField('depth', 'attr_n_depth', 'mm'),
  { key: 'weight', value: (p) => withUnit(((g) => (g === undefined ? undefined : g / 1000))(number(p, 'attr_n_weight')), 'kg') },
];
