import { type UserAgent, UserAgentState } from 'sip.js/lib/api/index.js';
import { failed, success } from '../base/result.ts';
import { classifyFailure } from '../net/classify-failure.ts';
import type { Registrar } from './register.ts';
import type { RegistrationDriver } from './registration-attempt.ts';
import type { SipTransport } from './sip-transport.ts';

export interface LinkDriverOptions {
  readonly userAgent: UserAgent;
  readonly transport: SipTransport;
  readonly registrar: Registrar;
  readonly url: string;
  readonly isDisposed: () => boolean;
}

/** What connects and registers, for whoever decides when. */
export const linkDriver = (options: LinkDriverOptions): RegistrationDriver => {
  const { userAgent, transport, registrar, url, isDisposed } = options;
  return {
    connect: async () => {
      registrar.forget();
      try {
        const fresh = userAgent.state === UserAgentState.Stopped;
        await (fresh ? userAgent.start() : userAgent.reconnect());
        return success();
      } catch (error) {
        return failed(transport.failure ?? classifyFailure(error, url));
      }
    },
    register: () => registrar.register(),
    isListed: () => registrar.isListed(),
    replaced: () => ({ kind: 'replaced', target: url, detail: 'the PBX lists us no longer' }),
    disconnect: () => {
      // At the end SIP.js says goodbye on the connection first and then closes it.
      if (!isDisposed()) void transport.disconnect();
    },
  };
};
