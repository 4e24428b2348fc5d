import type { Notification, Session } from 'sip.js/lib/api/index.js';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { failed, type Result, success } from '../base/result.ts';
import type { Referral, SipRefusal } from './phone.ts';
import { sendRefer } from './sip-js-internals.ts';

export interface ReferrerOptions {
  readonly session: Session;
  readonly clock: Clock;
}

const answerWithin = 8_000;
/** Asterisk tells nothing more once the target has neither answered nor failed for this long. */
const endWithin = 90_000;

type End = Result<void, SipRefusal>;

/** Sends one call elsewhere by REFER (RFC 3515) and follows what the NOTIFYs say. One at a time. */
export class Referrer implements Disposable {
  readonly #options: ReferrerOptions;
  #end: ((end: End) => void) | null = null;

  constructor(options: ReferrerOptions) {
    this.#options = options;
  }

  /** Resolves on the answer to the REFER; the referral's end comes later. */
  async send(referTo: string, onProgress: (status: number) => void): Promise<Result<Referral, SipRefusal>> {
    if (this.#end !== null) return failed({ kind: 'rejected', status: 491, reason: 'a transfer is under way' });
    const end = this.#awaitEnd();
    const answer = await this.#request(referTo, (status, reason) => {
      if (status < 300) onProgress(status);
      if (status >= 200) this.#ended(status < 300 ? success() : failed({ kind: 'rejected', status, reason }));
    });
    if (answer.ok) return success({ end });
    this.#ended(answer);
    return answer;
  }

  /** The call is over, whoever ended it. */
  dispose(): void {
    this.#ended(failed({ kind: 'wrong-phase', phase: 'ended' }));
  }

  #awaitEnd(): Promise<End> {
    return new Promise((resolve) => {
      const timer = this.#options.clock.after(endWithin, () => this.#ended(failed({ kind: 'timeout' })));
      this.#end = (end) => {
        timer.dispose();
        resolve(end);
      };
    });
  }

  #ended(end: End): void {
    const settle = this.#end;
    this.#end = null;
    settle?.(end);
  }

  #request(referTo: string, onStatus: (status: number, reason: string) => void): Promise<End> {
    const { session, clock } = this.#options;
    return new Promise((resolve) => {
      const timer = clock.after(answerWithin, () => resolve(failed({ kind: 'timeout' })));
      const settle = (answer: End): void => {
        timer.dispose();
        resolve(answer);
      };
      const refused = (status: number, reason: string): void => settle(failed({ kind: 'rejected', status, reason }));
      const onNotify = (notification: Notification): void => {
        void notification.accept();
        const told = statusOf(notification.request.body);
        if (told !== null) onStatus(told.status, told.reason);
      };
      sendRefer(session, referTo, onNotify, {
        onAccept: () => settle(success()),
        onReject: ({ message }) => refused(message.statusCode ?? 0, message.reasonPhrase ?? ''),
        onRedirect: ({ message }) => refused(message.statusCode ?? 0, message.reasonPhrase ?? ''),
      }).catch((error: unknown) => refused(0, error instanceof Error ? error.message : String(error)));
    });
  }
}

/** The status line a NOTIFY carries as message/sipfrag (RFC 3420); null when it carries none. */
export function statusOf(body: string): { readonly status: number; readonly reason: string } | null {
  const [, status, reason = ''] = /^SIP\/2\.0 (\d{3})(?: ([^\r\n]*))?/.exec(body) ?? [];
  return status === undefined ? null : { status: Number(status), reason: reason.slice(0, 100) };
}
