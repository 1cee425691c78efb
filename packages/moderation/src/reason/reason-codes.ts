import type { Ctx } from '@yarmarka/kernel';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { reasonUnknown } from '../errors.ts';
import type { ListReasonCodesInput, ReasonScope, Severity } from '../schemas.ts';
import { reasonCodes } from '../tables.ts';

export type ReasonCodeView = {
  readonly code: string;
  readonly scope: ReasonScope;
  readonly severity: Severity;
  readonly text: { readonly ru: string; readonly en: string };
  readonly howToFix: { readonly ru: string; readonly en: string };
};

/** The active reason codes in the order of their palettes. Anyone may read them: sellers see them in verdicts. */
export async function listReasonCodes(ctx: Ctx, input: ListReasonCodesInput = {}): Promise<ReasonCodeView[]> {
  const rows = await ctx.read
    .select()
    .from(reasonCodes)
    .where(and(eq(reasonCodes.active, true), input.scope === undefined ? undefined : eq(reasonCodes.scope, input.scope)))
    .orderBy(asc(reasonCodes.scope), asc(reasonCodes.position));
  return rows.map((r) => ({
    code: r.code,
    scope: r.scope,
    severity: r.severity,
    text: { ru: r.textRu, en: r.textEn },
    howToFix: { ru: r.howToFixRu, en: r.howToFixEn },
  }));
}

/** Refuses codes that are not in the dictionary, retired, or meant for something else. Error: `moderation.reason_unknown`. */
export async function assertReasons(ctx: Ctx, wanted: readonly { readonly code: string; readonly scopes: readonly ReasonScope[] }[]): Promise<void> {
  if (wanted.length === 0) return;
  const rows = await ctx.db
    .select({ code: reasonCodes.code, scope: reasonCodes.scope })
    .from(reasonCodes)
    .where(and(eq(reasonCodes.active, true), inArray(reasonCodes.code, [...new Set(wanted.map((w) => w.code))])));
  const scopeOf = new Map(rows.map((r) => [r.code, r.scope]));
  const unknown = wanted.filter(({ code, scopes }) => !scopes.some((s) => s === scopeOf.get(code))).map((w) => w.code);
  if (unknown.length > 0) throw reasonUnknown([...new Set(unknown)]);
}
