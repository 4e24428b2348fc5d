import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** A port of ours that stands for an address of the other side. */
interface Gate {
  readonly socket: Socket;
  readonly stands: Address;
  dead: boolean;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * Media between the app and the PBX over a network with troubles. Each side is told of gates in place of the other's
 * addresses; what comes to one goes on from the gate of whoever sent it. ICE takes the gates for the addresses.
 */
export class UdpRelay {
  readonly #gates = new Map<string, Promise<Gate>>();
  readonly #random: () => number;
  loss = 0;
  delay = 0;
  isSilent = false;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** The port on 127.0.0.1 at which the other side reaches that address. */
  async portFor(address: Address): Promise<number> {
    return (await this.#gateOf(address)).socket.address().port;
  }

  /** Every gate there is leads nowhere from now on; addresses that are told anew get new ones. */
  async strand(): Promise<void> {
    const gates = await Promise.all(this.#gates.values());
    this.#gates.clear();
    for (const gate of gates) {
      gate.dead = true;
      gate.socket.close();
    }
  }

  close(): Promise<void> {
    return this.strand();
  }

  #gateOf(address: Address): Promise<Gate> {
    const key = keyOf(address);
    const known = this.#gates.get(key);
    if (known !== undefined) return known;
    const gate = this.#open(address);
    this.#gates.set(key, gate);
    return gate;
  }

  async #open(stands: Address): Promise<Gate> {
    const socket = createSocket('udp4');
    const gate: Gate = { socket, stands, dead: false };
    // Nobody listens there yet, or not any more: UDP does not mind.
    socket.on('error', () => undefined);
    socket.on('message', (bytes, from) => this.#arrived(gate, bytes, from));
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return gate;
  }

  #arrived(at: Gate, bytes: Buffer, from: RemoteInfo): void {
    if (this.isSilent || at.dead || this.#random() < this.loss) return;
    if (this.delay === 0) void this.#goesOn(at, bytes, from);
    else setTimeout(() => void this.#goesOn(at, bytes, from), this.delay);
  }

  async #goesOn(at: Gate, bytes: Buffer, { address: host, port }: RemoteInfo): Promise<void> {
    if (at.dead) return;
    const gate = await this.#gateOf({ host, port });
    if (!gate.dead) gate.socket.send(bytes, at.stands.port, at.stands.host);
  }
}

const keyOf = ({ host, port }: Address): string => `${host}:${port}`;
