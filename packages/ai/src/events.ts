import { defineEvent } from '@yarmarka/kernel';
import { z } from 'zod';

const id = z.number().int();
const text = z.object({ generationId: id, cardId: id, sellerId: id.nullable() });

/** A generated text went onto its card: into the draft, or into a change-set that waits for moderation. `edited`: its reader changed it before. */
export const generationAccepted = defineEvent('generation.accepted.v1', text.extend({ edited: z.boolean(), changeSetId: id.nullable() }));
/** A generated text was put aside. */
export const generationDeclined = defineEvent('generation.declined.v1', text);
