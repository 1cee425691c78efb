import { IconDownload, IconEye } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, buttonClass, Dialog, icon16 } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import classes from './company.module.css';

const PICTURE = /\.(png|jpe?g|webp|gif|avif)$/i;

/** A private document: pictures open here, everything is downloaded under its own name. */
export function DocumentLink({ fileId, name }: { readonly fileId: string; readonly name: string }): ReactNode {
  const t = useTranslations('moderation.seller');
  const actions = useTranslations('common.actions');
  const [open, setOpen] = useState(false);
  return (
    <span className={classes.document}>
      <a href={`/files/${fileId}`} download={name} className={classes.file} aria-label={t('download', { name })}>
        <IconDownload {...icon16} />
        {name}
      </a>
      {PICTURE.test(name) ? (
        <Button size="s" icon={<IconEye {...icon16} />} onClick={() => setOpen(true)} aria-label={`${t('view')}: ${name}`}>
          {t('view')}
        </Button>
      ) : null}
      {open ? (
        <Dialog
          title={name}
          closeLabel={actions('close')}
          onClose={() => setOpen(false)}
          width={1100}
          footer={
            <a href={`/files/${fileId}`} download={name} className={buttonClass()}>
              {actions('download')}
            </a>
          }
        >
          <img src={`/files/${fileId}`} alt={name} className={classes.page} />
        </Dialog>
      ) : null}
    </span>
  );
}
