import { beforeEach, describe, expect, it } from 'vitest';
import type { AmiAnswer, AmiList } from '../../../main/ami/pending-actions.ts';
import type { AmiRefusal } from '../../../main/ami/refusal.ts';
import { AmiRights } from '../../../main/app/transfers/ami-rights.ts';
import { AmiRoad } from '../../../main/app/transfers/ami-road.ts';
import { createLogger } from '../../../main/base/log.ts';
import { failed, success } from '../../../main/base/result.ts';
import type { Call } from '../../../main/calls/call.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { decoded, only } from '../ami/decoded.ts';
import { after, arrival, dialBegin, stranger } from '../calls/facts.ts';

const status = (uniqueid: string, channel: string): string =>
  `Event: Status\r\nUniqueid: ${uniqueid}\r\nChannel: ${channel}\r\nBridgeID: b1\r\n\r\n`;
const both = success(decoded(status('leg', 'PJSIP/1001-00000001') + status('ann', 'PJSIP/trunk-00000002')));
const gone: AmiList = failed({ kind: 'error', message: 'No such channel' });
const log = createLogger(
  () => undefined,
  () => 0,
);

/** My phone is talked on, and AMI is the only road. */
const call = callStack(
  after(dialBegin('ann', 'leg', 1), stranger('ann', 1), arrival('leg', 1, { state: 'up' })),
)[0] as Call;

let asked: string[];
let answer: AmiAnswer;
/** What the PBX says of my channel when it is asked about it. */
let afterwards: AmiList;
let road: AmiRoad;

beforeEach(() => {
  asked = [];
  answer = success(only('Response: Success\r\n\r\n'));
  afterwards = both;
  road = new AmiRoad({
    ami: {
      action: async ({ name }) => {
        asked.push(name);
        return answer;
      },
      list: async ({ name, fields }) => {
        asked.push(fields.length === 0 ? name : `${name} of ${fields[0]?.[1]}`);
        return fields.length === 0 ? both : afterwards;
      },
    },
    rights: new AmiRights(null, log),
    endpoint: 'PJSIP/1001',
    clock: new FakeClock(0),
    means: () => ({ online: true, audio: true }),
    release: () => Promise.resolve(),
    carrierOf: (dialog) => dialog,
    context: 'from-internal',
  });
});

describe('a transfer by AMI', () => {
  it('is what the PBX says', async () => {
    expect(await road.transfer(call, '1002')).toEqual({ outcome: 'confirmed' });
    answer = failed({ kind: 'error', message: 'Transfer failed' });
    expect(await road.transfer(call, '1002')).toMatchObject({ reason: 'rejected-by-pbx', detail: 'Transfer failed' });
    expect(asked).toEqual(['Status', 'BlindTransfer', 'Status', 'BlindTransfer']);
  });

  const silence: AmiRefusal[] = [{ kind: 'timeout' }, { kind: 'link-lost' }];

  it.each(silence)(
    'whose answer does not come ($kind) is asked about, and was done where my channel is gone',
    async (why) => {
      answer = failed(why);
      afterwards = gone;
      expect(await road.transfer(call, '1002')).toEqual({ outcome: 'confirmed' });
      expect(asked).toEqual(['Status', 'BlindTransfer', 'Status of leg']);
    },
  );

  it.each(silence)('whose answer does not come ($kind) was not done where my channel is still there', async (why) => {
    answer = failed(why);
    expect(await road.transfer(call, '1002')).toMatchObject({ outcome: 'refused', reason: 'timeout' });
    expect(asked.filter((what) => what === 'BlindTransfer')).toHaveLength(1);
  });

  it('is neither where nobody can be asked', async () => {
    answer = failed({ kind: 'link-lost' });
    afterwards = failed({ kind: 'not-connected' });
    expect(await road.transfer(call, '1002')).toMatchObject({ outcome: 'unconfirmed' });
  });
});
