import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type AmiHeaders, type AmiMessage, AmiSplitter, formatAction } from './ami-wire.ts';
import { EventRing, type Mark, type WaitOptions } from './event-ring.ts';

/** Our own event, for those who wait for one that can no longer come. */
export const truthLost = 'TruthLost';

export interface MailboxCount {
  readonly new: number;
  readonly old: number;
  readonly urgent: number;
}

interface Pending {
  readonly rows: AmiMessage[];
  readonly action: string;
  readonly wantsList: boolean;
  readonly resolve: (answer: { response: AmiMessage; rows: readonly AmiMessage[] }) => void;
  readonly reject: (error: Error) => void;
  response?: AmiMessage;
}

/** What the PBX itself says: an AMI login that sees everything and may do everything. */
export class Truth {
  readonly #ring = new EventRing(20_000);
  readonly #pending = new Map<string, Pending>();
  #socket: Socket | null = null;
  #actions = 0;

  /** The last 20,000 events, oldest first. */
  get events(): readonly AmiMessage[] {
    return this.#ring.events;
  }

  /** A point in time to look back to with `since`. */
  mark(): Mark {
    return this.#ring.mark();
  }

  since(mark: Mark): readonly AmiMessage[] {
    return this.#ring.since(mark);
  }

  async waitFor(predicate: (event: AmiMessage) => boolean, options: WaitOptions = {}): Promise<AmiMessage> {
    return this.#ring.waitFor(predicate, options);
  }

  /** Sends an action and gives its response; an error response is thrown. */
  async action(headers: AmiHeaders): Promise<AmiMessage> {
    return (await this.#send(headers, false)).response;
  }

  /** Sends an action that answers with a list and gives the list's events. */
  async list(headers: AmiHeaders): Promise<readonly AmiMessage[]> {
    return (await this.#send(headers, true)).rows;
  }

  async channels(): Promise<readonly AmiMessage[]> {
    return this.list({ Action: 'CoreShowChannels' });
  }

  /** Resolves when the PBX has no channel left; rejects, naming those that are, when it still has after `ms`. */
  async noChannelsWithin(ms: number): Promise<void> {
    const deadline = performance.now() + ms;
    let left = await this.channels();
    while (left.length > 0) {
      const names = left.map((channel) => channel['Channel']).join(', ');
      if (performance.now() > deadline) throw new Error(`channels left after ${ms} ms: ${names}`);
      // oxlint-disable-next-line no-await-in-loop -- asks again until they are gone
      await delay(25);
      // oxlint-disable-next-line no-await-in-loop -- as above
      left = await this.channels();
    }
  }

  /** `1001` or `1001@default`. */
  async mailbox(box: string): Promise<MailboxCount> {
    const Mailbox = box.includes('@') ? box : `${box}@default`;
    const answer = await this.action({ Action: 'MailboxCount', Mailbox });
    const count = (name: string): number => Number(answer[name] ?? 0);
    return { new: count('NewMessages'), old: count('OldMessages'), urgent: count('UrgMessages') };
  }

  /** Logs in as soon as the PBX lets it and waits until it says FullyBooted. */
  async open(port: number, secret: string, within: number): Promise<void> {
    const deadline = performance.now() + within;
    const since = this.mark();
    while (!(await this.#connect(port))) {
      if (performance.now() > deadline) throw new Error(`nothing listens on AMI port ${port} after ${within} ms`);
      // oxlint-disable-next-line no-await-in-loop -- tries again until it listens
      await delay(15);
    }
    await this.action({ Action: 'Login', Username: 'truth', Secret: secret, Events: 'on' });
    const left = Math.max(1, deadline - performance.now());
    await this.waitFor((event) => event['Event'] === 'FullyBooted', { within: left, since });
  }

  close(): void {
    this.#socket?.destroy();
    this.#onClosed();
  }

  async #connect(port: number): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      const splitter = new AmiSplitter();
      socket.once('connect', () => {
        this.#socket = socket;
        resolve(true);
      });
      socket.once('error', () => resolve(false));
      socket.on('close', () => {
        if (this.#socket === socket) this.#onClosed();
      });
      socket.on('data', (bytes) => {
        for (const message of splitter.push(bytes)) this.#onMessage(message);
      });
    });
  }

  async #send(headers: AmiHeaders, wantsList: boolean): Promise<{ response: AmiMessage; rows: readonly AmiMessage[] }> {
    const ActionID = `truth-${++this.#actions}`;
    const action = String(headers['Action']);
    const bytes = formatAction({ ...headers, ActionID });
    return new Promise((resolve, reject) => {
      if (this.#socket === null) {
        reject(new Error(`${action}: not logged in to AMI`));
        return;
      }
      this.#pending.set(ActionID, { action, rows: [], wantsList, resolve, reject });
      this.#socket.write(bytes);
    });
  }

  #onMessage(message: AmiMessage): void {
    const { ActionID: id = '' } = message;
    const pending = this.#pending.get(id);
    if (pending !== undefined) this.#onAnswer(id, pending, message);
    if (message['Event'] !== undefined) this.#ring.push(message);
  }

  #onAnswer(id: string, pending: Pending, message: AmiMessage): void {
    if (message['Response'] === 'Error') {
      this.#pending.delete(id);
      pending.reject(new Error(`${pending.action}: ${message['Message'] ?? ''} ${message['Output'] ?? ''}`.trim()));
      return;
    }
    if (message['Response'] !== undefined) pending.response = message;
    else if (message['EventList'] === undefined) pending.rows.push(message);
    const done = pending.wantsList ? message['EventList'] === 'Complete' : pending.response !== undefined;
    if (!done || pending.response === undefined) return;
    this.#pending.delete(id);
    pending.resolve({ response: pending.response, rows: pending.rows });
  }

  #onClosed(): void {
    if (this.#socket !== null) this.#ring.push({ Event: truthLost });
    this.#socket = null;
    for (const pending of this.#pending.values())
      pending.reject(new Error(`${pending.action}: the AMI connection closed`));
    this.#pending.clear();
  }
}
