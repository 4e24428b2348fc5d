import { afterAll, afterEach, beforeAll } from 'vitest';
import type { SipPhoneOptions } from '../../../main/sip/create-sip-phone.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { PhoneBench } from './phone-bench.ts';

export interface Lab {
  readonly pbx: Pbx;
  /** A registered phone, disposed after the test. */
  phone(extension: string, overrides?: Partial<SipPhoneOptions>): Promise<PhoneBench>;
  /** A phone nobody has started. */
  idlePhone(extension: string, overrides?: Partial<SipPhoneOptions>): PhoneBench;
}

/** One Asterisk for a file of tests. After each test its phones are gone and no channel is left. */
export function usePbx(): Lab {
  let pbx: Pbx | undefined;
  let benches: PhoneBench[] = [];
  const running = (): Pbx => {
    if (pbx === undefined) throw new Error('the PBX has not been started');
    return pbx;
  };
  const idlePhone = (extension: string, overrides: Partial<SipPhoneOptions> = {}): PhoneBench => {
    const bench = new PhoneBench(running(), extension, overrides);
    benches.push(bench);
    return bench;
  };
  beforeAll(async () => {
    pbx = await startPbx();
  });
  afterAll(async () => running().stop());
  afterEach(async () => {
    await Promise.all(benches.map((bench) => bench.phone.stop(1_000)));
    benches = [];
    const { truth } = running();
    const hangUps = (await truth.channels()).map((channel) =>
      truth.action({ Action: 'Hangup', Channel: channel['Channel'] ?? '' }).catch(() => 'gone already'),
    );
    await Promise.all(hangUps);
    await truth.noChannelsWithin(5_000);
  });
  return {
    get pbx() {
      return running();
    },
    idlePhone,
    phone: (extension, overrides) => idlePhone(extension, overrides).up(),
  };
}
