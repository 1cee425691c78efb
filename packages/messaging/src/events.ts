import { defineEvent } from '@yarmarka/kernel';
import { z } from 'zod';

/** Somebody has a new notice; open tabs ask for it. */
export const noticeCreated = defineEvent('notice.created.v1', z.object({ userId: z.string() }));
