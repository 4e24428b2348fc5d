import { expect, test } from 'vitest';
import { callStack } from '../../../main/calls/select-calls.ts';
import type { ChannelFact } from '../../../main/facts/channel-facts.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import { after, arrival, channel, dialBegin, stranger } from './facts.ts';

/** The PBX's clock is two minutes behind ours. */
const pbx = (at: number): number => (at - 120) * 1000;
const told = (source: 'ami' | 'ari', at: number, change: Partial<ChannelFact>): ChannelFact =>
  arrival('leg', at, { source, pbxAt: source === 'ari' ? pbx(at) : null, ...change });
const gone = (source: 'ami' | 'ari', at: number): CallFact => ({
  ...{ kind: 'channel-gone', source, at: at * 1000, channel: channel('leg'), cause: 16 },
  pbxAt: source === 'ari' ? pbx(at) : null,
});
const talk = (source: 'ami' | 'ari'): readonly CallFact[] => [
  stranger('ann', 200),
  told(source, 201, {}),
  dialBegin('ann', 'leg', 201),
  told(source, 205, { state: 'up', born: false }),
  gone(source, 260),
];

test('a call has its times by the PBX’s clock too, where the PBX tells them', () => {
  expect(callStack(after(...talk('ari').slice(0, -1)))).toMatchObject([
    { phase: 'active', pbxTimes: { startedAt: pbx(201), answeredAt: pbx(205), endedAt: null } },
  ]);
  expect(callStack(after(...talk('ari')))).toMatchObject([
    { startedAt: 201_000, answeredAt: 205_000, endedAt: 260_000 },
  ]);
  expect(callStack(after(...talk('ari')))).toMatchObject([
    { phase: 'ended', pbxTimes: { startedAt: pbx(201), answeredAt: pbx(205), endedAt: pbx(260) } },
  ]);
  // AMI says when only where manager.conf wants it to.
  expect(callStack(after(...talk('ami')))).toMatchObject([
    { phase: 'ended', pbxTimes: { startedAt: null, answeredAt: null, endedAt: null } },
  ]);
});
