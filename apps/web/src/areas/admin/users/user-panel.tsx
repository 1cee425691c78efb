import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { ROLES, type Role } from '@yarmarka/accounts/schemas';
import { Button, ButtonLink, Check, Dialog, StatusBadge, toast } from '@yarmarka/ui/plain';
import type { inferRouterOutputs } from '@trpc/server';
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useSignedIn } from '../../../lib/session.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import classes from '../parts/lists.module.css';

export type User = inferRouterOutputs<AppRouter>['accounts']['listUsers']['items'][number];

/** One account: roles, blocking, sessions. */
export function UserPanel({ user, onClose }: { user: User; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.users');
  const names = useTranslations('admin.roles');
  const format = useFormats();
  const words = useErrorWords();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const self = useSignedIn().id === user.id;
  const [roles, setRoles] = useState<ReadonlySet<Role>>(new Set(user.roles));
  const [status, setStatus] = useState(user.status);
  const changed = ROLES.some((role) => roles.has(role) !== user.roles.includes(role));
  const refresh = () => queryClient.invalidateQueries(trpc.accounts.listUsers.pathFilter());
  const onError = (error: unknown) => words.toast(error);
  const save = useMutation(
    trpc.accounts.setRoles.mutationOptions({ onError, onSuccess: () => (toast({ tone: 'success', text: t('rolesSaved') }), refresh()) }),
  );
  const block = useMutation(
    trpc.accounts.setUserStatus.mutationOptions({
      onError,
      onSuccess: (_, input) => {
        setStatus(input.status);
        toast({ tone: 'success', text: t(input.status === 'blocked' ? 'blocked' : 'unblocked', { name: user.name }) });
        return refresh();
      },
    }),
  );
  const end = useMutation(
    trpc.accounts.revokeUserSessions.mutationOptions({ onError, onSuccess: (count) => void toast({ tone: 'success', text: t('sessionsEnded', { count }) }) }),
  );
  return (
    <Dialog side="right" width={440} title={user.name} closeLabel={t('close')} onClose={onClose}>
      <div className={classes.stack}>
        <dl className={classes.facts}>
          <dt>{t('columns.email')}</dt>
          <dd>
            {user.email} {user.emailVerified ? null : <span className={classes.quiet}>{t('unconfirmed')}</span>}
          </dd>
          <dt>{t('columns.status')}</dt>
          <dd>
            <StatusBadge bare tone={status === 'active' ? 'success' : 'danger'}>
              {t(`status.${status}`)}
            </StatusBadge>
          </dd>
          <dt>{t('columns.created')}</dt>
          <dd>{format.dateTime(user.createdAt)}</dd>
          {user.twoFactorEnabled ? (
            <>
              <dt>{t('secondFactor')}</dt>
              <dd>✓</dd>
            </>
          ) : null}
        </dl>
        {self ? <p className={classes.note}>{t('yourself')}</p> : null}
        <fieldset className={classes.fieldset}>
          <legend>{t('columns.roles')}</legend>
          {ROLES.map((role) => (
            <Check
              key={role}
              label={names(role)}
              checked={roles.has(role)}
              disabled={role === 'buyer' || (self && role === 'admin') || (role === 'seller' && user.sellerId === null)}
              onChange={(event) => {
                const next = new Set(roles);
                if (event.target.checked) next.add(role);
                else next.delete(role);
                setRoles(next);
              }}
            />
          ))}
          <p className={classes.note}>{t('rolesHint')}</p>
          <Button look="main" disabled={!changed} pending={save.isPending} onClick={() => save.mutate({ userId: user.id, roles: [...roles] })}>
            {t('saveRoles')}
          </Button>
        </fieldset>
        <div className={classes.actions}>
          <ButtonLink href={paths.admin.journal({ actor: `user:${user.id}` })}>{t('journal')}</ButtonLink>
          <Button pending={end.isPending} onClick={() => end.mutate({ userId: user.id })}>
            {t('endSessions')}
          </Button>
          {self ? null : (
            <Button
              look={status === 'active' ? 'danger' : 'plain'}
              pending={block.isPending}
              onClick={() => block.mutate({ userId: user.id, status: status === 'active' ? 'blocked' : 'active' })}
            >
              {t(status === 'active' ? 'block' : 'unblock')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
