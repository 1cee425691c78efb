import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useAppState } from '../app-state.tsx';
import { Mark } from '../logo.tsx';
import { paths } from '../paths.ts';
import classes from './footer.module.css';
import { useLocaleHrefs } from './header.tsx';

const YEAR = String(new Date().getFullYear());

/** What the place is, and the ways that are not in the header. */
export function ShopFooter(): ReactNode {
  const t = useTranslations('shell');
  const common = useTranslations('common.locale');
  const { locale, user } = useAppState();
  const hrefs = useLocaleHrefs();
  const other = locale === 'ru' ? 'en' : 'ru';
  return (
    <footer className={classes.footer}>
      <div className={classes.inner}>
        <div className={classes.about}>
          <Mark size={32} />
          <p>{t('footer.about')}</p>
        </div>
        <nav className={classes.column} aria-label={t('footer.buyers')}>
          <h2>{t('footer.buyers')}</h2>
          <ul role="list">
            <li>
              <Anchor href={paths.shop.catalogue()}>{t('footer.catalogue')}</Anchor>
            </li>
            <li>
              <Anchor href={paths.shop.search()}>{t('footer.search')}</Anchor>
            </li>
          </ul>
        </nav>
        <nav className={classes.column} aria-label={t('footer.sellers')}>
          <h2>{t('footer.sellers')}</h2>
          <ul role="list">
            <li>
              <Anchor href={user ? paths.seller.home() : paths.auth.signUp(paths.seller.register())}>{t('footer.becomeSeller')}</Anchor>
            </li>
            <li>
              <Anchor href={paths.seller.home()}>{t('footer.sellerArea')}</Anchor>
            </li>
            <li>
              <Anchor href={paths.shop.terms()}>{t('footer.terms')}</Anchor>
            </li>
          </ul>
        </nav>
        <div className={classes.bottom}>
          <span suppressHydrationWarning>{t('footer.rights', { year: YEAR })}</span>
          <a href={hrefs[other]} lang={other} hrefLang={other}>
            {common(other)}
          </a>
        </div>
      </div>
    </footer>
  );
}
