import { sameValue } from '@yarmarka/taxonomy/check';
import type { Attrs, Value } from '@yarmarka/taxonomy/schemas';
import { createStore, type Store } from '@yarmarka/ui/plain';

export interface DraftVariant {
  readonly id: number;
  readonly attrs: Attrs;
}
/** What others saved since the form was read. */
export interface Moved {
  readonly attributeNo: number;
  readonly by: string;
  readonly value: Value | null;
}
export type Phase = 'saved' | 'dirty' | 'saving' | 'failed' | 'conflict';

export interface DraftState {
  readonly card: Attrs;
  readonly variants: readonly DraftVariant[];
  readonly rowVersion: number;
  readonly phase: Phase;
  readonly savedAt: Date | null;
  readonly moved: readonly Moved[];
  readonly error: unknown;
}

type Patch = Record<string, Value | null>;
export interface DraftPatch {
  readonly attrs: Patch;
  readonly variants: readonly { readonly id: number; readonly attrs: Patch }[];
}
export interface Saved {
  readonly rowVersion: number;
}
/** How a save may end otherwise: someone else was first, or some fields cannot be stored as they are. */
export type Refusal =
  | { readonly kind: 'moved'; readonly rowVersion: number; readonly moved: readonly Moved[] }
  | { readonly kind: 'fields'; readonly fields: readonly { readonly no: number; readonly variantId: number | null }[] }
  | null;

export interface DraftOptions {
  readonly start: Pick<DraftState, 'card' | 'variants' | 'rowVersion'>;
  readonly save: (patch: DraftPatch, rowVersion: number) => Promise<Saved>;
  readonly understand: (error: unknown) => Refusal;
  /** Time without typing before it saves, in ms; null saves only when told. */
  readonly delayMs: number | null;
  /** Where unsaved edits survive a reload. */
  readonly keep?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly key: string;
}

export interface Draft {
  readonly state: Store<DraftState>;
  set(no: number, value: Value | null): void;
  setVariant(id: number, no: number, value: Value | null): void;
  /** Puts variants into the form that are stored already, or takes them out. */
  putVariants(variants: readonly DraftVariant[]): void;
  /** Saves what is pending; true when nothing is left unsaved. */
  flush(): Promise<boolean>;
  /** Another write to the same card, after what is pending and in line with it. */
  run<T extends Saved>(write: (rowVersion: number) => Promise<T>): Promise<T>;
  /** After a conflict: go on from the row version that others made. */
  keepMine(): Promise<boolean>;
  /** What has been edited and not saved. */
  pending(): DraftPatch;
  forget(): void;
  dispose(): void;
}

const without = (attrs: Attrs, no: number): Attrs => Object.fromEntries(Object.entries(attrs).filter(([key]) => key !== String(no)));
const put = (attrs: Attrs, no: number, value: Value | null): Attrs => (value === null ? without(attrs, no) : { ...attrs, [no]: value });

interface Pending {
  attrs: Patch;
  variants: Record<string, Patch>;
}
const empty = (): Pending => ({ attrs: {}, variants: {} });
const isEmpty = (pending: Pending): boolean =>
  Object.keys(pending.attrs).length === 0 && Object.values(pending.variants).every((patch) => Object.keys(patch).length === 0);
/** The newer edits over the older. */
const over = (older: Pending, newer: Pending): Pending => ({
  attrs: { ...older.attrs, ...newer.attrs },
  variants: Object.fromEntries(
    [...Object.keys(older.variants), ...Object.keys(newer.variants)].map((id) => [id, { ...older.variants[id], ...newer.variants[id] }]),
  ),
});

