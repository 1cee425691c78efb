import { IconSearch } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { Button } from '../plain/button.tsx';
import { cx } from '../plain/cx.ts';
import { Dialog } from '../plain/dialog.tsx';
import { icon20 } from '../plain/icon.ts';
import { Kbd } from '../plain/kbd.tsx';
import { createStore, type Store, useStore } from '../plain/store.ts';
import classes from './command-palette.module.css';
import { matchScore } from './search-words.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  /** Quiet words after the label: the path of a category, the SKU of a product. */
  readonly hint?: string;
  readonly icon?: ReactNode;
  readonly keys?: string;
  /** Its heading in the list. */
  readonly group?: string;
  /** More words it is found by. */
  readonly keywords?: readonly string[];
  /** A place; else `run` does something. */
  readonly href?: string;
  readonly run?: () => void;
}

export interface CommandPaletteProps {
  /** Places and actions that are always there. */
  readonly commands: readonly Command[];
  readonly onGo: (href: string) => void;
  /** Objects by name, SKU or id, from the server. */
  readonly search?: (query: string, signal: AbortSignal) => Promise<readonly Command[]>;
}

const opened = createStore(false);
const screens: Store<ReadonlyMap<string, readonly Command[]>> = createStore<ReadonlyMap<string, readonly Command[]>>(new Map());

export const openCommandPalette = (): void => opened.set(true);

/** Adds the actions of this screen to the palette while it is mounted. Keep the list stable (`useMemo`). */
export function useCommands(commands: readonly Command[]): void {
  const id = useId();
  useEffect(() => {
    screens.set((before) => new Map(before).set(id, commands));
    return () =>
      screens.set((before) => {
        const next = new Map(before);
        next.delete(id);
        return next;
      });
  }, [id, commands]);
}

const RECENT = 'yarmarka-recent-commands';
const RECENT_COUNT = 5;
const MAX_SHOWN = 40;
const SEARCH_DELAY_MS = 150;

const readRecent = (): readonly string[] => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(RECENT) ?? '[]');
    return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
};

const remember = (id: string): void => localStorage.setItem(RECENT, JSON.stringify([id, ...readRecent().filter((one) => one !== id)].slice(0, RECENT_COUNT)));

/** Places, actions of this screen and objects in one list, behind Ctrl/Cmd K. Mount it once; its owner binds the key. */
export function CommandPalette(props: CommandPaletteProps): ReactNode {
  const open = useStore(opened);
  const t = useTranslations('common');
  if (!open) return null;
  return (
    <Dialog title={t('palette.title')} closeLabel={t('actions.close')} onClose={() => opened.set(false)} bare side="top" width={640}>
      <Palette {...props} />
    </Dialog>
  );
}

const NOTHING: readonly Command[] = [];

interface Found {
  readonly found: readonly Command[];
  readonly busy: boolean;
  readonly failed: boolean;
  readonly retry: () => void;
}

