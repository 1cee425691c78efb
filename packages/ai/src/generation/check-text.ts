import type { Ctx } from '@yarmarka/kernel';
import { type CheckedText, CheckTextInput } from '../schemas.ts';
import { judgeOutput, loadSubject } from './judge.ts';

/** Holds texts being edited against what the card says now. Stores nothing. Errors: `catalog.card_not_found`, `ai.card_not_editable`. */
export async function checkText(ctx: Ctx, raw: CheckTextInput): Promise<CheckedText> {
  const { cardId, texts, source } = CheckTextInput.parse(raw);
  const { sheet } = await loadSubject(ctx, cardId);
  const { flags, traces } = await judgeOutput(ctx, texts, sheet, source);
  return { flags, spans: traces };
}
