import type { Ctx } from '@yarmarka/kernel';
import { diffVersions, type VersionDiff } from '@yarmarka/taxonomy';
import { collectNames, type NamedThings, nameThings } from './matrix-names.ts';

export type DescribedDiff = VersionDiff & NamedThings;

/** What differs between two versions, with the words for everything it names. */
export async function describeDiff(ctx: Ctx, input: Parameters<typeof diffVersions>[1]): Promise<DescribedDiff> {
  const diff = await diffVersions(ctx, input);
  const things = collectNames(diff.edits.map((e) => e.change));
  for (const rule of diff.rules) {
    things.categories.add(rule.categoryId);
    things.attributes.add(rule.attributeNo);
    things.values.push(...rule.fields.flatMap((f) => [{ [f.field]: f.old }, { [f.field]: f.new }]));
  }
  for (const a of diff.schema ?? []) {
    things.attributes.add(a.no);
    things.values.push(...a.fields.flatMap((f) => [{ [f.field]: f.old }, { [f.field]: f.new }]));
  }
  return { ...diff, ...(await nameThings(ctx, things)) };
}
