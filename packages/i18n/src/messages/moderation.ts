import { messages } from '../define.ts';
import { desk } from './moderation/desk.ts';
import { review } from './moderation/review.ts';

/** The moderation desk: lanes, tasks, verdicts. */
export const moderation = messages({ en: { ...desk.en, ...review.en }, ru: { ...desk.ru, ...review.ru } });
