import type { Ctx } from '@yarmarka/kernel';

export async function seedCards(_ctx: Ctx, _sellers: ReadonlyMap<string, number>): Promise<string> {
  return 'no cards yet';
}
