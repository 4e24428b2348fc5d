import { Emitter } from '../../../main/base/emitter.ts';
import type { SipCallId } from '../../../main/base/ids.ts';
import { failed, type Result, success } from '../../../main/base/result.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import type {
  ForeignDialog,
  Referral,
  ReferTarget,
  SipDialog,
  SipMailbox,
  SipPhone,
  SipRefusal,
} from '../../../main/sip/phone.ts';

/** A softphone that writes down what it is asked and answers as told; every operation succeeds unless refused here. */
export class FakePhone implements SipPhone {
  readonly asked: string[] = [];
  readonly refuse = new Map<string, SipRefusal>();
  readonly links = new Emitter<LinkState>();
  readonly dialogs = new Emitter<SipDialog>();
  readonly mailboxes = new Emitter<SipMailbox>();
  readonly onDidChangeLink = this.links.event;
  readonly onDidChangeDialog = this.dialogs.event;
  readonly onDidChangeMailbox = this.mailboxes.event;
  readonly times = new Emitter<number>();
  readonly onDidTellTime = this.times.event;
  link: LinkState = { state: 'up', since: 0 };
  ringsAt: string | null = null;
  /** What is answered only then, by what was asked. */
  readonly late = new Map<string, Promise<unknown>>();

  /** The line goes, or comes back. */
  becomes(link: LinkState): void {
    this.link = link;
    this.links.emit(link);
  }

  start = () => this.asked.push('start');
  retry = () => this.asked.push('retry');
  registerAgain = () => Promise.resolve(void this.asked.push('registerAgain'));
  dispose = () => this.asked.push('dispose');
  stop = () => Promise.resolve();
  callOfMedia = () => null;
  mediaOf = (call: SipCallId) => `audio of ${call}`;
  carrierOf = (call: SipCallId) => call;
  channelGone = (call: SipCallId) => void this.asked.push(`channelGone ${call}`);
  dial = (target: string) => this.#ask(`dial ${target}`, 'new@pbx' as SipCallId);
  takeOver = (target: string, { callId, codec }: ForeignDialog) =>
    this.#ask(`takeOver ${target} ${callId} without ${codec ?? 'nothing'}`, 'new@pbx' as SipCallId);
  answer = (call: SipCallId) => this.#ask(`answer ${call}`, undefined);
  decline = (call: SipCallId) => this.#ask(`decline ${call}`, undefined);
  hangUp = (call: SipCallId) => this.#ask(`hangUp ${call}`, undefined);
  hold = (call: SipCallId) => this.#ask(`hold ${call}`, undefined);
  resume = (call: SipCallId) => this.#ask(`resume ${call}`, undefined);
  mute = (call: SipCallId, muted: boolean) => this.#ask(`mute ${call} ${muted}`, undefined);
  sendDigits = (call: SipCallId, digits: string) => this.#ask(`digits ${call} ${digits}`, undefined);

  /** How a referral ends; the test resolves it. */
  readonly referrals: PromiseWithResolvers<Result<void, SipRefusal>>[] = [];
  refer = async (call: SipCallId, to: ReferTarget): Promise<Result<Referral, SipRefusal>> => {
    const asked = await this.#ask(`refer ${call} ${to.kind} ${to.kind === 'dials' ? to.dials : to.call}`, undefined);
    if (!asked.ok) return asked;
    const end = Promise.withResolvers<Result<void, SipRefusal>>();
    this.referrals.push(end);
    return success({ end: end.promise });
  };

  async #ask<Value>(what: string, value: Value): Promise<Result<Value, SipRefusal>> {
    this.asked.push(what);
    await this.late.get(what);
    const refusal = this.refuse.get(what);
    return refusal === undefined ? success(value) : failed(refusal);
  }
}
