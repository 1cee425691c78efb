import { newRequestId, REQUEST_ID_HEADER } from './endpoints.ts';
import type { DescribeEvents } from '@yarmarka/ai/schemas';
import { kindOfStatus, type ServerError } from './errors.ts';

export type Language = 'ru' | 'en';
/** What was written, with what the card does not bear out (`flags`) and what it does (`spans`). */
export type Described = DescribeEvents['done'];
export interface DescribeListener {
  readonly onText: (locale: Language, text: string) => void;
  readonly onDone: (described: Described) => void;
}

const failure = (status: number, answer: { error?: unknown; reason?: unknown; message?: unknown }, requestId: string): ServerError => ({
  kind: kindOfStatus(status),
  reason: [answer.reason, answer.error].find((text) => typeof text === 'string') ?? 'ai',
  message: typeof answer.message === 'string' ? answer.message : null,
  requestId,
  status,
  details: {},
});

/** One event of a server-sent stream. */
function readEvent(block: string): { event: string; data: unknown } | null {
  let event = 'message';
  let data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim();
    if (line.startsWith('data:')) data += line.slice(5).trim();
  }
  return data === '' ? null : { event, data: JSON.parse(data) as unknown };
}

/** Has a description written and hands over its pieces as they come; throws a `ServerError`. Aborting stops the writing. */
export async function streamDescription(input: { cardId: number; fresh: boolean }, listener: DescribeListener, signal: AbortSignal): Promise<void> {
  const requestId = newRequestId();
  // An EventSource can only read, and this asks.
  const response = await fetch('/api/ai/describe', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', [REQUEST_ID_HEADER]: requestId },
    body: JSON.stringify(input),
    signal,
  });
  // oxlint-disable-next-line typescript/only-throw-error -- the shape that every screen shows errors from
  if (!response.ok || !response.body) throw failure(response.status, (await response.json().catch(() => ({}))) as object, requestId);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const read = readEvent(block);
      // oxlint-disable-next-line typescript/only-throw-error -- the shape that every screen shows errors from
      if (read?.event === 'error') throw failure(503, read.data as DescribeEvents['error'], requestId);
      if (read?.event === 'done') listener.onDone(read.data as Described);
      if (read?.event === 'delta') {
        const { locale, text } = read.data as DescribeEvents['delta'];
        listener.onText(locale, text);
      }
    }
  }
}
