/** Where something lands in a tree: beside a node or inside it. */
export interface TreeDrop<Node> {
  readonly place: 'before' | 'after' | 'into';
  readonly node: Node;
}

/** As much of a line as a pointer needs to know. */
interface Line<Node> {
  readonly node: Node;
  readonly level: number;
  readonly expanded: boolean;
}

/** The part of a line at either end that means beside it; the middle means inside. */
const EDGE = 0.28;

/**
 * What the pointer points at, `y` px below the top of the first line: the upper edge of a line is before it, the lower one after it, the middle inside. Below an open branch's line stand
 * its children, so there the lower edge is before the first of them. Under the last line is the end of the tree's top level.
 */
export function dropAt<Node>(lines: readonly Line<Node>[], y: number, lineHeight: number): (TreeDrop<Node> & { readonly index: number }) | null {
  if (lines.length === 0 || y < 0) return null;
  const index = Math.floor(y / lineHeight);
  const line = lines[index];
  if (!line) {
    const top = lines.findLastIndex((one) => one.level === 1);
    const last = lines[top];
    return last ? { place: 'after', node: last.node, index: lines.length - 1 } : null;
  }
  const part = y / lineHeight - index;
  if (part < EDGE) return { place: 'before', node: line.node, index };
  if (part <= 1 - EDGE) return { place: 'into', node: line.node, index };
  const next = lines[index + 1];
  return line.expanded && next ? { place: 'before', node: next.node, index: index + 1 } : { place: 'after', node: line.node, index };
}

/** How fast a tree scrolls while something is held near its edge, px a frame; negative: upwards. */
export function edgeSpeed(y: number, height: number, zone = 36, fastest = 18): number {
  const near = (distance: number): number => Math.ceil((Math.min(zone, zone - distance) / zone) * fastest);
  if (y < zone) return -near(Math.max(0, y));
  return y > height - zone ? near(Math.max(0, height - y)) : 0;
}
