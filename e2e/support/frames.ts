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
  /** Time between animation frames of the page's main thread, ms; only frames in which the scroll moved. */
  readonly main: Spread;
  /** Processor time of the page's main thread for one frame, ms, from the trace: what the page itself costs, also on a busy machine. */
  readonly workP50: number;
  readonly workP95: number;
  /** Most elements and text nodes within the scroller while it moved. */
  readonly nodes: number;
  /** How far it went, px. */
  readonly travelled: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ts: number;
  /** Time of the thread's own, microseconds. */
  readonly tdur?: number;
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const tenth = (value: number): number => Math.round(value * 10) / 10;
const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
const gapsOf = (moments: readonly number[]): number[] => moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment));

function spreadOf(gaps: readonly number[]): Spread {
  const sorted = ascending(gaps);
  return { frames: sorted.length, p50: tenth(quantile(sorted, 0.5)), p95: tenth(quantile(sorted, 0.95)), worst: tenth(sorted.at(-1) ?? 0) };
}

/** What the page keeps while it is measured. */
interface Watch {
  gaps: number[];
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
    const watch: Watch = { gaps: [], nodes: 0, travelled: 0, stop: false };
    let [top, left, before] = [0, 0, 0];
    const count = () => {
      const all = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      let nodes = 1;
      while (all.nextNode()) nodes += 1;
      watch.nodes = Math.max(watch.nodes, nodes);
    };
    const frame = (now: number) => {
      const moved = Math.abs(element.scrollTop - top) + Math.abs(element.scrollLeft - left);
      if (moved > 0 && before > 0) watch.gaps.push(now - before);
      before = now;
      watch.travelled += moved;
      [top, left] = [element.scrollTop, element.scrollLeft];
      if (watch.gaps.length % 30 === 0) count();
      if (!watch.stop) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    (window as unknown as { yarmarkaWatch: Watch }).yarmarkaWatch = watch;
  });
  const distance = (pxPerSecond * ms) / 1_000;
  const drawn: number[] = [];
  const work: number[] = [];
  for (const [xDistance, yDistance] of [
    [0, -distance],
    [0, distance],
    [-distance, 0],
    [distance, 0],
  ] as const) {
    await browser.startTracing(page, {
      categories: ['-*', 'cc', 'devtools.timeline', 'devtools.timeline.frame', 'disabled-by-default-devtools.timeline.frame'],
    });
    await session.send('Input.synthesizeScrollGesture', {
      x: Math.round(box.x + box.width / 2),
      y: Math.round(box.y + box.height / 2),
      xDistance,
      yDistance,
      speed: pxPerSecond,
      preventFling: true,
      gestureSourceType: 'mouse',
    });
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
    const named = (name: string) => traceEvents.filter((event) => event.name === name);
    drawn.push(...gapsOf(ascending(named('DrawFrame').map((event) => event.ts / 1_000))));
    work.push(...named('ProxyMain::BeginMainFrame').map((event) => (event.tdur ?? 0) / 1_000));
  }
  const watch = await scroller.evaluate(() => {
    const kept = (window as unknown as { yarmarkaWatch: Watch }).yarmarkaWatch;
    kept.stop = true;
    return kept;
  });
  await session.detach();
  return {
    drawn: spreadOf(drawn),
    main: spreadOf(watch.gaps),
    workP50: tenth(quantile(ascending(work), 0.5)),
    workP95: tenth(quantile(ascending(work), 0.95)),
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

/** Ms from the start of the navigation to the first frame in which an element of the page matches, read by the page itself, on its own clock; and processor time of its main thread. */
export async function firstPaint(page: Page, url: string, selector: string): Promise<{ ms: number; cpuMs: number }> {
  await page.addInitScript((wanted) => {
    const look = () => {
      if (document.querySelector(wanted))
        requestAnimationFrame(() => setTimeout(() => document.documentElement.setAttribute('data-first', String(performance.now())), 0));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, selector);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const threadMs = async () => 1_000 * ((await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0);
  const before = await threadMs();
  await page.goto(url, { waitUntil: 'commit' });
  const first = page.locator('html[data-first]');
  await first.waitFor({ state: 'attached' });
  const cpuMs = (await threadMs()) - before;
  await session.detach();
  return { ms: Math.round(Number(await first.getAttribute('data-first'))), cpuMs: Math.round(cpuMs) };
}

/** Ms from a paste (the event, as Ctrl+V sends it) until the frame that shows it was made. The scroller must have the focus and a selection. */
export const pasteUntilPainted = (scroller: Locator, text: string): Promise<number> =>
  scroller.evaluate(async (element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const before = performance.now();
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    return Math.round((performance.now() - before) * 10) / 10;
  }, text);

/** Uses the sheet as a person would for some minutes: scrolls, leaps, selects, and comes back. */
export async function useGrid(page: Page, scroller: Locator, minutes: number): Promise<void> {
  const until = Date.now() + minutes * 60_000;
  await scroller.focus();
  while (Date.now() < until) {
    await page.keyboard.press('Control+End');
    await measureScroll(page, scroller, { ms: 2_000, pxPerSecond: 12_000 });
    await page.keyboard.press('Control+Home');
    for (let step = 0; step < 40; step += 1) await page.keyboard.press(step % 3 === 0 ? 'Shift+ArrowDown' : step % 2 === 0 ? 'PageDown' : 'ArrowRight');
    await page.keyboard.press('Escape');
  }
}
