import { IconArrowLeft, IconArrowRight, IconPhotoPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { cx, icon16, icon20, IconButton, PictureBox } from '@yarmarka/ui/plain';
import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useErrorWords } from '../../lib/error-words.ts';
import { pictureUrl } from '../../lib/pictures.ts';
import { uploadFile } from '../../lib/upload.ts';
import { FieldFrame } from './field-frame.tsx';
import type { AttributeFieldProps } from './field-types.ts';
import classes from './pictures-field.module.css';

const idsOf = (value: AttributeFieldProps['value']): string[] => {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter((id): id is string => typeof id === 'string');
};

interface Running {
  readonly key: number;
  readonly name: string;
  readonly share: number;
  readonly error: string | null;
}

/** Pictures in their order: dropped or chosen, moved by dragging or with buttons, the first is the main one. */
export function PicturesField(props: AttributeFieldProps): ReactNode {
  const { attribute, value, onChange, disabled } = props;
  const t = useTranslations('parts.form.pictures');
  const errors = useErrorWords();
  const input = useRef<HTMLInputElement>(null);
  const status = useId();
  const [running, setRunning] = useState<readonly Running[]>([]);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState(false);
  const serial = useRef(0);
  const ids = idsOf(value);
  const latest = useRef(ids);
  useEffect(() => {
    latest.current = ids;
  });
  const room = attribute.rule.maxValues - ids.length;

  const write = (next: readonly string[]) => {
    latest.current = [...next];
    onChange(next.length === 0 ? null : [...next]);
  };
  const move = (from: number, to: number) => {
    const picture = ids[from];
    if (picture === undefined || to < 0 || to >= ids.length) return;
    write(ids.toSpliced(from, 1).toSpliced(to, 0, picture));
  };
  const upload = (files: readonly File[]) => {
    for (const file of files.slice(0, Math.max(0, room))) {
      serial.current += 1;
      const key = serial.current;
      const patch = (change: Partial<Running>) => setRunning((list) => list.map((one) => (one.key === key ? { ...one, ...change } : one)));
      setRunning((list) => [...list, { key, name: file.name, share: 0, error: null }]);
      uploadFile(file, 'picture', (share) => patch({ share }))
        .then(({ id }) => {
          if (!latest.current.includes(id)) write([...latest.current, id]);
          setRunning((list) => list.filter((one) => one.key !== key));
        })
        .catch((error: unknown) => patch({ error: errors.say(error) }));
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer.files.length > 0) upload([...event.dataTransfer.files]);
  };

  return (
    <FieldFrame {...props} hint={t('hint', { max: attribute.rule.maxValues })}>
      {(parts) => (
        <div
          className={cx(classes.pictures, over && classes.over)}
          onDragOver={(event) => {
            event.preventDefault();
            if (dragged === null) setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <ol role="list" className={classes.list}>
            {ids.map((id, index) => (
              <li
                key={id}
                className={cx(classes.tile, dragged === index && classes.dragged)}
                draggable={!disabled}
                onDragStart={() => setDragged(index)}
                onDragEnd={() => setDragged(null)}
                onDragEnter={() => {
                  if (dragged === null || dragged === index) return;
                  move(dragged, index);
                  setDragged(index);
                }}
              >
                <PictureBox src={pictureUrl(id, 480)} alt={t('picture', { index: index + 1 })} fit="cover" />
                {index === 0 ? <span className={classes.main}>{t('main')}</span> : null}
                {disabled ? null : (
                  <span className={classes.tools}>
                    <IconButton size="s" label={t('earlier', { index: index + 1 })} disabled={index === 0} onClick={() => move(index, index - 1)}>
                      <IconArrowLeft {...icon16} />
                    </IconButton>
                    <IconButton size="s" label={t('later', { index: index + 1 })} disabled={index === ids.length - 1} onClick={() => move(index, index + 1)}>
                      <IconArrowRight {...icon16} />
                    </IconButton>
                    <IconButton size="s" label={t('remove', { index: index + 1 })} onClick={() => write(ids.toSpliced(index, 1))}>
                      <IconTrash {...icon16} />
                    </IconButton>
                  </span>
                )}
              </li>
            ))}
            {running.map((one) => (
              <li key={one.key} className={cx(classes.tile, classes.waiting, one.error !== null && classes.failed)}>
                <span className={classes.name}>{one.name}</span>
                {one.error === null ? (
                  <progress aria-label={t('uploading', { name: one.name })} value={one.share} max={1} />
                ) : (
                  <>
                    <span role="alert" className={classes.error}>
                      {one.error}
                    </span>
                    <button type="button" className={classes.dismiss} onClick={() => setRunning((list) => list.filter((x) => x.key !== one.key))}>
                      {t('dismiss')}
                    </button>
                  </>
                )}
              </li>
            ))}
            {disabled || room <= 0 ? null : (
              <li>
                <button type="button" className={classes.add} onClick={() => input.current?.click()} aria-describedby={status}>
                  <IconPhotoPlus {...icon20} />
                  <span>{t('add')}</span>
                </button>
              </li>
            )}
          </ol>
          <input
            {...parts}
            ref={input}
            type="file"
            multiple
            accept="image/jpeg,image/png,image/webp"
            className={classes.file}
            tabIndex={-1}
            disabled={disabled || room <= 0}
            onChange={(event) => {
              upload([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
          <span id={status} role="status" className="y-hidden">
            {t('count', { count: ids.length })}
          </span>
        </div>
      )}
    </FieldFrame>
  );
}
