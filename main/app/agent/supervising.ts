import type { Outcome, RequestInput } from '../../../preload/contract/requests.ts';
import { status } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { AriClient } from '../../ari/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Logger } from '../../base/log.ts';
import type { Means } from '../../calls/permitted.ts';
import type { SipPhone } from '../../sip/phone.ts';
import { outcomeOfAmi, refused } from '../refusals.ts';
import { endpointOf } from '../translate/endpoint-of.ts';
import { type Spying, spyOn } from './chan-spy.ts';
import type { Listened, Listening } from './listening.ts';
import type { OwnLegs } from './own-legs.ts';
import { Snoop } from './snoop.ts';

export interface SupervisingOptions {
  readonly listening: Listening;
  readonly legs: OwnLegs;
  readonly phone: Pick<SipPhone, 'answer' | 'decline' | 'onDidChangeDialog' | 'registerAgain' | 'ringsAt'>;
  readonly ami: Pick<AmiClient, 'action' | 'list' | 'onEvent'> | null;
  /** Null: there is none, or this is no supervisor's desk. */
  readonly ari: AriClient | null;
  /** The softphone's, as in PJSIP/1014. */
  readonly endpoint: string;
  /** The phones that ring as that extension. */
  readonly devicesAt: (extension: string) => readonly string[];
  readonly means: () => Means;
  readonly isFree: () => boolean;
  readonly dial: (number: string) => Promise<Outcome>;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Goes onto a colleague's call: by the dialplan's extension where there is one, else AMI has ChanSpy() call my phone, else ARI
 * has it bridged with a snoop. ChanSpy first: it ends by itself with either call, whatever becomes of this desk.
 */
export class Supervising implements Disposable {
  readonly #options: SupervisingOptions;
  readonly #open = new DisposableStore();
  readonly #snoop: Snoop | null;
  #underWay = false;

  constructor(options: SupervisingOptions) {
    this.#options = options;
    const { ari, endpoint, clock, log, legs, phone } = options;
    this.#open.add(legs.answerBy(phone));
    this.#snoop = ari === null ? null : this.#open.add(new Snoop({ ari, endpoint, phone, clock, log }));
  }

  /** Nobody is put on hold for it. */
  async listenTo({ dials: extension, how }: RequestInput<'listenTo'>): Promise<Outcome> {
    const { listening, isFree, dial, means } = this.#options;
    const number = listening.numberOf({ how, extension });
    const by = listening.road;
    if (number === null && by === null) return refused('not-permitted');
    if (this.#underWay || !isFree()) return refused('not-now');
    if (number !== null) return dial(number);
    if (!means().online) return refused('offline');
    if (!means().audio) return refused('no-microphone');
    this.#underWay = true;
    try {
      return await (by === 'ami' ? this.#byAmi({ how, extension }) : this.#byAri({ how, extension }));
    } finally {
      this.#underWay = false;
    }
  }

  /** Before the roads are closed: nobody goes on listening to a colleague where nobody is. */
  async stop(): Promise<void> {
    await this.#snoop?.end();
  }

  dispose(): void {
    this.#open.dispose();
  }

  async #byAmi(listened: Listened): Promise<Outcome> {
    const { ami, endpoint, legs, listening, phone, log } = this.#options;
    const channels = await ami?.list(status());
    if (ami === null || channels === undefined) return refused('offline');
    if (!channels.ok) return outcomeOfAmi(channels.failure);
    const of = channels.value
      .filter((channel) => channel.get('ChannelStateDesc') === 'Up' && channel.get('BridgeID') !== '')
      .map((channel) => channel.get('Channel') ?? '')
      .findLast((name) => this.#isTheirs(name, listened));
    if (of === undefined) return refused('nobody-talks');
    const expect: Spying['expect'] = (channel) =>
      legs.expect(listening.begins({ ...listened, channel, takesDigits: true }));
    return spyOn({ ...listened, of, expect }, { ami, endpoint, phone, log });
  }

  async #byAri(listened: Listened): Promise<Outcome> {
    const { ari, legs, listening } = this.#options;
    const channels = await ari?.channels();
    if (channels === undefined || this.#snoop === null) return refused('offline');
    if (!channels.ok) return refused('offline');
    const of = channels.value.findLast(({ name, state }) => state === 'Up' && this.#isTheirs(name, listened));
    if (of === undefined) return refused('nobody-talks');
    return this.#snoop.begin({
      ...{ ...listened, of: of.id },
      expect: (channel) => legs.expect(listening.begins({ ...listened, channel, takesDigits: false })),
    });
  }

  #isTheirs(channel: string, { extension }: Listened): boolean {
    return this.#options.devicesAt(extension).includes(endpointOf(channel) ?? '');
  }
}
