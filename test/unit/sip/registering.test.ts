import { afterEach, describe, expect, it } from 'vitest';
import { fitForSipJs } from '../../../main/sip/incoming-text.ts';
import { type Script, ScriptedBench } from './scripted-pbx.ts';

let bench: ScriptedBench;
afterEach(() => bench.phone.dispose());

async function registerWith(script: Script, fit?: (text: string) => string): Promise<ScriptedBench> {
  bench = new ScriptedBench(fit);
  bench.transport.scripts.set('REGISTER', script);
  return bench.up();
}

const challenge = (algorithm: string) =>
  `WWW-Authenticate: Digest realm="asterisk",nonce="abc",algorithm=${algorithm},qop="auth"`;
const authorized: Script = (request) =>
  request.get('authorization') === '' ? ['401 Unauthorized', challenge('MD5')] : '200 OK';

describe('registering', () => {
  it('answers the challenge and is up', async () => {
    await registerWith(authorized);
    expect(bench.phone.link.state).toBe('up');
    expect(bench.transport.sent.at(-1)?.get('authorization')).toContain('username="1001"');
    expect(bench.transport.sent.at(-1)?.get('contact')).toMatch(/^<sip:\w+@\w+\.invalid;transport=ws>;expires=120$/);
  });

  it.each([
    ['MD5', 'SHA-256'],
    ['SHA-256', 'MD5'],
    ['SHA-512-256', 'MD5', 'SHA-256'],
  ])('chooses MD5 among several challenges: %s, %s', async (...algorithms) => {
    const several: Script = (request) =>
      request.get('authorization') === '' ? ['401 Unauthorized', ...algorithms.map(challenge)] : '200 OK';
    await registerWith(several, fitForSipJs);
    expect(bench.phone.link.state).toBe('up');
    expect(bench.transport.sent.at(-1)?.get('authorization')).toContain('algorithm=MD5');
  });

  it.each([
    { answer: '403 Forbidden', kind: 'auth-rejected' },
    { answer: '404 Not Found', kind: 'forbidden' },
    { answer: '503 Service Unavailable', kind: 'not-ready' },
  ] as const)('tells $answer as $kind', async ({ answer, kind }) => {
    await registerWith(() => answer);
    expect(bench.phone.link).toMatchObject({ state: 'down', failure: { kind, target: 'wss://pbx.example:8089/ws' } });
  });

  it('tells a user whose places are all taken from one that nobody knows: that one may ask who has them', async () => {
    await registerWith((request) => (request.get('contact') === '' ? '200 OK' : '403 Forbidden'));
    expect(bench.phone.link).toMatchObject({ state: 'down', failure: { kind: 'forbidden' } });
    expect(bench.sent).toEqual(['REGISTER', 'REGISTER']);
  });

  it('tells a challenge after the password as a rejection', async () => {
    await registerWith(() => ['401 Unauthorized', challenge('MD5')]);
    expect(bench.phone.link).toMatchObject({ state: 'down', failure: { kind: 'auth-rejected' } });
    expect(bench.sent).toEqual(['REGISTER', 'REGISTER']);
  });

  it('asks again while a PBX that starts up does not answer yet', async () => {
    await registerWith((request, count) => (count === 1 ? null : authorized(request, count)));
    expect(bench.phone.link.state).toBe('connecting');
    await bench.clock.advance(1_000);
    expect(bench.phone.link.state).toBe('up');
    expect(bench.sent).toEqual(['REGISTER', 'REGISTER', 'REGISTER']);
  });

  it('tells what the PBX says the time is', async () => {
    bench = new ScriptedBench();
    const told: number[] = [];
    bench.phone.onDidTellTime((now) => told.push(now));
    bench.transport.scripts.set('REGISTER', () => ['200 OK', 'Date: Thu, 26 Nov 2026 00:52:33 GMT']);
    await bench.up();
    expect(told).toEqual([Date.UTC(2026, 10, 26, 0, 52, 33)]);
  });

  it('leaves no request that waits for an answer behind', async () => {
    const waiting = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = waiting();
    await registerWith(() => null);
    await bench.clock.advance(4_000);
    expect(bench.sent).toEqual(['REGISTER', 'REGISTER', 'REGISTER']);
    expect(waiting()).toBeLessThanOrEqual(before);
  });

  it('does not wait for ever for an answer', async () => {
    await registerWith(() => null);
    await bench.clock.advance(4_000);
    expect(bench.phone.link).toMatchObject({ state: 'down', failure: { kind: 'timeout' } });
  });

  it('registers for longer when the PBX asks for it', async () => {
    await registerWith((_request, count) => (count === 1 ? ['423 Interval Too Brief', 'Min-Expires: 600'] : '200 OK'));
    expect(bench.phone.link.state).toBe('up');
    expect(bench.transport.sent.at(-1)?.get('contact')).toContain('expires=600');
  });

  it('is not fooled by a 200 that lists somebody else only', async () => {
    bench = new ScriptedBench((text) => text.replace(/^Contact:.*$/m, 'Contact: <sip:other@x.invalid>;expires=60'));
    await bench.up();
    expect(bench.phone.link).toMatchObject({ state: 'down', failure: { kind: 'replaced' } });
  });

  it('is not taken for replaced where the PBX has nobody at all: it registers again', async () => {
    await registerWith(() => '200 OK');
    bench.transport.scripts.set('REGISTER', (request) => {
      if (request.get('contact') === '') bench.transport.listed = '';
      return '200 OK';
    });
    bench.phone.retry();
    await bench.settle();
    expect(bench.phone.link.state).toBe('up');
    expect(bench.transport.sent.slice(-2).map((each) => each.get('contact') !== '')).toEqual([false, true]);
  });

  it('says its contact also where it is challenged while it was about to ask which there are', async () => {
    await registerWith(() => '200 OK');
    bench.transport.scripts.set('REGISTER', () => null);
    void bench.phone.registerAgain();
    await bench.settle();
    // After another network the PBX wants the password anew (its nonce names our address).
    bench.phone.retry();
    await bench.settle();
    const [first] = bench.transport.sent.slice(-1);
    if (first === undefined) throw new Error('nothing was sent');
    expect(first.get('contact')).not.toBe('');
    bench.transport.scripts.set('REGISTER', () => '200 OK');
    bench.transport.respond(first, ['401 Unauthorized', challenge('MD5')]);
    await bench.settle();
    const authorizedOnes = bench.transport.sent.filter((each) => each.get('authorization') !== '');
    expect(authorizedOnes[0]?.get('contact')).toBe(first.get('contact'));
    expect(bench.phone.link.state).toBe('up');
  });

  it('does not wait over a new connection for what was asked over the last one', async () => {
    await registerWith((_request, count) => (count === 2 ? null : '200 OK'));
    void bench.phone.registerAgain();
    await bench.settle();
    await bench.breakConnection();
    await bench.clock.advance(500);
    expect(bench.phone.link.state).toBe('up');
  });

  it('takes its contact back when it stops, within the time it is given', async () => {
    await registerWith(authorized);
    await bench.phone.stop(1_000);
    expect(bench.transport.sent.at(-1)?.get('contact')).toContain('expires=0');
    await registerWith((_request, count) => (count === 1 ? '200 OK' : null));
    const stopped = bench.phone.stop(1_000);
    await bench.clock.advance(1_000);
    await stopped;
    expect(bench.clock.pending).toBe(0);
  });
});

describe('outside of any call', () => {
  it('mailbox counts are heard and accepted', async () => {
    await registerWith(() => '200 OK');
    const body = 'Messages-Waiting: yes\r\nVoice-Message: 3/4 (1/0)\r\n';
    await bench.request('NOTIFY', { headers: ['Event: message-summary', 'Subscription-State: active'], body });
    expect(bench.mailboxes).toEqual([{ new: 3, old: 4 }]);
    expect(bench.sent.at(-1)).toBe('200');
  });

  it('OPTIONS is answered', async () => {
    await registerWith(() => '200 OK');
    await bench.request('OPTIONS');
    expect(bench.sent.at(-1)).toBe('200');
  });
});
