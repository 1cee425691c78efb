/** Uploads of products from files. */
export const imports = { en: { title: 'Uploads from files' }, ru: { title: 'Загрузка из файла' } } as const;
