import type { CellField } from '../model.ts';
import { type TextLanguage, wordKey } from './words.ts';

/** Every column of the long files: its name, which is also its English header, and its Russian header. The first 38 are those of a rules file. */
const TITLES = {
  record: 'Запись',
  category: 'Категория',
  attribute: 'Характеристика',
  op: 'Действие',
  label_en: 'Название (англ.)',
  label_ru: 'Название (рус.)',
  description_en: 'Описание (англ.)',
  description_ru: 'Описание (рус.)',
  type: 'Тип',
  list: 'Список',
  entry: 'Значение списка',
  number: 'Число',
  unit: 'Единица',
  swatch: 'Образец цвета',
  group: 'Группа',
  position: 'Место',
  requirement: 'Обязательность',
  condition: 'Условие',
  languages: 'Языки',
  filterable: 'Фильтр',
  facet: 'Вид фильтра',
  facet_position: 'Место фильтра',
  axis: 'Различает варианты',
  level: 'Уровень',
  options: 'Допустимые значения',
  custom: 'Свои значения',
  units: 'Единицы',
  default_unit: 'Единица по умолчанию',
  min: 'От',
  max: 'До',
  max_length: 'Длина до',
  pattern: 'Шаблон',
  max_values: 'Значений до',
  editable: 'Можно менять',
  ai: 'Заполняет ИИ',
  help_en: 'Подсказка (англ.)',
  help_ru: 'Подсказка (рус.)',
  limits: 'Ограничения',
  category_name: 'Название категории',
  attribute_name: 'Название характеристики',
  state: 'Состояние',
  origin: 'Откуда',
  origin_name: 'Откуда (название)',
  own_fields: 'Свои поля',
  version: 'Версия',
  parent: 'Родитель',
  path: 'Путь',
  synonyms: 'Синонимы',
  retired: 'Не используется',
  localised: 'На двух языках',
  version_own: 'Версия (свои правила)',
  version_effective: 'Версия (все ячейки)',
} as const;
export type Column = keyof typeof TITLES;

export const FIELD_COLUMNS = {
  group: 'group',
  position: 'position',
  requirement: 'requirement',
  condition: 'condition',
  languages: 'languages',
  filterable: 'filterable',
  facet: 'facet',
  facet_position: 'facetPosition',
  axis: 'axis',
  level: 'level',
  options: 'options',
  custom: 'custom',
  units: 'units',
  default_unit: 'defaultUnit',
  min: 'min',
  max: 'max',
  max_length: 'maxLength',
  pattern: 'pattern',
  max_values: 'maxValues',
  editable: 'editable',
  ai: 'ai',
  limits: 'limits',
} as const satisfies Partial<Record<Column, CellField>>;
export type FieldColumn = keyof typeof FIELD_COLUMNS;
export const FIELD_COLUMN_LIST = Object.entries(FIELD_COLUMNS) as [FieldColumn, CellField][];

const CELL_START = ['record', 'category', 'category_name', 'attribute', 'attribute_name', 'op'] as const;
const CELL_END = ['help_en', 'help_ru', 'version'] as const;
const FIELDS = FIELD_COLUMN_LIST.map(([column]) => column);
export const OWN_COLUMNS: readonly Column[] = [...CELL_START, ...FIELDS, ...CELL_END];
export const EFFECTIVE_COLUMNS: readonly Column[] = [...CELL_START, 'state', 'origin', 'origin_name', 'own_fields', ...FIELDS, ...CELL_END];
export const DICTIONARY_COLUMNS: readonly Column[] = [
  ...(['record', 'group', 'attribute', 'list', 'entry', 'label_en', 'label_ru', 'description_en', 'description_ru', 'type', 'number', 'unit'] as const),
  ...(['swatch', 'position', 'synonyms', 'localised', 'retired'] as const),
];
export const TREE_COLUMNS: readonly Column[] = ['record', 'category', 'parent', 'label_en', 'label_ru', 'position', 'path'];

export const STATE_WORDS = {
  own: { ru: 'своя', en: 'own' },
  inherited: { ru: 'унаследована', en: 'inherited' },
  excluded: { ru: 'исключена', en: 'excluded' },
} as const;
export type CellState = keyof typeof STATE_WORDS;
export const stateOf = (text: string): CellState | undefined => {
  const key = wordKey(text);
  return (Object.keys(STATE_WORDS) as CellState[]).find((s) => key === s || key === STATE_WORDS[s].ru);
};

export const titleOf = (column: Column, language: TextLanguage): string => (language === 'ru' ? TITLES[column] : column);

const CODES: ReadonlyMap<string, Column> = new Map(
  (Object.entries(TITLES) as [Column, string][]).flatMap(([column, ru]): [string, Column][] => [
    [wordKey(column), column],
    [wordKey(ru), column],
  ]),
);
/** The column that a header names, in either language. */
export const columnOf = (header: string): Column | undefined => CODES.get(wordKey(header));

/** The header of a column by its name, for people who look at the file; other texts (the header of a wide file) stand as they are. */
export const columnTitle = (name: string, language: TextLanguage): string => {
  const column = CODES.get(wordKey(name));
  return column ? titleOf(column, language) : name;
};
