import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeskModel } from '../../../main/app/desk-model.ts';
import { watchAri } from '../../../main/app/watch-ari.ts';
import { type AriChannel, decodeChannel } from '../../../main/ari/channel.ts';
import type { AriClient } from '../../../main/ari/client.ts';
import { type AriEvent, decodeEvent } from '../../../main/ari/event.ts';
import type { AriBridge } from '../../../main/ari/snapshots.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import type { Uniqueid } from '../../../main/base/ids.ts';
import { createLogger } from '../../../main/base/log.ts';
import { success } from '../../../main/base/result.ts';
import { viewOf } from '../../../main/calls/legs/links.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { FlightRecorder } from '../../../main/recorder/flight-recorder.ts';
import { Player } from '../../../main/replay/player.ts';
import { readRecording } from '../../../main/replay/read-recording.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { noSurroundings } from './no-surroundings.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example/ws', username: '1014' },
  ari: { url: 'https://pbx.example/ari', username: 'agent1014' },
});
const me = 'PJSIP/1014';
const log = createLogger(
  () => undefined,
  () => 0,
);

const raw = (id: string, phone: string, state = 'Up') => ({
  ...{ id, name: `PJSIP/${phone}-0000000${id}`, state, protocol_id: '' },
  ...{ caller: { name: '', number: phone }, connected: { name: '', number: '' } },
});
const bridged = (id: string, ...channels: readonly string[]): AriBridge => ({
  ...{ id, type: 'mixing', kind: 'basic', name: '', creator: '', channels },
});

/** An ARI whose lists are what the test says, at the moment they are handed out. */
class ScriptedAri {
  readonly links = new Emitter<LinkState>();
  readonly events = new Emitter<AriEvent>();
  readonly #recorder: FlightRecorder;
  channels: readonly ReturnType<typeof raw>[] = [];
  bridges: readonly AriBridge[] = [];
  endpoint = 'online';
  /** Happens after the list of bridges was made and before it is heard. */
  meanwhile: () => void = () => undefined;
  #asked = 0;

  constructor(recorder: FlightRecorder) {
    this.#recorder = recorder;
  }

  get client(): AriClient {
    const client: Partial<AriClient> = {
      server: { version: '22.10.1', bootedAt: null },
      onDidChangeLink: this.links.event,
      onEvent: this.events.event,
      channels: async () => {
        const listed = this.#answered('/channels', this.channels);
        return success(listed.map(decodeChannel).filter((each): each is AriChannel => each !== null));
      },
      bridges: async () => {
        const listed = this.bridges;
        this.#recorder.ari.asked(this.#asked + 1, 'GET', '/bridges');
        this.meanwhile();
        const wire = listed.map(({ id, channels }) => ({ id, channels }));
        this.#asked += 1;
        this.#recorder.ari.answered(this.#asked, '/bridges', true, wire);
        return success(listed);
      },
      endpoints: async () => success([{ technology: 'PJSIP', resource: '1014', state: this.endpoint, channels: [] }]),
    };
    return client as AriClient;
  }

  says(event: object): void {
    const decoded = decodeEvent(JSON.stringify(event));
    if (decoded.kind !== 'event') throw new Error(JSON.stringify(decoded));
    this.#recorder.ari.received(decoded.event.raw);
    this.events.emit(decoded.event);
  }

  moves(type: 'ChannelEnteredBridge' | 'ChannelLeftBridge', id: string, phone: string, bridge: string): void {
    this.says({ type, channel: raw(id, phone), bridge: { id: bridge, bridge_class: 'basic' } });
  }

  #answered<Body>(path: string, body: Body): Body {
    this.#asked += 1;
    this.#recorder.ari.asked(this.#asked, 'GET', path);
    this.#recorder.ari.answered(this.#asked, path, true, body);
    return body;
  }
}

let clock: FakeClock;
let model: DeskModel;
let ari: ScriptedAri;
let recorder: FlightRecorder;
let watch: { dispose(): void };
beforeEach(() => {
  clock = new FakeClock(1_700_000_000_000);
  recorder = new FlightRecorder({ me: [me], clock, log });
  model = new DeskModel({ settings, endpoints: [me], clock, rehearsals: [], surroundings: noSurroundings() });
  ari = new ScriptedAri(recorder);
  watch = watchAri({ ari: ari.client, model, endpoint: me, values: [], clock, log });
});
afterEach(() => {
  watch.dispose();
  model.dispose();
  recorder.dispose();
});

