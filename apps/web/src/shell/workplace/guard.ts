import { type LoaderFunction, redirect, redirectDocument } from 'react-router';
import { loadWith } from '../../lib/api.ts';
import { PageError } from '../../lib/errors.ts';
import { ensureSession } from '../../lib/session.ts';
import { paths } from '../paths.ts';
import type { WorkplaceArea } from './area.ts';

/** Lets in who has a role of the area; a visitor goes to sign-in and comes back here, a newcomer to the area's entrance. The server decides again on every call. */
export const guard = (area: WorkplaceArea): LoaderFunction =>
  loadWith(async ({ trpc, queryClient }, { request }) => {
    const { pathname, search } = new URL(request.url);
    const session = await ensureSession(trpc, queryClient);
    if (!session) return redirect(paths.auth.signIn(pathname + search));
    if (pathname !== area.entrance && !area.roles.some((role) => session.roles.some((own) => own === role))) {
      if (area.entrance && !session.seller) return redirect(area.entrance);
      // The role is there, but opens only with the second factor: the way to it instead of a closed door.
      if (session.needsSecondFactor) return redirectDocument(paths.account.security());
      throw new PageError('forbidden');
    }
    return null;
  });
