import { describe, expect, it } from 'vitest';
import { dialUri } from '../../../main/sip/dial-target.ts';
import { fitForSipJs } from '../../../main/sip/incoming-text.ts';
import { parseMessageSummary } from '../../../main/sip/message-summary.ts';
import { parseReasons, q850Cause, saysAnsweredElsewhere } from '../../../main/sip/reason.ts';
import { redact } from '../../../main/sip/sip-log.ts';

describe('Reason headers', () => {
  it.each([
    { headers: ['SIP;cause=200;text="Call completed elsewhere", Q.850;cause=26'], elsewhere: true, cause: 26 },
    { headers: ['SIP ;cause=200', 'Q.850 ;cause=26;text="Answered, elsewhere"'], elsewhere: true, cause: 26 },
    { headers: ['Q.850;cause=26'], elsewhere: true, cause: 26 },
    { headers: ['Q.850;cause=16'], elsewhere: false, cause: 16 },
    { headers: ['X;text="SIP;cause=200, Q.850;cause=26"'], elsewhere: false, cause: null },
    { headers: ['Q.850;cause=0'], elsewhere: false, cause: null },
    { headers: ['SIP;cause=486'], elsewhere: false, cause: null },
    { headers: [], elsewhere: false, cause: null },
    { headers: ['', ';;', ','], elsewhere: false, cause: null },
  ])('are read: $headers', ({ headers, elsewhere, cause }) => {
    const reasons = parseReasons(headers);
    expect(saysAnsweredElsewhere(reasons)).toBe(elsewhere);
    expect(q850Cause(reasons)).toBe(cause);
  });
});

describe('message-summary bodies', () => {
  it.each([
    ['Messages-Waiting: yes\r\nMessage-Account: sip:asterisk@pbx\r\nVoice-Message: 2/8 (0/2)\r\n', { new: 2, old: 8 }],
    ['Messages-Waiting: no\r\nVoice-Message: 0/0 (0/0)\r\n', { new: 0, old: 0 }],
    ['Messages-Waiting: no\r\n', { new: 0, old: 0 }],
    ['Messages-Waiting: yes\r\n', null],
    ['Fax-Message: 2/8\r\n', null],
    ['', null],
  ])('are read: %j', (body, expected) => {
    expect(parseMessageSummary(body)).toEqual(expected);
  });
});

describe('what SIP.js is given', () => {
  const challenge = (algorithm: string) =>
    `WWW-Authenticate: Digest realm="asterisk",nonce="n",algorithm=${algorithm},qop="auth"`;
  const response = (...lines: readonly string[]) =>
    `${['SIP/2.0 401 Unauthorized', ...lines].join('\r\n')}\r\n\r\nbody`;

  it.each([{ order: ['MD5', 'SHA-256', 'SHA-512-256'] }, { order: ['SHA-256', 'MD5'] }])(
    'has the MD5 challenge alone, whatever the order: $order',
    ({ order }) => {
      const fit = fitForSipJs(response(...order.map(challenge), 'CSeq: 1 REGISTER'));
      expect(fit).toBe(response(challenge('MD5'), 'CSeq: 1 REGISTER'));
    },
  );

  it('has the only challenge there is, even one it cannot answer', () => {
    expect(fitForSipJs(response(challenge('SHA-256')))).toBe(response(challenge('SHA-256')));
  });

  it('has no control characters in headers, and the body untouched', () => {
    expect(fitForSipJs('A: b\u0000c\u001B\rd\n\te\r\nF: g\r\n\r\nx\u0000')).toBe('A: b c  d  e\r\nF: g\r\n\r\nx\u0000');
  });

  it('has folded lines joined', () => {
    expect(fitForSipJs('A: b\r\n\tc\r\n\r\n')).toBe('A: b c\r\n\r\n');
  });
});

describe('what is logged of SIP.js', () => {
  it.each([
    ['INVITE dialog 6de36e67-9120-4c61-9a15-ea740e3896fdabc123xyz789 received BYE', '6de36e67'],
    ['Authorization: Digest username="1001", response="8f14e45fceea167a"', '8f14e45f'],
    ['From: <sip:1001@pbx>;tag=as5f2', 'as5f2'],
    ['call-id: 12@pbx', '12@pbx'],
    ['proxy-authorization: Digest nonce="a1"', 'a1'],
  ])('holds nothing that could take a call or an account: %s', (text, secret) => {
    expect(redact(text)).not.toContain(secret);
  });

  it('stays readable', () => {
    expect(redact('Failed to register, status code 403')).toBe('Failed to register, status code 403');
  });
});

describe('dial targets', () => {
  it.each([
    ['600', 'sip:600@pbx'],
    ['+15551230001', 'sip:+15551230001@pbx'],
    ['*97', 'sip:*97@pbx'],
    ['#31#5', 'sip:%2331%235@pbx'],
    ['alice.smith', 'sip:alice.smith@pbx'],
  ])('%s becomes %s', (target, address) => {
    expect(dialUri(target, 'pbx')?.toString()).toBe(address);
  });

  it.each(['', ' ', '1 2', '6%30', '1@evil', '1;a=b', '1\r\nX: y', '<1>', 'é', '1'.repeat(200)])(
    'there is no address for %j',
    (target) => {
      expect(dialUri(target, 'pbx')).toBeNull();
    },
  );
});
