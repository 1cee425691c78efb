import { getFile, readBytes } from '@yarmarka/files';
import { advanceActivity, type Ctx, finishActivity, startActivity } from '@yarmarka/kernel';
import { assertCanEditMatrix } from '../policies.ts';
import { type ExchangeResult, importExchange } from './import-exchange.ts';

/** Larger files take more than a few seconds: everybody sees them run. */
const LONG_FROM_BYTES = 400_000;

/**
 * `importExchange` for an uploaded sheet. A large one is an activity while it runs; nothing is written before the file has been read to its end, so a broken run leaves nothing behind.
 * Errors: those of `importExchange`, `files.not_found`.
 */
export async function importExchangeFile(ctx: Ctx, input: { readonly fileId: string; readonly name?: string | undefined }): Promise<ExchangeResult> {
  assertCanEditMatrix(ctx);
  const file = await getFile(ctx, input.fileId);
  const content = await readBytes(ctx, file.id);
  // One content has one stored file, whatever it was called when it came again.
  const name = (input.name?.trim() || file.name).slice(0, 200);
  // no audit row: importExchange's verbs write theirs
  if (content.length < LONG_FROM_BYTES) return importExchange(ctx, { content, name });
  const activity = await startActivity(ctx, {
    key: `taxonomy.exchange:${file.id}`,
    kind: 'taxonomy.exchange',
    title: { ru: `Сверка файла ${name}`, en: `Comparing ${name}` },
  });
  try {
    const result = await importExchange(ctx, { content, name, progress: (rows) => advanceActivity(ctx, activity, rows - activity.done) });
    await finishActivity(ctx, activity, result.changeSetId === null ? {} : { href: `/admin/changes/${result.changeSetId}` });
    return result;
  } catch (error) {
    await finishActivity(ctx, activity, { error: error instanceof Error ? error.message : 'unknown error' });
    throw error;
  }
}
