import type { AnchorProps } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { isWorkplacePath } from './paths.ts';

const isOutside = (href: string): boolean => !href.startsWith('/') || href.startsWith('//');

/** The shop's link: its own pages through the router (which adds the language), everything else as a plain link. */
export function ShopAnchor({ href, ...props }: AnchorProps): ReactNode {
  const path = href.split(/[?#]/)[0] ?? href;
  if (href.startsWith('?')) return <Link {...props} to={href} />;
  if (isOutside(href) || isWorkplacePath(path) || path.startsWith('/api/')) return <a {...props} href={href} />;
  return <Link {...props} to={href} />;
}

/** The workplace's link: seller, moderation, administration and sign-in through the router, the shop as a plain link. */
export function WorkplaceAnchor({ href, ...props }: AnchorProps): ReactNode {
  const path = href.split(/[?#]/)[0] ?? href;
  if (href.startsWith('?') || (!isOutside(href) && isWorkplacePath(path))) return <Link {...props} to={href} />;
  return <a {...props} href={href} />;
}
