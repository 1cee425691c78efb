import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { cx, icon16, icon20, PictureBox } from '@yarmarka/ui/plain';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Form, useLocation, useNavigate, useSearchParams } from 'react-router';
import { pictureUrl } from '../../../lib/pictures.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import box from '../../../shell/shop/search-box.module.css';
import { optionsOf, type SuggestKind, type SuggestOption } from './options.ts';
import classes from './suggest.module.css';

const PAUSE_MS = 120;
const KINDS: readonly SuggestKind[] = ['queries', 'categories', 'brands', 'cards'];

/** The text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The header's search with suggestions: arrows choose, Enter goes there, Escape closes. Without a script it is a plain form. */
export function SuggestBox(): ReactNode {
  const t = useTranslations('shell.header');
  const words = useTranslations('shop.suggest');
  const format = useFormats();
  const navigate = useNavigate();
  const location = useLocation();
  const [params] = useSearchParams();
  const query = params.get('q') ?? '';
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const settled = useSettled(typed.trim());
  const { data } = useQuery({
    ...useTRPC().search.suggest.queryOptions({ query: settled.slice(0, 200) }),
    enabled: open && settled !== '',
    placeholderData: keepPreviousData,
  });
  const options = open && typed.trim() !== '' && data ? optionsOf(data, typed, (minor) => format.price(minor)) : [];
  const shown = options.length > 0;
  const current = options.find((o) => o.key === active);
  const optionId = (option: SuggestOption) => `${id}-${options.indexOf(option)}`;

  // A page that opens says what was searched for, and takes the list away.
  useEffect(() => {
    if (input.current) input.current.value = query;
    setTyped('');
    setOpen(false);
    setActive(null);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- location.key tells that a page opened
  }, [query, location.key]);

  const close = () => {
    setOpen(false);
    setActive(null);
  };
  const go = (option: SuggestOption) => {
    close();
    input.current?.blur();
    void navigate(option.href);
  };
  const move = (step: 1 | -1) => {
    const at = current ? options.indexOf(current) : step === 1 ? -1 : options.length;
    const next = options[at + step];
    // Past either end stands what was typed.
    setActive(next?.key ?? null);
    if (next) document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (shown) move(event.key === 'ArrowDown' ? 1 : -1);
      else {
        setTyped(input.current?.value ?? '');
        setOpen(true);
      }
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      go(current);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      close();
    }
  };

  return (
    <Form role="search" action={paths.shop.search()} className={cx(box.box, classes.anchor)} onSubmit={close}>
      <IconSearch {...icon20} className={box.icon} />
      <input
        ref={input}
        type="search"
        name="q"
        defaultValue={query}
        role="combobox"
        aria-label={t('searchLabel')}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? `${id}-list` : undefined}
        aria-activedescendant={current ? optionId(current) : undefined}
        placeholder={t('searchPlaceholder')}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={200}
        className={box.input}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setActive(null);
        }}
        onKeyDown={onKey}
        onBlur={close}
      />
      <button type="submit" className={box.button}>
        {t('searchButton')}
      </button>
      <span className="y-hidden" role="status">
        {shown ? words('found', { count: options.length }) : ''}
      </span>
      {shown ? (
        <div id={`${id}-list`} role="listbox" aria-label={words('label')} className={classes.list} onMouseDown={(event) => event.preventDefault()}>
          {KINDS.map((kind) => {
            const own = options.filter((o) => o.kind === kind);
            return own.length === 0 ? null : (
              <div key={kind} role="group" aria-label={words(kind)} className={classes.group}>
                {kind === 'queries' ? null : (
                  <p className={classes.title} aria-hidden="true">
                    {words(kind)}
                  </p>
                )}
                {own.map((option) => (
                  <div
                    key={option.key}
                    id={optionId(option)}
                    role="option"
                    tabIndex={-1}
                    aria-selected={option.key === active}
                    className={classes.option}
                    onPointerMove={() => setActive(option.key)}
                    onClick={() => go(option)}
                  >
                    {kind === 'cards' ? (
                      <PictureBox src={option.picture ? pictureUrl(option.picture, 160) : null} alt="" className={classes.picture ?? ''} />
                    ) : kind === 'queries' ? (
                      <IconSearch {...icon16} className={classes.icon} />
                    ) : null}
                    <span className={classes.text}>{option.text}</span>
                    {option.note ? <span className={classes.note}>{option.note}</span> : null}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      ) : null}
    </Form>
  );
}
