import { describe, expect, test } from 'vitest';
import type { AmiAction } from '../../../main/ami/action.ts';
import type { AmiClient } from '../../../main/ami/client.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import { spyOn } from '../../../main/app/agent/chan-spy.ts';
import { OwnLegs } from '../../../main/app/agent/own-legs.ts';
import { confirmed, refused } from '../../../main/app/refusals.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import type { SipCallId } from '../../../main/base/ids.ts';
import { failed, success } from '../../../main/base/result.ts';
import type { SipDialog } from '../../../main/sip/phone.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { quiet } from '../../support/link-up.ts';
import { FakePhone } from './fake-phone.ts';

const message = (name: string, headers: Readonly<Record<string, string>> = {}) =>
  ({ name, get: (header: string) => headers[header] }) as AmiMessage;

/** What the PBX does with each Originate, in turn. */
type Answer = 'rings' | 'knows no contact' | 'is gone' | 'is silent';

function spying(...answers: readonly Answer[]) {
  const clock = new FakeClock();
  const phone = new FakePhone();
  const legs = new OwnLegs(clock);
  legs.answerBy(phone);
  const events = new Emitter<AmiMessage>();
  const channels: string[] = [];
  const fieldOf = ({ fields }: AmiAction, name: string) => fields.find(([each]) => each === name)?.[1] ?? '';
  const ami: Pick<AmiClient, 'action' | 'onEvent'> = {
    onEvent: events.event,
    action: (action) => {
      const answer = answers[channels.length] ?? 'is silent';
      channels.push(fieldOf(action, 'Channel'));
      if (answer === 'is gone') return Promise.resolve(failed({ kind: 'not-connected' }));
      const fails = (channel: string) =>
        events.emit(message('OriginateResponse', { Response: 'Failure', Uniqueid: channel }));
      queueMicrotask(() => {
        // Somebody else's says nothing of mine.
        fails('another');
        if (answer === 'knows no contact') fails(fieldOf(action, 'ChannelId'));
        if (answer !== 'rings') return;
        const word = /=(.*)$/.exec(fieldOf(action, 'Variable'))?.[1]?.replaceAll('"', '') ?? '';
        legs.received(
          [
            'INVITE sip:x@192.0.2.1 SIP/2.0',
            'Call-ID: leg@pbx',
            'To: <sip:1014@pbx>',
            `X-Offhook-Leg: ${word}`,
            '',
            '',
          ].join('\r\n'),
        );
        phone.dialogs.emit({ phase: 'incoming', callId: 'leg@pbx' as SipCallId } as SipDialog);
      });
      return Promise.resolve(success(message('Success')));
    },
  };
  const spied = () =>
    spyOn(
      { how: 'listen', extension: '1002', of: 'PJSIP/1002-00000001', expect: () => legs.expect(() => undefined) },
      { ami, endpoint: 'PJSIP/1014', phone, log: quiet },
    );
  return { spied, phone, channels, clock };
}

describe('a supervisor by AMI', () => {
  test('has their phone called, which answers by itself', async () => {
    const { spied, phone, channels } = spying('rings');
    expect(await spied()).toEqual(confirmed);
    expect([channels, phone.asked]).toEqual([['PJSIP/1014'], ['answer leg@pbx']]);
  });

  test('whose phone the PBX has lost registers anew, and is called again at once', async () => {
    const { spied, phone, channels } = spying('knows no contact', 'rings');
    expect(await spied()).toEqual(confirmed);
    expect(phone.asked).toEqual(['registerAgain', 'answer leg@pbx']);
    expect(channels).toHaveLength(2);
  });

  test('is told where that does not help, and what to do', async () => {
    const { spied, channels } = spying('knows no contact', 'knows no contact');
    expect(await spied()).toEqual(refused('own-phone-lost'));
    expect(channels).toHaveLength(2);
  });

  test('beside a desk phone on the same account is the one who is called', async () => {
    const { spied, phone, channels } = spying('rings');
    phone.ringsAt = 'sip:abc@192.0.2.9:40000;transport=ws';
    expect(await spied()).toEqual(confirmed);
    expect(channels).toEqual(['PJSIP/1014/sip:abc@192.0.2.9:40000;transport=ws']);
  });

  test('is told that nothing rang in time, and that there is no AMI', async () => {
    const { spied, clock } = spying('is silent');
    const late = spied();
    await clock.advance(8_000);
    expect(await late).toEqual(refused('timeout'));
    expect(await spying('is gone').spied()).toEqual(refused('offline'));
  });
});
