import type { ComponentType } from 'react';
import type { LoaderFunction, RouteObject, ShouldRevalidateFunction } from 'react-router';

/** What a `page.tsx` exports. */
export interface PageModule {
  readonly Page: ComponentType;
  /** Made with `loadWith`: fills the query cache before the page is drawn. */
  readonly loader?: LoaderFunction;
  readonly ErrorBoundary?: ComponentType;
  readonly shouldRevalidate?: ShouldRevalidateFunction;
}

export type PageImports = Readonly<Record<string, () => Promise<unknown>>>;

/** The source file behind a lazy route, from which the server finds the scripts and styles to announce in the page. */
export interface PageHandle {
  readonly chunk: string;
}

type LazyPage = Pick<RouteObject, 'lazy' | 'handle'>;

/**
 * Routes whose code arrives with their first visit. In an area's `routes.tsx`:
 * `const page = lazyPages('areas/shop', import.meta.glob('./*\/page.tsx'));` then `{ index: true, ...page('./home/page.tsx') }`.
 */
export function lazyPages(folder: string, imports: PageImports): (file: string) => LazyPage {
  return (file) => {
    const load = imports[file];
    if (!load) throw new Error(`There is no page ${file} in ${folder}`);
    const handle: PageHandle = { chunk: `src/${folder}/${file.replace(/^\.\//, '')}` };
    return {
      handle,
      async lazy() {
        const { Page, loader, ErrorBoundary, shouldRevalidate } = (await load()) as PageModule;
        return { Component: Page, ...(loader && { loader }), ...(ErrorBoundary && { ErrorBoundary }), ...(shouldRevalidate && { shouldRevalidate }) };
      },
    };
  };
}

export const isPageHandle = (handle: unknown): handle is PageHandle =>
  handle !== null && typeof handle === 'object' && typeof (handle as { chunk?: unknown }).chunk === 'string';
