import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { type DragEvent, type ReactNode, type Ref, useId, useState } from 'react';
import { cx } from '../plain/cx.ts';
import { icon32 } from '../plain/icon.ts';
import { ProgressBar } from '../plain/progress.tsx';
import classes from './file-drop.module.css';

export interface FileDropProps {
  readonly file: File | null;
  /** Null when the choice was taken back. */
  readonly onPick: (file: File | null) => void;
  /** As the `accept` of a file input. */
  readonly accept: string;
  /** What may be dropped here, while nothing is chosen. */
  readonly prompt: string;
  /** What it may be at most, and how it is read. */
  readonly limit: string;
  /** What is wrong and the way out. */
  readonly error?: string | undefined;
  /** How far the upload is, 0 to 1; null when none runs. */
  readonly share?: number | null;
  /** The input, to move the focus there. */
  readonly ref?: Ref<HTMLInputElement>;
}

/** Takes one file, dropped or chosen, names it with its size, and shows the way of its upload. */
export function FileDrop({ file, onPick, accept, prompt, limit, error, share = null, ref }: FileDropProps): ReactNode {
  const t = useTranslations('common.file');
  const format = useFormats();
  const id = useId();
  const [over, setOver] = useState(false);
  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onPick(event.dataTransfer.files[0] ?? null);
  };
  return (
    <div>
      <div
        className={cx(classes.drop, over && classes.over, error && classes.wrong)}
        onDragOver={onDragOver}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <IconFileSpreadsheet {...icon32} />
        {file ? (
          <p className={classes.name}>
            {file.name} <span>{format.bytes(file.size)}</span>
          </p>
        ) : (
          <p>{prompt}</p>
        )}
        <label className={classes.choose}>
          <input
            ref={ref}
            type="file"
            accept={accept}
            className="y-hidden"
            aria-invalid={error ? true : undefined}
            aria-describedby={`${id}-limit${error ? ` ${id}-error` : ''}`}
            onChange={(event) => onPick(event.target.files?.[0] ?? null)}
          />
          <span>{t(file ? 'another' : 'choose')}</span>
        </label>
        <p id={`${id}-limit`} className={classes.limit}>
          {limit}
        </p>
        {share !== null && file ? <ProgressBar label={t('uploading', { name: file.name })} share={share} /> : null}
      </div>
      {error ? (
        <p id={`${id}-error`} role="alert" className={classes.error}>
          {error}
        </p>
      ) : null}
    </div>
  );
}
