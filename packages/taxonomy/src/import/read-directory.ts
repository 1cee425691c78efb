import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { invalid } from '@yarmarka/kernel';
import { z } from 'zod';

const CategoryRow = z.object({
  id: z.string().min(1),
  parent: z.string().nullable(),
  en: z.string(),
  ru: z.string(),
  attributes: z.array(z.string()).default([]),
});
const AttributeRow = z.object({
  key: z.string().min(1),
  en: z.string(),
  ru: z.string(),
  desc_en: z.string().default(''),
  desc_ru: z.string().default(''),
  values: z.array(z.string()).optional(),
  values_from: z.string().optional(),
});
const ValueRow = z.object({ key: z.string().min(1), en: z.string(), ru: z.string() });
export type TaxonomyDirectory = {
  categories: z.infer<typeof CategoryRow>[];
  attributes: z.infer<typeof AttributeRow>[];
  values: Map<string, z.infer<typeof ValueRow>>;
};

async function readLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  if (!existsSync(file)) throw invalid('taxonomy.import_file_missing', `The file ${file} is missing.`, `Нет файла ${file}.`);
  const out: T[] = [];
  let n = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    n++;
    if (line.trim() === '') continue;
    const row = parseLine(line, schema);
    if (row.error) throw invalid('taxonomy.import_line', `${file}, line ${n}: ${row.error}.`, `${file}, строка ${n}: ${row.error}.`);
    out.push(row.value as T);
  }
  return out;
}

function parseLine<T>(line: string, schema: z.ZodType<T>): { value?: T; error?: string } {
  try {
    const r = schema.safeParse(JSON.parse(line));
    return r.success ? { value: r.data } : { error: `${r.error.issues[0]?.path.join('.')}: ${r.error.issues[0]?.message}` };
  } catch {
    return { error: 'not JSON' };
  }
}

/** Reads categories.jsonl, attributes.jsonl and values.jsonl of a taxonomy directory. Errors name file and line. */
export async function readTaxonomyDirectory(dir: string): Promise<TaxonomyDirectory> {
  const categories = await readLines(join(dir, 'categories.jsonl'), CategoryRow);
  const attributes = await readLines(join(dir, 'attributes.jsonl'), AttributeRow);
  const values = await readLines(join(dir, 'values.jsonl'), ValueRow);
  return { categories, attributes, values: new Map(values.map((v) => [v.key, v])) };
}
