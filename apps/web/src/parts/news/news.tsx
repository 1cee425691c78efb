import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormats, useLocale } from '@yarmarka/i18n/react';
import { Anchor, Button } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useLive } from '../../lib/live.ts';
import { useTRPC } from '../../lib/trpc.ts';
import classes from './news.module.css';

/** As many notices as an overview shows, and its loader reads. */
export const NEWS = 12;

/** What the reader was told lately, the unread in bold. `none`: what stands there before there is any; without it nothing does. */
export function News({ words }: { words: { readonly title: string; readonly markRead: string; readonly none?: string } }): ReactNode {
  const locale = useLocale();
  const format = useFormats();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const notices = useQuery(trpc.messaging.listNotices.queryOptions({ limit: NEWS })).data?.items;
  const refresh = () => void queryClient.invalidateQueries(trpc.messaging.listNotices.pathFilter());
  useLive(['notice.*'], refresh);
  const markRead = useMutation(trpc.messaging.markRead.mutationOptions({ onSuccess: refresh }));
  if (!notices || (notices.length === 0 && words.none === undefined)) return null;
  return (
    <section aria-labelledby="news">
      <div className={classes.head}>
        <h2 id="news">{words.title}</h2>
        {notices.some((one) => one.readAt === null) ? (
          <Button size="s" look="quiet" pending={markRead.isPending} onClick={() => markRead.mutate({})}>
            {words.markRead}
          </Button>
        ) : null}
      </div>
      {notices.length === 0 ? (
        <p className={classes.quiet}>{words.none}</p>
      ) : (
        <ul role="list" className={classes.news}>
          {notices.map((one) => (
            <li key={one.id} data-unread={one.readAt === null || undefined}>
              {one.link ? <Anchor href={one.link}>{one.text[locale]}</Anchor> : one.text[locale]}
              <span className={classes.when}>{format.relative(one.createdAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
