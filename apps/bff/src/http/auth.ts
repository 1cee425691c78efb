import { type Auth, CLIENT_IP_HEADER } from '@yarmarka/accounts';

/** Answers a request below /api/auth. The caller's address is written over whatever the caller claims, and the request id is handed on to the journal. */
export function handleAuth(auth: Auth, request: Request, facts: { readonly clientIp: string; readonly requestId: string }): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set(CLIENT_IP_HEADER, facts.clientIp || '0.0.0.0');
  headers.set('x-request-id', facts.requestId);
  return auth.handler(new Request(request, { headers }));
}
