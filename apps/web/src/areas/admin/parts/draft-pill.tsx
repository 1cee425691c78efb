import { IconPencilCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, ButtonLink, icon16, useStore } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useLive } from '../../../lib/live.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import classes from './draft-pill.module.css';
import { draftReach } from './draft-reach.ts';
import { sending, sendNow } from './draft-send.ts';
import { readCellsAgain, sentWithin, useDraftCells } from './draft.ts';

/** News of my own draft that come this soon are this tab's. */
const OWN_NEWS_MS = 3_000;

/** "3 cells in 2 categories · review and publish": always in sight while the matrix is. */
export function DraftPill(): ReactNode {
  const t = useTranslations('admin.draft');
  const draft = useDraftCells();
  const sent = useStore(sending);
  const counted = useStore(draftReach);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useLive(['change_set.*', 'matrix.published.v1'], (event) => {
    const old = event?.type.startsWith('change_set.') && (event.key !== String(draft?.id) || sentWithin(OWN_NEWS_MS));
    if (!old) readCellsAgain(queryClient, trpc.taxonomy.draftCells.queryFilter());
  });
  const rules = draft?.cells ?? [];
  const [helps, others] = [draft?.helps.length ?? 0, draft?.others ?? 0];
  const waits = sent !== null && sent.failed > 0;
  if (rules.length + helps + others === 0 && !waits) return <span className={classes.none}>{draft === undefined ? null : t('empty')}</span>;
  const categories = new Set(rules.map((rule) => rule.categoryId)).size;
  const reach = counted?.cells === draft?.cells ? (counted?.categories ?? 0) : 0;
  const parts = [
    ...(rules.length > 0 ? [`${t('cells', { count: rules.length })} ${t('inCategories', { count: categories })}`] : []),
    ...(reach > categories ? [t('reach', { count: reach })] : []),
    ...(helps > 0 ? [t('helps', { count: helps })] : []),
    ...(others > 0 ? [t(rules.length + helps > 0 ? 'more' : 'changes', { count: others })] : []),
  ];
  return (
    <section className={classes.pill} aria-label={t('label')}>
      <span className={classes.words} role="status">
        <span className={classes.mark} aria-hidden="true" />
        {parts.join(', ')}
        {sent && !waits ? <span className={classes.saving}>{sent.done > 0 ? t('savingOf', { done: sent.done, total: sent.total }) : t('saving')}</span> : null}
        {waits ? <strong>{t('notSaved')}</strong> : null}
      </span>
      {waits ? (
        <Button size="s" onClick={sendNow}>
          {t('saveNow')}
        </Button>
      ) : null}
      <ButtonLink href={paths.admin.draft()} size="s" look="main" icon={<IconPencilCheck {...icon16} />}>
        {t('review')}
      </ButtonLink>
    </section>
  );
}
