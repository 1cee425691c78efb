import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { Fix } from '@yarmarka/imports/schemas';
import { Button, Popover, TextField } from '@yarmarka/ui/plain';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import type { Group } from './check-step.tsx';
import classes from './import.module.css';
import type { ImportJob } from './page.tsx';

type Props = { readonly job: ImportJob; readonly group: Group; readonly pending: boolean; readonly onFix: (fix: Fix) => void };

/** Decides once what a wrong value means: what was probably meant, one from the list, an own value, nothing, or another text. */
export function FixValue({ job, group, pending, onFix }: Props): ReactNode {
  const t = useTranslations('seller.imports.check.fix');
  const suggestion = group.suggestions?.[0];
  return (
    <>
      {suggestion ? (
        <Button size="s" pending={pending} onClick={() => onFix({ kind: 'option', token: suggestion.token })}>
          {t('suggestion', { value: suggestion.label })}
        </Button>
      ) : null}
      <Popover
        align="end"
        width={340}
        label={t('title', { value: group.value })}
        trigger={(trigger) => (
          <Button {...trigger} size="s" aria-label={`${t('other')}: ${group.value}`}>
            {t('other')}
          </Button>
        )}
      >
        {(close) => (
          <Choices
            job={job}
            group={group}
            onFix={(fix) => {
              close();
              onFix(fix);
            }}
          />
        )}
      </Popover>
    </>
  );
}

const SHOWN = 8;

function Choices({ job, group, onFix }: Omit<Props, 'pending'>): ReactNode {
  const t = useTranslations('seller.imports.check.fix');
  const locale = useLocale();
  const trpc = useTRPC();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const form = useQuery(trpc.taxonomy.formSchema.queryOptions({ categoryId: job.categoryId }, { staleTime: 300_000 })).data;
  const rule = form?.schema.attributes.find((a) => a.no === group.attributeNo);
  const isList = rule?.type === 'list' && rule.options !== 'brands';
  const allowed = rule && Array.isArray(rule.options) ? [...rule.options] : undefined;
  const found = useQuery(
    trpc.taxonomy.searchOptions.queryOptions(
      { attributeNo: group.attributeNo ?? 1, query: asked, limit: SHOWN, ...(allowed && { tokens: allowed }) },
      { enabled: isList, placeholderData: keepPreviousData },
    ),
  );
  return (
    <div className={classes.choices}>
      <TextField label={t('label', { value: group.value })} value={text} onChange={(event) => setText(event.target.value)} />
      {isList ? (
        <ul role="list" className={classes.options} aria-label={t('choose')}>
          {(found.data ?? []).map((option) => (
            <li key={option.token}>
              <button type="button" onClick={() => onFix({ kind: 'option', token: option.token })}>
                {option[locale] || option.ru || option.key}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <Button size="s" look="main" disabled={text.trim() === ''} onClick={() => onFix({ kind: 'text', text: text.trim() })}>
          {t('apply')}
        </Button>
      )}
      <div className={classes.choiceFoot}>
        {rule?.custom ? (
          <Button size="s" onClick={() => onFix({ kind: 'custom' })}>
            {t('custom')}
          </Button>
        ) : null}
        <Button size="s" onClick={() => onFix({ kind: 'clear' })}>
          {t('clear')}
        </Button>
      </div>
    </div>
  );
}
