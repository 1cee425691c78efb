/**
 * The caller's address. Without a proxy it is the socket's; behind `trustedProxies` of them it is the entry of X-Forwarded-For that the outermost of ours wrote, because everything to
 * its left comes from the caller and may be made up.
 */
export function clientIp(socketAddress: string | undefined, forwardedFor: string | undefined, trustedProxies: number): string {
  const own = (socketAddress ?? '').replace(/^::ffff:/, '');
  if (trustedProxies === 0) return own;
  const chain = (forwardedFor ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return chain.at(-trustedProxies) ?? chain[0] ?? own;
}
