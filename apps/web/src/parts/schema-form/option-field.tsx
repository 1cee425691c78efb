import { Combobox, Pill, useCombobox } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import type { Custom, Value } from '@yarmarka/taxonomy/schemas';
import { matchScore } from '@yarmarka/ui';
import { IconX } from '@tabler/icons-react';
import { icon16 } from '@yarmarka/ui/plain';
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { useErrorWords } from '../../lib/error-words.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { FieldFrame } from './field-frame.tsx';
import type { AttributeFieldProps } from './field-types.ts';
import type { FormOption } from './model.ts';
import classes from './schema-form.module.css';

type Item = number | Custom;

const itemsOf = (value: Value | undefined): Item[] => {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter((item): item is Item => typeof item === 'number' || (typeof item === 'object' && item !== null && 'c' in item));
};
const sameItem = (a: Item, b: Item): boolean => (typeof a === 'number' || typeof b === 'number' ? a === b : a.c.toLowerCase() === b.c.toLowerCase());
const keyOf = (item: Item): string => (typeof item === 'number' ? String(item) : `c:${item.c}`);

const SHOWN = 60;
const CREATE = '+';
/** Fewer letters are hardly a brand yet. */
const MIN_NEW_BRAND = 2;

/** The options that fit what is typed: of the inline ones here, of long lists and brands on the server. */
function useFound(props: AttributeFieldProps, query: string, open: boolean): { readonly options: readonly FormOption[]; readonly searching: boolean } {
  const { attribute, model, allowed } = props;
  const trpc = useTRPC();
  const asked = useDeferredValue(query.trim());
  const brands = attribute.rule.options === 'brands';
  const remote = attribute.options === null;
  const found = useQuery(
    trpc.taxonomy.searchOptions.queryOptions(
      { attributeNo: attribute.no, query: asked, limit: SHOWN, ...(attribute.among && { tokens: [...attribute.among] }) },
      { enabled: open && remote && !brands, staleTime: 300_000, placeholderData: keepPreviousData },
    ),
  );
  const named = useQuery(
    trpc.taxonomy.searchBrands.queryOptions({ query: asked }, { enabled: open && brands, staleTime: 60_000, placeholderData: keepPreviousData }),
  );
  const fits = (option: FormOption) => allowed === undefined || allowed.has(option.token);
  if (!remote) {
    const ranked = (attribute.options ?? []).filter(fits).map((option) => ({ option, score: matchScore(query, option.label) }));
    const hits = ranked.filter(({ score }) => score > 0);
    if (query.trim() !== '') hits.sort((a, b) => b.score - a.score);
    return { options: hits.map(({ option }) => option), searching: false };
  }
  const options = brands
    ? (named.data ?? []).map((b) => ({ token: b.token, label: b.name, swatch: null }))
    : (found.data ?? []).map((o) => ({ token: o.token, label: (model.locale === 'ru' ? o.ru : o.en) || o.ru || o.en || o.key, swatch: o.swatch }));
  return { options: options.filter(fits), searching: (brands ? named : found).isFetching || asked !== query.trim() };
}

