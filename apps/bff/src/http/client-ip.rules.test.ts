import { describe, expect, it } from 'vitest';
import { clientIp } from './client-ip.ts';

describe('the caller’s address', () => {
  it('is the socket’s when no proxy is trusted, whatever the caller claims', () => {
    expect(clientIp('::ffff:203.0.113.7', '1.2.3.4', 0)).toBe('203.0.113.7');
    expect(clientIp(undefined, '1.2.3.4', 0)).toBe('');
  });
  it('is what the outermost trusted proxy wrote, never what stands before it', () => {
    expect(clientIp('10.0.0.1', 'made-up, 203.0.113.7', 1)).toBe('203.0.113.7');
    expect(clientIp('10.0.0.1', 'made-up, 203.0.113.7, 10.0.0.9', 2)).toBe('203.0.113.7');
    expect(clientIp('10.0.0.1', '', 1)).toBe('10.0.0.1');
  });
});
