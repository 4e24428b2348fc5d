import { describe, expect, it } from 'vitest';
import { usePbx } from './use-pbx.ts';

const lab = usePbx();
const ok = { ok: true, value: undefined };

describe('an incoming call', () => {
  it('rings with the name and number the PBX gives, is answered, and ends when we hang up', async () => {
    const alice = await lab.phone('1001');
    const caller = await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001' });
    const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
    expect(ringing.remote).toEqual({ name: 'Ann Client', user: '15551230001' });
    expect(ringing.local.user).toBe('1001');

    expect(await alice.phone.answer(ringing.callId)).toEqual(ok);
    const talking = await alice.dialog(({ phase }) => phase === 'established');
    expect(talking.answeredAt).toBeGreaterThanOrEqual(ringing.startedAt);
    expect(alice.media.log()).toEqual(['accept offer', 'answer sendrecv']);

    expect(await alice.phone.hangUp(ringing.callId)).toEqual(ok);
    expect(alice.dialogs.at(-1)).toMatchObject({ phase: 'ended', end: { by: 'us', how: 'bye' } });
    expect((await caller.ended).cause).toBe(16);
    expect(alice.media.log().at(-1)).toBe('close');
  });

  it('ends when the caller hangs up', async () => {
    const alice = await lab.phone('1001');
    const caller = await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
    const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
    await alice.phone.answer(ringing.callId);
    await caller.answered;
    await caller.hangUp();
    const ended = await alice.dialog(({ phase }) => phase === 'ended');
    expect(ended).toMatchObject({ end: { by: 'them', how: 'bye', cause: 16 } });
    expect(await alice.phone.hangUp(ringing.callId)).toEqual({ ok: false, failure: { kind: 'no-such-call' } });
  });

  it.each(['O\'Brien "Bob" \\ Ünal 😀', '<img src=x onerror=alert(1)>', '日本 & Söhne; "a", <b>'])(
    'has the name exactly as the caller sent it: %s',
    async (name) => {
      const alice = await lab.phone('1001');
      await lab.pbx.callIn({ to: '1001', name, number: '15551230001', via: 'sip' });
      const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
      expect(ringing.remote).toEqual({ name, user: '15551230001' });
    },
  );

  it('rings even when the name holds control characters', async () => {
    const alice = await lab.phone('1001');
    await lab.pbx.callIn({ to: '1001', name: 'Ann\u0007\u001B[31mClient', number: '15551230001', via: 'sip' });
    const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
    expect(ringing.remote.name).toBe('Ann [31mClient');
  });

  it('is declined with 486, and the caller goes on to voicemail', async () => {
    const alice = await lab.phone('1001');
    await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001' });
    const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
    const since = lab.pbx.truth.mark();
    expect(await alice.phone.decline(ringing.callId)).toEqual(ok);
    expect(alice.dialogs.at(-1)).toMatchObject({ phase: 'ended', end: { by: 'us', how: 'declined', status: 486 } });
    const dialEnd = await lab.pbx.truth.waitFor((event) => event['Event'] === 'DialEnd', { since });
    expect(dialEnd['DialStatus']).toBe('BUSY');
  });

  it('tells a caller who gives up', async () => {
    const alice = await lab.phone('1001');
    const caller = await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
    await alice.dialog(({ phase }) => phase === 'incoming');
    await caller.hangUp();
    const ended = await alice.dialog(({ phase }) => phase === 'ended');
    expect(ended).toMatchObject({ end: { by: 'them', how: 'cancelled' } });
  });

  it('tells that another phone of ours answered', async () => {
    const alice = await lab.phone('1001');
    const other = await lab.phone('1001');
    const since = lab.pbx.truth.mark();
    await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001' });
    await alice.dialog(({ phase }) => phase === 'incoming');
    const there = await other.dialog(({ phase }) => phase === 'incoming');
    // A CANCEL that has to wait for our 180 loses its Reason on the way (pjsip sends it later, by itself).
    const ringing = () =>
      lab.pbx.truth
        .since(since)
        .filter((event) => event['ChannelStateDesc'] === 'Ringing' && event['Event'] === 'Newstate');
    await alice.until(() => ringing().length >= 2);
    expect(await other.phone.answer(there.callId)).toEqual(ok);
    const ended = await alice.dialog(({ phase }) => phase === 'ended');
    expect(ended).toMatchObject({ end: { by: 'them', how: 'answered-elsewhere', cause: 26 } });
  });

  it('is answered over the next connection when the one it came by broke', async () => {
    const alice = await lab.phone('1001');
    const caller = await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
    const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
    alice.cut();
    await alice.until(() => alice.phone.link.state === 'down');
    // Enter pressed in between waits for the line: the caller is not told that nobody is there.
    expect(await alice.phone.answer(ringing.callId)).toEqual(ok);
    expect(alice.phone.link.state).toBe('up');
    await caller.answered;
    await caller.hangUp();
    const ended = await alice.dialog(({ phase }) => phase === 'ended');
    expect(ended).toMatchObject({ end: { by: 'them', how: 'bye' } });
  });

  it('rings on when no page can give it audio, and can be answered once one can', async () => {
    const alice = await lab.phone('1001');
    alice.media.available = false;
    await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001' });
    const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
    expect(await alice.phone.answer(ringing.callId)).toMatchObject({ ok: false, failure: { kind: 'no-media' } });
    expect(alice.dialogs.at(-1)).toMatchObject({ phase: 'incoming' });
    alice.media.available = true;
    expect(await alice.phone.answer(ringing.callId)).toEqual(ok);
  });
});
