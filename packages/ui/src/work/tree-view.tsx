import { IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from '@yarmarka/i18n/react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { cx } from '../plain/cx.ts';
import { icon16 } from '../plain/icon.ts';
import { Skeleton } from '../plain/skeleton.tsx';
import { childrenOf, findByPrefix, type TreeShape, visibleRows } from './tree-rows.ts';
import classes from './tree-view.module.css';
import { TreeDragLayer } from './tree-drag-layer.tsx';
import { useFillHeight } from './use-fill-height.ts';
import { type TreeDrag, useTreeDrag } from './use-tree-drag.ts';

export interface TreeViewProps<Node> extends TreeShape<Node> {
  /** What it is a tree of; the accessible name. */
  readonly label: string;
  /** Every node known so far, siblings in order. Keep the array stable while it does not change. */
  readonly nodes: readonly Node[];
  readonly nodeLabel: (node: Node) => string;
  readonly expanded: ReadonlySet<string>;
  /** Also the moment to load the children of a node that may have some. */
  readonly onExpandedChange: (expanded: ReadonlySet<string>) => void;
  readonly selected?: string | null;
  readonly onSelect?: (node: Node) => void;
  /** At the end of the line: a count, a thin bar. */
  readonly trailing?: (node: Node) => ReactNode;
  /** Before the label; what was searched for is marked by the caller. */
  readonly renderLabel?: (node: Node) => ReactNode;
  /** Nodes whose children are on their way. */
  readonly loading?: ReadonlySet<string>;
  readonly height?: 'fill' | number;
  readonly rowHeight?: number;
  /** Nodes can be dragged to another place. Whoever does without a pointer needs another way to the same. */
  readonly drag?: TreeDrag<Node> | undefined;
}

const TYPED_MS = 700;
const INDENT = 18;

/** A tree of any size: only lines in sight are drawn. Arrows, Home, End, Enter, first letters, `*` for all siblings, as readers expect of a tree. */
export function TreeView<Node>(props: TreeViewProps<Node>): ReactNode {
  const {
    label,
    nodes,
    nodeId,
    parentId,
    mayExpand,
    nodeLabel,
    expanded,
    onExpandedChange,
    selected = null,
    onSelect,
    trailing,
    renderLabel,
    loading,
    height = 'fill',
    rowHeight = 30,
    drag,
  } = props;
  const t = useTranslations('common.tree');
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const filled = useFillHeight(scroller, height === 'fill');
  const shape = useMemo<TreeShape<Node>>(() => ({ nodeId, parentId, ...(mayExpand && { mayExpand }) }), [nodeId, parentId, mayExpand]);
  const children = useMemo(() => childrenOf(nodes, shape), [nodes, shape]);
  const rows = useMemo(() => visibleRows(children, expanded, shape), [children, expanded, shape]);
  const [activeId, setActiveId] = useState<string | null>(selected);
  const found = rows.findIndex((row) => row.id === activeId);
  const active =
    found === -1
      ? Math.max(
          0,
          rows.findIndex((row) => row.id === selected),
        )
      : found;

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
  });

  const shown = rows.findIndex((row) => row.id === selected);
  useEffect(() => {
    if (shown >= 0) virtual.scrollToIndex(shown, { align: 'auto' });
  }, [shown, virtual]);

  const go = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setActiveId(row.id);
    virtual.scrollToIndex(index);
  };

  const setOpen = (ids: readonly string[], open: boolean) => {
    const next = new Set(expanded);
    for (const one of ids) {
      if (open) next.add(one);
      else next.delete(one);
    }
    onExpandedChange(next);
  };

  const { dragging, press, swallowClick } = useTreeDrag({ drag, rows, rowHeight, scroller, onSpring: (one) => setOpen([one], true) });

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const handled = (run: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    if (event.key === 'ArrowDown') handled(() => go(Math.min(rows.length - 1, active + 1)));
    else if (event.key === 'ArrowUp') handled(() => go(Math.max(0, active - 1)));
    else if (event.key === 'PageDown') handled(() => go(Math.min(rows.length - 1, active + page)));
    else if (event.key === 'PageUp') handled(() => go(Math.max(0, active - page)));
    else if (event.key === 'Home') handled(() => go(0));
    else if (event.key === 'End') handled(() => go(rows.length - 1));
    else if (event.key === 'ArrowRight') handled(() => (row.expandable && !row.expanded ? setOpen([row.id], true) : row.expanded && go(active + 1)));
    else if (event.key === 'ArrowLeft') handled(() => (row.expanded ? setOpen([row.id], false) : row.parent >= 0 && go(row.parent)));
    else if (event.key === 'Enter' || event.key === ' ') handled(() => onSelect?.(row.node));
    else if (event.key === '*')
      handled(() =>
        setOpen(
          rows.filter((one) => one.parent === row.parent && one.expandable).map((one) => one.id),
          true,
        ),
      );
    else if (event.key.length === 1) {
      handled(() => {
        typed.current = { text: event.timeStamp - typed.current.at < TYPED_MS ? typed.current.text + event.key : event.key, at: event.timeStamp };
        const index = findByPrefix(rows, active, typed.current.text, nodeLabel);
        if (index >= 0) go(index);
      });
    }
  };

  const current = rows[active];
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      aria-activedescendant={current ? `${id}-${current.id}` : undefined}
      tabIndex={0}
      className={cx(classes.tree, dragging && classes.dragging)}
      data-draggable={drag ? '' : undefined}
      style={{ height: height === 'fill' ? filled : height }}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const busy = loading?.has(row.id) ?? false;
          return (
            <div
              key={row.id}
              id={`${id}-${row.id}`}
              role="treeitem"
              aria-level={row.level}
              aria-setsize={row.siblings}
              aria-posinset={row.position}
              aria-expanded={row.expandable ? row.expanded : undefined}
              aria-selected={row.id === selected}
              aria-busy={busy || undefined}
              className={cx(
                classes.row,
                row.id === selected && classes.selected,
                item.index === active && classes.active,
                dragging?.node === row.node && classes.dragged,
              )}
              style={{ transform: `translateY(${item.start}px)`, height: rowHeight, paddingLeft: 4 + (row.level - 1) * INDENT }}
              onPointerDown={(event) => press(event, row.node)}
              onClick={() => {
                if (swallowClick()) return;
                setActiveId(row.id);
                onSelect?.(row.node);
              }}
            >
              {row.expandable ? (
                <span
                  className={cx(classes.toggle, row.expanded && classes.open)}
                  data-tip={t(row.expanded ? 'collapse' : 'expand', { name: nodeLabel(row.node) })}
                  aria-hidden="true"
                  onClick={(event) => {
                    event.stopPropagation();
                    setActiveId(row.id);
                    setOpen([row.id], !row.expanded);
                  }}
                >
                  <IconChevronRight {...icon16} />
                </span>
              ) : (
                <span className={classes.toggle} />
              )}
              <span className={classes.label}>{renderLabel?.(row.node) ?? nodeLabel(row.node)}</span>
              {busy ? <Skeleton width={40} height={10} /> : null}
              {trailing ? <span className={classes.trailing}>{trailing(row.node)}</span> : null}
            </div>
          );
        })}
        {dragging && drag ? <TreeDragLayer dragging={dragging} drag={drag} rows={rows} rowHeight={rowHeight} indent={INDENT} name={nodeLabel} /> : null}
      </div>
    </div>
  );
}
