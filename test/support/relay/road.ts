import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from '../../pbx/accounts.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import { rewriteCandidates } from './rewrite-candidates.ts';
import { SipRelay } from './sip-relay.ts';
import { TcpRelay } from './tcp-relay.ts';
import { UdpRelay } from './udp-relay.ts';

/** TCP sends a lost packet again after 200 ms, and waits twice as long each time (RFC 6298; Linux, TCP_RTO_MIN). */
const firstResend = 200;

/** The network between one desk and its PBX, for SIP, AMI and media alike. */
export class Road {
  readonly #sip: TcpRelay;
  readonly #ami: TcpRelay;
  readonly #messages: SipRelay;
  readonly #media: UdpRelay;
  readonly #random: () => number;

  static async open(pbx: Pbx, random: () => number): Promise<Road> {
    const media = new UdpRelay(random);
    const pem = (name: string): string => readFileSync(join(pbx.folder, 'keys', name), 'utf8');
    const messages = await SipRelay.open({
      url: `wss://localhost:${pbx.ports.https}/ws`,
      ca: pbx.caPem,
      cert: pem('server.pem'),
      key: pem('server.key'),
      rewrite: (sdp) => rewriteCandidates(sdp, (address) => media.portFor(address)),
    });
    const [sip, ami] = await Promise.all([TcpRelay.open(messages.port), TcpRelay.open(pbx.ports.ami)]);
    return new Road({ sip, ami, messages, media, random });
  }

  private constructor(parts: {
    readonly sip: TcpRelay;
    readonly ami: TcpRelay;
    readonly messages: SipRelay;
    readonly media: UdpRelay;
    readonly random: () => number;
  }) {
    this.#sip = parts.sip;
    this.#ami = parts.ami;
    this.#messages = parts.messages;
    this.#media = parts.media;
    this.#random = parts.random;
  }

  /** A desk that goes this way. */
  profile({ settings, secrets }: Profile): Profile {
    const { sip, ami } = settings;
    const by = ami ?? undefined;
    return {
      settings: {
        ...settings,
        sip: { ...sip, url: `wss://localhost:${this.#sip.port}/ws` },
        ami: by === undefined ? null : { ...by, port: this.#ami.port },
        ari: null,
      },
      secrets,
    };
  }

  /** Whether the phone has a connection to the PBX, by the network's own word. */
  get carriesPhone(): boolean {
    return this.#sip.isTaken;
  }

  /** The phone's connection breaks, and both ends see it. */
  cutPhone(): void {
    this.#sip.cut();
  }

  /** Nothing gets through any more, of anything, and nobody is told. */
  silence(isSilent: boolean): void {
    this.#sip.silence(isSilent);
    this.#ami.silence(isSilent);
    this.#media.isSilent = isSilent;
  }

  /** `loss` of all packets, from 0 to 1. */
  lose(loss: number): void {
    this.#media.loss = loss;
    const late = (): number => {
      let wait = 0;
      for (let resend = firstResend; this.#random() < loss; resend *= 2) wait += resend;
      return wait;
    };
    this.#sip.slow(loss === 0 ? () => 0 : late);
    this.#ami.slow(loss === 0 ? () => 0 : late);
  }

  /** Every packet is `ms` late, in both directions. */
  delay(ms: number): void {
    this.#media.delay = ms;
    this.#sip.slow(() => ms);
    this.#ami.slow(() => ms);
  }

  /** The desk is at another address: what was open leads nowhere, and what is opened now gets through. */
  async move(): Promise<void> {
    this.#sip.strand();
    this.#ami.strand();
    await this.#media.strand();
  }

  /** The phone's connection ends in the middle of a TLS record (RFC 8446 section 5.1: type, version, length). */
  breakRecord(): void {
    this.#sip.breakOff(Buffer.concat([Buffer.from([0x17, 0x03, 0x03, 0x04, 0x00]), Buffer.alloc(100, 0x5a)]));
  }

  close(): void {
    this.#sip.close();
    this.#ami.close();
    this.#messages.close();
    void this.#media.close();
  }
}
