import { useTranslations } from '@yarmarka/i18n/react';
import { type ReactNode, useState } from 'react';
import { cx } from './cx.ts';
import classes from './picture-box.module.css';

export interface PictureBoxProps {
  readonly src?: string | null | undefined;
  readonly srcSet?: string;
  readonly sizes?: string;
  /** Empty when the name stands right beside the picture. */
  readonly alt: string;
  /** Width by height; the box keeps it before, while and after loading. */
  readonly ratio?: number;
  readonly fit?: 'contain' | 'cover';
  /** The first pictures of a page load at once, the others when they come near. */
  readonly eager?: boolean;
  readonly className?: string;
}

/** A picture with a box of its own, so nothing moves when it arrives; without a picture the box says so. */
export function PictureBox({ src, srcSet, sizes, alt, ratio = 1, fit = 'contain', eager = false, className }: PictureBoxProps): ReactNode {
  const t = useTranslations('common.picture');
  const [broken, setBroken] = useState<string | null>(null);
  const shown = src && broken !== src ? src : null;
  return (
    <span className={cx(classes.box, className)} style={{ aspectRatio: String(ratio) }}>
      {shown ? (
        <img
          src={shown}
          srcSet={srcSet}
          sizes={sizes}
          alt={alt}
          loading={eager ? 'eager' : 'lazy'}
          fetchPriority={eager ? 'high' : 'auto'}
          decoding="async"
          className={fit === 'cover' ? classes.cover : classes.contain}
          onError={() => setBroken(shown)}
        />
      ) : (
        <span className={classes.none} role={alt ? 'img' : undefined} aria-label={alt ? `${alt}: ${t('none')}` : undefined}>
          <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
            <path d="M8 36V14a3 3 0 0 1 3-3h26a3 3 0 0 1 3 3v22a3 3 0 0 1-3 3H11a3 3 0 0 1-3-3Z" />
            <path d="m8 33 10-9 8 7 5-4 9 7" />
            <circle cx="31" cy="19" r="2.5" />
          </svg>
        </span>
      )}
    </span>
  );
}
