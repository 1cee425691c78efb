import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, Check, Dialog, Skeleton } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../../lib/error-words.ts';
import { useTRPC } from '../../../../lib/trpc.ts';
import { keyFrom } from '../../categories/category-dialogs.tsx';
import { type DraftEdit, useDraftEdits } from '../draft.ts';
import { useNewOptions } from '../draft-new.ts';
import { useLabel } from '../label.ts';
import { SearchField } from '../search-field.tsx';
import type { Cell } from '../types.ts';
import classes from './dialogs.module.css';

const PAGE = 300;

/** The allowed options of an attribute; null is the whole list. */
export function OptionsDialog({
  attribute,
  chosen,
  mustChoose = false,
  onApply,
  onClose,
}: {
  attribute: Pick<Cell['attribute'], 'no' | 'ru' | 'en'>;
  chosen: readonly number[] | null;
  /** The whole list is no choice here. */
  mustChoose?: boolean;
  onApply: (tokens: readonly number[] | null) => void;
  onClose: () => void;
}): ReactNode {
  const t = useTranslations('admin.options');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const [tokens, setTokens] = useState<ReadonlySet<number>>(new Set(chosen));
  const name = label(attribute);
  const footer = (
    <>
      {mustChoose ? null : <Button onClick={() => onApply(null)}>{t('applyAll')}</Button>}
      <Button look="main" disabled={tokens.size === 0} onClick={() => onApply([...tokens].sort((a, b) => a - b))}>
        {t('apply', { count: tokens.size })}
      </Button>
    </>
  );
  return (
    <Dialog title={t('title', { name })} closeLabel={common('close')} onClose={onClose} width={560} side="top" footer={footer}>
      <OptionPicker attributeNo={attribute.no} tokens={tokens} onChange={setTokens} />
    </Dialog>
  );
}

/** Options to tick, searched on the server, with those that the draft adds; one that is missing is added to the draft here. */
export function OptionPicker({
  attributeNo,
  tokens,
  onChange,
}: {
  attributeNo: number;
  tokens: ReadonlySet<number>;
  onChange: (tokens: ReadonlySet<number>) => void;
}): ReactNode {
  const t = useTranslations('admin.options');
  const label = useLabel();
  const [query, setQuery] = useState('');
  const [only, setOnly] = useState(false);
  const input = { attributeNo, query, limit: PAGE, ...(only ? { tokens: [...tokens].slice(0, 1000) } : {}) };
  const { data: stored, isPending } = useQuery(useTRPC().taxonomy.searchOptions.queryOptions(input, { placeholderData: (before) => before }));
  const { listKey, options: fresh } = useNewOptions(attributeNo, query);
  const { create: send } = useDraftEdits();
  const words = useErrorWords();
  /** Remembers of which name it was refused: typing another one takes the refusal away. */
  const adding = useMutation({ mutationFn: (asked: { readonly name: string; readonly edit: DraftEdit }) => send(asked.edit) });
  const data = stored && [...fresh.filter((one) => !only || tokens.has(one.token)), ...stored];
  const name = query.trim();
  const create = () => {
    if (listKey === null) return;
    const entry = { listKey, key: `${listKey}__${keyFrom(name, '_') || 'x'}`.slice(0, 190), label: { ru: name, en: name } };
    adding.mutate({ name, edit: { save: [{ kind: 'entry', entry }] } });
  };
  const toggle = (token: number, on: boolean) => {
    const next = new Set(tokens);
    if (on) next.add(token);
    else next.delete(token);
    onChange(next);
  };
  return (
    <div className={classes.picker}>
      <SearchField
        label={t('find')}
        value={query}
        onChange={setQuery}
        shortcut={false}
        error={adding.error && adding.variables.name === name ? words.say(adding.error) : undefined}
      />
      <div className={classes.pickerBar}>
        <span role="status">{t('chosen', { count: tokens.size })}</span>
        <Check label={t('onlyChosen')} checked={only} disabled={tokens.size === 0 && !only} onChange={(event) => setOnly(event.target.checked)} />
        <Button
          size="s"
          look="quiet"
          disabled={!data || data.length === 0}
          onClick={() => onChange(new Set([...tokens, ...(data ?? []).map((one) => one.token)]))}
        >
          {t('selectShown')}
        </Button>
        <Button size="s" look="quiet" disabled={tokens.size === 0} onClick={() => onChange(new Set())}>
          {t('clear')}
        </Button>
      </div>
      <ul role="list" className={classes.options}>
        {isPending
          ? Array.from({ length: 8 }, (_, index) => (
              <li key={index}>
                <Skeleton width={120 + ((index * 53) % 140)} height={16} />
              </li>
            ))
          : data?.map((option) => (
              <li key={option.token}>
                <Check
                  label={
                    <>
                      {option.swatch ? <span className={classes.swatch} style={{ background: option.swatch }} aria-hidden="true" /> : null}
                      {label(option)}
                    </>
                  }
                  checked={tokens.has(option.token)}
                  onChange={(event) => toggle(option.token, event.target.checked)}
                />
              </li>
            ))}
      </ul>
      {data?.length === 0 ? <p className={classes.note}>{t('none', { query })}</p> : null}
      {data?.length === 0 && listKey !== null && name !== '' && !only ? (
        <div>
          <Button size="s" pending={adding.isPending} onClick={create}>
            {t('create', { name })}
          </Button>
        </div>
      ) : null}
      {stored?.length === PAGE ? <p className={classes.note}>{t('first', { count: String(PAGE) })}</p> : null}
    </div>
  );
}
