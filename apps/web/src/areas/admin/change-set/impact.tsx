import { IconAlertTriangle, IconPrinter } from '@tabler/icons-react';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Anchor, Button, icon16, icon20 } from '@yarmarka/ui/plain';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import type { AppRouter } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import { type AttributeFact, useImpactWords } from '../parts/impact-words.ts';
import { useLabel } from '../parts/label.ts';
import classes from './impact.module.css';

export type MatrixImpact = inferRouterOutputs<AppRouter>['operations']['impact'];
const ROWS = [
  'newlyRequired',
  'noLongerRequired',
  'facetsOn',
  'facetsOff',
  'facetsChanged',
  'typeChanged',
  'added',
  'removed',
  'axesOn',
  'axesOff',
  'narrowed',
] as const;
const SHOWN = 8;

/** What the publication would do: numbers first, then what changes by attribute and examples, then each seller. Made to be printed. */
export function Impact({ impact, working }: { impact: MatrixImpact | undefined; working: boolean }): ReactNode {
  const t = useTranslations('admin.impact');
  const format = useFormats();
  return (
    <section className={classes.impact} aria-labelledby="impact-title" aria-busy={working}>
      <div className={classes.head}>
        <h2 id="impact-title">{t('title')}</h2>
        {impact && impact.problems.length === 0 ? (
          <>
            <span className={classes.quiet}>{t('took', { version: String(impact.baseVersion), time: t('time', { ms: format.number(impact.tookMs) }) })}</span>
            <Button size="s" icon={<IconPrinter {...icon16} />} onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        ) : null}
      </div>
      {impact === undefined ? (
        <p role="status">{t('working')}</p>
      ) : impact.problems.length > 0 ? (
        <p role="status">{t('torn', { count: impact.problems.length })}</p>
      ) : (
        <Facts impact={impact} />
      )}
    </section>
  );
}

