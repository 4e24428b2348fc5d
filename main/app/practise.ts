import { AmiDecoder } from '../ami/codec/decoder.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import { callStack } from '../calls/select-calls.ts';
import type { Settings } from '../settings/schema.ts';
import { practiseRinging } from '../sip/practise-ringing.ts';
import { DeskModel, type DeskModelOptions } from './desk-model.ts';
import { amiFacts } from './translate/ami-facts.ts';
import { eventsRead } from './translate/events-read.ts';
import { dialogFact } from './translate/sip-facts.ts';
import { ViewChanges } from './view-changes.ts';

export interface PractiseOptions {
  readonly settings: Settings;
  readonly surroundings: DeskModelOptions['surroundings'];
  readonly clock: Clock;
  /** Whether there are calls: then nothing is practised. */
  readonly isBusy: () => boolean;
}

/** The desk has come to rest by then, ms. */
const restsFor = 10_000;
/** So many callers, of whom one thing is told at a time, so far apart, ms: each a few milliseconds of work at most. */
const [callers, apart] = [40, 25];

/**
 * Callers there are not, told by both roads to a softphone and a model that are nobody's: V8 compiles what has run often, and
 * of what never ran a first call waits some ten times as long. What it ends in is thrown away; nothing is sent, written,
 * logged, looked up or shown.
 */
export function practise(options: PractiseOptions): Disposable {
  const open = new DisposableStore();
  open.add(options.clock.after(restsFor, () => open.add(rehearse(options))));
  return open;
}

function rehearse({ settings, surroundings, clock, isBusy }: PractiseOptions): Disposable {
  const open = new DisposableStore();
  const endpoint = `PJSIP/${settings.sip.username}`;
  const model = open.add(new DeskModel({ settings, endpoints: [endpoint], clock, surroundings, rehearsals: [] }));
  open.add(open.add(new ViewChanges(model)).onDidChange((change) => JSON.stringify(change)));
  const phone = open.add(practiseRinging({ clock, told: (dialog) => model.apply(dialogFact(dialog, clock.now())) }));
  const manager = new AmiDecoder(
    {
      onBanner: () => undefined,
      onForeign: () => undefined,
      onMessage: (message) => model.applyEvent(amiFacts(message, clock.now())),
    },
    { interesting: eventsRead, greeting: false },
  );
  const steps: readonly ((caller: number) => void)[] = [
    (caller) => manager.push(Buffer.from(rings(endpoint, caller))),
    (caller) => phone.ring(numberOf(caller)),
    () => phone.giveUp(),
    (caller) => manager.push(Buffer.from(hangsUp(endpoint, caller))),
    () => {
      for (const { key } of callStack(model.calls)) model.apply({ kind: 'dismissed', at: clock.now(), call: key });
    },
  ];
  let done = 0;
  const timer = open.add(
    clock.every(apart, () => {
      if (isBusy()) return;
      steps[done % steps.length]?.(Math.floor(done / steps.length));
      done += 1;
      if (done < callers * steps.length) return;
      timer.dispose();
      open.dispose();
    }),
  );
  return open;
}

/** Of the hundred that are kept for films. */
const numberOf = (caller: number): string => `+12025550${100 + (caller % 100)}`;

const event = (name: string, fields: Readonly<Record<string, string>>): string =>
  `Event: ${name}\r\n${Object.entries(fields)
    .map(([field, value]) => `${field}: ${value}\r\n`)
    .join('')}\r\n`;

/** The two legs of one caller, named as Asterisk names them. */
function channelsOf(endpoint: string, at: number) {
  const [caller, mine] = [2 * at, 2 * at + 1];
  const shared = { Language: 'en', Context: 'nowhere', Exten: 's', Priority: '1', Linkedid: `1.${caller}` };
  return {
    theirs: {
      ...{ Channel: `PJSIP/nobody-${hex(caller)}`, ChannelState: '4', ChannelStateDesc: 'Ring' },
      ...{ CallerIDNum: numberOf(at), CallerIDName: 'Nobody', ConnectedLineNum: unknown, ConnectedLineName: unknown },
      ...{ Uniqueid: `1.${caller}`, ...shared },
    },
    ours: {
      ...{ Channel: `${endpoint}-${hex(mine)}`, ChannelState: '5', ChannelStateDesc: 'Ringing' },
      ...{ CallerIDNum: unknown, CallerIDName: unknown, ConnectedLineNum: numberOf(at), ConnectedLineName: 'Nobody' },
      ...{ Uniqueid: `1.${mine}`, ...shared },
    },
  };
}

const unknown = '<unknown>';
const hex = (count: number): string => count.toString(16).padStart(8, '0');

/** What Asterisk says of a caller who is put through to this endpoint. */
function rings(endpoint: string, at: number): string {
  const { theirs, ours } = channelsOf(endpoint, at);
  const dest = Object.fromEntries(Object.entries(ours).map(([name, value]) => [`Dest${name}`, value]));
  return [
    event('Newchannel', theirs),
    event('Newchannel', { ...ours, ChannelState: '0', ChannelStateDesc: 'Down' }),
    event('DialBegin', { ...theirs, ...dest, DialString: 'nobody' }),
    event('Newstate', ours),
  ].join('');
}

function hangsUp(endpoint: string, at: number): string {
  const { theirs, ours } = channelsOf(endpoint, at);
  const cause = { Cause: '16', 'Cause-txt': 'Normal Clearing' };
  return event('Hangup', { ...ours, ...cause }) + event('Hangup', { ...theirs, ...cause });
}
