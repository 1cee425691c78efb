type Fetch = typeof globalThis.fetch;

/** 402 is never asked again. */
const PAYMENT_REQUIRED = 402;

/**
 * Evens out what OpenAI-compatible endpoints differ in. JSON is asked for (`response_format`), and once more without where an endpoint does not know that. A 429 for a spent quota
 * becomes 402: waiting will not help.
 */
export function endpointFetch(fetch: Fetch = globalThis.fetch): Fetch {
  let knowsFormat = true;
  return async (input, init) => {
    const body = typeof init?.body === 'string' ? init.body : undefined;
    const send = (withFormat: boolean) => fetch(input, body === undefined ? init : { ...init, body: withFormat ? body : withoutFormat(body) });
    let response = await send(knowsFormat);
    if (knowsFormat && (response.status === 400 || response.status === 422) && (await mentions(response, /response_format|json_object/i))) {
      knowsFormat = false;
      response = await send(false);
    }
    if (response.status === 429 && (await mentions(response, /insufficient_quota|billing/i)))
      return new Response(await response.text(), { status: PAYMENT_REQUIRED, headers: { 'content-type': 'application/json' } });
    return response;
  };
}

const mentions = async (response: Response, what: RegExp): Promise<boolean> => what.test(await response.clone().text());

function withoutFormat(body: string): string {
  const { response_format: _format, ...rest } = JSON.parse(body) as Record<string, unknown>;
  return JSON.stringify(rest);
}
