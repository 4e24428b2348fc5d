import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { PageMedia } from '../../main/app/page-media.ts';
import { type RequestHandlers, servePage } from '../../main/app/serve-page.ts';
import { ViewChanges } from '../../main/app/view-changes.ts';
import { Emitter } from '../../main/base/emitter.ts';
import { createLogger } from '../../main/base/log.ts';
import { createBridge } from '../../preload/bridge/create-bridge.ts';
import type { Bridge, MediaHandlers } from '../../preload/contract/bridge.ts';
import { type DeskView, deskView, pastCall } from '../../preload/contract/views.ts';
import type { FromMain, FromPage, Wire } from '../../preload/contract/wire.ts';
import { FakeClock } from '../support/fake-clock.ts';

/** Two ends of one wire. What one sends, the other gets as plain data, never the same object. */
interface Line {
  readonly main: Wire<FromMain>;
  readonly page: Wire<FromPage>;
  cut(): void;
}

function inMemory(): Promise<Line> {
  const toPage = new Emitter<unknown>();
  const toMain = new Emitter<unknown>();
  const closed = new Emitter<void>();
  const send = (to: Emitter<unknown>) => (message: unknown) => queueMicrotask(() => to.emit(structuredClone(message)));
  const end = <Out>(out: Emitter<unknown>, own: Emitter<unknown>): Wire<Out> => ({
    send: send(out),
    onMessage: (listener) => void own.event(listener),
    onClose: (listener) => void closed.event(listener),
  });
  return Promise.resolve({ main: end(toPage, toMain), page: end(toMain, toPage), cut: () => closed.emit() });
}

