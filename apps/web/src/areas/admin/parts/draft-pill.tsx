import { IconPencilCheck } from '@tabler/icons-react';
import { useIsMutating } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { ButtonLink, icon16 } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { paths } from '../../../shell/paths.ts';
import classes from './draft-pill.module.css';
import { useDraft } from './draft.ts';

/** "3 cells in 2 categories · review and publish": always in sight while the matrix is. */
export function DraftPill(): ReactNode {
  const t = useTranslations('admin.draft');
  const draft = useDraft();
  const saving = useIsMutating({ mutationKey: ['matrix-draft'] }) > 0;
  const changes = draft?.changes ?? [];
  const rules = changes.flatMap(({ change }) => (change.kind === 'rule' ? [change.edit] : []));
  const others = changes.length - rules.length;
  if (changes.length === 0) return <span className={classes.none}>{t('empty')}</span>;
  const parts = [
    ...(rules.length > 0 ? [`${t('cells', { count: rules.length })} ${t('inCategories', { count: new Set(rules.map((r) => r.categoryId)).size })}`] : []),
    ...(others > 0 ? [t('more', { count: others })] : []),
  ];
  return (
    <section className={classes.pill} aria-label={t('label')}>
      <span className={classes.words} role="status">
        <span className={classes.mark} aria-hidden="true" />
        {parts.join(', ')}
        {saving ? <span className={classes.saving}>{t('saving')}</span> : null}
      </span>
      <ButtonLink href={paths.admin.draft()} size="s" look="main" icon={<IconPencilCheck {...icon16} />}>
        {t('review')}
      </ButtonLink>
    </section>
  );
}
