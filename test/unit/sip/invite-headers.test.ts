import { describe, expect, test } from 'vitest';
import { inviteHeaders } from '../../../main/sip/invite-headers.ts';

const invite = (...lines: readonly string[]) =>
  [
    'INVITE sip:1001@x.invalid SIP/2.0',
    'Call-ID: d1@pbx',
    'To: <sip:1001@pbx>',
    ...lines,
    '',
    'v=0\r\nX-Ticket: body',
  ].join('\r\n');

describe('the headers of an INVITE that are wanted', () => {
  test('are found in any case, folded lines and all, each under the name it is wanted by', () => {
    expect(
      inviteHeaders(invite('x-ticket:  4711', 'X-Plan: Gold,\r\n  forever', 'X-Other: no'), ['X-Ticket', 'X-Plan']),
    ).toEqual({ dialog: 'd1@pbx', values: { 'X-Ticket': '4711', 'X-Plan': 'Gold, forever' } });
  });

  test.each([
    ['nothing is wanted', invite('X-Ticket: 1'), []],
    ['it has none of them', invite('X-Other: 1'), ['X-Ticket']],
    ['it is within a dialog', invite('X-Ticket: 1').replace('<sip:1001@pbx>', '<sip:1001@pbx>;tag=a'), ['X-Ticket']],
    ['it is another request', invite('X-Ticket: 1').replace('INVITE', 'OPTIONS'), ['X-Ticket']],
    ['the body speaks of it', invite(), ['X-Ticket']],
    ['it has no Call-ID', invite('X-Ticket: 1').replace('Call-ID: d1@pbx\r\n', ''), ['X-Ticket']],
  ])('are none when %s', (_, message, wanted) => {
    expect(inviteHeaders(message, wanted)).toBeNull();
  });

  test('are cut off where somebody sends a document', () => {
    expect(inviteHeaders(invite(`X-Ticket: ${'x'.repeat(9_000)}`), ['X-Ticket'])?.values['X-Ticket']).toHaveLength(500);
  });
});