const servers: Server[] = [];
async function overWebSocket(): Promise<Line> {
  const server = createServer().listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const wires = new WebSocketServer({ server });
  const accepted = new Promise<WebSocket>((resolve) => wires.once('connection', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const socket = await accepted;
  await new Promise((resolve) => (client.readyState === WebSocket.OPEN ? resolve(null) : client.once('open', resolve)));
  const end = <Out>(of: WebSocket): Wire<Out> => ({
    send: (message) => of.send(JSON.stringify(message)),
    onMessage: (listener) =>
      of.on('message', (data) => listener(JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : ''))),
    onClose: (listener) => of.on('close', listener),
  });
  return { main: end(socket), page: end(client), cut: () => socket.terminate() };
}
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const view = (revision: number): DeskView =>
  deskView.parse({
    revision,
    agent: { name: 'Ines', extension: '1014', state: 'ready', since: 0 },
    links: { sip: { state: 'up', since: 0 }, ami: { state: 'off' }, ari: { state: 'off' } },
    voicemail: null,
    calls: [],
    parked: null,
    today: [],
    todayCount: 0,
    audio: { served: true, microphone: 'ready' },
    ring: { rings: 'yes' },
    rehearsals: [],
  });

function mainSide(handlers: Partial<RequestHandlers> = {}) {
  const views = new Emitter<DeskView>();
  const logged: string[] = [];
  const confirmed = () => ({ outcome: 'confirmed' }) as const;
  const media = new PageMedia();
  const microphone = vi.fn<(state: string) => void>();
  const all: RequestHandlers = {
    answer: confirmed,
    silence: confirmed,
    decline: confirmed,
    hold: confirmed,
    resume: confirmed,
    mute: confirmed,
    sendDigits: confirmed,
    hangUp: confirmed,
    dismiss: confirmed,
    dial: confirmed,
    places: () => ({ known: { life: 'a', revision: 0 }, places: [], gone: [], more: false, hasContacts: false }),
    findOutside: () => ({ contacts: [], typed: null }),
    queues: () => ({ queues: null }),
    signIn: confirmed,
    signOut: confirmed,
    pause: confirmed,
    endPause: confirmed,
    setPenalty: confirmed,
    listenTo: confirmed,
    answerAway: confirmed,
    askBeforeLeaving: confirmed,
    setDoNotDisturb: confirmed,
    setForward: confirmed,
    transfer: confirmed,
    consult: confirmed,
    toVoicemail: confirmed,
    complete: confirmed,
    swap: confirmed,
    cancelConsult: confirmed,
    takeBack: confirmed,
    park: confirmed,
    conference: confirmed,
    muteMember: confirmed,
    setNote: confirmed,
    backToQueue: confirmed,
    pickUp: confirmed,
    bringHere: confirmed,
    moveToPhone: confirmed,
    mix: confirmed,
    removeMember: confirmed,
    record: confirmed,
    pauseRecording: confirmed,
    resumeRecording: confirmed,
    stopRecording: confirmed,
    retrieve: confirmed,
    retryLink: confirmed,
    history: () => ({ rows: [] }),
    historyRowOf: () => ({ row: null }),
    historyNote: confirmed,
    setDisposition: confirmed,
    exportHistory: confirmed,
    planCallBack: confirmed,
    callBackDone: confirmed,
    openLink: confirmed,
    tryLink: confirmed,
    apiState: () => ({ state: 'off' }),
    previewLink: () => ({ opens: null, problem: null }),
    uploadContacts: confirmed,
    previewContacts: () => ({ preview: null }),
    importContacts: confirmed,
    exportContacts: confirmed,
    writeContact: confirmed,
    removeContact: confirmed,
    contactServers: () => ({ servers: [] }),
    syncContacts: () => ({ servers: [] }),
    countContacts: () => ({ count: null }),
    messages: () => ({ messages: [] }),
    playMessage: confirmed,
    callMailbox: confirmed,
    moveMessage: confirmed,
    deleteMessage: confirmed,
    undoDelete: confirmed,
    dialTaken: confirmed,
    rehearse: confirmed,
    saveRecording: confirmed,
    previewDial: () => ({ dials: null, number: null }),
    ledger: () => [],
    ...handlers,
  };
  const log = createLogger(
    (line) => logged.push(JSON.stringify(line)),
    () => 0,
  );
  const services = {
    view: () => view(1),
    changes: new ViewChanges({ view: view(1), onDidChangeView: views.event }),
    handlers: all,
    media,
    onMicrophone: microphone,
    onAsked: () => undefined,
    clock: new FakeClock(),
    log,
  };
  return { services, views, media, microphone, logged };
}

const silent: MediaHandlers = {
  sessions: () => [],
  describe: () => Promise.resolve({ sdp: 'v=0' }),
  accept: () => Promise.resolve({}),
  rollback: () => Promise.resolve({}),
  mute: () => Promise.resolve({}),
  sendDigits: () => Promise.resolve({ sent: true }),
  mix: () => Promise.resolve({}),
  close: () => Promise.resolve({}),
};

describe.each([
  ['in memory', inMemory],
  ['over a WebSocket', overWebSocket],
])('a page and main %s', (_, connect) => {
  async function together(handlers: Partial<RequestHandlers> = {}) {
    const line = await connect();
    const main = mainSide(handlers);
    const { bridge, attach } = createBridge('browser');
    attach(line.page);
    servePage(line.main, main.services);
    return { ...main, line, bridge };
  }
  const nextView = (bridge: Bridge, revision: number) =>
    vi.waitFor(() => {
      const seen: DeskView[] = [];
      bridge.onView((shown) => seen.push(shown))();
      expect(seen[0]?.revision).toBe(revision);
    });

  test('share a view at once and every newer one, and never go back to an older one', async () => {
    const { bridge, views } = await together();
    await nextView(bridge, 1);
    views.emit(view(3));
    await nextView(bridge, 3);
    views.emit(view(2));
    views.emit(view(4));
    await nextView(bridge, 4);
  });

  test('a page is told what is new, and has the whole of each view', async () => {
    const { bridge, views } = await together();
    await nextView(bridge, 1);
    const shown: DeskView[] = [];
    bridge.onView((seen) => shown.push(seen));
    const ann = pastCall.parse({
      ...{ id: 'ann', direction: 'in', party: { name: 'Ann', number: null } },
      ...{ reason: 'they-gave-up', startedAt: 1, talkSeconds: null },
    });
    const told: DeskView[] = [
      { ...view(2), today: [ann], todayCount: 1, listens: ['whisper'] },
      { ...view(3), today: [ann], todayCount: 1, listens: ['whisper'], callBacks: [] },
      // What may be left out is left out again.
      { ...view(4), today: [{ ...ann, reason: 'you-declined' }], todayCount: 1, callBacks: undefined },
      { ...view(5), today: [] },
    ];
    for (const each of told) views.emit(each);
    await nextView(bridge, 5);
    expect(shown.slice(1)).toEqual(told.map((each) => deskView.parse(each)));
    expect(shown[2]?.today).toBe(shown[1]?.today);
    expect(shown[2]?.links).toBe(shown[0]?.links);
  });

  test('ask and answer by the table', async () => {
    const { bridge } = await together({
      dial: ({ target }) => ({ outcome: 'refused', reason: 'bad-target', detail: target }),
    });
    expect(await bridge.request.dial({ target: '<b>' })).toEqual({
      ok: true,
      value: { outcome: 'refused', reason: 'bad-target', detail: '<b>' },
    });
  });

  test('refuse input that does not decode, and log its place but not its value', async () => {
    const { bridge, logged } = await together();
    const reply = await bridge.request.dial({ target: 'canary'.repeat(100) });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(logged.join()).toContain('target');
    expect(logged.join()).not.toContain('canary');
  });

  test('refuse names that are not in the table, also those every object has', async () => {
    const { line } = await together();
    const answers: unknown[] = [];
    line.page.onMessage((message) => answers.push(message));
    for (const name of ['constructor', '__proto__', 'shutdown'])
      line.page.send({ kind: 'request', id: 90, name, input: {} });
    await vi.waitFor(() =>
      expect(answers.filter((answer) => JSON.stringify(answer).includes('unknown-name'))).toHaveLength(3),
    );
  });

  test('survive messages that are not in the contract at all', async () => {
    const { line, bridge } = await together();
    line.page.send({ kind: 'nonsense' } as unknown as FromPage);
    line.page.send({ kind: 'report', name: 'microphone', input: { state: 'loud' } });
    expect(await bridge.request.previewDial({ text: '' })).toMatchObject({ ok: true });
  });

  test('tell a mistake in main as data', async () => {
    const { bridge, logged } = await together({
      hold: () => {
        throw new Error('planted');
      },
    });
    expect(await bridge.request.hold({ call: 'call-1' as never })).toMatchObject({
      ok: false,
      error: { code: 'failed' },
    });
    expect(logged.join()).toContain('planted');
  });

  test('hand media to the page that offers it', async () => {
    const { bridge, media } = await together();
    expect(media.available).toBe(false);
    bridge.serveMedia(silent);
    await vi.waitFor(() => expect(media.available).toBe(true));
    expect(await media.describe('s1', { type: 'offer', direction: 'sendrecv', iceRestart: false })).toBe('v=0');
  });

  test('tell main why the page could not', async () => {
    const { bridge, media } = await together();
    bridge.serveMedia({ ...silent, describe: () => Promise.reject(new Error('the microphone is blocked')) });
    await vi.waitFor(() => expect(media.available).toBe(true));
    const offer = media.describe('s1', { type: 'offer', direction: 'sendrecv', iceRestart: false });
    await expect(offer).rejects.toThrow('the microphone is blocked');
  });

  test('end what was asked when the wire is cut, and fail the audio that lived in the page', async () => {
    const { bridge, media, line } = await together({ hold: () => new Promise(() => undefined) });
    bridge.serveMedia(silent);
    await vi.waitFor(() => expect(media.available).toBe(true));
    await media.accept('s1', { type: 'offer', sdp: 'v=0' });
    const states: unknown[] = [];
    media.onDidChangeState((state) => states.push(state));
    const pending = bridge.request.hold({ call: 'call-1' as never });
    const seen: string[] = [];
    bridge.onConnection((state) => seen.push(state));
    line.cut();
    expect(await pending).toMatchObject({ ok: false, error: { code: 'gone' } });
    await vi.waitFor(() => expect(media.available).toBe(false));
    expect(states).toEqual([{ session: 's1', state: 'failed' }]);
    expect(seen).toEqual(['lost']);
  });

  test('report the microphone', async () => {
    const { bridge, microphone } = await together();
    bridge.report.microphone({ state: 'blocked' });
    await vi.waitFor(() => expect(microphone).toHaveBeenCalledWith('blocked'));
  });
});
