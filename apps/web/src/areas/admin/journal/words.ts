import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../../lib/trpc.ts';
import { useLabel } from '../parts/label.ts';

export type JournalRow = inferRouterOutputs<AppRouter>['operations']['journal']['items'][number];

type ActionKey = Parameters<ReturnType<typeof useTranslations<'admin.journal.actions'>>>[0];
type StateKey = Parameters<ReturnType<typeof useTranslations<'admin.journal.states'>>>[0];
type EntityKey = Parameters<ReturnType<typeof useTranslations<'admin.journal.entities'>>>[0];

/** Things there is one of: their ids are keys of ours and say nothing. */
const SINGLE: ReadonlySet<string> = new Set(['matrix', 'setting']);
/** A file without a name is told by the beginning of its hash. */
const HASH_CHARS = 8;

/** Under which key an action's words stand. */
export const actionKey = (code: string): string => code.replaceAll(/[.-]/g, '_');

/** The journal's codes as sentences; a code without words stands as it is. */
export function useJournalWords() {
  const t = useTranslations('admin.journal');
  const actions = useTranslations('admin.journal.actions');
  const entities = useTranslations('admin.journal.entities');
  const states = useTranslations('admin.journal.states');
  const label = useLabel();
  const locale = useLocale();
  const quoted = (text: string): string => (locale === 'ru' ? `«${text}»` : `“${text}”`);
  const action = (code: string): string => {
    const key = actionKey(code) as ActionKey;
    return actions.has(key) ? actions(key) : code;
  };
  const entity = (code: string): string => (entities.has(code as EntityKey) ? entities(code as EntityKey) : code);
  const stateName = (code: string): string => (states.has(code as StateKey) ? states(code as StateKey) : code);
  const actor = (row: Pick<JournalRow, 'actor' | 'actorName'>): string => {
    if (row.actorName) return row.actorName;
    if (row.actor === 'anonymous') return t('anonymous');
    return row.actor.startsWith('system:') ? t('system', { name: row.actor.slice('system:'.length) }) : row.actor;
  };
  const thing = (row: Pick<JournalRow, 'entity' | 'entityId'>): string => {
    if (SINGLE.has(row.entity)) return entity(row.entity);
    return `${entity(row.entity)} ${row.entity === 'file' ? row.entityId.slice(0, HASH_CHARS) : row.entityId}`;
  };
  return {
    action,
    entity,
    thing,
    actor,
    sentence: (row: JournalRow): string => {
      const done = `${actor(row)}: ${action(row.action)}`;
      if (row.actor === `user:${row.entityId}`) return done;
      if (row.entityName) return `${done}, ${quoted(label(row.entityName))}`;
      // The action names the thing already: its number is enough.
      if (SINGLE.has(row.entity)) return done;
      return /^\d+$/.test(row.entityId) ? `${done}, ${t('number', { id: row.entityId })}` : `${done}, ${thing(row)}`;
    },
    state: (row: JournalRow): string =>
      [
        row.from && row.to ? t('fromTo', { from: stateName(row.from), to: stateName(row.to) }) : row.to ? stateName(row.to) : '',
        row.reasonCode ? t('reason', { code: row.reason ? label(row.reason) : row.reasonCode }) : '',
      ]
        .filter(Boolean)
        .join(' · '),
  };
}