function Facts({ impact }: { impact: MatrixImpact }): ReactNode {
  const t = useTranslations('admin.impact');
  const label = useLabel();
  const { counts } = useImpactWords();
  const { catalog } = impact;
  const changesSettings = (impact.search?.settings?.cards ?? 0) > 0;
  const lasts = (seconds: number): string => (seconds < 90 ? t('seconds', { count: Math.max(1, seconds) }) : t('minutes', { count: Math.round(seconds / 60) }));
  return (
    <>
      <Numbers impact={impact} />
      {impact.nothing ? <p className={classes.quiet}>{t('nothing')}</p> : catalog ? <p className={classes.quiet}>{t('counted')}</p> : null}
      {impact.losses.length > 0 ? (
        <ul className={classes.samples}>
          {impact.losses.map((one) => (
            <li key={`${one.from.en}/${one.into.en}`}>{t('loss', { cards: counts(one.cards), from: label(one.from), into: label(one.into) })}</li>
          ))}
        </ul>
      ) : null}
      {impact.blockers.length > 0 ? (
        <div className={classes.blockers} role="alert">
          <h3>
            <IconAlertTriangle {...icon20} /> {t('blockers')}
          </h3>
          <ul>
            {impact.blockers.map((one) => (
              <li key={`${one.code} ${one.en}`}>{label(one)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Attributes impact={impact} />
      {impact.search && impact.search.reproject > 0 ? (
        <p>{[t('work', { time: lasts(impact.search.seconds) }), ...(changesSettings ? [t('settings')] : [])].join(' ')}</p>
      ) : null}
      {impact.conversions > 0 ? <p>{t('conversions', { count: impact.conversions })}</p> : null}
      {impact.samples.length > 0 ? (
        <div>
          <h3>{t('samples')}</h3>
          <ul className={classes.samples}>
            {impact.samples.map((one) => (
              <li key={one.id}>
                {one.created ? label(one) : <Anchor href={paths.admin.categories({ c: one.id })}>{label(one)}</Anchor>}
                {one.trail.length > 0 ? <span className={classes.quiet}> {one.trail.map(label).join(' › ')}</span> : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {catalog && catalog.sellers.length > 0 ? <Sellers catalog={catalog} /> : null}
    </>
  );
}

function Numbers({ impact }: { impact: MatrixImpact }): ReactNode {
  const t = useTranslations('admin.impact');
  const format = useFormats();
  const { catalog } = impact;
  const cards = (key: 'lacking' | 'invalid' | 'parked') => {
    const counts = catalog?.[key] ?? { published: 0, drafts: 0 };
    return { key, value: counts.published, drafts: counts.drafts, always: catalog !== null, warn: key !== 'parked' };
  };
  const numbers = [
    { key: 'schemas' as const, value: impact.schemasChanged, drafts: 0, always: catalog !== null, warn: false },
    ...(['created', 'moved', 'merged'] as const).map((key) => ({ key, value: impact[key], drafts: 0, always: false, warn: false })),
    { key: 'cards' as const, value: catalog?.held.published ?? 0, drafts: catalog?.held.drafts ?? 0, always: catalog !== null, warn: false },
    ...(['lacking', 'invalid', 'parked'] as const).map(cards),
    { key: 'offers' as const, value: impact.offers?.lacking ?? 0, drafts: 0, always: false, warn: true },
    { key: 'offersParked' as const, value: impact.offers?.parked ?? 0, drafts: 0, always: false, warn: false },
    { key: 'reproject' as const, value: impact.search?.reproject ?? 0, drafts: 0, always: impact.search !== null, warn: false },
    { key: 'sellers' as const, value: catalog?.sellersConcerned ?? 0, drafts: 0, always: catalog !== null, warn: false },
  ].filter((one) => one.always || one.value + one.drafts > 0);
  return (
    <ul className={classes.numbers}>
      {numbers.map((one) => (
        <li key={one.key} className={one.warn && one.value + one.drafts > 0 ? classes.warn : undefined}>
          <span className={classes.figure}>{format.number(one.value)}</span>
          <span>{t(`numbers.${one.key}`, { count: one.value })}</span>
          {one.drafts > 0 ? <span className={classes.quiet}>{t('drafts', { count: one.drafts })}</span> : null}
          {one.key === 'lacking' && one.value > 0 ? (
            <span className={classes.quiet}>{t('complete', { count: catalog?.incomplete.published ?? 0 })}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Attributes({ impact }: { impact: MatrixImpact }): ReactNode {
  const t = useTranslations('admin.impact');
  const label = useLabel();
  const { news } = useImpactWords();
  const cards = new Map((impact.catalog?.attributes ?? []).map((one) => [one.attributeNo, one]));
  const rows = ROWS.filter((row) => impact.attributes[row].length > 0);
  if (rows.length === 0) return null;
  const more = (fact: AttributeFact, row: (typeof ROWS)[number]): string[] => {
    const found = cards.get(fact.no);
    const held = (key: 'lacking' | 'invalid' | 'parked', inRow: boolean): string[] => (inRow && found && found[key] > 0 ? [t(key, { count: found[key] })] : []);
    return [
      ...news(fact),
      ...held('lacking', row === 'newlyRequired'),
      ...held('invalid', row === 'narrowed' || row === 'typeChanged'),
      ...held('parked', row === 'removed'),
    ];
  };
  return (
    <div>
      <h3>{t('attributes')}</h3>
      <dl className={classes.rows}>
        {rows.map((row) => (
          <div key={row}>
            <dt>{t(`rows.${row}`)}</dt>
            <dd>
              <ul>
                {impact.attributes[row].slice(0, SHOWN).map((one) => (
                  <li key={one.no}>
                    <Anchor href={paths.admin.attribute(one.no)}>{label(one)}</Anchor>{' '}
                    <span className={classes.quiet}>{[t('inCategories', { count: one.categories }), ...more(one, row)].join(', ')}</span>
                  </li>
                ))}
                {impact.attributes[row].length > SHOWN ? <li className={classes.quiet}>{`+${impact.attributes[row].length - SHOWN}`}</li> : null}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Sellers({ catalog }: { catalog: NonNullable<MatrixImpact['catalog']> }): ReactNode {
  const t = useTranslations('admin.impact');
  const format = useFormats();
  const label = useLabel();
  const { sample } = useImpactWords();
  return (
    <div>
      <h3>{t('sellers')}</h3>
      <div className={classes.tableBox} tabIndex={0} role="region" aria-label={t('sellers')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('columns.seller')}</th>
              <th scope="col">{t('columns.lacking')}</th>
              <th scope="col">{t('columns.invalid')}</th>
              <th scope="col">{t('columns.parked')}</th>
              <th scope="col">{t('columns.samples')}</th>
            </tr>
          </thead>
          <tbody>
            {catalog.sellers.map((one) => (
              <tr key={one.sellerId ?? 0}>
                <th scope="row">{one.sellerId === null ? t('platform') : label(one)}</th>
                <td>{format.number(one.lacking)}</td>
                <td>{format.number(one.invalid)}</td>
                <td>{format.number(one.parked)}</td>
                <td className={classes.quiet}>{one.samples.map(sample).join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {catalog.sellersConcerned > catalog.sellers.length ? (
        <p className={classes.quiet}>{t('sellersShown', { shown: String(catalog.sellers.length), count: format.number(catalog.sellersConcerned) })}</p>
      ) : null}
    </div>
  );
}
