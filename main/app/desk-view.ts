import type { AwayView } from '../../preload/contract/away.ts';
import type { Diversions } from '../../preload/contract/diversions.ts';
import type { MyQueues } from '../../preload/contract/my-queues.ts';
import type { ShellView } from '../../preload/contract/shell.ts';
import type { AgentState, CallView, DeskView, LinkView, Operation, PastCall } from '../../preload/contract/views.ts';
import { callId } from '../../preload/contract/views.ts';
import { assertNever } from '../base/assert-never.ts';
import { plainText } from '../base/plain-text.ts';
import type { Call, CallKey } from '../calls/call.ts';
import type { Means } from '../calls/permitted.ts';
import { callStack, occupation } from '../calls/select-calls.ts';
import type { CallsState } from '../calls/state.ts';
import type { DialogFact } from '../facts/dialog-facts.ts';
import type { LinkState } from '../net/link-failure.ts';
import { type Diverted, ringHere } from '../presence/ring-here.ts';
import type { Settings } from '../settings/schema.ts';
import { type MailboxState, mailboxCounts } from '../voicemail/mailbox.ts';
import { idleIn } from './agent/idle-in.ts';
import { namedBy } from './context/callers.ts';
import type { Kept } from './context/kept.ts';
import { gradeQuality } from './grade-quality.ts';
import type { Messages } from './messages/messages.ts';
import type { Operations } from './operations.ts';
import { originOf, partyOf, shownValues, withCalled, wordsOf } from './shown-texts.ts';
import type { Surroundings } from './transfers/surroundings.ts';

/** Everything the desk is made from. */
export interface DeskSources {
  readonly settings: Settings;
  readonly calls: CallsState;
  readonly mailbox: MailboxState;
  /** Whether ARI knows a contact of the softphone's endpoint; null: it does not say. */
  readonly reachable: boolean | null;
  /** Null: AMI is not there to tell. */
  readonly links: { readonly sip: LinkState; readonly ami: LinkState | null; readonly ari: LinkState | null };
  readonly operations: Pick<Operations, 'of' | 'lastRefused'>;
  readonly surroundings: Pick<
    Surroundings,
    | 'mine'
    | 'pairOf'
    | 'actionsOf'
    | 'endedAs'
    | 'parked'
    | 'membersOf'
    | 'unavailable'
    | 'ringingColleagues'
    | 'noteOf'
    | 'listenedTo'
    | 'listens'
    | 'aboutOf'
  >;
  readonly kept: Kept | null;
  readonly messages: Pick<Messages, 'views' | 'heardBy' | 'callerOf'> | null;
  readonly queues: MyQueues | null;
  readonly diversions: Diversions | null;
  readonly away: AwayView | null;
  readonly today: readonly PastCall[];
  readonly audio: DeskView['audio'];
  /** By how much this computer's clock is ahead of the PBX's, ms; null: it has not told. */
  readonly clockAhead: number | null;
  readonly rehearsals: readonly DeskView['rehearsals'][number][];
  readonly shell: ShellView;
  readonly startedAt: number;
  /** When this is, ms since 1970. */
  readonly now: number;
  readonly revision: number;
}

/** Rows of today a page gets; the list is as long as a screen, not as a day. */
const todayShown = 30;

/** The one place where the model becomes what the page draws. */
export function buildDeskView(from: DeskSources): DeskView {
  const means = meansOf(from);
  return {
    revision: from.revision,
    agent: agentOf(from),
    links: { sip: linkView(from.links.sip), ami: linkView(from.links.ami), ari: linkView(from.links.ari) },
    voicemail: mailboxCounts(from.mailbox),
    mailboxes: from.messages?.views(from.mailbox) ?? [],
    calls: shownCalls(from).map((call) => callView(call, from, means)),
    parked: from.surroundings.parked(from.calls),
    today: from.today.slice(0, todayShown),
    todayCount: from.today.length,
    audio: from.audio,
    ring: ringOf(from),
    ...(from.queues === null ? {} : { queues: from.queues }),
    ...(from.diversions === null ? {} : { diversions: from.diversions }),
    ...(from.away === null ? {} : { away: from.away }),
    rehearsals: [...from.rehearsals],
    keys: from.settings.keys,
    transferNow: from.settings.transfers.now,
    unavailable: from.surroundings.unavailable(),
    callBacks: from.kept?.callBacks ?? [],
    dispositions: from.settings.history.dispositions,
    listens: from.surroundings.listens,
    ringingColleagues: from.surroundings.ringingColleagues(),
    shell: from.shell,
  };
}

