import { useTranslations } from '@yarmarka/i18n/react';
import { Button, ErrorPanel } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { serverErrorOf } from '../../../lib/errors.ts';

/** In place of a list that did not arrive: why, and the way out. */
export function ListError({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  const t = useTranslations('common.actions');
  const words = useErrorWords();
  return <ErrorPanel text={words.say(error)} requestId={serverErrorOf(error).requestId} actions={<Button onClick={onRetry}>{t('retry')}</Button>} />;
}
