import { MantineProvider } from '@mantine/core';
import { QueryClient } from '@tanstack/react-query';
import { mantineTheme, mantineVariables } from '@yarmarka/ui/mantine';
import { ConfirmHost, KeyHelp, Toasts, Tooltips, useShortcuts } from '@yarmarka/ui/plain';
import { CommandPalette, openCommandPalette } from '@yarmarka/ui';
import '@yarmarka/ui/styles/tokens.css';
import '@yarmarka/ui/styles/base.css';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { createMemoryRouter, RouterProvider } from 'react-router';
import en from 'virtual:messages/en/common,shell,errors';
import ru from 'virtual:messages/ru/common,shell,errors';
import { resolvedTheme, startTheme, themeStore } from '../lib/preferences.ts';
import { browserClient } from '../lib/trpc.ts';
import '../shell/fonts.css';
import { Providers } from '../shell/providers.tsx';
import { WorkplaceAnchor } from '../shell/router-anchor.tsx';
import classes from './gallery.module.css';
import { Grid } from './grid.tsx';
import { Mantine, Table, Tray, Tree } from './lists.tsx';
import { Buttons, Forms, Header, Notices, States, Tiles } from './sections.tsx';

const params = new URL(window.location.href).searchParams;
const locale = params.get('locale') === 'en' ? 'en' : 'ru';
const part = params.get('part') ?? 'all';
document.documentElement.lang = locale;
document.documentElement.dataset.density = params.get('density') ?? 'workplace';
document.title = 'Gallery';
startTheme();

function Gallery(): ReactNode {
  useShortcuts('Везде', [{ keys: 'mod+k', label: 'Палитра команд', run: openCommandPalette, inFields: true }]);
  const on = (name: string) => part === 'all' || part === name;
  return (
    <main className={part === 'grid' ? classes.wide : classes.page}>
      {on('words') ? null : <h1 className="y-hidden">Gallery</h1>}
      {on('words') ? (
        <>
          <Header />
          <Buttons />
          <States />
          <Notices />
          <Tiles />
        </>
      ) : null}
      {on('forms') ? (
        <>
          <Forms />
          <Mantine />
        </>
      ) : null}
      {on('lists') ? (
        <>
          <div className={classes.row}>
            <Tray />
          </div>
          <Table mode="full" />
          <Table mode="loading" />
          <Table mode="empty" />
        </>
      ) : null}
      {on('tree') ? <Tree /> : null}
      {part === 'grid' ? <Grid /> : null}
      <CommandPalette
        onGo={() => undefined}
        commands={[
          { id: 'p', label: 'Товары', href: '/seller/products', keys: 'g p' },
          { id: 'i', label: 'Загрузка файлов', href: '/seller/imports', keys: 'g i' },
          { id: 'c', label: 'Компания', href: '/seller/company' },
          { id: 'a', label: 'Отправить 188 товаров на проверку', run: () => undefined, group: 'Действия на этом экране' },
        ]}
      />
      <KeyHelp />
      <Toasts />
      <ConfirmHost />
      <Tooltips />
    </main>
  );
}

const root = document.getElementById('root');
if (root) {
  const router = createMemoryRouter([{ path: '*', Component: Gallery }]);
  createRoot(root).render(
    <MantineProvider theme={mantineTheme} cssVariablesResolver={mantineVariables} forceColorScheme={resolvedTheme(themeStore.get())} withStaticClasses={false}>
      <Providers
        state={{ locale, origin: '', requestId: 'gallery', user: null }}
        messages={locale === 'en' ? en : ru}
        queryClient={new QueryClient()}
        trpcClient={browserClient()}
        link={WorkplaceAnchor}
      >
        <RouterProvider router={router} />
      </Providers>
    </MantineProvider>,
  );
}
