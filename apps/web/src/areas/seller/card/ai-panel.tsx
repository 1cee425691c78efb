import { useMutation } from '@tanstack/react-query';
import { IconSparkles } from '@tabler/icons-react';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { Button, icon16, StatusBadge, TextArea, toast } from '@yarmarka/ui/plain';
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { type Described, type Language, streamDescription } from '../../../lib/ai-stream.ts';
import { useErrorWords } from '../../../lib/error-words.ts';
import { serverErrorOf } from '../../../lib/errors.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import classes from './ai-panel.module.css';
import { MarkedText } from './marked-text.tsx';
import type { CardEditor } from './use-card.ts';

const LANGUAGES: readonly Language[] = ['ru', 'en'];
type Props = Pick<CardEditor, 'model' | 'draft' | 'restart'> & { readonly cardId: number };
type Texts = { readonly [L in Language]?: string | undefined };

/** Has the description written from the card's attributes: it streams in, what the card does not bear out is marked red and cannot be accepted. */
export const AiPanel = memo(function AiPanel({ cardId, model, draft, restart }: Props): ReactNode {
  const t = useTranslations('seller.card.ai');
  const language = useTranslations('parts.form');
  const locale = useLocale();
  const trpc = useTRPC();
  const errors = useErrorWords();
  const [shown, setShown] = useState<Language>(locale);
  const [texts, setTexts] = useState<Texts>({});
  const [made, setMade] = useState<Described | null>(null);
  const [edited, setEdited] = useState<Texts>({});
  const [running, setRunning] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const clear = () => {
    setTexts({});
    setMade(null);
    setEdited({});
    setFailed(null);
  };
  const generate = async () => {
    // The text is made from what the server holds, so the last edits go there first.
    if (!(await draft.flush())) return;
    const fresh = made !== null;
    clear();
    setRunning(true);
    const control = new AbortController();
    stop.current = control;
    try {
      await streamDescription(
        { cardId, fresh },
        {
          onText: (of, text) => setTexts((before) => ({ ...before, [of]: (before[of] ?? '') + text })),
          onDone: (described) => {
            setMade(described);
            setTexts(described.texts);
          },
        },
        control.signal,
      );
    } catch (error) {
      if (!control.signal.aborted) setFailed(error);
    } finally {
      setRunning(false);
    }
  };

  const accept = useMutation(
    trpc.ai.accept.mutationOptions({
      onSuccess: async () => {
        clear();
        await restart();
        toast({ tone: 'success', text: t('accepted') });
      },
      onError: (error) => {
        const { reason, details } = serverErrorOf(error);
        if (reason === 'ai.unknown_facts' && made && Array.isArray(details.flags)) {
          setMade({ ...made, flags: details.flags as Described['flags'], spans: [] });
          setTexts({ ...texts, ...edited });
          setEdited({});
        } else errors.toast(error);
      },
    }),
  );
  const decline = useMutation(trpc.ai.decline.mutationOptions({ onSuccess: clear, onError: errors.toast }));

  const flags = made?.flags ?? [];
  const changed = Object.keys(edited).length > 0;
  const text = edited[shown] ?? texts[shown] ?? '';
  const present = LANGUAGES.filter((one) => texts[one] !== undefined);
  const nothing = present.length === 0;
  const take = async () => {
    // Accepting starts the form anew, so nothing typed may be on its way.
    if (!made || !(await draft.flush())) return;
    const whole: Texts = { ...texts, ...edited };
    accept.mutate({ generationId: made.generationId, ...(changed && { edited: whole }) });
  };

  return (
    <section aria-label={t('title')} className={classes.panel} aria-busy={running || undefined}>
      <div className={classes.head}>
        <p className={classes.lead}>{made ? (made.source === 'template' ? t('template') : t('model', { name: made.model })) : t('text')}</p>
        {running ? (
          <Button size="s" onClick={() => stop.current?.abort()}>
            {t('stop')}
          </Button>
        ) : (
          <Button size="s" icon={<IconSparkles {...icon16} />} onClick={() => void generate()}>
            {nothing ? t('generate') : t('again')}
          </Button>
        )}
      </div>
      {failed ? (
        <p role="alert" className={classes.error}>
          {errors.say(failed)}
        </p>
      ) : null}
      {nothing ? (
        running ? (
          <p role="status">{t('writing')}</p>
        ) : null
      ) : (
        <>
          <div role="radiogroup" aria-label={t('language')} className={classes.tabs}>
            {present.map((one) => (
              <label key={one} data-active={one === shown || undefined}>
                <input type="radio" className="y-hidden" name="generated-language" checked={one === shown} onChange={() => setShown(one)} />
                {language(`language.${one}`)}
                {flags.some((flag) => flag.locale === one) ? (
                  <StatusBadge bare tone="danger">
                    {String(flags.filter((flag) => flag.locale === one).length)}
                  </StatusBadge>
                ) : null}
              </label>
            ))}
          </div>
          {edited[shown] === undefined ? (
            <MarkedText
              text={text}
              flags={flags.filter((flag) => flag.locale === shown)}
              traces={(made?.spans ?? []).filter((trace) => trace.locale === shown)}
              labelOf={(no) => model.attributes.get(no)?.label ?? ''}
              {...(made && { onEdit: () => setEdited((before) => ({ ...before, [shown]: text })) })}
            />
          ) : (
            <TextArea
              label={t('edit')}
              labelHidden
              rows={8}
              value={text}
              onChange={(event) => setEdited((before) => ({ ...before, [shown]: event.target.value }))}
            />
          )}
          {made ? (
            <>
              {flags.length > 0 && !changed ? (
                <p role="alert" className={classes.error}>
                  {t('flagged', { count: flags.length })}
                </p>
              ) : changed ? null : (
                <p className={classes.good}>{t('clean')}</p>
              )}
              <div className={classes.actions}>
                <Button size="s" look="ink" disabled={flags.length > 0 && !changed} pending={accept.isPending} onClick={() => void take()}>
                  {t('accept')}
                </Button>
                <Button size="s" look="quiet" pending={decline.isPending} onClick={() => decline.mutate({ generationId: made.generationId })}>
                  {t('decline')}
                </Button>
              </div>
            </>
          ) : null}
        </>
      )}
    </section>
  );
});