/** One or several options of a list, searched as one types; where the category takes them, values of one's own and new brands. */
export function OptionField(props: AttributeFieldProps): ReactNode {
  const { attribute, value, onChange, disabled, labelOf, onLabel } = props;
  const t = useTranslations('parts.form');
  const errorWords = useErrorWords();
  const trpc = useTRPC();
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption(), onDropdownOpen: () => box.updateSelectedOptionIndex() });
  const [typed, setTyped] = useState<string | null>(null);
  const brands = attribute.rule.options === 'brands';
  const single = attribute.rule.maxValues === 1;
  const items = itemsOf(value);
  const query = typed ?? '';
  const { options, searching } = useFound(props, query, box.dropdownOpened);
  const makeBrand = useMutation(trpc.taxonomy.ensureBrand.mutationOptions());
  const wordOf = (item: Item): string => (typeof item === 'number' ? (labelOf(item) ?? '…') : item.c);

  const write = (next: readonly Item[]) => {
    if (next.length === 0) onChange(null);
    else if (single) onChange(next.at(-1) ?? null);
    else onChange([...next]);
  };
  const add = (item: Item) => {
    if (single) write([item]);
    else write(items.some((one) => sameItem(one, item)) ? items.filter((one) => !sameItem(one, item)) : [...items, item]);
    setTyped(single ? null : '');
    if (single) box.closeDropdown();
  };
  const own = query.trim().replace(/\s+/g, ' ');
  const mayCreate =
    (brands ? own.length >= MIN_NEW_BRAND && !searching : own !== '' && attribute.rule.custom === true) &&
    !options.some((o) => o.label.toLowerCase() === own.toLowerCase());

  // Enter takes the first that fits; a new value is made only by choosing it.
  const { selectFirstOption, dropdownOpened } = box;
  const firstKey = query.trim() === '' || searching || options[0] === undefined ? undefined : `${options[0].token} ${query}`;
  useEffect(() => {
    if (dropdownOpened && firstKey !== undefined) selectFirstOption();
  }, [dropdownOpened, firstKey, selectFirstOption]);

  const choose = (key: string) => {
    if (key !== CREATE) {
      const option = options.find((o) => String(o.token) === key);
      if (!option) return;
      onLabel(option.token, option.label);
      add(option.token);
    } else if (brands) {
      makeBrand.mutate(
        { name: own },
        {
          onSuccess: ({ token, name }) => {
            onLabel(token, name);
            add(token);
          },
          onError: errorWords.toast,
        },
      );
    } else add({ c: own });
  };

  const shownText = single && typed === null ? (items[0] === undefined ? '' : wordOf(items[0])) : query;
  return (
    <FieldFrame {...props}>
      {(parts) => (
        <Combobox store={box} onOptionSubmit={choose} disabled={disabled ?? false}>
          <Combobox.DropdownTarget>
            {/* biome-ignore lint: the box only gives its clicks to the field inside */}
            <div
              className={classes.pills}
              data-disabled={disabled || undefined}
              data-invalid={parts['aria-invalid']}
              onClick={(event) => {
                if (disabled) return;
                event.currentTarget.querySelector('input')?.focus();
                box.openDropdown();
              }}
            >
              <>
                {single
                  ? null
                  : items.map((item) => (
                      <Pill
                        key={keyOf(item)}
                        withRemoveButton={!disabled}
                        removeButtonProps={{ 'aria-label': t('removeValue', { value: wordOf(item) }), 'aria-hidden': false }}
                        onRemove={() => write(items.filter((one) => !sameItem(one, item)))}
                      >
                        {wordOf(item)}
                      </Pill>
                    ))}
                <Combobox.EventsTarget withExpandedAttribute>
                  <input
                    // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- the events target around it sets aria-expanded and aria-controls
                    role="combobox"
                    disabled={disabled}
                    {...parts}
                    className={classes.pillsField ?? ''}
                    autoComplete="off"
                    value={shownText}
                    placeholder={items.length === 0 ? (brands ? t('brandPlaceholder') : t('choose')) : undefined}
                    onFocus={(event) => {
                      box.openDropdown();
                      if (single) event.currentTarget.select();
                    }}
                    onBlur={() => {
                      box.closeDropdown();
                      if (single && typed !== null && typed.trim() === '' && items.length > 0) write([]);
                      setTyped(null);
                    }}
                    onChange={(event) => {
                      setTyped(event.currentTarget.value);
                      box.openDropdown();
                      box.updateSelectedOptionIndex();
                    }}
                    onKeyDown={(event) => {
                      if (event.key === 'Backspace' && !single && query === '' && items.length > 0) {
                        event.preventDefault();
                        write(items.slice(0, -1));
                      }
                    }}
                  />
                </Combobox.EventsTarget>
              </>
              {single && items.length > 0 && !disabled ? (
                <button
                  type="button"
                  className={classes.clear}
                  aria-label={t('clearOf', { field: props.name ?? attribute.label })}
                  onClick={(event) => {
                    event.stopPropagation();
                    write([]);
                  }}
                >
                  <IconX {...icon16} />
                </button>
              ) : null}
            </div>
          </Combobox.DropdownTarget>
          <Combobox.Dropdown>
            <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={props.name ?? attribute.label}>
              {options.slice(0, 200).map((option) => (
                <Combobox.Option key={option.token} value={String(option.token)} active={items.includes(option.token)} selected={items.includes(option.token)}>
                  <span className={classes.option}>
                    {option.swatch ? <span className={classes.swatch} style={{ background: option.swatch }} /> : null}
                    {option.label}
                  </span>
                </Combobox.Option>
              ))}
              {mayCreate ? (
                <Combobox.Option value={CREATE}>{brands ? t('newBrand', { name: own }) : t('ownValue', { value: own })}</Combobox.Option>
              ) : options.length === 0 ? (
                <Combobox.Empty>{searching ? t('searching') : t('nothingFound')}</Combobox.Empty>
              ) : null}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
      )}
    </FieldFrame>
  );
}
