import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from '@playwright/test';

export interface Spread {
  readonly frames: number;
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
}

export interface ScrollReport {
  /** Time between frames that Chromium drew, ms, from its own trace: what a person saw. */
  readonly drawn: Spread;
  /** Time between animation frames of the page's main thread, ms. */
  readonly main: Spread;
  /** Longest work of the main thread within one frame, ms at p95, from the trace. */
  readonly taskP95: number;
  /** Most elements and text nodes within the scroller while it moved. */
  readonly nodes: number;
  /** How far it went, px. */
  readonly travelled: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly type?: string }; readonly name?: string };
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** The spread of the gaps between moments, ms, rounded to a tenth. */
export function spreadOf(moments: readonly number[]): Spread {
  const gaps = moments
    .slice(1)
    .map((moment, index) => moment - (moments[index] ?? moment))
    .toSorted((a, b) => a - b);
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return { frames: gaps.length, p50: tenth(quantile(gaps, 0.5)), p95: tenth(quantile(gaps, 0.95)), worst: tenth(gaps.at(-1) ?? 0) };
}

/** What the page keeps while it is measured. */
interface Watch {
  moments: number[];
  nodes: number;
  travelled: number;
  stop: boolean;
}

/**
 * Scrolls by wheel as fast as Chromium's own gestures go: down, up, right, left, `pxPerSecond` each (48,000 is 800 px in every frame), `ms` each, and measures the frames.
 * Only Chromium. Nothing else should be busy on the machine.
 */
export async function measureScroll(page: Page, scroller: Locator, options: { pxPerSecond?: number; ms?: number } = {}): Promise<ScrollReport> {
  const { pxPerSecond = 48_000, ms = 2_500 } = options;
  const box = await scroller.boundingBox();
  const browser = page.context().browser();
  if (!box || !browser) throw new Error('the scroller is not in sight, or the browser is not our own');
  const session = await page.context().newCDPSession(page);
  await scroller.evaluate(async (element) => {
    // The page draws its first frames before the clock runs.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    element.scrollTo(0, 0);
    const watch: Watch = { moments: [], nodes: 0, travelled: 0, stop: false };
    let [top, left] = [0, 0];
    const count = () => {
      const all = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      let nodes = 1;
      while (all.nextNode()) nodes += 1;
      watch.nodes = Math.max(watch.nodes, nodes);
    };
    const frame = (now: number) => {
      watch.moments.push(now);
      watch.travelled += Math.abs(element.scrollTop - top) + Math.abs(element.scrollLeft - left);
      [top, left] = [element.scrollTop, element.scrollLeft];
      if (watch.moments.length % 30 === 0) count();
      if (!watch.stop) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    (window as unknown as { yarmarkaWatch: Watch }).yarmarkaWatch = watch;
  });
  await browser.startTracing(page, {
    categories: ['-*', 'devtools.timeline', 'devtools.timeline.frame', 'disabled-by-default-devtools.timeline.frame', 'toplevel'],
  });
  const distance = (pxPerSecond * ms) / 1_000;
  for (const [xDistance, yDistance] of [
    [0, -distance],
    [0, distance],
    [-distance, 0],
    [distance, 0],
  ] as const)
    await session.send('Input.synthesizeScrollGesture', {
      x: Math.round(box.x + box.width / 2),
      y: Math.round(box.y + box.height / 2),
      xDistance,
      yDistance,
      speed: pxPerSecond,
      preventFling: true,
      gestureSourceType: 'mouse',
    });
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const watch = await scroller.evaluate(() => {
    const kept = (window as unknown as { yarmarkaWatch: Watch }).yarmarkaWatch;
    kept.stop = true;
    return kept;
  });
  await session.detach();
  const drawn = trace.traceEvents.filter((event) => event.name === 'DrawFrame').map((event) => event.ts / 1_000);
  const tasks = trace.traceEvents.filter((event) => event.name === 'RunTask' && event.dur !== undefined).map((event) => (event.dur ?? 0) / 1_000);
  return {
    drawn: spreadOf(drawn.toSorted((a, b) => a - b)),
    main: spreadOf(watch.moments),
    taskP95:
      Math.round(
        quantile(
          tasks.filter((task) => task > 1).toSorted((a, b) => a - b),
          0.95,
        ) * 10,
      ) / 10,
    nodes: watch.nodes,
    travelled: Math.round(watch.travelled),
  };
}

/** Proportional memory of the largest renderer of this browser, MB (1,000,000 bytes), from `/proc/<pid>/smaps_rollup`; 0 where there is no such file. Have one page open. */
export async function rendererMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return Math.max(0, ...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => pss(id)));
}

function pss(pid: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Math.round((Number(kilobytes ?? 0) * 1_024) / 100_000) / 10;
  } catch {
    return 0;
  }
}

/** Ms from the start of the navigation to the first frame in which an element of the page matches: read by the page itself, on its own clock. */
export async function firstPaint(page: Page, url: string, selector: string): Promise<number> {
  await page.addInitScript((wanted) => {
    const look = () => {
      if (document.querySelector(wanted))
        requestAnimationFrame(() => setTimeout(() => document.documentElement.setAttribute('data-first', String(performance.now())), 0));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, selector);
  await page.goto(url);
  const first = page.locator('html[data-first]');
  await first.waitFor({ state: 'attached' });
  return Number(await first.getAttribute('data-first'));
}
