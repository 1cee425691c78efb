import type { inferRouterOutputs } from '@trpc/server';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { columnTitle } from '@yarmarka/taxonomy/check';
import { Button, ButtonLink } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useRef } from 'react';
import type { AppRouter } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import classes from './exchange.module.css';

type Result = inferRouterOutputs<AppRouter>['exchange']['importExchange'];

/** What a file would change: counts by kind, the first differences old and new, the lines that were not taken. */
export function Outcome({ result, onAgain }: { result: Result; onAgain: () => void }): ReactNode {
  const t = useTranslations('admin.exchange.result');
  const kinds = useTranslations('admin.exchange.kinds');
  const locale = useLocale();
  const format = useFormats();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { changeSetId, counts, lines, lineCount, problems, problemCount, rows } = result;
  const counted = Object.entries(counts) as [keyof typeof counts, number][];
  const changes = counted.reduce((n, [, count]) => n + count, 0);
  const nothing = changeSetId === null;
  return (
    <section aria-labelledby="outcome-title" className={classes.panel}>
      <h2 id="outcome-title" ref={heading} tabIndex={-1} className={classes.heading}>
        {nothing ? (problemCount > 0 ? t('noneTaken') : t('none')) : t('found', { count: lineCount })}
      </h2>
      <p className={classes.lead}>{nothing ? (problemCount > 0 ? t('noneTakenText') : t('noneText', { rows })) : t('foundText', { rows, changes })}</p>
      {counted.length > 0 ? (
        <ul className={classes.kinds} aria-label={t('kinds')}>
          {counted.map(([kind, count]) => (
            <li key={kind}>{kinds(kind, { count })}</li>
          ))}
        </ul>
      ) : null}
      <div className={classes.actions}>
        {changeSetId === null ? null : (
          <ButtonLink look="main" href={paths.admin.changeSet(changeSetId)}>
            {t('open')}
          </ButtonLink>
        )}
        <Button onClick={onAgain}>{t('again')}</Button>
      </div>
      {problems.length > 0 ? (
        <>
          <h3 className={classes.caption}>
            {problemCount > problems.length
              ? t('firstProblems', { shown: String(problems.length), count: format.number(problemCount) })
              : t('problems', { count: problemCount })}
          </h3>
          <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('problems', { count: problemCount })}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('row')}</th>
                  <th scope="col">{t('column')}</th>
                  <th scope="col">{t('problem')}</th>
                </tr>
              </thead>
              <tbody>
                {problems.map((p, i) => (
                  <tr key={`${p.row}:${p.column ?? ''}:${i}`}>
                    <td className={classes.number}>{p.row}</td>
                    <td>{p.column === undefined ? '' : columnTitle(p.column, locale)}</td>
                    <td className={classes.wrongText}>{p[locale]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
      {lines.length > 0 ? (
        <>
          <h3 className={classes.caption}>
            {lineCount > lines.length ? t('firstLines', { shown: String(lines.length), count: format.number(lineCount) }) : t('lines')}
          </h3>
          <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('lines')}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('row')}</th>
                  <th scope="col">{t('subject')}</th>
                  <th scope="col">{t('field')}</th>
                  <th scope="col">{t('from')}</th>
                  <th scope="col">{t('to')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line, i) => (
                  <tr key={`${line.row}:${line.column}:${i}`}>
                    <td className={classes.number}>{line.row}</td>
                    <td>{line.subject[locale]}</td>
                    <td>{columnTitle(line.column, locale)}</td>
                    <td className={classes.old}>{line.from[locale] === '' ? <em>{t('empty')}</em> : line.from[locale]}</td>
                    <td className={classes.new}>{line.to[locale] === '' ? <em>{t('empty')}</em> : line.to[locale]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
    </section>
  );
}
