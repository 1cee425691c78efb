import { useTranslations } from '@yarmarka/i18n/react';
import { type SubmitError, toast } from '@yarmarka/ui/plain';
import { useMemo } from 'react';
import { fieldErrorsOf, type ServerError, serverErrorOf } from './errors.ts';

export interface ErrorWords {
  /** One sentence or two: what happened and what to do. */
  say(error: unknown): string;
  /** For a form: the error of the whole, null when there is none. */
  submitError(error: unknown): SubmitError | null;
  /** For a form: the errors of its fields. */
  fields(error: unknown): Readonly<Record<string, string>>;
  /** For everything that is no form: a message in the corner that stays until it is closed. */
  toast(error: unknown): void;
}

/** Puts errors into the reader's words: the server's own message where it has one, else that of the error's kind. */
export function useErrorWords(): ErrorWords {
  const t = useTranslations('errors');
  const common = useTranslations('common.problem');
  return useMemo(() => {
    const words = (error: ServerError) => error.message ?? (error.reason === 'network' ? t('network') : t(`kinds.${error.kind}`));
    return {
      say: (error) => words(serverErrorOf(error)),
      submitError(error) {
        if (error === null || error === undefined) return null;
        const known = serverErrorOf(error);
        return { message: words(known), ...(known.requestId && { requestId: known.requestId }) };
      },
      fields: (error) => (error === null || error === undefined ? {} : fieldErrorsOf(error)),
      toast(error) {
        const known = serverErrorOf(error);
        toast({ tone: 'danger', text: words(known), detail: known.requestId ? `${common('requestId')} ${known.requestId}` : undefined });
      },
    };
  }, [t, common]);
}
