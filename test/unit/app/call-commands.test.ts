import { beforeEach, describe, expect, test } from 'vitest';
import { CallCommands } from '../../../main/app/call-commands.ts';
import { Operations } from '../../../main/app/operations.ts';
import type { CallKey } from '../../../main/calls/call.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { type CallsState, emptyCalls } from '../../../main/calls/state.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { answered, seen } from '../calls/facts.ts';
import { FakePhone } from './fake-phone.ts';

const [first, second] = ['call-1', 'call-2'] as CallKey[] as [CallKey, CallKey];
let phone: FakePhone;
let clock: FakeClock;
let operations: Operations;
let calls: CallsState;
let means = { online: true, audio: true };
let commands: CallCommands;

const given = (...facts: readonly CallFact[]) => {
  calls = facts.reduce(reduceCalls, calls);
};

beforeEach(() => {
  phone = new FakePhone();
  clock = new FakeClock();
  operations = new Operations(clock);
  calls = emptyCalls;
  means = { online: true, audio: true };
  commands = new CallCommands({
    phone,
    operations,
    plan: { country: 'US', dialAs: 'e164', prefix: '' },
    calls: () => calls,
    means: () => means,
    tell: (kind, call) => given({ kind, at: clock.now(), call }),
  });
});

describe('answering', () => {
  test('a call asks the phone and is confirmed', async () => {
    given(seen('a', 0));
    expect(await commands.answer(first)).toEqual({ outcome: 'confirmed' });
    expect(phone.asked).toEqual(['answer a@pbx']);
  });

  test('a second call holds the first before it answers', async () => {
    given(answered('a', 1), seen('b', 5, { startedAt: 5000 }));
    await commands.answer(second);
    expect(phone.asked).toEqual(['hold a@pbx', 'answer b@pbx']);
  });

  test('does not happen while the other caller cannot be held: two callers never hear the agent at once', async () => {
    given(answered('a', 1), seen('b', 5));
    phone.refuse.set('hold a@pbx', { kind: 'rejected', status: 488, reason: 'Not Acceptable Here' });
    expect(await commands.answer(second)).toEqual({
      outcome: 'refused',
      reason: 'rejected-by-pbx',
      detail: '488 Not Acceptable Here',
    });
    expect(phone.asked).toEqual(['hold a@pbx']);
    expect(operations.of(second)).toMatchObject({ state: 'refused', action: 'answer' });
  });

  test('goes on when the call to be held ended meanwhile', async () => {
    given(answered('a', 1), seen('b', 5));
    phone.refuse.set('hold a@pbx', { kind: 'no-such-call' });
    expect(await commands.answer(second)).toEqual({ outcome: 'confirmed' });
  });

  test('what is not ringing, or does not exist, is refused without asking the phone', async () => {
    given(answered('a', 1));
    expect(await commands.answer(first)).toMatchObject({ reason: 'not-now' });
    expect(await commands.answer('call-9' as CallKey)).toMatchObject({ reason: 'no-such-call' });
    expect(phone.asked).toEqual([]);
  });
});

describe('a refusal', () => {
  test('stands on the card for a while, then goes', async () => {
    given(answered('a', 1));
    phone.refuse.set('hold a@pbx', { kind: 'timeout' });
    await commands.hold(first);
    expect(operations.of(first)).toMatchObject({ state: 'refused', action: 'hold', reason: 'timeout' });
    await clock.advance(10_000);
    expect(operations.of(first)).toBeNull();
  });

  test('gives way to the next thing done with that call', async () => {
    given(answered('a', 1));
    phone.refuse.set('hold a@pbx', { kind: 'timeout' });
    await commands.hold(first);
    await commands.mute(first, true);
    expect(operations.of(first)).toBeNull();
  });
});

describe('dialling', () => {
  test('reads what was typed and holds who is talking', async () => {
    given(answered('a', 1));
    expect(await commands.dial('(212) 555-0142')).toEqual({ outcome: 'confirmed' });
    expect(phone.asked).toEqual(['hold a@pbx', 'dial +12125550142']);
  });

  test('what is no number holds nobody', async () => {
    given(answered('a', 1));
    expect(await commands.dial('Bob')).toEqual({ outcome: 'refused', reason: 'bad-target', detail: 'Bob' });
    expect(phone.asked).toEqual([]);
  });

  test('without a registration or a microphone says which', async () => {
    means = { online: false, audio: true };
    expect(await commands.dial('1002')).toMatchObject({ reason: 'offline' });
    means = { online: true, audio: false };
    expect(await commands.dial('1002')).toMatchObject({ reason: 'no-microphone' });
  });
});

test('silencing and dismissing stay on the desk', () => {
  given(seen('a', 0));
  expect(commands.silence(first)).toEqual({ outcome: 'confirmed' });
  expect([...calls.records.values()][0]?.call).toMatchObject({ silenced: true });
  expect(commands.dismiss(first)).toMatchObject({ outcome: 'refused', reason: 'not-now' });
  expect(phone.asked).toEqual([]);
});

test.each([
  ['hold', () => commands.hold(first), 'hold a@pbx'],
  ['mute', () => commands.mute(first, true), 'mute a@pbx true'],
  ['digits', () => commands.sendDigits(first, '47'), 'digits a@pbx 47'],
  ['hang-up', () => commands.hangUp(first), 'hangUp a@pbx'],
] as const)('%s reaches the phone as it is', async (_, run, asked) => {
  given(answered('a', 1));
  expect(await run()).toEqual({ outcome: 'confirmed' });
  expect(phone.asked).toEqual([asked]);
});
