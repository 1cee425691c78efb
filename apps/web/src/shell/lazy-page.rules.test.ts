import { describe, expect, it } from 'vitest';
import { isPageHandle, lazyPages } from './lazy-page.ts';

const Page = () => null;

describe('lazy pages', () => {
  it('name their source file, from which the server finds scripts and styles', () => {
    const { handle } = lazyPages('areas/shop', { './home/page.tsx': () => Promise.resolve({ Page }) })('./home/page.tsx');
    expect(handle).toEqual({ chunk: 'src/areas/shop/home/page.tsx' });
    expect(isPageHandle(handle)).toBe(true);
    expect(isPageHandle({ chunk: 1 })).toBe(false);
  });

  it('bring component and loader with them', async () => {
    const loader = () => null;
    const { lazy } = lazyPages('areas/shop', { './home/page.tsx': () => Promise.resolve({ Page, loader }) })('./home/page.tsx');
    expect(typeof lazy === 'function' ? await lazy() : null).toEqual({ Component: Page, loader });
  });

  it('refuse a page that does not exist when the routes are declared, not when somebody visits it', () => {
    expect(() => lazyPages('areas/shop', {})('./nope/page.tsx')).toThrow('no page ./nope/page.tsx');
  });
});
