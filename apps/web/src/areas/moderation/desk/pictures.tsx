import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { cx, Dialog, IconButton, icon20, PictureBox } from '@yarmarka/ui/plain';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { pictureUrl } from '../../../lib/pictures.ts';
import classes from './pictures.module.css';

export interface ShownPicture {
  readonly id: string;
  readonly state: 'same' | 'added' | 'removed';
}

/** Pictures before and after as one row: what is new and what goes is marked, what goes stands last. */
export function comparePictures(before: readonly string[], after: readonly string[]): ShownPicture[] {
  return [
    ...after.map((id) => ({ id, state: before.includes(id) ? ('same' as const) : ('added' as const) })),
    ...before.filter((id) => !after.includes(id)).map((id) => ({ id, state: 'removed' as const })),
  ];
}

/** A row of pictures; each opens large. */
export function PictureRow({
  pictures,
  compare,
  onOpen,
}: {
  readonly pictures: readonly ShownPicture[];
  readonly compare: boolean;
  readonly onOpen: (index: number) => void;
}): ReactNode {
  const t = useTranslations('moderation.card');
  if (pictures.length === 0) return <span className={classes.none}>{t('noPictures')}</span>;
  const reordered = compare && pictures.every((p) => p.state === 'same');
  return (
    <>
      <ul role="list" className={classes.row}>
        {pictures.map((picture, index) => (
          <li key={picture.id}>
            <button
              type="button"
              className={cx(classes.thumb, compare && classes[picture.state])}
              aria-label={`${t('enlarge', { index: String(index + 1), total: String(pictures.length) })}${compare && picture.state !== 'same' ? `, ${t(picture.state)}` : ''}`}
              onClick={() => onOpen(index)}
            >
              <PictureBox src={pictureUrl(picture.id, 160)} alt="" />
              {compare && picture.state !== 'same' ? <span className={classes.tag}>{t(picture.state)}</span> : null}
            </button>
          </li>
        ))}
      </ul>
      {reordered ? <span className={classes.none}>{t('reordered')}</span> : null}
    </>
  );
}

/** Pictures as large as the window allows; arrows turn the pages. */
export function Lightbox({
  pictures,
  start,
  name,
  onClose,
}: {
  readonly pictures: readonly ShownPicture[];
  readonly start: number;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTranslations('moderation.card');
  const close = useTranslations('common.actions');
  const [index, setIndex] = useState(start);
  const total = pictures.length;
  const picture = pictures[index];
  const go = (step: number) => setIndex((before) => (before + step + total) % total);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') go(1);
    else if (event.key === 'ArrowLeft') go(-1);
    else if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) onClose();
    else return;
    event.preventDefault();
  };
  if (!picture) return null;
  const said = t('picture', { index: String(index + 1), total: String(total) });
  return (
    <Dialog title={`${name}: ${t('pictures')}`} closeLabel={close('close')} onClose={onClose} width={1200}>
      <div className={classes.light} onKeyDown={onKeyDown}>
        <IconButton label={t('previous')} keys="left" disabled={total < 2} onClick={() => go(-1)}>
          <IconChevronLeft {...icon20} />
        </IconButton>
        <img className={classes.large} src={pictureUrl(picture.id, 1600)} alt={`${name}. ${said}`} />
        <IconButton label={t('next')} keys="right" disabled={total < 2} data-autofocus onClick={() => go(1)}>
          <IconChevronRight {...icon20} />
        </IconButton>
      </div>
      <p className={classes.caption} role="status">
        {said}
        {picture.state === 'same' ? '' : ` · ${t(picture.state)}`} · {t('zoomHint')}
      </p>
    </Dialog>
  );
}