/** A card being edited: every edit shows at once, is saved in order by itself, and survives a reload until it is. */
export function createDraft({ start, save, understand, delayMs, keep, key }: DraftOptions): Draft {
  let pending = empty();
  let running: Promise<boolean> | null = null;
  let line: Promise<unknown> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let theirs: number | null = null;
  const state = createStore<DraftState>({ ...start, phase: 'saved', savedAt: null, moved: [], error: null });
  const patchState = (patch: Partial<DraftState>) => state.set((before) => ({ ...before, ...patch }));

  const store = () => {
    if (isEmpty(pending)) keep?.removeItem(key);
    else keep?.setItem(key, JSON.stringify(pending));
  };
  const arm = () => {
    if (timer) clearTimeout(timer);
    if (delayMs !== null) timer = setTimeout(() => void flush(), delayMs);
  };
  const edited = () => {
    store();
    if (state.get().phase !== 'conflict') patchState({ phase: 'dirty' });
    arm();
  };

  const toPatch = ({ attrs, variants }: Pending): DraftPatch => ({
    attrs,
    variants: Object.entries(variants).map(([id, patch]) => ({ id: Number(id), attrs: patch })),
  });

  const fail = (error: unknown, taken: Pending): boolean => {
    const refusal = understand(error);
    pending = over(taken, pending);
    if (refusal?.kind === 'fields') {
      // What cannot be stored stays in the form with its message; the rest must not wait for it.
      for (const { no, variantId } of refusal.fields) {
        if (variantId === null) delete pending.attrs[no];
        else delete pending.variants[variantId]?.[no];
      }
      store();
      patchState({ phase: isEmpty(pending) ? 'saved' : 'dirty', error });
      return !isEmpty(pending) && refusal.fields.length > 0;
    }
    store();
    if (refusal?.kind === 'moved') {
      theirs = refusal.rowVersion;
      patchState({ phase: 'conflict', moved: refusal.moved, error: null });
    } else patchState({ phase: 'failed', error });
    return false;
  };

  const saveOnce = async (): Promise<boolean> => {
    for (;;) {
      if (isEmpty(pending)) return true;
      if (state.get().phase === 'conflict') return false;
      const taken = pending;
      pending = empty();
      patchState({ phase: 'saving' });
      try {
        const { rowVersion } = await save(toPatch(taken), state.get().rowVersion);
        store();
        patchState({ rowVersion, savedAt: new Date(), error: null, phase: isEmpty(pending) ? 'saved' : 'dirty' });
      } catch (error) {
        if (!fail(error, taken)) return isEmpty(pending);
      }
    }
  };
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const next = line.then(work, work);
    line = next.catch(() => undefined);
    return next;
  };

  function flush(): Promise<boolean> {
    if (timer) clearTimeout(timer);
    if (running) return running.then(() => (isEmpty(pending) ? true : flush()));
    running = inLine(saveOnce).finally(() => {
      running = null;
    });
    return running;
  }

  const draft: Draft = {
    state,
    set(no, value) {
      if (sameValue(state.get().card[no] ?? null, value)) return;
      patchState({ card: put(state.get().card, no, value) });
      pending.attrs[no] = value;
      edited();
    },
    setVariant(id, no, value) {
      const variant = state.get().variants.find((one) => one.id === id);
      if (!variant || sameValue(variant.attrs[no] ?? null, value)) return;
      patchState({ variants: state.get().variants.map((one) => (one.id === id ? { id, attrs: put(one.attrs, no, value) } : one)) });
      // A variant that only stands in the form yet is sent whole, later.
      if (id > 0) (pending.variants[id] ??= {})[no] = value;
      edited();
    },
    putVariants(variants) {
      const ids = new Set(variants.map((v) => String(v.id)));
      for (const id of Object.keys(pending.variants)) if (!ids.has(id)) delete pending.variants[id];
      patchState({ variants });
    },
    flush,
    async run(write) {
      await flush();
      return inLine(async () => {
        const result = await write(state.get().rowVersion);
        patchState({ rowVersion: result.rowVersion, savedAt: new Date(), phase: isEmpty(pending) ? 'saved' : 'dirty' });
        return result;
      });
    },
    keepMine() {
      if (theirs !== null) patchState({ rowVersion: theirs, moved: [], phase: 'dirty' });
      theirs = null;
      return flush();
    },
    pending: () => toPatch(pending),
    forget() {
      pending = empty();
      store();
    },
    dispose() {
      if (timer) clearTimeout(timer);
    },
  };

  const kept = keep?.getItem(key);
  if (kept) {
    const before = JSON.parse(kept) as Pending;
    for (const [no, value] of Object.entries(before.attrs)) draft.set(Number(no), value);
    for (const [id, patch] of Object.entries(before.variants)) for (const [no, value] of Object.entries(patch)) draft.setVariant(Number(id), Number(no), value);
    if (isEmpty(pending)) keep?.removeItem(key);
  }
  return draft;
}
