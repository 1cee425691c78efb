import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { ProgressBar } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { CardPreview } from '../../../parts/card-preview/card-preview.tsx';
import classes from './side-panel.module.css';
import type { CardEditor } from './use-card.ts';

const STEPS = 3;

/** What the card amounts to now: completeness, quality with the steps that bring most, and how buyers will see it. */
export function SidePanel({ editor, title }: { readonly editor: CardEditor; readonly title: string }): ReactNode {
  const { percent, quality, state, model, labels, data } = editor;
  const t = useTranslations('seller.card');
  const locale = useLocale();
  const steps = quality.conditions
    .filter((c) => !c.fulfilled)
    .toSorted((a, b) => b.points - b.earned - (a.points - a.earned))
    .slice(0, STEPS);
  const prices = data.offers.map((offer) => offer.priceMinor);
  return (
    <aside className={classes.panel} aria-label={t('quality')} tabIndex={0}>
      <section className={classes.block}>
        <div className={classes.figure}>
          <span>{t('completeness')}</span>
          <strong>{percent} %</strong>
        </div>
        <ProgressBar thin label={t('completeness')} share={percent / 100} tone={percent === 100 ? 'success' : 'accent'} />
        <div className={classes.figure}>
          <span>{t('quality')}</span>
          <strong>{quality.score}</strong>
        </div>
        <ProgressBar thin label={t('quality')} share={quality.score / 100} tone={quality.score >= 80 ? 'success' : 'accent'} />
        {data.averageQuality === null ? null : <p className={classes.quiet}>{t('average', { average: String(data.averageQuality) })}</p>}
        {steps.length === 0 ? (
          <p className={classes.quiet}>{t('perfect')}</p>
        ) : (
          <>
            <h3 className={classes.subtitle}>{t('nextSteps')}</h3>
            <ol role="list" className={classes.steps}>
              {steps.map((step) => (
                <li key={step.key}>
                  <span>{step.text[locale]}</span>
                  <span className={classes.points}>{t('points', { points: step.points - step.earned })}</span>
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
      <CardPreview
        model={model}
        title={title}
        values={state.card}
        variants={state.variants}
        labelOf={labels.labelOf}
        priceMinor={prices.length > 0 ? Math.min(...prices) : null}
        severalPrices={new Set(prices).size > 1}
      />
    </aside>
  );
}
