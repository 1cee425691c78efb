import { useTranslations } from '@yarmarka/i18n/react';
import { Dialog } from '@yarmarka/ui/plain';
import { type ReactNode, useMemo } from 'react';
import { useLabel } from '../parts/label.ts';
import { type Choice, PickBox } from './pick-box.tsx';
import { trailOf } from './tree-index.ts';
import type { Matrix } from './use-matrix.ts';

/** Jumps to a category or an attribute by its name in either language. */
export function FindDialog({
  matrix,
  attributeChoices,
  onCategory,
  onAttribute,
  onClose,
}: {
  matrix: Matrix;
  attributeChoices: readonly Choice[];
  onCategory: (id: number) => void;
  onAttribute: (no: number) => void;
  onClose: () => void;
}): ReactNode {
  const t = useTranslations('admin.grid');
  const common = useTranslations('common.actions');
  const label = useLabel();
  const choices = useMemo<Choice[]>(
    () => [
      ...attributeChoices.map((choice) => ({ ...choice, id: `a${choice.id}` })),
      ...matrix.tree.order.map((node) => ({
        id: `c${node.id}`,
        label: label(node),
        hint: trailOf(matrix.tree, node.id).slice(0, -1).map(label).join(' › '),
        keywords: [node.ru, node.en, node.key],
      })),
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- labels follow the language, with which the page is drawn anew
    [matrix.tree, attributeChoices],
  );
  return (
    <Dialog title={t('findTitle')} closeLabel={common('close')} onClose={onClose} width={560} side="top">
      <PickBox
        label={t('findLabel')}
        choices={choices}
        nothing={t('nothing')}
        onPick={({ id }) => (id.startsWith('a') ? onAttribute(Number(id.slice(1))) : onCategory(Number(id.slice(1))))}
      />
    </Dialog>
  );
}
