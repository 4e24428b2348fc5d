import { afterEach, beforeEach, expect, test } from 'vitest';
import { Notes } from '../../../main/app/transfers/notes.ts';
import { ParkingLots } from '../../../main/app/transfers/parking-lots.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import { createLogger } from '../../../main/base/log.ts';
import { reduceCalls, reduceEvent } from '../../../main/calls/reduce-calls.ts';
import { isInLivingCall } from '../../../main/calls/select-calls.ts';
import { type CallsState, callsOf } from '../../../main/calls/state.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { alice, answered, arrival, dialBegin, dialog, ended, hangup, seen, stranger } from '../calls/facts.ts';

type Message = { readonly name: string; get(header: string): string | undefined; all(header: string): string[] };
const links = new Emitter<LinkState>();
const events = new Emitter<Message>();
let lots: ParkingLots;
let calls: CallsState;

beforeEach(async () => {
  const clock = new FakeClock(0);
  lots = new ParkingLots({
    ami: {
      onDidChangeLink: links.event,
      onEvent: events.event,
      list: () => Promise.resolve({ ok: true, value: [] }),
    },
    endpoint: alice,
    country: 'US',
    clock,
    log: createLogger(
      () => undefined,
      () => 0,
    ),
    notes: new Notes(),
    extension: '1001',
    isOffline: () => false,
  });
  links.emit({ state: 'up', since: 0 });
  await clock.advance(0);
  calls = [
    dialBegin('ann', 'leg', 1),
    stranger('ann', 1),
    arrival('leg', 1, { dialog: dialog('a') }),
    seen('a', 1),
    answered('a', 2),
  ].reduce(reduceCalls, callsOf([alice]));
});
afterEach(() => lots.dispose());

function parking(name: string, parker: string = alice): void {
  const headers: Readonly<Record<string, string>> = {
    ParkeeUniqueid: 'ann',
    ParkeeCallerIDNum: '15551230001',
    ParkerDialString: parker,
    ParkingSpace: '701',
    ParkingTimeout: '12',
  };
  events.emit({ name, get: (header) => headers[header], all: () => [] });
}
const slots = (): readonly string[] | undefined =>
  lots.view((parkee) => isInLivingCall(calls, parkee))?.map(({ slot }) => slot);

test('a caller being parked is in the list when the card of the call has ended, not beside it', () => {
  parking('ParkedCall');
  expect(slots()).toEqual([]);
  calls = reduceEvent(reduceCalls(calls, ended('a', 3)), [hangup('leg', 3)]);
  expect(slots()).toEqual(['701']);
});

test('a caller sent back from park rings and is no longer in the list, though the PBX tells later', () => {
  calls = reduceEvent(reduceCalls(calls, ended('a', 3)), [hangup('leg', 3)]);
  parking('ParkedCall');
  calls = reduceEvent(calls, [dialBegin('ann', 'again', 15), arrival('again', 15)]);
  expect(slots()).toEqual([]);
  parking('ParkedCallTimeOut');
  expect(slots()).toEqual([]);
});

test('a caller whom somebody else parks is listed whatever they are part of here', () => {
  parking('ParkedCall', 'PJSIP/1002');
  expect(slots()).toEqual(['701']);
});
