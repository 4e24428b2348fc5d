import { randomUUID } from 'node:crypto';
import type { Outcome } from '../../../preload/contract/requests.ts';
import { type Originate, originate } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Uniqueid } from '../../base/ids.ts';
import { confirmed, outcomeOf, outcomeOfAmi } from '../refusals.ts';
import type { Listened } from './listening.ts';
import type { OwnLeg } from './own-legs.ts';
import { type RingMeOptions, type Rung, ringMe, ringsMe } from './ring-me.ts';

export interface ChanSpyOptions extends RingMeOptions {
  readonly ami: Pick<AmiClient, 'action' | 'onEvent'>;
}

export interface Spying extends Listened {
  /** The name of the colleague's channel. */
  readonly of: string;
  /** My leg is about to be begun as that channel. */
  readonly expect: (channel: Uniqueid) => OwnLeg;
}

/**
 * ChanSpy's way for each: of one channel by its whole name (u), quietly (q), over when that call is (E, S), 4, 5 and 6 change
 * over (d).
 */
const ways = { listen: 'uqESd', whisper: 'uqESdw', barge: 'uqESdB' } as const;

/** Has AMI call my phone with ChanSpy() on the colleague's channel. Resolves once my phone has answered it, or why not. */
export async function spyOn({ how, extension, of, expect }: Spying, options: ChanSpyOptions): Promise<Outcome> {
  const channel = `offhook-spy-${randomUUID()}` as Uniqueid;
  const leg = expect(channel);
  const ring = () =>
    begin(options.ami, leg, {
      channel: ringsMe(options),
      to: { kind: 'application', name: 'ChanSpy', data: `${of},${ways[how]}` },
      ...{ callerId: `<${extension}>`, timeout: 10_000, channelId: channel, variables: leg.variables },
    });
  const refusal = await ringMe(options, ring);
  if (refusal !== null) return refusal;
  const answered = await leg.answered;
  return answered.ok ? confirmed : outcomeOf(answered);
}

/** Originate is answered before anything rings: an event says that nothing could (manager.c, `fast_originate`). */
async function begin(
  ami: ChanSpyOptions['ami'],
  leg: OwnLeg,
  call: Originate & { readonly channelId: Uniqueid },
): Promise<Rung> {
  const failed = Promise.withResolvers<'no-contact'>();
  const heard = ami.onEvent((event) => {
    if (
      event.name === 'OriginateResponse' &&
      event.get('Uniqueid') === call.channelId &&
      event.get('Response') === 'Failure'
    )
      failed.resolve('no-contact');
  });
  try {
    const asked = await ami.action(originate(call));
    if (!asked.ok) return { kind: 'refused', outcome: outcomeOfAmi(asked.failure) };
    // One that fails later has been answered here, or declined.
    const kind = await Promise.race([failed.promise, leg.came.then(() => 'under-way' as const)]);
    return { kind };
  } finally {
    heard.dispose();
  }
}
