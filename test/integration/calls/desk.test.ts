import { afterEach, describe, expect, test } from 'vitest';
import { createAmiClient } from '../../../main/ami/client.ts';
import { tcpTransport } from '../../../main/ami/tcp-transport.ts';
import { DeskModel } from '../../../main/app/desk-model.ts';
import { amiEventsRead } from '../../../main/app/translate/ami-facts.ts';
import { dialogFact } from '../../../main/app/translate/sip-facts.ts';
import { watchAmi } from '../../../main/app/watch-ami.ts';
import { DisposableStore, toDisposable } from '../../../main/base/disposable.ts';
import { createLogger } from '../../../main/base/log.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import type { CallView } from '../../../preload/contract/views.ts';
import { systemClock } from '../../support/system-clock.ts';
import { noSurroundings } from '../../unit/app/no-surroundings.ts';
import type { PhoneBench } from '../sip/phone-bench.ts';
import { usePbx } from '../sip/use-pbx.ts';

/** Nobody reads it; a failure tells itself. */
const silentLogger = createLogger(
  () => undefined,
  () => 0,
  'error',
);
type EndedCall = Extract<CallView, { phase: 'ended' }>;
const lab = usePbx();
const open: DisposableStore[] = [];
afterEach(() => {
  for (const store of open.splice(0)) store.dispose();
});

/** Alice's desk: her softphone and her manager user, watched by the model as in the app. */
async function deskOf(extension: string): Promise<{ readonly bench: PhoneBench; readonly model: DeskModel }> {
  const { settings, secrets } = lab.pbx.profileFor(extension);
  const parsed = settingsSchema.parse(settings);
  const bench = await lab.phone(extension);
  const store = new DisposableStore();
  open.push(store);
  const endpoints = [`PJSIP/${extension}`];
  const model = store.add(
    new DeskModel({ settings: parsed, endpoints, clock: systemClock, rehearsals: [], surroundings: noSurroundings() }),
  );
  store.add(bench.phone.onDidChangeDialog((dialog) => model.apply(dialogFact(dialog, systemClock.now()))));
  const ami = createAmiClient({
    transport: tcpTransport({ host: '127.0.0.1', port: lab.pbx.ports.ami }),
    username: `agent${extension}`,
    secret: secrets.amiSecret ?? '',
    interesting: amiEventsRead,
    clock: systemClock,
    random: Math.random,
    log: silentLogger,
  });
  store.add(toDisposable(() => ami.dispose()));
  store.add(
    watchAmi({ ami, model, mailbox: `${extension}@default`, values: [], clock: systemClock, log: silentLogger }),
  );
  ami.start();
  await bench.until(() => ami.link.state === 'up');
  return { bench, model };
}

const callOf = async (
  { bench, model }: Awaited<ReturnType<typeof deskOf>>,
  phase: CallView['phase'],
  origin?: CallView['origin']['kind'],
): Promise<CallView> => {
  // SIP may be quicker than AMI, which tells how the call came.
  const find = () =>
    model.view.calls.find((call) => call.phase === phase && (origin === undefined || call.origin.kind === origin));
  await bench.until(() => find() !== undefined, 10_000);
  const found = find();
  if (found === undefined) throw new Error('gone again');
  return found;
};

/** SIP may be quicker than AMI here as well: that a call is over is told before what it came to. */
const callOver = async ({ bench, model }: Awaited<ReturnType<typeof deskOf>>, reason: EndedCall['reason']) => {
  const find = () => model.view.calls.find((call) => call.phase === 'ended' && call.reason === reason);
  await bench.until(() => find() !== undefined, 10_000);
  return find();
};

/** Answered, and both in the bridge: until then BlindTransfer is refused, and Park leaves my leg behind for a while. */
async function together(answer: () => Promise<unknown>): Promise<void> {
  const since = lab.pbx.truth.mark();
  await answer();
  await lab.pbx.truth.waitFor((event) => event['Event'] === 'BridgeEnter' && event['BridgeNumChannels'] === '2', {
    since,
  });
}