/** A leg of mine that the desk has begun itself is answered by itself: nobody is calling. */
const shownCalls = ({ calls, surroundings }: Pick<DeskSources, 'calls' | 'surroundings'>): readonly Call[] =>
  callStack(calls).filter((call) => call.phase !== 'ringing' || surroundings.listenedTo(call) === null);

/** The PBX hears of a registration first and changes the hint a moment later. */
export const hintSettles = 3_000;

function ringOf(from: DeskSources): DeskView['ring'] {
  const { links, audio, surroundings, reachable, now, clockAhead } = from;
  const { sip } = links;
  const taken = sip.state === 'down' && sip.failure.kind === 'replaced';
  const line = sip.state === 'up' ? 'registered' : taken ? 'taken-over' : sip.state;
  const { reachable: byHint, pausedIn } = surroundings.mine;
  // The hint may count another phone of mine; the endpoint is this one.
  const isUnreachable = (reachable ?? byHint) === false && sip.state === 'up' && now - sip.since >= hintSettles;
  const { served: page, microphone } = audio;
  const extension = isUnreachable ? 'unreachable' : null;
  const signedOutOf = queuesLeft(from);
  const diverted = divertedIn(from.diversions);
  const ring = ringHere({ line, page, microphone, extension, diverted, pausedIn, signedOutOf, clockAhead });
  return ring.rings === 'not-from-queues'
    ? { ...ring, queues: ring.queues.map((queue) => plainText(queue, 80)) }
    : ring;
}

/** Forwarding on busy or no answer rings here first. */
function divertedIn(diversions: Diversions | null): Diverted | null {
  if (diversions === null) return null;
  const { doNotDisturb, always } = diversions;
  if (doNotDisturb) return { what: 'doNotDisturb', to: null };
  return always === null ? null : { what: 'always', to: always };
}

/** The queues of the settings, when I am in none of them: who names none may be no agent of queues at all. */
function queuesLeft({ settings, queues }: DeskSources): readonly string[] {
  const { names } = settings.queues;
  const known = queues?.queues?.filter(({ name }) => names.includes(name)) ?? [];
  return known.every(({ mine }) => mine === null) ? known.map(({ name }) => name) : [];
}

/** What commands and the view both go by, so that keys and handlers cannot disagree. */
export function meansOf(from: Pick<DeskSources, 'links' | 'audio'>): Means {
  return {
    online: from.links.sip.state === 'up',
    audio: from.audio.served && from.audio.microphone !== 'blocked' && from.audio.microphone !== 'missing',
  };
}

function agentOf(from: DeskSources): DeskView['agent'] {
  const { settings, links, queues, startedAt, now } = from;
  const { name, extension } = settings.agent;
  const doing = occupation(shownCalls(from));
  const states = { free: 'ready', ringing: 'ringing', 'on-call': 'on-call' } as const satisfies Record<
    string,
    AgentState
  >;
  if (doing.since !== null) return { name, extension, state: states[doing.state], since: doing.since };
  const since = links.sip.since ?? startedAt;
  if (links.sip.state !== 'up') return { name, extension, state: 'offline', since };
  return { name, extension, ...((queues === null ? null : idleIn(queues, now)) ?? { state: 'ready', since }) };
}

const linkView = (link: LinkState | null): LinkView => link ?? { state: 'off' };

