import type { Outcome } from '../../../preload/contract/requests.ts';
import type { CallAction } from '../../../preload/contract/views.ts';
import type { AmiAction } from '../../ami/action.ts';
import { mixMonitor, mixMonitorMute, setvar, stopMixMonitor } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import type { Event } from '../../base/emitter.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import { findCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import type { SipPhone } from '../../sip/phone.ts';
import { untilSeen } from '../agent/until-seen.ts';
import type { Operations } from '../operations.ts';
import { confirmed, outcomeOf, outcomeOfAmi, refused } from '../refusals.ts';
import type { RequestHandlers } from '../serve-page.ts';
import type { AmiRoad } from '../transfers/ami-road.ts';
import { recordingMark } from './recordings-before.ts';

export interface RecordCommandsOptions {
  readonly phone: Pick<SipPhone, 'sendDigits'>;
  readonly ami: Pick<AmiClient, 'action'> | null;
  readonly road: Pick<AmiRoad, 'legOf'>;
  readonly operations: Operations;
  readonly clock: Clock;
  readonly calls: () => CallsState;
  readonly permitted: (call: Call) => readonly CallAction[];
  readonly onDidChangeCalls: Event<void>;
  /** The in-call code that starts a recording; null: AMI does. */
  readonly code: () => string | null;
  /** Mine, for the file's name. */
  readonly extension: string;
}

type RecordAction = Extract<CallAction, 'record' | 'pauseRecording' | 'resumeRecording' | 'stopRecording'>;

/** How long the PBX's event may take after its answer, ms. A feature code is heard to its end first. */
const toldWithin = 5_000;

const becomes: Readonly<Record<RecordAction, Call['recording']>> = {
  record: 'on',
  pauseRecording: 'paused',
  resumeRecording: 'on',
  stopRecording: 'off',
};

/**
 * Records a call, pauses while card numbers are spoken, and stops. Confirmed by MixMonitorStart, Mute and Stop alone: the
 * card never says more than the PBX does.
 */
export class RecordCommands {
  readonly #options: RecordCommandsOptions;

  constructor(options: RecordCommandsOptions) {
    this.#options = options;
  }

  handlers() {
    const run = (action: RecordAction) => (input: { readonly call: string }) =>
      this.#run(input.call as CallKey, action);
    return {
      record: run('record'),
      pauseRecording: run('pauseRecording'),
      resumeRecording: run('resumeRecording'),
      stopRecording: run('stopRecording'),
    } satisfies Partial<RequestHandlers>;
  }

  async #run(key: CallKey, action: RecordAction): Promise<Outcome> {
    const { operations, permitted } = this.#options;
    const call = this.#call(key);
    if (call === null) return refused('no-such-call');
    if (!permitted(call).includes(action)) return refused('not-now');
    const operation = operations.started(key, action);
    const told = this.#told(key, action);
    const sent = await (action === 'record' ? this.#start(call) : this.#change(call, action));
    const came = sent.outcome === 'confirmed' && (await told.end);
    told.stop();
    const untold: Outcome = sent.outcome === 'refused' ? sent : { outcome: 'unconfirmed', afterMs: toldWithin };
    const outcome = came ? confirmed : untold;
    if (came) this.#mark(key, call.recorded, becomes[action]);
    operations.ended(key, operation, outcome);
    return outcome;
  }

  /** For a desk that looks later: no list of the PBX tells what is recorded. */
  #mark(key: CallKey, before: Call['recorded'], state: Call['recording']): void {
    const channels = new Set([...before, ...(this.#call(key)?.recorded ?? [])]);
    for (const channel of channels) void this.#options.ami?.action(setvar(channel, recordingMark, state));
  }

  #call(key: CallKey): Call | null {
    return findCall(this.#options.calls(), key)?.call ?? null;
  }

  #told(key: CallKey, action: RecordAction) {
    const { onDidChangeCalls, clock } = this.#options;
    return untilSeen(() => this.#call(key)?.recording === becomes[action], onDidChangeCalls, clock, toldWithin);
  }

  /** On my own leg: both sides are heard there, and it ends with my part of the call. */
  async #start(call: Call): Promise<Outcome> {
    const { phone, road, extension, clock } = this.#options;
    const code = this.#options.code();
    if (code !== null && call.dialog !== null) return outcomeOf(await phone.sendDigits(call.dialog, code));
    const leg = await road.legOf(call);
    if (leg === null) return refused('no-such-call');
    const stamp = new Date(clock.now()).toISOString().slice(0, 19).replaceAll(/[:-]/g, '');
    return this.#send(mixMonitor(leg.name, `offhook-${extension}-${stamp}-${leg.uniqueid}.wav`));
  }

  /** Whoever began it and on whatever channel: it is what keeps this call. */
  async #change(call: Call, action: Exclude<RecordAction, 'record'>): Promise<Outcome> {
    const of = (channel: string): AmiAction =>
      action === 'stopRecording' ? stopMixMonitor(channel) : mixMonitorMute(channel, action === 'pauseRecording');
    const outcomes = await Promise.all(call.recorded.map((channel) => this.#send(of(channel))));
    return outcomes.find(({ outcome }) => outcome !== 'confirmed') ?? confirmed;
  }

  async #send(action: AmiAction): Promise<Outcome> {
    const answer = await this.#options.ami?.action(action);
    if (answer === undefined) return refused('not-now');
    return answer.ok ? confirmed : outcomeOfAmi(answer.failure);
  }
}
