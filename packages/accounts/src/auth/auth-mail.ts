/** Letters about the account itself; messaging has a template for each. */
export type AuthMailKind = 'welcome' | 'confirm_email' | 'password_reset' | 'password_changed' | 'new_device' | 'second_factor_on' | 'second_factor_off';
export type AuthMail = {
  readonly to: string;
  readonly kind: AuthMailKind;
  readonly params: Readonly<Record<string, string | number>>;
  readonly locale: 'ru' | 'en';
};

type Addressee = { readonly email: string; readonly name: string } & Readonly<Record<string, unknown>>;

export function mailFor(user: Addressee, kind: AuthMailKind, params: Readonly<Record<string, string | number>>): AuthMail {
  return { to: user.email, kind, params: { name: user.name, ...params }, locale: user.locale === 'en' ? 'en' : 'ru' };
}
