import { serverErrorOf } from '../../../lib/errors.ts';

/** The refusal of a key that is taken, while that key still stands in its field: it belongs there, everything else to the form. */
export function splitKeyRefusal(errors: readonly unknown[], key: string): { readonly ofKey: unknown; readonly ofForm: unknown } {
  const error = errors.find((one) => one !== null && one !== undefined) ?? null;
  if (error === null || serverErrorOf(error).reason !== 'taxonomy.key_taken') return { ofKey: null, ofForm: error };
  return { ofKey: serverErrorOf(error).details.key === key ? error : null, ofForm: null };
}
