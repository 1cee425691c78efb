import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Kbd } from './kbd.tsx';
import classes from './tooltips.module.css';

interface Tip {
  readonly text: string;
  readonly keys: string | undefined;
  readonly box: DOMRect;
}

const DELAY_MS = 350;

/** Shows `data-tip` (and `data-tip-keys`) of whatever is hovered or focused. Mount it once; the text is already the accessible name. */
export function Tooltips(): ReactNode {
  const [tip, setTip] = useState<Tip | null>(null);
  const bubble = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    let timer = 0;
    let owner: Element | null = null;
    const hide = () => {
      clearTimeout(timer);
      owner = null;
      setTip(null);
    };
    const show = (target: EventTarget | null, delay: number) => {
      const element = target instanceof Element ? target.closest('[data-tip]') : null;
      if (element === owner) return;
      hide();
      const text = element?.getAttribute('data-tip');
      if (!element || !text) return;
      owner = element;
      timer = window.setTimeout(() => setTip({ text, keys: element.getAttribute('data-tip-keys') ?? undefined, box: element.getBoundingClientRect() }), delay);
    };
    const over = (event: PointerEvent) => event.pointerType === 'mouse' && show(event.target, DELAY_MS);
    const focus = (event: FocusEvent) => event.target instanceof Element && event.target.matches(':focus-visible') && show(event.target, 0);
    const escape = (event: KeyboardEvent) => event.key === 'Escape' && hide();
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('keydown', escape);
    window.addEventListener('scroll', hide, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('keydown', escape);
      window.removeEventListener('scroll', hide, true);
    };
  }, []);

  useEffect(() => {
    const node = bubble.current;
    if (!node || !tip) return;
    const left = tip.box.left + tip.box.width / 2 - node.offsetWidth / 2;
    node.style.left = `${Math.max(8, Math.min(left, window.innerWidth - node.offsetWidth - 8))}px`;
    const below = tip.box.bottom + 6;
    node.style.top = `${below + node.offsetHeight > window.innerHeight ? tip.box.top - node.offsetHeight - 6 : below}px`;
  }, [tip]);

  if (!tip) return null;
  return (
    <div ref={bubble} id={id} role="presentation" className={classes.tip}>
      {tip.text}
      {tip.keys ? <Kbd keys={tip.keys} /> : null}
    </div>
  );
}