const bridgeOf = (id: string): string | null | undefined => viewOf(model.calls.pbx, id as Uniqueid)?.bridge;

async function link(state: 'up' | 'down'): Promise<void> {
  const failure = { kind: 'closed', target: '', detail: '' } as const;
  const since = clock.now();
  recorder.link('ari', state, null);
  ari.links.emit(state === 'up' ? { state, since } : { state, since, failure, retryAt: null });
  await clock.advance(1);
}

/** I talk with 2 in bridge A; 3 is elsewhere. */
async function talking(): Promise<void> {
  ari.channels = [raw('1', '1014'), raw('2', 'trunk'), raw('3', '2001')];
  ari.bridges = [bridged('A', '1', '2'), bridged('B', '3', '9')];
  await link('up');
}

test('after a reconnect whoever is in the bridge with me is who the PBX lists, and whoever left meanwhile is out', async () => {
  await talking();
  expect([bridgeOf('1'), bridgeOf('2'), bridgeOf('3')]).toEqual(['A', 'A', undefined]);
  await link('down');
  // Unseen: 2 was handed to somebody else, and 3 to me.
  ari.bridges = [bridged('C', '2', '9'), bridged('B', '3', '1')];
  await link('up');
  expect([bridgeOf('1'), bridgeOf('2'), bridgeOf('3')]).toEqual(['B', 'C', 'B']);
});

test('an event that comes while the list is on its way is newer than the list', async () => {
  await talking();
  await link('down');
  ari.meanwhile = () => {
    ari.moves('ChannelLeftBridge', '2', 'trunk', 'A');
    ari.moves('ChannelEnteredBridge', '3', '2001', 'A');
  };
  await link('up');
  expect([bridgeOf('1'), bridgeOf('2'), bridgeOf('3')]).toEqual(['A', null, 'A']);
});

test('a recording of it replays to the same bridges', async () => {
  await talking();
  await link('down');
  ari.bridges = [bridged('C', '2', '9'), bridged('B', '3', '1')];
  ari.meanwhile = () => ari.moves('ChannelLeftBridge', '3', '2001', 'B');
  await link('up');
  const read = readRecording(gunzipSync(await recorder.save({ maskNumbers: false })).toString('utf8'));
  if (!read.ok) throw new Error(read.failure);
  const player = new Player(read.value.me);
  for (const step of read.value.steps) player.play(step);
  const placesIn = (state: typeof model.calls) =>
    ['1', '2', '3'].map((id) => viewOf(state.pbx, id as Uniqueid)?.bridge ?? null);
  expect(placesIn(player.state)).toEqual(placesIn(model.calls));
  expect(placesIn(model.calls)).toEqual(['B', 'C', null]);
});

test('a phone the PBX has no contact for does not ring, whatever the hint says; an event outdates the list', async () => {
  model.setLink('sip', { state: 'up', since: clock.now() });
  model.setAudio({ served: true, microphone: 'ready' });
  ari.endpoint = 'offline';
  await link('up');
  await clock.advance(3_000);
  expect(model.view.ring).toEqual({ rings: 'no', why: 'unreachable' });
  const endpoint = { technology: 'PJSIP', resource: '1014', state: 'online', channel_ids: [] };
  ari.says({ type: 'PeerStatusChange', endpoint, timestamp: '2026-11-21T03:19:53.139+0000' });
  await clock.advance(1);
  expect(model.view.ring).toEqual({ rings: 'yes' });
  ari.says({ type: 'PeerStatusChange', endpoint: { ...endpoint, resource: '2001', state: 'offline' } });
  const late = { ...endpoint, state: 'offline' };
  ari.says({ type: 'ContactStatusChange', endpoint: late, timestamp: '2026-11-21T03:19:53.100+0000' });
  await clock.advance(1);
  expect(model.view.ring).toEqual({ rings: 'yes' });
  ari.says({ type: 'ContactStatusChange', endpoint: late, timestamp: '2026-11-21T03:19:54.000+0000' });
  await clock.advance(1);
  expect(model.view.ring).toEqual({ rings: 'no', why: 'unreachable' });
  await link('down');
  expect(model.view.ring).toEqual({ rings: 'yes' });
});
