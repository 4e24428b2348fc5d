import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { useNow } from './desk-context.ts';
import { secondsBetween, timer } from './format.ts';
import { Timer } from './timer.tsx';

/** How long this phase has lasted; a held call's whole length stands small below. */
export function CardTimer({ call }: { readonly call: CallView }) {
  switch (call.phase) {
    case 'active':
      return <Timer className="timer" since={call.answeredAt ?? call.since} />;
    case 'held':
      return (
        <span className="timers">
          <Timer className="timer" since={call.since} />
          {call.answeredAt !== null && <WholeCall since={call.answeredAt} />}
        </span>
      );
    case 'ended':
      return call.answeredAt === null ? null : (
        <span className="timer">{timer(secondsBetween(call.answeredAt, call.endedAt))}</span>
      );
    case 'ringing':
    case 'dialling':
      return <Timer className="timer" since={call.since} />;
  }
}

function WholeCall({ since }: { readonly since: number }) {
  return <span className="whole-call">{t.call.wholeCall(timer(secondsBetween(since, useNow())))}</span>;
}
