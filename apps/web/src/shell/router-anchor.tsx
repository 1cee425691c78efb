import type { AnchorProps } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { isWorkplacePath } from './paths.ts';

const isOutside = (href: string): boolean => !href.startsWith('/') || href.startsWith('//');
const pathOf = (href: string): string => href.split(/[?#]/)[0] ?? href;

function Inside({ href, replace, preventScrollReset, ...props }: AnchorProps): ReactNode {
  return <Link {...props} to={href} {...(replace && { replace })} {...(preventScrollReset && { preventScrollReset })} />;
}

function Outside({ replace: _replace, preventScrollReset: _keep, ...props }: AnchorProps): ReactNode {
  return <a {...props}>{props.children}</a>;
}

/** The shop's link: its own pages through the router (which adds the language), everything else as a plain link. */
export function ShopAnchor(props: AnchorProps): ReactNode {
  const { href } = props;
  if (href.startsWith('?')) return <Inside {...props} />;
  const path = pathOf(href);
  return isOutside(href) || isWorkplacePath(path) || path.startsWith('/api/') ? <Outside {...props} /> : <Inside {...props} />;
}

/** The workplace's link: seller, moderation, administration and sign-in through the router, the shop as a plain link. */
export function WorkplaceAnchor(props: AnchorProps): ReactNode {
  const { href } = props;
  return href.startsWith('?') || (!isOutside(href) && isWorkplacePath(pathOf(href))) ? <Inside {...props} /> : <Outside {...props} />;
}
