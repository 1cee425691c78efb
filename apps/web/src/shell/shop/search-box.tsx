import { IconSearch } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { icon20 } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useRef } from 'react';
import { Form, useSearchParams } from 'react-router';
import { paths } from '../paths.ts';
import classes from './search-box.module.css';

/** The header's search: a plain form, so it works before any script has loaded. */
export function SearchBox(): ReactNode {
  const t = useTranslations('shell.header');
  const [params] = useSearchParams();
  const input = useRef<HTMLInputElement>(null);
  const query = params.get('q') ?? '';
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = query;
  }, [query]);
  return (
    <Form role="search" action={paths.shop.search()} className={classes.box}>
      <IconSearch {...icon20} className={classes.icon} />
      <input
        ref={input}
        type="search"
        name="q"
        defaultValue={query}
        aria-label={t('searchLabel')}
        placeholder={t('searchPlaceholder')}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={200}
        className={classes.input}
      />
      <button type="submit" className={classes.button}>
        {t('searchButton')}
      </button>
    </Form>
  );
}
