import { useTranslations } from '@yarmarka/i18n/react';
import { cx, PictureBox } from '@yarmarka/ui/plain';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { pictureSet, pictureUrl } from '../../../lib/pictures.ts';
import classes from './gallery.module.css';

/** Pictures with their thumbnails; arrows move, the large one opens in full. */
export function Gallery({ pictures, name }: { readonly pictures: readonly string[]; readonly name: string }): ReactNode {
  const t = useTranslations('shop.card');
  const [index, setIndex] = useState(0);
  const current = pictures[index] ?? pictures[0];
  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || pictures.length < 2) return;
    event.preventDefault();
    setIndex((index + step + pictures.length) % pictures.length);
  };
  return (
    <div className={classes.gallery} onKeyDown={keys} role="group" aria-label={t('gallery')}>
      {current ? (
        <a href={pictureUrl(current, 1600)} className={classes.large} aria-label={t('openPicture', { name })}>
          <PictureBox {...pictureSet(current)} sizes="(max-width: 900px) 92vw, 480px" alt={name} eager />
        </a>
      ) : (
        <PictureBox alt={name} />
      )}
      {pictures.length > 1 ? (
        <ul role="list" className={classes.thumbs}>
          {pictures.map((p, i) => (
            <li key={p}>
              <button
                type="button"
                className={cx(classes.thumb, i === index && classes.active)}
                aria-label={t('picture', { n: String(i + 1), count: String(pictures.length) })}
                aria-pressed={i === index}
                onClick={() => setIndex(i)}
              >
                <PictureBox src={pictureUrl(p, 160)} alt="" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
