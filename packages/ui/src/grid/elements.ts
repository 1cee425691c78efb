/** Attributes, classes and texts are written only when they differ: each write is a style or layout to be done again. */
export function setIfNew(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function setClass(element: Element, names: string): void {
  if (element.className !== names) element.className = names;
}

/** The text of an element that holds nothing else; its one text node is kept. */
export function setText(element: Element, text: string): void {
  const node = element.firstChild;
  if (!(node instanceof Text)) element.textContent = text;
  else if (node.data !== text) node.data = text;
}

/** A width that differs from the one of the style sheet. */
export function setWidth(element: HTMLElement, width: number, usual: number): void {
  const own = width === usual ? '' : `${width}px`;
  if (element.style.width !== own) element.style.width = own;
}

/** The filled part of a thin bar `width` px long is its left border: two plain rectangles, no gradient. */
export function showShare(bar: HTMLElement, share: number | undefined, width: number): void {
  if (bar.hidden !== (share === undefined)) bar.hidden = share === undefined;
  const filled = `${Math.round((share ?? 0) * width)}px`;
  if (bar.style.borderLeftWidth !== filled) bar.style.borderLeftWidth = filled;
}
