import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allowContacts } from '../../pbx/allow-contacts.ts';
import { connectionsClosed } from '../../pbx/open-connections.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { MemoryNote } from '../../support/memory-note.ts';
import { TcpRelay } from '../../support/relay/tcp-relay.ts';
import { systemClock } from '../../support/system-clock.ts';
import { PhoneBench } from './phone-bench.ts';

describe.each([22, 16] as const)('contacts that a connection left behind on Asterisk %i', (version) => {
  let pbx: Pbx;
  let relay: TcpRelay;
  const open: PhoneBench[] = [];
  beforeAll(async () => {
    pbx = await startPbx({ version });
  });
  beforeEach(async () => {
    relay = await TcpRelay.open(pbx.ports.https);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ phone }) => phone.stop(1_000)));
    relay.close();
    // As Asterisk 16 closes one WebSocket it drops others' contacts too: the next test's must not be among them.
    await connectionsClosed(pbx.ports.https, 3_000);
  });
  afterAll(async () => pbx.stop());
  const phoneOf = (overrides = {}): PhoneBench => {
    const bench = new PhoneBench(pbx, '1001', overrides);
    open.push(bench);
    return bench;
  };
  const contacts = async (): Promise<readonly string[]> =>
    [...(await pbx.cli('pjsip show contacts')).matchAll(/1001\/(sip:\S+)/g)].map(([, uri = '']) => uri);

  it.each([
    [3, 'no'],
    [1, 'no'],
    [1, 'yes'],
  ] as const)('are gone once it is back, where %i may be and remove_existing is %s', async (most, removeExisting) => {
    await allowContacts(pbx, most, removeExisting);
    const bench = await phoneOf({ url: `wss://localhost:${relay.port}/ws` }).up();
    const before = await contacts();
    expect(before).toHaveLength(1);
    // The computer is on another network, and the PBX has not noticed.
    relay.strand();
    bench.cut();
    await bench.until(() => bench.phone.link.state !== 'up');
    await bench.until(() => bench.phone.link.state === 'up');
    const after = await contacts();
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    // As a queue rings a member: the first contact there is, and no other.
    const ring = { Channel: 'PJSIP/1001', Application: 'Wait', Data: 1, Async: true, Timeout: 5_000 };
    await pbx.truth.action({ Action: 'Originate', ...ring });
    const { callId } = await bench.dialog(({ phase }) => phase === 'incoming');
    await bench.phone.decline(callId);
  });

  it('are gone once an Offhook that was killed is started again, and a desk phone’s on the same account is not', async () => {
    await allowContacts(pbx, 3, 'no');
    const deskPhone = await phoneOf().up();
    const [theirs = ''] = await contacts();
    const note = new MemoryNote<string>();
    const killed = await new PhoneBench(pbx, '1001', {
      url: `wss://localhost:${relay.port}/ws`,
      contactNote: note,
    }).up();
    expect(deskPhone.phone.ringsAt).toBeNull();
    expect(await contacts()).toHaveLength(2);
    relay.strand();
    killed.cut();
    killed.dispose();
    const next = note.found();
    const again = await phoneOf({ contactNote: next }).up();
    const now = await contacts();
    expect(now).toHaveLength(2);
    expect(now).toContain(theirs);
    // What the PBX calls it by, among others.
    expect(now.some((uri) => uri === again.phone.ringsAt)).toBe(true);
    expect(theirs).not.toBe(again.phone.ringsAt);
    expect(next.now).toEqual([again.phone.ringsAt]);
    await again.phone.stop(1_000);
    expect(next.now).toEqual([]);
  });

  if (version === 22) return;
  it('are made anew where the PBX dropped them and a desk phone can still be rung: nobody took over', async () => {
    await allowContacts(pbx, 3, 'no');
    const deskPhone = await pbx.deskPhone('1001');
    // What is looked at every quarter of a minute is looked at twice a second here.
    const hasty = {
      ...systemClock,
      after: (delay: number, run: () => void) => systemClock.after(delay >= 15_000 ? 500 : delay, run),
    };
    const bench = await phoneOf({ clock: hasty }).up();
    expect(await contacts()).toHaveLength(2);
    const colleague = await new PhoneBench(pbx, '1002').up();
    colleague.cut();
    colleague.dispose();
    await expect.poll(contacts, { timeout: 5_000, interval: 10 }).toHaveLength(1);
    await expect.poll(contacts, { timeout: 5_000 }).toHaveLength(2);
    expect(bench.phone.link.state).toBe('up');
    await deskPhone.close();
  });
});
