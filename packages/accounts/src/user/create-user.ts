import { appendEvent, audit, type Ctx, newId, type Role, withTx } from '@yarmarka/kernel';
import { userRegistered } from '../events.ts';
import { requireAdmin } from '../policies.ts';
import { accounts, users } from '../tables.ts';
import { hashPassword } from './password.ts';

export type CreateUserInput = {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly roles: readonly Role[];
  readonly locale?: 'ru' | 'en';
  readonly emailVerified?: boolean;
};

/** An administrator, or the operators' CLI, opens an account with a password. Reason: `accounts.email_taken`. Returns the user's id. */
export async function createUser(ctx: Ctx, input: CreateUserInput): Promise<string> {
  requireAdmin(ctx.actor);
  const password = await hashPassword(input.password);
  return withTx(ctx, async (tx) => {
    const userId = newId(tx.clock.now().getTime());
    const now = tx.clock.now();
    const stamps = { createdAt: now, updatedAt: now };
    await tx.db.insert(users).values({
      id: userId,
      name: input.name,
      email: input.email.toLowerCase(),
      emailVerified: input.emailVerified ?? false,
      roles: [...new Set<Role>(['buyer', ...input.roles])],
      locale: input.locale ?? 'ru',
      ...stamps,
    });
    await tx.db.insert(accounts).values({ id: newId(), accountId: userId, providerId: 'credential', userId, password, ...stamps });
    await audit(tx, { action: 'user.create', entity: 'user', id: userId, patch: { roles: input.roles } });
    await appendEvent(tx, userRegistered, userId, { userId });
    return userId;
  });
}
