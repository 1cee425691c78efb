import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, LocaleSwitch, ThemeSwitch, Toasts, Tooltips, useStore } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useRef } from 'react';
import { Outlet } from 'react-router';
import { rememberLocale, setTheme, themeStore } from '../../lib/preferences.ts';
import { useAppState } from '../app-state.tsx';
import { Logo } from '../logo.tsx';
import { localised, paths } from '../paths.ts';
import classes from './auth.module.css';

/** The frame of sign-in and its neighbours: nothing but the form. */
export function AuthFrame(): ReactNode {
  const { locale } = useAppState();
  const theme = useStore(themeStore);
  return (
    <div className={classes.frame}>
      <header className={classes.bar}>
        <Logo href={localised(locale, paths.shop.home())} />
        <div className={classes.tools}>
          <LocaleSwitch
            value={locale}
            onChange={(next) => {
              rememberLocale(next);
              const url = new URL(window.location.href);
              url.searchParams.delete('locale');
              window.location.replace(url);
            }}
          />
          <ThemeSwitch value={theme} onChange={setTheme} />
        </div>
      </header>
      <main id="content" className={classes.main} data-density="shop">
        <Outlet />
      </main>
      <Toasts />
      <Tooltips />
    </div>
  );
}

interface AuthCardProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** One step of signing in: title, a sentence, the form, ways to the neighbours. Another title or sentence is another step. */
export function AuthCard(props: AuthCardProps): ReactNode {
  return <Step key={`${props.title} ${props.lead ?? ''}`} {...props} />;
}

function Step({ title, lead, children, foot }: AuthCardProps): ReactNode {
  const t = useTranslations('shell');
  const card = useRef<HTMLDivElement>(null);
  // The eye goes into the first field, and so does the focus.
  useEffect(() => card.current?.querySelector<HTMLElement>('input, a[href]')?.focus(), []);
  return (
    <div ref={card} className={classes.card}>
      <title>{`${title} · ${t('brand')}`}</title>
      <h1 className={classes.title}>{title}</h1>
      {lead ? <p className={classes.lead}>{lead}</p> : null}
      <div className={classes.body}>{children}</div>
      {foot ? <div className={classes.foot}>{foot}</div> : null}
    </div>
  );
}

/** A question and the link that answers it: "No account yet? Create one". */
export function AuthQuestion({ text, link, href }: { text: string; link: string; href: string }): ReactNode {
  return (
    <p>
      {text} <Anchor href={href}>{link}</Anchor>
    </p>
  );
}
