import { createLogger, formatLogLine, type Logger } from '../../../main/base/log.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { createSipPhoneOver, type SipPhoneOptions } from '../../../main/sip/create-sip-phone.ts';
import type { SipDialog, SipMailbox, SipPhone } from '../../../main/sip/phone.ts';
import { WsTransport } from '../../../main/sip/ws-transport.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import { MediaDouble } from '../../support/media-double.ts';
import { systemClock } from '../../support/system-clock.ts';

/** A softphone on a running Asterisk, with a scripted media port and everything it has told. */
export class PhoneBench {
  readonly media = new MediaDouble();
  readonly phone: SipPhone;
  readonly dialogs: SipDialog[] = [];
  readonly links: LinkState[] = [];
  readonly mailboxes: SipMailbox[] = [];
  readonly logged: string[] = [];
  readonly #transport: WsTransport;
  readonly #waiting = new Set<() => void>();

  constructor(pbx: Pbx, extension: string, overrides: Partial<SipPhoneOptions> = {}) {
    const account = pbx.accounts.sip[extension];
    if (account === undefined) throw new Error(`no account ${extension}`);
    const options: SipPhoneOptions = {
      url: `wss://localhost:${pbx.ports.https}/ws`,
      trust: { kind: 'ca', pem: pbx.caPem },
      username: extension,
      password: account.secret,
      domain: 'localhost',
      displayName: 'Alice "A" Example',
      media: this.media,
      clock: systemClock,
      random: Math.random,
      log: this.#log(),
      ...overrides,
    };
    this.#transport = new WsTransport(options);
    this.phone = createSipPhoneOver(options, this.#transport);
    const collect =
      <Value>(into: Value[]) =>
      (value: Value) => {
        into.push(value);
        for (const check of this.#waiting) check();
      };
    this.phone.onDidChangeDialog(collect(this.dialogs));
    this.phone.onDidChangeLink(collect(this.links));
    this.phone.onDidChangeMailbox(collect(this.mailboxes));
  }

  async up(): Promise<this> {
    this.phone.start();
    await this.until(() => this.phone.link.state === 'up');
    return this;
  }

  /** Resolves with the newest state of a dialog once it satisfies `test`. */
  async dialog(test: (dialog: SipDialog) => boolean, within = 5_000): Promise<SipDialog> {
    const find = () => this.dialogs.findLast(test);
    await this.until(() => find() !== undefined, within);
    const found = find();
    if (found === undefined) throw new Error('gone again');
    return found;
  }

  until(test: () => boolean, within = 5_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!test()) return;
        clearTimeout(timer);
        clearInterval(poll);
        this.#waiting.delete(check);
        resolve();
      };
      const poll = setInterval(() => check(), 20);
      const timer = setTimeout(() => {
        clearInterval(poll);
        this.#waiting.delete(check);
        const last = JSON.stringify({ link: this.phone.link, dialogs: this.dialogs.slice(-3) });
        reject(new Error(`did not come within ${within} ms; last seen: ${last}\n${this.logged.slice(-30).join('\n')}`));
      }, within);
      this.#waiting.add(check);
      check();
    });
  }

  /** The network takes the connection away: the PBX sees it close, and so do we. */
  cut(): void {
    this.#transport.abandon({ kind: 'closed', target: 'the PBX', detail: 'cut by the test' });
  }

  /** As SIGKILL: the socket breaks, what has come and was not read is lost, and nothing is said. */
  die(): void {
    this.#transport.onMessage = undefined;
    this.cut();
    this.dispose();
  }

  dispose(): void {
    this.phone.dispose();
  }

  #log(): Logger {
    return createLogger(
      (line) => this.logged.push(formatLogLine(line)),
      () => systemClock.now(),
      'debug',
    );
  }
}
