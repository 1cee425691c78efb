import { AppError, invalid, notFound } from '@yarmarka/kernel';

/** Reasons: files.not_found, files.empty, files.too_large, files.too_many_pixels, files.wrong_type, files.picture_broken, files.sheet_broken, files.sheet_too_large. */
export const fileNotFound = () =>
  notFound('files.not_found', 'There is no such file, or you have no access to it.', 'Такого файла нет или у вас нет к нему доступа.');
export const fileEmpty = () => invalid('files.empty', 'The file is empty. Choose another.', 'Файл пустой. Выберите другой.');
const megabytes = (bytes: number) => Math.floor(bytes / 1_048_576);
export const fileTooLarge = (maxBytes: number) =>
  invalid(
    'files.too_large',
    `The file is larger than ${megabytes(maxBytes)} MB. Make it smaller and try again.`,
    `Файл больше ${megabytes(maxBytes)} МБ. Уменьшите его и попробуйте снова.`,
    { maxBytes },
  );
export const tooManyPixels = (maxMegapixels: number) =>
  invalid(
    'files.too_many_pixels',
    `The picture has more than ${maxMegapixels} megapixels. Make it smaller and try again.`,
    `В картинке больше ${maxMegapixels} мегапикселей. Уменьшите её и попробуйте снова.`,
    { maxMegapixels },
  );
const ALLOWED = { picture: 'JPEG, PNG, WebP', document: 'PDF, JPEG, PNG', sheet: 'CSV, XLSX' } as const;
export const wrongType = (purpose: keyof typeof ALLOWED, found: string | null) =>
  invalid(
    'files.wrong_type',
    `Files of these types are accepted here: ${ALLOWED[purpose]}. This one holds ${found ?? 'something else'}, whatever its name says.`,
    `Здесь принимаются файлы ${ALLOWED[purpose]}. А в этом файле ${found ?? 'что-то другое'}, как бы он ни назывался.`,
    { allowed: ALLOWED[purpose], found },
  );
export const pictureBroken = (cause: unknown) =>
  new AppError(
    'invalid',
    'files.picture_broken',
    {
      en: 'The picture is damaged and cannot be opened. Save it again and retry.',
      ru: 'Картинка повреждена и не открывается. Сохраните её заново и попробуйте снова.',
    },
    { cause },
  );
export const sheetBroken = (en: string, ru: string, details: Readonly<Record<string, unknown>> = {}) => invalid('files.sheet_broken', en, ru, details);
export const sheetTooLarge = (en: string, ru: string, details: Readonly<Record<string, unknown>> = {}) => invalid('files.sheet_too_large', en, ru, details);
