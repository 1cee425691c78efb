import { IconArrowsDiff } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, icon16, TextField } from '@yarmarka/ui/plain';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { paths } from '../../../shell/paths.ts';
import classes from './diff-picker.module.css';

/** Any two versions, to be compared. */
export function DiffPicker({ from, to }: { from: number; to: number }): ReactNode {
  const t = useTranslations('admin.diff');
  const navigate = useNavigate();
  const [ends, setEnds] = useState({ from: String(from), to: String(to) });
  const ordered = Number(ends.from) < Number(ends.to);
  const go = (event: SyntheticEvent) => {
    event.preventDefault();
    if (ordered) void navigate(paths.admin.versionDiff({ from: ends.from, to: ends.to }));
  };
  const field = (end: 'from' | 'to') => (
    <TextField
      label={t(end)}
      type="number"
      min={0}
      className={classes.end ?? ''}
      value={ends[end]}
      onChange={(event) => setEnds({ ...ends, [end]: event.target.value })}
    />
  );
  return (
    <form className={classes.picker} onSubmit={go}>
      {field('from')}
      {field('to')}
      <Button type="submit" icon={<IconArrowsDiff {...icon16} />} disabled={!ordered}>
        {t('compare')}
      </Button>
    </form>
  );
}
