import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type FileProblem, lineProblem, missingFile } from './file-problems.ts';

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

/** A row with the line it stands in. */
export type AtLine<T> = T & { readonly line: number };
export type TaxonomyDirectory = {
  readonly files: { readonly categories: string; readonly attributes: string };
  readonly categories: readonly AtLine<z.infer<typeof CategoryRow>>[];
  readonly attributes: readonly AtLine<z.infer<typeof AttributeRow>>[];
  readonly values: ReadonlyMap<string, z.infer<typeof ValueRow>>;
};

async function readLines<T>(file: string, schema: z.ZodType<T>, problems: FileProblem[]): Promise<AtLine<T>[]> {
  if (!existsSync(file)) {
    problems.push(missingFile(file));
    return [];
  }
  const out: AtLine<T>[] = [];
  let n = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    n++;
    if (text.trim() === '') continue;
    const row = parseLine(text, schema);
    if (typeof row === 'string') problems.push(lineProblem(file, n, row));
    else out.push({ ...row.value, line: n });
  }
  return out;
}

function parseLine<T>(text: string, schema: z.ZodType<T>): { readonly value: T } | string {
  try {
    const r = schema.safeParse(JSON.parse(text));
    return r.success ? { value: r.data } : `${r.error.issues[0]?.path.join('.')}: ${r.error.issues[0]?.message}`;
  } catch {
    return 'not JSON';
  }
}

/** Reads categories.jsonl, attributes.jsonl and values.jsonl of a taxonomy directory. Lines that cannot be read are left out and go into `problems`. */
export async function readTaxonomyDirectory(dir: string, problems: FileProblem[]): Promise<TaxonomyDirectory> {
  const files = { categories: join(dir, 'categories.jsonl'), attributes: join(dir, 'attributes.jsonl') };
  const categories = await readLines(files.categories, CategoryRow, problems);
  const attributes = await readLines(files.attributes, AttributeRow, problems);
  const values = await readLines(join(dir, 'values.jsonl'), ValueRow, problems);
  return { files, categories, attributes, values: new Map(values.map((v) => [v.key, v])) };
}
