import type { StatusTone } from '@yarmarka/ui/plain';
import type { Draft } from './types.ts';

export const TONES: Record<Draft['status'], StatusTone> = {
  draft: 'draft',
  scheduled: 'progress',
  published: 'success',
  canceled: 'quiet',
  conflict: 'warning',
};
