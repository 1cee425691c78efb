export { type FileContent, filterPictures, getFile, getOwnFile, readBytes, readFile } from './file/get-file.ts';
export { attachment, LIMITS } from './file/rules.ts';
export { type NewFile, type StoredFile, storeFile } from './file/store-file.ts';
export { FileId, FilePurpose, fileUrl, PICTURE_SIZES, type PictureSize } from './schemas.ts';
export { type CsvFile, type Delimiter, guardFormula, readCsv, type SheetRow, streamCsv, writeCsv } from './sheet/csv.ts';
export { decodeText, type Encoding } from './sheet/encoding.ts';
export { type OpenCsv, openCsv, type OpenSheet } from './sheet/open-csv.ts';
export { readSheetRows } from './sheet/read-sheet-rows.ts';
export { streamXlsx } from './sheet/stream-xlsx.ts';
export {
  columnName,
  type DropDown,
  type NewSheet,
  type OpenXlsx,
  openXlsx,
  readXlsx,
  type SheetCell,
  writeXlsx,
  type XlsxFile,
  MAX_XLSX_CELL_CHARS,
} from './sheet/xlsx.ts';
export { localStore, memoryStore, type ObjectStore, objectStore, useObjectStore } from './store/object-store.ts';
