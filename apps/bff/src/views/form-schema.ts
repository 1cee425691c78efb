import type { Ctx } from '@yarmarka/kernel';
import {
  type Attribute,
  type Category,
  findDraftHelp,
  findDraftSchema,
  readStructuredSchema,
  getCategory,
  getCategorySchema,
  listCategories,
  listGroups,
  listHelp,
  type LoadedSchema,
  loadSchemaDictionary,
  type Option,
} from '@yarmarka/taxonomy';
import type { CategorySchema, OptionLists } from '@yarmarka/taxonomy/schemas';

export type FormSchema = {
  readonly categoryId: number;
  readonly trail: readonly { readonly id: number; readonly ru: string; readonly en: string }[];
  readonly hash: string;
  readonly schema: CategorySchema;
  readonly lists: OptionLists;
  readonly attributes: readonly (Attribute & { readonly helpRu: string; readonly helpEn: string })[];
  readonly groups: readonly { readonly key: string; readonly ru: string; readonly en: string; readonly position: number }[];
  /** Options of short lists (at most 60 entries), by attribute; longer ones are searched on the server. */
  readonly options: Readonly<Record<string, readonly Option[]>>;
};

const INLINE = 60;

/** Everything a card's form needs of its category: the schema that checks it, and the words it shows. */
export async function getFormSchema(ctx: Ctx, categoryId: number): Promise<FormSchema> {
  const category = await getCategory(ctx, categoryId);
  return withWords(ctx, category, await getCategorySchema(ctx, category.id));
}

/** The form as the caller's draft will make it; `drafted`: whether the draft changes anything of it. */
export async function getDraftFormSchema(ctx: Ctx, categoryId: number): Promise<FormSchema & { readonly drafted: boolean }> {
  const structured = await readStructuredSchema(ctx, categoryId, (tx, category, schema) => withWords(tx, category, schema));
  if (structured) {
    const [known] = await listCategories(ctx, [categoryId]);
    return { ...structured, drafted: !known || structured.hash !== (await getCategorySchema(ctx, categoryId)).hash };
  }
  const category = await getCategory(ctx, categoryId);
  const [published, draft] = [await getCategorySchema(ctx, category.id), await findDraftSchema(ctx, category.id)];
  const help = await findDraftHelp(ctx, category.path);
  return { ...(await withWords(ctx, category, draft ?? published, help)), drafted: help !== null || (draft !== null && draft.hash !== published.hash) };
}

async function withWords(ctx: Ctx, category: Category, loaded: LoadedSchema, drafted?: Awaited<ReturnType<typeof findDraftHelp>>): Promise<FormSchema> {
  const dictionary = await loadSchemaDictionary(ctx, loaded.schema);
  const help = drafted ?? (await listHelp(ctx, category.path));
  const options: Record<string, readonly Option[]> = {};
  for (const [no, list] of dictionary.options) if (list.length <= INLINE) options[no] = list;
  return {
    categoryId: category.id,
    trail: category.trail,
    hash: loaded.hash,
    schema: loaded.schema,
    lists: loaded.lists,
    attributes: [...dictionary.attributes.values()].map((a) => ({
      ...a,
      helpRu: help.get(a.no)?.ru ?? a.descriptionRu,
      helpEn: help.get(a.no)?.en ?? a.descriptionEn,
    })),
    groups: await listGroups(ctx),
    options,
  };
}
