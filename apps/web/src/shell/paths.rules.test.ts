import { describe, expect, it } from 'vitest';
import { delocalised, isWorkplacePath, localised, paths, safeNext, withQuery } from './paths.ts';

describe('the path builder', () => {
  it('keeps every address as it is known outside', () => {
    expect({
      home: paths.shop.home(),
      catalogue: paths.shop.catalogue(),
      category: paths.shop.category('smartfony', { brand: ['apple', 'poco'], price: '1000-5000', page: null }),
      search: paths.shop.search({ q: 'чайник' }),
      card: paths.shop.card({ id: 42, slug: 'chaynik-emalirovannyy' }),
      store: paths.shop.store('sova'),
      signIn: paths.auth.signIn('/seller/products?tab=drafts', 'en'),
      signUp: paths.auth.signUp(),
      forgot: paths.auth.forgot(),
      reset: paths.auth.reset('t/1'),
      second: paths.auth.second('/admin'),
      security: paths.account.security(),
      seller: paths.seller.home(),
      moderation: paths.moderation.home(),
      admin: paths.admin.home(),
    }).toMatchInlineSnapshot(`
      {
        "admin": "/admin",
        "card": "/product/chaynik-emalirovannyy-42",
        "catalogue": "/catalog",
        "category": "/catalog/smartfony?brand=apple&brand=poco&price=1000-5000",
        "forgot": "/auth/forgot",
        "home": "/",
        "moderation": "/moderation",
        "reset": "/auth/reset?token=t%2F1",
        "search": "/search?q=%D1%87%D0%B0%D0%B9%D0%BD%D0%B8%D0%BA",
        "second": "/auth/second-factor?next=%2Fadmin",
        "security": "/account/security",
        "seller": "/seller",
        "signIn": "/auth/sign-in?next=%2Fseller%2Fproducts%3Ftab%3Ddrafts&locale=en",
        "signUp": "/auth/sign-up",
        "store": "/store/sova",
      }
    `);
  });

  it('puts the language in front of the shop’s addresses and takes it off again', () => {
    for (const path of ['/', '/catalog', '/product/a-1']) {
      expect(delocalised(localised('ru', path))).toEqual({ locale: 'ru', path });
      expect(delocalised(localised('en', path))).toEqual({ locale: 'en', path });
    }
    expect(delocalised('/england')).toEqual({ locale: 'ru', path: '/england' });
  });

  it('tells the workplace from the shop', () => {
    expect(['/seller', '/seller/x', '/auth/sign-in', '/admin'].every(isWorkplacePath)).toBe(true);
    expect(['/', '/sellers', '/en/seller', '/catalog'].some(isWorkplacePath)).toBe(false);
  });

  it('never leads to another site after signing in', () => {
    expect(['//evil.example', 'https://evil.example', '/\\evil.example', null].map((next) => safeNext(next, '/'))).toEqual(['/', '/', '/', '/']);
    expect(safeNext('/seller?x=1', '/')).toBe('/seller?x=1');
  });

  it('leaves out what has no value', () => {
    expect(withQuery('/x', { a: '', b: false, c: null, d: 0, e: true })).toBe('/x?d=0&e=true');
  });
});
