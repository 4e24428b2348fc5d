import { bridgeInfo, queueStatus, status } from '../ami/actions.ts';
import { ask, askList } from '../ami/asks/ask.ts';
import { askBridges } from '../ami/asks/bridges.ts';
import { askCoreStatus } from '../ami/asks/core.ts';
import type { AmiClient } from '../ami/client.ts';
import { mailboxCount } from '../ami/mailbox-count.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Uniqueid } from '../base/ids.ts';
import type { Logger } from '../base/log.ts';
import type { ChannelFact } from '../facts/channel-facts.ts';
import type { CompanyFact } from '../facts/source-facts.ts';
import { callIdOf } from './call-id-of.ts';
import type { DeskModel } from './desk-model.ts';
import { onceLoaded } from './once-loaded.ts';
import { askQuestions, type Told } from './question-asker.ts';
import { recordingsBefore } from './recording/recordings-before.ts';
import { bridgesOf, companyOf, statusChannel } from './translate/ami-channel.ts';
import { amiFacts, type WantedValues } from './translate/ami-facts.ts';

export interface WatchAmiOptions {
  readonly ami: AmiClient;
  readonly model: DeskModel;
  /** box@context. */
  readonly mailbox: string;
  /** Names of the values that are shown. */
  readonly values: WantedValues;
  readonly clock: Clock;
  readonly log: Logger;
}

/** AMI's part of the model: calls, queues and mailbox counts; a snapshot at every (re)connect, events after it. */
export function watchAmi(options: WatchAmiOptions): Disposable {
  const { ami, model, mailbox, values, clock } = options;
  const open = new DisposableStore();
  open.add(
    ami.onDidChangeLink((link) => {
      model.setLink('ami', link);
      const at = clock.now();
      model.apply({ kind: link.state === 'up' ? 'source-up' : 'source-lost', source: 'ami', at });
      if (link.state === 'up') {
        void askLife(options);
        void onceLoaded(ami, () => snapshot(options));
      } else model.applyMailbox({ kind: 'mailbox-lost', source: 'ami', at });
    }),
  );
  open.add(
    ami.onEvent((message) => {
      const at = clock.now();
      model.applyEvent(amiFacts(message, at, values));
      // The event's own numbers know nothing of urgent ones: it only says when to ask.
      if (message.name === 'MessageWaiting' && message.get('Mailbox') === mailbox) void countMailbox(options);
    }),
  );
  open.add(
    askQuestions({
      source: 'ami',
      model,
      clock,
      ask: (channel) => askStatus(options, channel),
      askCompany: (channel) => askCompany(options, channel),
    }),
  );
  return open;
}

/**
 * Which life of the PBX this is. By CoreStatus, since FullyBooted is for class system alone. Its zone is not told, so this
 * is no time by our clock; it is the same as long as the PBX lives.
 */
async function askLife({ ami, model, clock }: WatchAmiOptions): Promise<void> {
  const status = await ask(ami, askCoreStatus());
  const bootedAt = status.ok ? Date.parse(`${status.value.startedAt.replace(' ', 'T')}Z`) : Number.NaN;
  if (Number.isFinite(bootedAt)) model.apply({ kind: 'boot', source: 'ami', at: clock.now(), bootedAt, isExact: true });
}

/** Channels, bridges and queues as they are now. Lists come whole and in order with the events around them. */
async function snapshot(options: WatchAmiOptions): Promise<void> {
  const { ami, model, clock, log } = options;
  const since = clock.now();
  const [channels, bridges, queues] = await Promise.all([
    ami.list(status()),
    askList(ami, askBridges()),
    ami.list(queueStatus()),
    countMailbox(options),
  ]);
  const at = clock.now();
  if (channels.ok) {
    const facts = channels.value.map((item) => statusChannel(item, at)).filter((fact) => fact !== null);
    model.apply({ kind: 'snapshot', source: 'ami', at, since, channels: facts });
  } else log.warn('the channels cannot be read', { why: channels.failure.kind });
  if (bridges.ok) model.apply(bridgesOf(bridges.value, { at, since }));
  else log.warn('the bridges cannot be read', { why: bridges.failure.kind });
  if (channels.ok) await recordingsBefore(options);
  if (!queues.ok) log.warn('the queues cannot be read', { why: queues.failure.kind });
  else for (const item of queues.value) model.applyEvent(amiFacts(item, at));
}

/** One channel, by its Uniqueid (channel.c looks names up as names first, then as Uniqueids), with its dialog if that is not known yet. */
async function askStatus({ ami, model, clock }: WatchAmiOptions, channel: Uniqueid): Promise<Told> {
  const leg = model.calls.pbx.legs.get(channel);
  const isNameless = leg?.mine === true && leg.ami?.dialog === null;
  const [dialog, answer] = await Promise.all([isNameless ? callIdOf(ami, channel) : null, ami.list(status(channel))]);
  if (answer.ok) {
    const facts = answer.value.map((item) => statusChannel(item, clock.now()));
    const found = facts.find((fact) => fact?.channel === channel) ?? null;
    return found === null ? 'unknown' : { ...found, dialog };
  }
  const { failure } = answer;
  return failure.kind === 'error' && /no such channel/i.test(failure.message) ? 'gone' : 'unknown';
}

/** By BridgeInfo, which any user may ask and which costs no more the more channels there are. */
async function askCompany({ ami, model, clock }: WatchAmiOptions, leg: ChannelFact): Promise<CompanyFact | null> {
  const { bridge = null, channel } = leg;
  if (bridge === null || model.calls.pbx.legs.get(channel)?.mine !== true) return null;
  const since = clock.now();
  const listed = await ami.list(bridgeInfo(bridge));
  if (!listed.ok) return null;
  return companyOf(listed.value, { bridge, at: clock.now(), since });
}

async function countMailbox({ ami, model, mailbox, clock, log }: WatchAmiOptions): Promise<void> {
  const counted = await mailboxCount(ami, mailbox);
  if (!counted.ok) {
    log.warn('the mailbox cannot be counted', { mailbox, why: counted.failure.kind });
    return;
  }
  const { new: fresh, old, urgent } = counted.value;
  // MailboxCount counts urgent messages beside the new ones (manager.c, action_mailboxcount); to a person they are new.
  model.applyMailbox({ kind: 'mailbox', source: 'ami', at: clock.now(), new: fresh + urgent, old, urgent });
}
