import { IconArrowsDiff } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, icon16, TextField } from '@yarmarka/ui/plain';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { paths } from '../../../shell/paths.ts';
import { askedVersions } from './asked-versions.ts';
import classes from './diff-picker.module.css';

/** Any two versions, to be compared, in either order; `newest`: the last one there is, unknown while it loads. */
export function DiffPicker({ from, to, newest }: { from: number; to: number; newest: number | undefined }): ReactNode {
  const t = useTranslations('admin.diff');
  const navigate = useNavigate();
  const text = (version: number) => (version < 0 ? '' : String(version));
  const [ends, setEnds] = useState({ from: text(from), to: text(to) });
  const asked = askedVersions(ends.from || '-', ends.to || '-', newest ?? Number.POSITIVE_INFINITY);
  const go = (event: SyntheticEvent) => {
    event.preventDefault();
    if (asked.known) void navigate(paths.admin.versionDiff({ from: asked.from, to: asked.to }));
  };
  const field = (end: 'from' | 'to') => (
    <TextField
      label={t(end)}
      type="number"
      min={0}
      max={newest}
      className={classes.end ?? ''}
      value={ends[end]}
      onChange={(event) => setEnds({ ...ends, [end]: event.target.value })}
    />
  );
  return (
    <form className={classes.picker} onSubmit={go}>
      {field('from')}
      {field('to')}
      <Button type="submit" icon={<IconArrowsDiff {...icon16} />} disabled={!asked.known}>
        {t('compare')}
      </Button>
    </form>
  );
}
