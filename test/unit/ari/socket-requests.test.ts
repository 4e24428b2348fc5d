import { describe, expect, it } from 'vitest';
import { SocketRequests, takesRequestsOnSocket } from '../../../main/ari/socket-requests.ts';
import { FakeClock } from '../../support/fake-clock.ts';

interface Sent {
  readonly request_id: string;
  readonly uri: string;
}

function asking() {
  const clock = new FakeClock();
  const sent: Sent[] = [];
  const requests = new SocketRequests((frame) => void sent.push(JSON.parse(frame) as Sent), clock);
  const answer = (id: string, status = 200, body = '[]') =>
    requests.answered({ request_id: id, status_code: status, message_body: body });
  return { clock, sent, requests, answer };
}
const get = (path: string) => ({ method: 'GET', path }) as const;

describe('requests on the event socket', () => {
  it('go one at a time, in the order they were asked', async () => {
    const { sent, requests, answer } = asking();
    const [first, second] = [requests.ask(get('/channels')), requests.ask(get('/bridges'))];
    expect(sent.map(({ uri }) => uri)).toEqual(['channels']);
    answer('1', 200, '[1]');
    expect(sent.map(({ uri }) => uri)).toEqual(['channels', 'bridges']);
    answer('2', 404, '{"message":"gone"}');
    expect(await first).toEqual({ ok: true, value: [1] });
    expect(await second).toEqual({ ok: false, failure: { kind: 'not-found', message: 'gone' } });
  });

  it('that nobody answers make way for the next; the late answer is nobody else’s', async () => {
    const { clock, sent, requests, answer } = asking();
    const [slow, next] = [requests.ask({ ...get('/channels'), within: 1_000 }), requests.ask(get('/bridges'))];
    await clock.advance(1_000);
    expect(await slow).toEqual({ ok: false, failure: { kind: 'timeout' } });
    answer('1', 200, '["late"]');
    expect(sent).toHaveLength(2);
    answer('2', 200, '["mine"]');
    expect(await next).toEqual({ ok: true, value: ['mine'] });
  });

  it('end with the socket, and leave no timer', async () => {
    const { clock, requests } = asking();
    const asked = [requests.ask(get('/channels')), requests.ask(get('/bridges'))];
    requests.dispose();
    for (const answer of await Promise.all([...asked, requests.ask(get('/x'))])) {
      expect(answer).toMatchObject({ ok: false, failure: { kind: 'failed' } });
    }
    expect(clock.pending).toBe(0);
  });

  it.each([
    ['16.28.0', false],
    ['20.13.9', false],
    ['20.14.0', true],
    ['21.8.1', false],
    ['22.3.0', false],
    ['22.10.1+dfsg', true],
    ['23.0.0', true],
    ['unknown', false],
  ])('are known from %s: %s', (version, takes) => {
    expect(takesRequestsOnSocket(version)).toBe(takes);
  });
});