/** What stood for the query before is shown until the new answer is there, so that nothing jumps while typing. */
function useFound(query: string, search: CommandPaletteProps['search']): Found {
  const [answer, setAnswer] = useState<{ query: string; found: readonly Command[]; failed: boolean }>({ query: '', found: NOTHING, failed: false });
  const asked = search && query.trim().length >= 2 ? query.trim() : '';
  const [attempt, setAttempt] = useState(0);
  const request = useMemo(() => ({ query: asked, attempt }), [asked, attempt]);
  useEffect(() => {
    const { query } = request;
    if (!search || query === '') return;
    const stop = new AbortController();
    const take = (found: readonly Command[], failed = false) => {
      if (!stop.signal.aborted) setAnswer({ query, found, failed });
    };
    const timer = setTimeout(
      () =>
        void search(query, stop.signal).then(
          (found) => take(found),
          () => take(NOTHING, true),
        ),
      SEARCH_DELAY_MS,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [request, search]);
  const retry = () => {
    setAnswer({ query: '', found: NOTHING, failed: false });
    setAttempt(attempt + 1);
  };
  const busy = asked !== answer.query && asked !== '';
  return { found: asked === '' ? NOTHING : answer.found, busy, failed: !busy && asked !== '' && answer.failed, retry };
}

function Palette({ commands, onGo, search }: CommandPaletteProps): ReactNode {
  const t = useTranslations('common.palette');
  const actions = useTranslations('common.actions');
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [recent] = useState(readRecent);
  const id = useId();
  const ofScreen = useStore(screens);
  const { found, busy, failed, retry } = useFound(query, search);

  const groups = useMemo(() => {
    const actions = [...ofScreen.values()].flat().map((command) => ({ ...command, group: command.group ?? t('actions') }));
    const all = [...actions, ...commands.map((command) => ({ ...command, group: command.group ?? t('places') }))];
    const empty = query.trim() === '';
    const scored = all
      .map((command) => ({ command, score: Math.max(matchScore(query, command.label), ...(command.keywords ?? []).map((word) => matchScore(query, word))) }))
      .filter(({ score }) => score > 0);
    if (!empty) scored.sort((one, other) => other.score - one.score);
    const known = empty ? recent.flatMap((one) => all.find((command) => command.id === one) ?? []).map((command) => ({ ...command, group: t('recent') })) : [];
    const rest = scored.map(({ command }) => command).filter((command) => !known.some((one) => one.id === command.id));
    const list = [...known, ...rest, ...found.map((command) => ({ ...command, group: command.group ?? t('objects') }))].slice(0, MAX_SHOWN);
    const byGroup = new Map<string, Command[]>();
    for (const command of list) byGroup.set(command.group, [...(byGroup.get(command.group) ?? []), command]);
    return [...byGroup];
  }, [ofScreen, commands, query, recent, found, t]);

  const flat = groups.flatMap(([, list]) => list);
  const active = flat[Math.min(at, flat.length - 1)];

  const choose = (command: Command) => {
    opened.set(false);
    // Objects are found anew each time: the list of recent ones holds what is always there.
    if (!found.some((one) => one.id === command.id)) remember(command.id);
    // After the dialog has given the focus back, so that the action decides where it goes.
    setTimeout(() => (command.href === undefined ? command.run?.() : onGo(command.href)));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const move = (to: number) => {
      event.preventDefault();
      setAt((to + flat.length) % Math.max(1, flat.length));
    };
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'Home' && event.ctrlKey) move(0);
    else if (event.key === 'End' && event.ctrlKey) move(flat.length - 1);
    else if (event.key === 'Enter' && active && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(active);
    }
  };

  const optionId = (command: Command) => `${id}-${command.id}`;

  useEffect(() => {
    if (active) document.getElementById(`${id}-${active.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, id]);

  return (
    <div className={classes.palette}>
      <div className={classes.field}>
        <IconSearch {...icon20} />
        <input
          type="text"
          role="combobox"
          data-autofocus
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? optionId(active) : undefined}
          aria-autocomplete="list"
          aria-label={t('title')}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        {busy ? <span className={classes.busy}>{t('searching')}</span> : null}
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={t('title')} className={classes.list}>
        {groups.map(([group, list]) => (
          <div key={group} role="group" aria-label={group}>
            <div className={classes.group} aria-hidden="true">
              {group}
            </div>
            {list.map((command) => (
              <div
                key={`${group}-${command.id}`}
                id={optionId(command)}
                role="option"
                tabIndex={-1}
                aria-selected={command === active}
                className={cx(classes.option, command === active && classes.active)}
                onPointerMove={() => setAt(flat.indexOf(command))}
                onClick={() => choose(command)}
              >
                <span className={classes.icon}>{command.icon}</span>
                <span className={classes.label}>{command.label}</span>
                {command.hint ? <span className={classes.hint}>{command.hint}</span> : null}
                {command.keys ? <Kbd keys={command.keys} /> : null}
              </div>
            ))}
          </div>
        ))}
      </div>
      {failed ? (
        <p role="alert" className={classes.failed}>
          {t('failed')}
          <Button size="s" look="quiet" onClick={retry}>
            {actions('retry')}
          </Button>
        </p>
      ) : null}
      {flat.length === 0 && !busy && !failed ? <p className={classes.nothing}>{t('nothing', { query })}</p> : null}
      <span role="status" className="y-hidden">
        {busy ? '' : t('results', { count: flat.length })}
      </span>
      <div className={classes.foot} aria-hidden="true">
        <span>
          <Kbd keys="up" /> <Kbd keys="down" /> {t('move')}
        </span>
        <span>
          <Kbd keys="enter" /> {t('choose')}
        </span>
        <span>
          <Kbd keys="escape" /> {t('leave')}
        </span>
      </div>
    </div>
  );
}
