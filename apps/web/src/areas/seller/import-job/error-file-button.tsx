import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { Button, icon16 } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPCClient } from '../../../lib/trpc.ts';
import type { ImportJob } from './page.tsx';

/** Gives the rows that were not taken back as a file to correct. */
export function ErrorFileButton({ job, label }: { readonly job: ImportJob; readonly label: string }): ReactNode {
  const client = useTRPCClient();
  const errors = useErrorWords();
  const download = useMutation({
    mutationFn: () => client.imports.errorFile.query({ importId: job.id }),
    onSuccess: (file) => {
      const url = URL.createObjectURL(new Blob([file.content], { type: file.mime }));
      const link = document.createElement('a');
      link.href = url;
      link.download = file.name;
      link.click();
      URL.revokeObjectURL(url);
    },
    onError: errors.toast,
  });
  return (
    <Button icon={<IconDownload {...icon16} />} pending={download.isPending} onClick={() => download.mutate()} style={{ alignSelf: 'flex-start' }}>
      {label}
    </Button>
  );
}
