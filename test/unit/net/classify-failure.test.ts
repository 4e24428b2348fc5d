import { describe, expect, it } from 'vitest';
import { classifyFailure, classifyStatus } from '../../../main/net/classify-failure.ts';
import { PinMismatch } from '../../../main/net/tls-options.ts';

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

describe('classifyFailure', () => {
  it.each([
    ['ENOTFOUND', 'host-not-found'],
    ['EAI_AGAIN', 'host-not-found'],
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ETIMEDOUT', 'timeout'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-untrusted'],
    ['CERT_HAS_EXPIRED', 'tls-expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-wrong-host'],
    ['EPROTO', 'tls-failed'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
    ['HPE_INVALID_CONSTANT', 'wrong-service'],
    ['ECONNRESET', 'closed'],
    ['EPIPE', 'closed'],
    ['SOMETHING_NEW', 'closed'],
  ])('tells %s as %s', (code, kind) => {
    expect(classifyFailure(coded(code), 'pbx:5038')).toEqual({ kind, target: 'pbx:5038', detail: code });
  });

  it('tells a server that hangs up on a TLS hello from one that hangs up later', () => {
    const early = coded(
      'ECONNRESET',
      'Client network socket disconnected before secure TLS connection was established',
    );
    expect(classifyFailure(early, 't').kind).toBe('tls-failed');
  });

  it('tells a pin that does not match', () => {
    expect(classifyFailure(new PinMismatch('ab'), 't').kind).toBe('tls-wrong-pin');
  });

  it('takes the address that got furthest when several were tried', () => {
    const error = new AggregateError([coded('ENETUNREACH', 'no IPv6 here'), coded('ECONNREFUSED', 'nobody home')]);
    expect(classifyFailure(error, 't')).toEqual({ kind: 'refused', target: 't', detail: 'no IPv6 here; nobody home' });
  });

  it('looks through an error to its cause, even one that is its own cause', () => {
    expect(classifyFailure(new Error('fetch failed', { cause: coded('ENOTFOUND') }), 't').kind).toBe('host-not-found');
    const loop = new Error('round and round');
    loop.cause = loop;
    expect(classifyFailure(loop, 't').kind).toBe('closed');
  });

  it("reads ws's refusals, which carry no code", () => {
    expect(classifyFailure(new Error('Unexpected server response: 401'), 't').kind).toBe('auth-rejected');
    expect(classifyFailure(new Error('Unexpected server response: 404'), 't').kind).toBe('not-served');
    expect(classifyFailure(new Error('Invalid Sec-WebSocket-Accept header'), 't').kind).toBe('wrong-service');
    expect(classifyFailure(new Error('Opening handshake has timed out'), 't').kind).toBe('timeout');
  });

  it('makes one short line of whatever the far end wrote', () => {
    const { detail } = classifyFailure(new Error(`bad\r\n\u001b[31mred\u202etxt${'x'.repeat(1000)}`), 't');
    expect(detail).toMatch(/^bad \[31mred txtx+$/);
    expect(detail).toHaveLength(300);
  });

  it('takes what is not an error', () => {
    expect(classifyFailure('gone', 't')).toEqual({ kind: 'closed', target: 't', detail: 'gone' });
  });
});

describe('classifyStatus', () => {
  it.each([
    [401, 'auth-rejected'],
    [403, 'forbidden'],
    [404, 'not-served'],
    [503, 'not-ready'],
  ])('tells %i as %s', (status, kind) => {
    expect(classifyStatus(status, 't', 'words')?.kind).toBe(kind);
  });

  it('finds nothing wrong with a success', () => {
    expect(classifyStatus(200, 't', '')).toBeNull();
  });
});
