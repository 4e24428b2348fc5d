import { expect, test } from 'vitest';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import { legCheck } from '../../../main/app/leg-check.ts';
import type { AskedAmi } from '../../../main/app/transfers/my-leg.ts';
import type { SipCallId } from '../../../main/base/ids.ts';

const call = 'a@desk' as SipCallId;
const carrier = 'b@desk' as SipCallId;
const message = (headers: Readonly<Record<string, string>>) =>
  ({ get: (name: string) => headers[name] }) as unknown as AmiMessage;

/** AMI as it is, with these channels and the Call-IDs it tells of them. */
const told = (channels: Readonly<Record<string, string | null>> | null, { hadChannel = true, tags = true } = {}) => {
  const ami = {
    list: () =>
      Promise.resolve(
        channels === null
          ? { ok: false, failure: { kind: 'offline' } }
          : { ok: true, value: Object.keys(channels).map((Channel) => message({ Channel })) },
      ),
    action: (action: unknown) => {
      const said = JSON.stringify(action);
      const name = Object.keys(channels ?? {}).find((each) => said.includes(each)) ?? '';
      const tag = /(?:local|remote)_tag/.exec(said)?.[0];
      const value =
        channels?.[name] && tag !== undefined ? (tags ? `${tag} of ${name}` : null) : (channels?.[name] ?? null);
      return Promise.resolve(value === null ? { ok: false } : { ok: true, value: message({ Value: value }) });
    },
  } as unknown as AskedAmi;
  return legCheck(ami, 'PJSIP/1001', { hadChannel: () => hadChannel })(call, [call, carrier]);
};

test('a call whose dialog is on a channel of mine is alive', async () => {
  expect(await told({ 'PJSIP/1001-00000001': 'x@desk', 'PJSIP/1001-00000002': carrier })).toEqual({
    kind: 'alive',
    carrier,
    // The PBX's peer is us.
    tags: { localTag: 'remote_tag of PJSIP/1001-00000002', remoteTag: 'local_tag of PJSIP/1001-00000002' },
  });
});

test('of two legs, one taking the place of the other, the newer one counts; without tags it is alive as well', async () => {
  const both = { 'PJSIP/1001-00000001': call, 'PJSIP/1001-00000002': carrier };
  expect(await told(both)).toMatchObject({ carrier });
  expect(await told({ 'PJSIP/1001-00000001': call })).toMatchObject({ kind: 'alive', carrier: call });
  expect(await told(both, { tags: false })).toEqual({ kind: 'alive', carrier, tags: null });
});

test('a call that none of my channels carries is gone, whoever else has such a dialog', async () => {
  expect(await told({})).toEqual({ kind: 'gone' });
  expect(await told({ 'PJSIP/1001-00000001': 'x@desk', 'PJSIP/1002-00000003': carrier })).toEqual({ kind: 'gone' });
});

test('nothing is concluded without AMI, from half an answer, or of a call whose channel AMI never showed', async () => {
  expect(await told(null)).toEqual({ kind: 'unknown' });
  expect(await told({ 'PJSIP/1001-00000001': null })).toEqual({ kind: 'unknown' });
  expect(await told({}, { hadChannel: false })).toEqual({ kind: 'unknown' });
});
