import type { AmiConnection, AmiConnectionListener, AmiTransport } from '../../../main/ami/transport.ts';

/** One connection as the test sees it from the PBX's side. */
export class ScriptedConnection implements AmiConnection {
  readonly #listener: AmiConnectionListener;
  readonly #written: string[] = [];
  destroyed = false;
  paused = false;

  constructor(listener: AmiConnectionListener) {
    this.#listener = listener;
  }

  write(bytes: Buffer): void {
    this.#written.push(bytes.toString('utf8'));
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  destroy(): void {
    this.destroyed = true;
  }

  opens(): void {
    this.#listener.onOpen();
  }

  says(text: string): void {
    this.sendsBytes(Buffer.from(text));
  }

  /** The client is given these bytes. */
  sendsBytes(bytes: Buffer): void {
    this.#listener.onData(bytes);
  }

  /** A block whose lines are these. */
  sends(...lines: readonly string[]): void {
    this.says(`${lines.join('\r\n')}\r\n\r\n`);
  }

  closes(error: unknown = null): void {
    this.#listener.onClose(error);
  }

  /** Every action it was sent, as name and headers. */
  get heard(): readonly Readonly<Record<string, string>>[] {
    return this.#written
      .join('')
      .split('\r\n\r\n')
      .filter((block) => block !== '')
      .map(headersIn);
  }

  /** The last action of that name. */
  asked(action: string): Readonly<Record<string, string>> {
    const found = this.heard.findLast((each) => each['Action'] === action);
    if (found === undefined) throw new Error(`${action} was not sent`);
    return found;
  }

  /** Answers the last action of that name. */
  answers(action: string, ...lines: readonly string[]): void {
    const [first = '', ...rest] = lines;
    this.sends(first, `ActionID: ${this.asked(action)['ActionID'] ?? ''}`, ...rest);
  }
}

/** A road to no PBX at all: the test says what happens on it. */
export class ScriptedTransport implements AmiTransport {
  readonly target = 'pbx:5038';
  readonly connections: ScriptedConnection[] = [];

  open(listener: AmiConnectionListener): AmiConnection {
    const connection = new ScriptedConnection(listener);
    this.connections.push(connection);
    return connection;
  }

  get last(): ScriptedConnection {
    const last = this.connections.at(-1);
    if (last === undefined) throw new Error('nobody has connected');
    return last;
  }
}

function headersIn(block: string): Readonly<Record<string, string>> {
  const pairs = block.split('\r\n').map((line) => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)] as const;
  });
  return Object.fromEntries(pairs);
}
