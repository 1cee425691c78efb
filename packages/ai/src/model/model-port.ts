import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { AppError, config } from '@yarmarka/kernel';
import { APICallError, RetryError, streamText } from 'ai';
import { modelBusy, modelRefusedKey, modelSlow, modelUnavailable, stopped } from '../errors.ts';

export type ModelRequest = { readonly system: string; readonly prompt: string; readonly signal?: AbortSignal };
export type ModelChunk =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'usage'; readonly tokensIn: number | null; readonly tokensOut: number | null };

/** A language model behind whatever endpoint. Errors: `ai.model_unavailable`, `ai.model_busy`, `ai.model_key_refused`, `ai.model_slow`, `ai.stopped`. */
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
  readonly timeoutMs?: number;
};
const TIMEOUT_MS = 120_000;
const TEMPERATURE = 0.4;
const MAX_TOKENS = 2500;

/** Any endpoint that speaks OpenAI's chat completions with streaming. A busy or broken answer is tried once more before the first word came. */
export function openAiCompatibleModel(settings: EndpointSettings): ModelPort {
  const provider = createOpenAICompatible({
    name: 'endpoint',
    baseURL: settings.baseUrl,
    includeUsage: true,
    ...(settings.apiKey === undefined ? {} : { apiKey: settings.apiKey }),
    ...(settings.headers ? { headers: { ...settings.headers } } : {}),
  });
  return {
    name: settings.model,
    async *stream({ system, prompt, signal }) {
      const timeout = AbortSignal.timeout(settings.timeoutMs ?? TIMEOUT_MS);
      const result = streamText({
        model: provider(settings.model),
        instructions: system,
        prompt,
        temperature: TEMPERATURE,
        maxOutputTokens: MAX_TOKENS,
        maxRetries: 1,
        abortSignal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        onError: () => undefined,
      });
      try {
        for await (const part of result.stream) {
          if (part.type === 'text-delta') yield { kind: 'text', text: part.text };
          else if (part.type === 'finish')
            yield { kind: 'usage', tokensIn: part.totalUsage.inputTokens ?? null, tokensOut: part.totalUsage.outputTokens ?? null };
          else if (part.type === 'error') throw part.error;
          else if (part.type === 'abort') throw timeout.aborted ? modelSlow() : stopped();
        }
      } catch (error) {
        throw asModelError(error, timeout, signal);
      }
    },
  };
}

function asModelError(error: unknown, timeout: AbortSignal, signal: AbortSignal | undefined): AppError {
  if (error instanceof AppError) return error;
  if (signal?.aborted) return stopped();
  if (timeout.aborted) return modelSlow();
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  if (!APICallError.isInstance(cause)) return modelUnavailable(cause);
  if (cause.statusCode === 401 || cause.statusCode === 403) return modelRefusedKey(cause);
  return cause.statusCode === 429 ? modelBusy(cause) : modelUnavailable(cause);
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
