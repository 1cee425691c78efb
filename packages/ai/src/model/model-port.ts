import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { AppError, config, log } from '@yarmarka/kernel';
import { APICallError, RetryError, streamText } from 'ai';
import { modelBusy, modelQuota, modelRefusedKey, modelSlow, modelUnavailable, stopped } from '../errors.ts';
import { endpointFetch } from './endpoint-fetch.ts';

export type ModelRequest = { readonly system: string; readonly prompt: string; readonly signal?: AbortSignal };
export type ModelChunk =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'usage'; readonly tokensIn: number | null; readonly tokensOut: number | null };

/** A language model behind whatever endpoint. Errors: `ai.model_unavailable`, `ai.model_busy`, `ai.model_quota`, `ai.model_key_refused`, `ai.model_slow`, `ai.stopped`. */
export type ModelPort = {
  /** The model's name, kept as provenance with every text. */
  readonly name: string;
  stream(request: ModelRequest): AsyncIterable<ModelChunk>;
};

export type EndpointSettings = {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** For the whole answer, tries included. */
  readonly timeoutMs?: number;
  /** For the first word, and between two. */
  readonly silenceMs?: number;
  readonly retries?: number;
};
const TIMEOUT_MS = 120_000;
const SILENCE_MS = 40_000;
const RETRIES = 2;
const TEMPERATURE = 0.4;
const MAX_TOKENS = 2500;

/**
 * Any endpoint that speaks OpenAI's chat completions with streaming. A busy or broken answer (429, 5xx, no connection) is asked for twice
 * more, after as long as it says or 2 and 4 seconds, while no word has come. The key is in the request's headers and nowhere else: errors carry no cause, the log only the status.
 */
export function openAiCompatibleModel(settings: EndpointSettings): ModelPort {
  const provider = createOpenAICompatible({
    name: 'endpoint',
    baseURL: settings.baseUrl,
    includeUsage: true,
    fetch: endpointFetch(),
    transformRequestBody: (body) => ({ ...body, response_format: { type: 'json_object' } }),
    ...(settings.apiKey === undefined ? {} : { apiKey: settings.apiKey }),
    ...(settings.headers ? { headers: { ...settings.headers } } : {}),
  });
  return {
    name: settings.model,
    async *stream({ system, prompt, signal }) {
      const silenceMs = settings.silenceMs ?? SILENCE_MS;
      const result = streamText({
        model: provider(settings.model),
        instructions: system,
        prompt,
        temperature: TEMPERATURE,
        maxOutputTokens: MAX_TOKENS,
        maxRetries: settings.retries ?? RETRIES,
        timeout: { totalMs: settings.timeoutMs ?? TIMEOUT_MS, firstChunkMs: silenceMs, chunkMs: silenceMs },
        ...(signal ? { abortSignal: signal } : {}),
        // Without it the library prints errors, and with them whatever the endpoint said of our key.
        onError: () => undefined,
      });
      try {
        for await (const part of result.stream) {
          if (part.type === 'text-delta') yield { kind: 'text', text: part.text };
          else if (part.type === 'finish')
            yield { kind: 'usage', tokensIn: part.totalUsage.inputTokens ?? null, tokensOut: part.totalUsage.outputTokens ?? null };
          else if (part.type === 'error') throw part.error;
          else if (part.type === 'abort') throw signal?.aborted ? stopped() : modelSlow();
        }
      } catch (error) {
        throw asModelError(error, signal);
      }
    },
  };
}

function asModelError(error: unknown, signal: AbortSignal | undefined): AppError {
  if (error instanceof AppError) return error;
  if (signal?.aborted) return stopped();
  const last = RetryError.isInstance(error) ? error.lastError : error;
  const status = APICallError.isInstance(last) ? last.statusCode : undefined;
  log.warn({ status, kind: last instanceof Error ? last.name : 'unknown' }, 'ai.model_failed');
  if (last instanceof Error && /TimeoutError|AbortError/.test(last.name)) return modelSlow();
  if (status === 401 || status === 403) return modelRefusedKey();
  if (status === 402) return modelQuota();
  return status === 429 ? modelBusy() : modelUnavailable();
}

let current: ModelPort | null | undefined;

/** The model the environment names (AI_BASE_URL, AI_MODEL, AI_API_KEY, AI_HEADERS); null where none is named: then texts come from the template. */
export function currentModel(): ModelPort | null {
  if (current !== undefined) return current;
  const { AI_BASE_URL: baseUrl, AI_MODEL: model, AI_API_KEY: apiKey, AI_HEADERS: headers } = config();
  current = baseUrl && model ? openAiCompatibleModel({ baseUrl, model, apiKey, headers }) : null;
  return current;
}

/** Puts another model in place; undefined goes back to the environment's. */
export function useModel(model: ModelPort | null | undefined): void {
  current = model;
}