describe('on a real Asterisk', () => {
  test('a queue rings two of us; whoever does not take it is told it was answered elsewhere', async () => {
    const [alice, bob] = [await deskOf('1001'), await deskOf('1002')];
    await lab.pbx.queueCall({ name: 'Ann Client', number: '+15551230001', plays: 'silence' });
    const ringing = await callOf(alice, 'ringing', 'queue');
    expect(ringing).toMatchObject({ origin: { kind: 'queue' }, party: { name: 'Ann Client' } });
    await alice.bench.until(() =>
      alice.model.view.calls.some((call) => call.phase === 'ringing' && call.alsoRinging.length === 1),
    );
    const rung = await bob.bench.dialog((dialog) => dialog.phase === 'incoming');
    await bob.bench.phone.answer(rung.callId);
    await callOver(alice, 'answered-elsewhere');
    expect(await callOf(bob, 'active', 'queue')).toMatchObject({
      origin: { kind: 'queue' },
      party: { name: 'Ann Client' },
    });
    expect(alice.model.view.calls).toHaveLength(1);
    expect(bob.model.view.calls).toHaveLength(1);
  }, 40_000);

  test('a call handed to me blind shows the caller and who sent them; whoever sent them is told it is gone', async () => {
    const [alice, bob] = [await deskOf('1001'), await deskOf('1002')];
    await lab.pbx.callIn({ to: '1002', name: 'Ann Client', number: '+15551230001', plays: 'silence' });
    const rung = await bob.bench.dialog((dialog) => dialog.phase === 'incoming');
    await together(() => bob.bench.phone.answer(rung.callId));
    await callOf(bob, 'active');
    const channels = await lab.pbx.truth.channels();
    const his = channels.find((channel) => channel['Channel']?.startsWith('PJSIP/1002-') === true);
    await lab.pbx.truth.action({
      Action: 'BlindTransfer',
      Channel: his?.['Channel'] ?? '',
      Context: 'from-internal',
      Exten: '1001',
    });
    await alice.bench.until(() => alice.model.view.calls.some((call) => call.origin.kind === 'transfer'));
    expect(await callOf(alice, 'ringing')).toMatchObject({
      party: { name: 'Ann Client' },
      origin: { kind: 'transfer', how: 'blind', by: { number: { raw: '1002' } } },
    });
    await callOver(bob, 'transferred');
    expect(alice.model.view.calls).toHaveLength(1);
  }, 40_000);

  test('a hangup that somebody forges changes nothing, and is reported', async () => {
    const alice = await deskOf('1001');
    await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '+15551230001', plays: 'silence' });
    const rung = await alice.bench.dialog((dialog) => dialog.phase === 'incoming');
    await alice.bench.phone.answer(rung.callId);
    const call = await callOf(alice, 'active');
    // Before AMI has told whose dialog the leg is, nothing contradicts its hangup.
    const legOf = () =>
      [...alice.model.calls.pbx.legs.values()].find((each) => each.mine && each.ami?.dialog === rung.callId);
    await alice.bench.until(() => legOf() !== undefined, 10_000);
    const leg = legOf();
    if (leg === undefined) throw new Error('no channel');
    const at = systemClock.now();
    alice.model.applyEvent([{ kind: 'channel-gone', source: 'ami', at, pbxAt: null, channel: leg.id, cause: 16 }]);
    await alice.bench.until(() => alice.model.calls.pbx.diagnostics.some((each) => each.kind === 'hangup-refused'));
    expect(await callOf(alice, 'active')).toMatchObject({ id: call.id, party: call.party });
  }, 40_000);

  test('a caller I parked comes back to me as the same call, and says so; one row in the end', async () => {
    const alice = await deskOf('1001');
    const inbound = await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '+15551230001', plays: 'silence' });
    const rung = await alice.bench.dialog((dialog) => dialog.phase === 'incoming');
    await together(() => alice.bench.phone.answer(rung.callId));
    await callOf(alice, 'active');
    const mine = (await lab.pbx.truth.channels()).find((each) => each['Channel']?.startsWith('PJSIP/1001-') === true);
    const park = { Action: 'Park', Channel: inbound.channel, TimeoutChannel: mine?.['Channel'] ?? '', Timeout: 2000 };
    await lab.pbx.truth.action(park);
    // As a desk does. Asterisk ends my leg as well, but while no audio comes from it sometimes only when she is back.
    await alice.bench.phone.hangUp(rung.callId);
    await callOver(alice, 'parked');
    // The INVITE may be here before AMI says whose return it is; she is never shown as two who ring.
    const ringing = () => alice.model.view.calls.filter(({ phase }) => phase === 'ringing');
    let most = 0;
    alice.model.onDidChangeView(() => {
      most = Math.max(most, ringing().length);
    });
    await alice.bench.until(() => ringing()[0]?.earlierVisits === 1 && ringing()[0]?.origin.kind === 'park', 10_000);
    expect(most).toBe(1);
    // One card: the one that was there, or one the INVITE made, which has taken that one in.
    expect(alice.model.view.calls).toMatchObject([
      { phase: 'ringing', party: { name: 'Ann Client' }, origin: { kind: 'park', how: 'timed-out' } },
    ]);
    await inbound.hangUp();
    await callOver(alice, 'they-gave-up');
    expect(alice.model.view.calls).toHaveLength(1);
    expect(alice.model.view.today).toHaveLength(1);
  }, 40_000);
});
