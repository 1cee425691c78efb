import { useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import classes from './confirm.module.css';
import { createStore, useStore } from './store.ts';

export interface ConfirmInput {
  /** The question in full: "Delete 188 products?" */
  readonly title: string;
  readonly text?: ReactNode;
  /** What will happen, in numbers: label and figure. */
  readonly facts?: readonly { readonly label: ReactNode; readonly value: ReactNode }[];
  /** The verb and its object: "Delete 188 products". */
  readonly action: string;
  readonly cancel?: string;
  readonly danger?: boolean;
}

/** The second click of a double click falls on the veil: for so long it is no answer. */
const DOUBLE_CLICK_MS = 500;

const asked = createStore<{ input: ConfirmInput; at: number; answer: (yes: boolean) => void } | null>(null);

/** Asks before what cannot be taken back; where it can, use `undoToast`. Resolves to the answer. */
export function confirm(input: ConfirmInput): Promise<boolean> {
  asked.get()?.answer(false);
  return new Promise((resolve) => {
    asked.set({
      input,
      at: performance.now(),
      answer(yes) {
        asked.set(null);
        resolve(yes);
      },
    });
  });
}

/** Shows the question of `confirm`. Mount it once per application. */
export function ConfirmHost(): ReactNode {
  const t = useTranslations('common.actions');
  const open = useStore(asked);
  if (!open) return null;
  const { input, at, answer } = open;
  return (
    <Dialog
      role="alertdialog"
      title={input.title}
      closeLabel={t('close')}
      width={460}
      onClose={() => answer(false)}
      onVeil={() => performance.now() - at > DOUBLE_CLICK_MS && answer(false)}
      footer={
        <>
          <Button onClick={() => answer(false)} data-autofocus={input.danger ? true : undefined}>
            {input.cancel ?? t('cancel')}
          </Button>
          <Button look={input.danger ? 'danger' : 'main'} onClick={() => answer(true)} data-autofocus={input.danger ? undefined : true}>
            {input.action}
          </Button>
        </>
      }
    >
      {input.text ? <p className={classes.text}>{input.text}</p> : null}
      {input.facts ? (
        <dl className={classes.facts}>
          {input.facts.map((fact, index) => (
            <div key={index}>
              <dt>{fact.label}</dt>
              <dd className="y-tabular">{fact.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Dialog>
  );
}
