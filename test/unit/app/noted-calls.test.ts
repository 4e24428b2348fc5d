import { expect, test } from 'vitest';
import { NotedCalls } from '../../../main/app/noted-calls.ts';
import type { Arrangement } from '../../../main/app/transfers/arrangements.ts';
import type { SipCallId } from '../../../main/base/ids.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { callsOf } from '../../../main/calls/state.ts';
import type { DialogFact } from '../../../main/facts/dialog-facts.ts';
import type { Origin } from '../../../main/facts/origin.ts';
import type { SealedFile } from '../../../main/journal/sealed-file.ts';
import type { JournalledCall } from '../../../main/sip/dialog-journal.ts';

class File implements SealedFile {
  value: unknown = null;
  aside: string | null = null;

  get isSpoilt(): boolean {
    return this.aside !== null;
  }

  read(): unknown {
    return this.value;
  }

  write(value: unknown): void {
    this.value = JSON.parse(JSON.stringify(value)) as unknown;
  }

  setAside(why: string): void {
    this.aside = why;
  }
}

const dialog = 'a@pbx' as SipCallId;
const support: Origin = { kind: 'queue', queue: 'support', waitedSeconds: 134, position: 2 };
const talking: JournalledCall = {
  ...{ phase: 'talking', call: dialog, carriers: [dialog], direction: 'in', media: null, startedAt: 1, answeredAt: 2 },
  ...{ remote: { name: 'Ann', user: '15551230001' }, local: { user: '1001' } },
  ...{ held: false, heldByRemote: false, muted: false, codec: null },
  wire: {
    ...{ callId: dialog, localTag: 'l', remoteTag: 'r', localUri: 'sip:1001@pbx', remoteUri: 'sip:a@pbx' },
    ...{ remoteTarget: 'sip:pbx', routes: [], sequence: 1 },
  },
};
const told: DialogFact = {
  ...{ kind: 'dialog', at: 10, dialog, direction: 'in', phase: 'established', progress: 'calling', media: null },
  ...{ remote: { name: 'Ann', user: '15551230001' }, startedAt: 1, answeredAt: 2 },
  ...{ held: false, heldByRemote: false, muted: false, codec: null },
};

test('a queue’s caller is a queue’s caller to the next Offhook too', () => {
  const file = new File();
  const before = new NotedCalls(file);
  before.write([talking]);
  before.see(new Map([[dialog, { origin: support, channels: ['1795.1'], linkedids: ['1795.0'] }]]));
  const after = new NotedCalls(file);
  expect(after.left).toEqual([talking]);
  const state = reduceCalls(callsOf(['PJSIP/1001']), after.with(told));
  expect([...state.records.values()].map(({ call }) => call?.origin)).toEqual([support]);
});

test('what links its channels is noted, and is how the next Offhook knows which of them is whose', () => {
  const file = new File();
  const before = new NotedCalls(file);
  const other = { ...talking, call: 'b@pbx', carriers: ['b@pbx'] };
  before.write([talking, other]);
  const seen = (linkedid: string) => ({ origin: support, channels: [], linkedids: [linkedid] });
  before.see(
    new Map([
      [dialog, seen('1795.0')],
      ['b@pbx' as SipCallId, seen('1800.0')],
    ]),
  );
  expect(file.value).toMatchObject([{ linkedids: ['1795.0'] }, { linkedids: ['1800.0'] }]);
  const after = new NotedCalls(file);
  expect(after.with(told)).toEqual({ ...told, noted: support, linkedids: ['1795.0'] });
  // A note of an earlier version tells none.
  file.value = [{ ...talking, origin: support, channels: ['1795.1'] }];
  expect(new NotedCalls(file).with(told)).toEqual({ ...told, noted: support });
});

test('how a call came stays noted until its end, also while nothing is seen of it', () => {
  const file = new File();
  const before = new NotedCalls(file);
  before.write([talking]);
  before.see(new Map([[dialog, { origin: support, channels: ['1795.1'], linkedids: ['1795.0'] }]]));
  const after = new NotedCalls(file);
  after.write([talking]);
  expect(file.value).toMatchObject([{ call: dialog, origin: support }]);
  after.write([]);
  expect(file.value).toBeNull();
});

test('an origin that is none is left out, and the call is taken up all the same', () => {
  const file = new File();
  file.value = [{ ...talking, origin: { kind: 'queue', queue: 5 } }];
  const after = new NotedCalls(file);
  expect(after.left).toEqual([talking]);
  expect(after.with(told)).toEqual(told);
});

test('what is no journal is set aside', () => {
  const file = new File();
  file.value = { nothing: 'of ours' };
  expect(new NotedCalls(file).left).toEqual([]);
  expect(file.aside).not.toBeNull();
});

test('two calls that belong together do so for the next Offhook too, for as long as both are there', () => {
  const file = new File();
  const before = new NotedCalls(file);
  const colleague: JournalledCall = { ...talking, call: 'b@pbx', carriers: ['b@pbx'], direction: 'out' };
  const pair: Arrangement = {
    ...{ kind: 'consult', customer: dialog, colleague: 'b@pbx' as SipCallId },
    ...{ completing: false, mixed: false, meant: null },
  };
  before.write([talking, colleague]);
  before.arrange([pair]);
  const after = new NotedCalls(file);
  expect(after.left).toEqual([talking, colleague]);
  expect(after.pairsLeft).toEqual([pair]);
  // Noted on while nobody has looked at them yet.
  after.write([talking, colleague]);
  expect(new NotedCalls(file).pairsLeft).toEqual([pair]);
  after.arrange([]);
  expect(new NotedCalls(file).pairsLeft).toEqual([]);
});

test('a pair that is none is left out, and the calls are taken up all the same', () => {
  const file = new File();
  file.value = [{ ...talking, pair: { kind: 'marriage', customer: dialog } }];
  const after = new NotedCalls(file);
  expect(after.left).toEqual([talking]);
  expect(after.pairsLeft).toEqual([]);
});
