import { createOffhook } from '../../../main/app/create-offhook.ts';
import type { Offhook } from '../../../main/app/offhook.ts';
import type { Clock } from '../../../main/base/clock.ts';
import type { Disposable } from '../../../main/base/disposable.ts';
import { createLogger, formatLogLine } from '../../../main/base/log.ts';
import { success } from '../../../main/base/result.ts';
import type { SealedFile } from '../../../main/journal/sealed-file.ts';
import { type Secrets, settingsSchema } from '../../../main/settings/schema.ts';
import type { MediaPort } from '../../../main/sip/media-port.ts';
import { createBridge } from '../../../preload/bridge/create-bridge.ts';
import type { Bridge, MediaHandlers } from '../../../preload/contract/bridge.ts';
import type { CallView, DeskView } from '../../../preload/contract/views.ts';
import type { FromMain, Wire } from '../../../preload/contract/wire.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import { MediaDouble } from '../../support/media-double.ts';
import { systemClock } from '../../support/system-clock.ts';

type EndedCall = Extract<CallView, { phase: 'ended' }>;

/**
 * A whole desk on a running Asterisk: main as it is, and a page without a screen whose media are a double. It has no
 * ARI, which moves no callers, unless the changes say so.
 */
export class DeskBench {
  readonly media = new MediaDouble();
  readonly logged: string[] = [];
  /** What the system was asked to open for calls. */
  readonly opened: string[] = [];
  readonly #offhook: Offhook;
  #bridge: Bridge;
  #closePage: () => void = () => undefined;
  #states: Disposable | null = null;

  constructor(
    pbx: Pbx,
    extension = '1001',
    changes: Readonly<Record<string, unknown>> = {},
    folder: string | null = null,
    other: Partial<Secrets> = {},
    journal: SealedFile | null = null,
    clock: Clock = systemClock,
  ) {
    const { settings, secrets } = pbx.profileFor(extension);
    this.#offhook = createOffhook({
      folder,
      settings: settingsSchema.parse({ ...settings, tls: { trust: 'ca', file: pbx.caFile }, ari: null, ...changes }),
      secrets: { ...secrets, ...other },
      clock,
      random: Math.random,
      rehearsal: null,
      journal,
      opener: (opening) => {
        this.opened.push(opening.kind === 'url' ? opening.url : opening.file);
        return Promise.resolve(success(undefined));
      },
      log: createLogger(
        (line) => this.logged.push(formatLogLine(line)),
        () => clock.now(),
        'info',
      ),
    });
    this.#bridge = this.#openPage();
  }

  get bridge(): Bridge {
    return this.#bridge;
  }

  /** The page goes with all its audio, as a crash, and another one comes. */
  reload(): void {
    this.#closePage();
    this.#bridge = this.#openPage();
  }

  get view(): DeskView {
    return this.#offhook.view;
  }

  get onDidChangeView(): Offhook['onDidChangeView'] {
    return this.#offhook.onDidChangeView;
  }

  /** Real audio in the place of the double's: a page in Chromium. */
  speakBy(media: MediaPort): this {
    this.bridge.serveMedia(handlersOf(media));
    this.#states = media.onDidChangeState((change) => this.bridge.report.mediaState(change));
    return this;
  }

  start(): void {
    this.#offhook.start();
  }

  async up(): Promise<this> {
    const isThere = ({ state }: DeskView['links']['ami']): boolean => state === 'up' || state === 'off';
    await this.until(({ links: { sip, ami, ari }, audio, parked }) => {
      const isReady = audio.served && (parked !== null || ami.state === 'off');
      return isReady && sip.state === 'up' && isThere(ami) && isThere(ari);
    });
    return this;
  }

  /** Resolves with the view once `test` holds. */
  until(test: (view: DeskView) => boolean, within = 20_000): Promise<DeskView> {
    return new Promise((resolve, reject) => {
      const check = (view: DeskView): void => {
        if (!test(view)) return;
        clearTimeout(timer);
        heard.dispose();
        resolve(view);
      };
      const heard = this.#offhook.onDidChangeView(check);
      const timer = setTimeout(() => {
        heard.dispose();
        const last = JSON.stringify(
          { calls: this.view.calls, links: this.view.links, parked: this.view.parked, queues: this.view.queues },
          null,
          1,
        );
        reject(new Error(`did not come within ${within} ms: ${last}\n${this.logged.slice(-40).join('\n')}`));
      }, within);
      check(this.view);
    });
  }

  /** The newest call for which `test` holds, once there is one. */
  async call(test: (call: CallView) => boolean, within?: number): Promise<CallView> {
    const { calls } = await this.until((view) => view.calls.some(test), within);
    const found = calls.find(test);
    if (found === undefined) throw new Error('gone again');
    return found;
  }

  /** The call once it is over as `reason` says. That it is over is often told by SIP, before AMI tells what it came to. */
  async over(id: CallView['id'], reason: EndedCall['reason']): Promise<EndedCall> {
    const isIt = (call: CallView): call is EndedCall =>
      call.id === id && call.phase === 'ended' && call.reason === reason;
    const { calls } = await this.until((view) => view.calls.some(isIt));
    const found = calls.find(isIt);
    if (found === undefined) throw new Error('gone again');
    return found;
  }

  #openPage(): Bridge {
    const { main, page, close } = pairOfWires();
    this.#closePage = close;
    const { bridge, attach } = createBridge('browser');
    attach(page);
    this.#offhook.serve(main);
    bridge.serveMedia(handlersOf(this.media));
    bridge.report.microphone({ state: 'ready' });
    return bridge;
  }

  async stop(): Promise<void> {
    await this.#offhook.stop(1_000);
    this.#offhook.dispose();
    this.#states?.dispose();
  }
}

function handlersOf(media: MediaPort): MediaHandlers {
  const done = async (work: Promise<void>) => {
    await work;
    return {};
  };
  return {
    sessions: () => [],
    describe: async ({ session, muted = false, ...want }) => ({
      sdp: await media.describe(session, { ...want, muted }),
    }),
    accept: ({ session, ...description }) => done(media.accept(session, description)),
    rollback: ({ session }) => done(media.rollback(session)),
    mute: ({ session, muted }) => done(media.mute(session, muted)),
    sendDigits: async ({ session, digits }) => ({ sent: await media.sendDigits(session, digits) }),
    mix: ({ session, other }) => done(media.mix(session, other)),
    close: ({ session }) => done(media.close(session)),
  };
}

function pairOfWires(): { main: Wire<FromMain>; page: Wire<unknown>; close: () => void } {
  let toMain: (message: unknown) => void = () => undefined;
  let toPage: (message: unknown) => void = () => undefined;
  let close: () => void = () => undefined;
  const across = (message: unknown): unknown => JSON.parse(JSON.stringify(message));
  return {
    main: {
      send: (message) => queueMicrotask(() => toPage(across(message))),
      onMessage: (listener) => {
        toMain = listener;
      },
      onClose: (listener) => {
        close = listener;
      },
    },
    page: {
      send: (message) => queueMicrotask(() => toMain(across(message))),
      onMessage: (listener) => {
        toPage = listener;
      },
      onClose: () => undefined,
    },
    close: () => {
      // Nothing of it arrives any more.
      toMain = () => undefined;
      toPage = () => undefined;
      close();
    },
  };
}