function callView(call: Call, from: DeskSources, means: Means): CallView {
  const { country } = from.settings.numbers;
  const base = {
    id: callId.parse(call.key),
    pair: from.surroundings.pairOf(call, from.calls),
    direction: call.direction,
    ...partyAndMessage(call, from),
    origin: originOf(withCalled(call), country, from.settings.dids),
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    since: call.since,
    can: canOf(call, from, means),
    disposition: from.kept?.markOf(call.key) ?? null,
    operation: operationOf(call, from.operations),
    original: call.original === null ? null : partyOf(call.original, country),
    device: call.device,
    conference: call.conference,
    members: from.surroundings.membersOf(call) ?? [],
    note: from.surroundings.noteOf(call),
    about: from.surroundings.aboutOf(call, from.calls),
    context: from.kept?.callers.contextOf(call) ?? null,
    recording: call.recording,
    rescue: call.leg?.rescue ?? null,
    values: shownValues(call.values, from.settings.values),
    earlierVisits: call.visits.length,
  };
  switch (call.phase) {
    case 'ringing':
      return {
        ...base,
        phase: 'ringing',
        silenced: call.silenced,
        announced: call.announced,
        alsoRinging: call.alsoRinging.map(wordsOf),
      };
    case 'dialling':
      return { ...base, phase: 'dialling', progress: call.leg?.progress ?? 'calling' };
    case 'active':
      return {
        ...base,
        phase: 'active',
        muted: call.leg?.muted ?? false,
        heldByThem: call.heldByThem,
        audio: call.leg === null ? 'flowing' : audioOf(call.leg.media),
        quality: call.quality === null ? null : gradeQuality(call.quality),
      };
    case 'held':
      return { ...base, phase: 'held', muted: call.leg?.muted ?? false };
    case 'ended':
      return {
        ...base,
        phase: 'ended',
        reason: from.surroundings.endedAs(call) ?? call.reason,
        endedAt: call.endedAt,
      };
    default:
      return assertNever(call, 'call');
  }
}

/** Whoever is on hold because something was refused is said to be so for as long as they are. */
function operationOf(call: Call, operations: DeskSources['operations']): Operation | null {
  const now = operations.of(call.key);
  if (now !== null || call.phase !== 'held') return now;
  const last = operations.lastRefused(call.key);
  return last !== null && last.since >= call.since ? last : null;
}

/** What surrounds it allows, and once it is over, to say how it went. */
function canOf(call: Call, { surroundings, calls, kept }: DeskSources, means: Means): CallView['can'] {
  const actions = [...surroundings.actionsOf(call, means, calls)];
  return call.phase === 'ended' && kept?.canMark(call.key) === true ? [...actions, 'mark'] : actions;
}

/** By whom it is; of a message that is heard, by whom that is. */
function partyAndMessage(
  call: Call,
  { settings, kept, messages, surroundings }: DeskSources,
): Pick<CallView, 'party' | 'message' | 'listening'> {
  const listened = surroundings.listenedTo(call);
  if (listened !== null) {
    const { how, extension, name } = listened;
    return {
      party: partyOf({ name: name ?? '', number: extension }, settings.numbers.country),
      listening: { how, extension },
    };
  }
  const party = namedBy(partyOf(call.party, settings.numbers.country), kept?.callers.personOf(call.key) ?? null);
  const message = messages?.heardBy(call);
  if (message === undefined) return { party };
  return { party: (message === null ? null : messages?.callerOf(message)) ?? party, message };
}

function audioOf(media: DialogFact['media']): 'connecting' | 'flowing' | 'lost' {
  if (media === 'connected') return 'flowing';
  return media === 'failed' || media === 'disconnected' ? 'lost' : 'connecting';
}

/** The row a finished call leaves in the list of today. */
export function pastCallOf(
  call: Call & { phase: 'ended' },
  country: string,
  departed: PastCall['reason'] | null = null,
  person: { readonly name: string; readonly company: string } | null = null,
): PastCall {
  const { answeredAt, direction, startedAt } = call;
  return {
    id: callId.parse(call.key satisfies CallKey),
    direction,
    party: namedBy(partyOf(call.party, country), person),
    company: person?.company ?? '',
    reason: departed ?? call.reason,
    startedAt,
    talkSeconds: answeredAt === null ? null : Math.max(0, Math.round((call.endedAt - answeredAt) / 1000)),
  };
}
