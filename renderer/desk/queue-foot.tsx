import type { Diversions } from '../../preload/contract/diversions.ts';
import type { MyQueues, QueueSummary } from '../../preload/contract/my-queues.ts';
import { t } from '../i18n/texts.ts';
import { Hint } from '../ui/hint.tsx';
import { Notice } from '../ui/notice.tsx';
import type { QueueAct } from './act.ts';
import { useDesk } from './desk-context.ts';

interface QueueFootProps {
  readonly chosen: QueueSummary | null;
  readonly mine: MyQueues | null;
  readonly diversions: Diversions | null;
}

/** The keys of the chosen queue and of all of them; or what is missing on the PBX for any of it. */
export function QueueFoot({ chosen, mine, diversions }: QueueFootProps) {
  const desk = useDesk();
  if (mine === null) return null;
  if (mine.lack !== null) {
    return (
      <div className="layer-notice">
        <Notice>{t.queues.lack(mine.lack)}</Notice>
      </div>
    );
  }
  const { verbs } = t.queues;
  const places = (mine.queues ?? []).flatMap(({ mine: place }) => place ?? []);
  const key = (cap: string, label: string, act: QueueAct) => (
    <Hint key={cap} caps={[cap]} onPress={() => desk.act(act)}>
      {label}
    </Hint>
  );
  const place = chosen?.mine ?? null;
  const signs = chosen !== null && place?.dynamic !== false;
  return (
    <div className="layer-foot history-foot">
      {signs && key('S', place === null ? verbs.signIn : verbs.signOut, { type: 'queues', what: 'sign' })}
      {place !== null &&
        key('P', place.pause === null ? verbs.pause : verbs.endPause, {
          type: 'queues',
          what: 'pause',
          everywhere: false,
        })}
      {place !== null && key('N', verbs.penalty, { type: 'queues', what: 'penalty' })}
      <span className="spring" />
      {diversions !== null &&
        key('D', diversions.doNotDisturb ? t.diversions.turnOff : t.diversions.turnOn, {
          type: 'queues',
          what: 'disturb',
        })}
      {places.length > 0 &&
        key('A', places.some(({ pause }) => pause !== null) ? verbs.endPauseAll : verbs.pauseAll, {
          type: 'queues',
          what: 'pause',
          everywhere: true,
        })}
      {key('Shift+S', places.some(({ dynamic }) => dynamic) ? verbs.signOutAll : verbs.signInAll, {
        type: 'queues',
        what: 'sign-everywhere',
      })}
    </div>
  );
}
