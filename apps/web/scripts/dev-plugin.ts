import type { Plugin } from 'vite';
import { delocalised, isWorkplacePath } from '../src/shell/paths.ts';

/** In development every page is drawn in the browser: the shop's without the server's help, the gallery only here. */
export function devPages(): Plugin {
  return {
    name: 'yarmarka-dev-pages',
    apply: 'serve',
    configureServer(server) {
      return () => {
        server.middlewares.use((request, response, next) => {
          const { pathname } = new URL(request.url ?? '/', 'http://localhost');
          if (request.method !== 'GET' || !(request.headers.accept ?? '').includes('text/html')) return next();
          const { locale } = delocalised(pathname);
          const entry = pathname.startsWith('/gallery')
            ? 'src/gallery/main.tsx'
            : isWorkplacePath(pathname)
              ? 'src/entries/workplace.tsx'
              : `src/entries/shop-${locale}.tsx`;
          const density = isWorkplacePath(pathname) ? 'workplace' : 'shop';
          const html = `<!doctype html><html lang="${locale}" data-density="${density}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head><body><div id="root"></div><script type="module" src="/${entry}"></script></body></html>`;
          server.transformIndexHtml(request.url ?? '/', html).then((page) => {
            response.setHeader('content-type', 'text/html; charset=utf-8');
            response.end(page);
          }, next);
        });
      };
    },
  };
}
