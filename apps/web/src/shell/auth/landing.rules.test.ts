import { describe, expect, it } from 'vitest';
import { landing } from './landing.ts';

const as = (...roles: string[]) => ({ roles: roles as never, needsSecondFactor: false });

describe('signing in', () => {
  it.each([
    [['admin'], '/admin'],
    [['editor'], '/admin'],
    [['moderator'], '/moderation'],
    [['seller'], '/seller'],
    [['seller', 'moderator', 'admin'], '/admin'],
    [[], '/'],
  ])('without a page in mind leads %j to %s', (roles, home) => {
    expect(landing(null, as(...roles))).toBe(home);
  });
  it('takes the home of the shop for no page in mind, in either language', () => {
    expect(landing('/', as('seller'))).toBe('/seller');
    expect(landing('/en', as('admin'))).toBe('/admin');
    expect(landing('/en', as())).toBe('/en');
  });
  it('leads back to the page that asked for it, whoever comes', () => {
    for (const who of [as('admin'), as('seller'), as()]) expect(landing('/en/search?q=lamp', who)).toBe('/en/search?q=lamp');
    expect(landing('/seller/register', as())).toBe('/seller/register');
  });
  it('leads staff whose role waits for the second factor to where it is set up', () => {
    expect(landing(null, { roles: [], needsSecondFactor: true })).toBe('/account/security');
  });
  it('never leads to another site', () => {
    expect(landing('//evil.example', as())).toBe('/');
  });
});
