import { sellerMembers, sellers, users } from '@yarmarka/accounts/tables';
import { config, type Ctx } from '@yarmarka/kernel';
import { eq } from 'drizzle-orm';
import { queueMail } from './mail/queue-mail.ts';
import { notify } from './notice/notify.ts';
import type { NoticeKind } from './schemas.ts';
import type { MailParams } from './templates/index.ts';
import type { MailKind } from './templates/mails.ts';

/** The product's own address, for links in letters. */
export const publicUrl = (): string => config().PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${config().PORT}`;

/** Kinds that are both a notice and a letter. */
type ToldKind = NoticeKind & MailKind;

type Told = {
  readonly sellerId: number;
  readonly kind: ToldKind;
  readonly params?: MailParams;
  readonly link: string;
  /** See NoticeRequest: what comes in thousands is gathered into one notice, and only its first sends a letter. */
  readonly gatherInto?: string;
};

/**
 * A notice and a letter, each in the reader's language, to everybody who works for the seller; inside the caller's transaction. `{store}` is filled in here.
 * In params `reasonRu`/`reasonEn` and the like are taken in the letter's language.
 */
export async function tellSeller(ctx: Ctx, told: Told): Promise<void> {
  const [seller] = await ctx.db.select({ storeRu: sellers.nameRu, storeEn: sellers.nameEn }).from(sellers).where(eq(sellers.id, told.sellerId));
  if (!seller) return;
  const params = { ...seller, ...told.params };
  const people = await ctx.db
    .select({ id: users.id, email: users.email, locale: users.locale })
    .from(sellerMembers)
    .innerJoin(users, eq(users.id, sellerMembers.userId))
    .where(eq(sellerMembers.sellerId, told.sellerId));
  const anew = await notify(ctx, {
    to: { userIds: people.map((p) => p.id) },
    kind: told.kind,
    params,
    link: told.link,
    ...(told.gatherInto === undefined ? {} : { gatherInto: told.gatherInto }),
  });
  for (const person of people.filter((p) => anew.includes(p.id)))
    await queueMail(ctx, { to: person.email, kind: told.kind, locale: person.locale, params: { ...params, link: publicUrl() + told.link } });
}
