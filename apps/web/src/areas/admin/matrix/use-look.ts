import { useMemo, useState } from 'react';
import { useSession } from '../../../lib/session.ts';
import { useUrlState } from '../parts/url-state.ts';
import { type Look, PLAIN_LOOK, printLook, readLook } from './look.ts';

const placeOf = (person: string): string => `yarmarka-matrix-look-${person}`;

export type LookState = {
  readonly look: Look;
  /** The address brings its own, as a saved view does: changes stay in it, the person's own look is not touched. */
  readonly ofView: boolean;
  readonly change: (look: Look) => void;
  /** Back to the person's own. */
  readonly leave: () => void;
};

/** How the sheet looks: as the address says, else as the person had it last in this browser. */
export function useLook(): LookState {
  const url = useUrlState();
  const place = placeOf(useSession()?.id ?? '');
  const text = url.get('look');
  const [own, setOwn] = useState<Look>(() => readLook(window.localStorage.getItem(place)) ?? PLAIN_LOOK);
  const ofView = useMemo(() => readLook(text), [text]);
  return {
    look: ofView ?? own,
    ofView: ofView !== null,
    change(look) {
      if (ofView !== null) return url.set({ look: printLook(look) }, { replace: true });
      window.localStorage.setItem(place, printLook(look, Number.POSITIVE_INFINITY));
      setOwn(look);
    },
    leave: () => url.set({ look: null }, { replace: true }),
  };
}
