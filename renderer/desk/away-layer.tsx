import { useLayoutEffect, useRef } from 'react';
import type { AwayAnswer, AwayView } from '../../preload/contract/away.ts';
import { t } from '../i18n/texts.ts';
import { capOf } from '../keys/keymap.ts';
import { Hint } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import { timeOfDay } from './format.ts';

/** Queues ring a desk nobody sits at: stay, pause or sign out; or what was done of it, and the way back. */
export function AwayLayer({ away }: { readonly away: AwayView }) {
  const dialog = useRef<HTMLElement>(null);
  useLayoutEffect(() => dialog.current?.focus({ preventScroll: true }), []);
  const { why, since, queues, did, failed } = away;
  const names = queues.join(', ');
  const title = did === 'nothing' ? t.away.title : t.away.titleDone;
  return (
    <section className="layer away" role="alertdialog" aria-label={title} tabIndex={-1} ref={dialog}>
      <div className="layer-head">
        <Icon name="headphones" />
        <h2 className="layer-title">{title}</h2>
      </div>
      <div className="away-text">
        <p>{t.away.why(why, timeOfDay(since))}</p>
        <p>
          <bdi>{did === 'nothing' ? t.away.asks(names) : t.away.did[did](names)}</bdi>
        </p>
        {failed && <p>{t.away.failed}</p>}
      </div>
      <div className="layer-foot history-foot">{did === 'nothing' ? <Questions /> : <WayBack />}</div>
    </section>
  );
}

function Questions() {
  return (
    <>
      <Answer cap="Enter" how="stay" verb={t.away.verbs.stay} />
      <Answer cap="P" how="pause" verb={t.away.verbs.pause} />
      <Answer cap="S" how="sign-out" verb={t.away.verbs.signOut} />
    </>
  );
}

function WayBack() {
  return (
    <>
      <Answer cap="Enter" how="back" verb={t.away.verbs.back} />
      <Answer cap={capOf('Escape')} how="stay" verb={t.away.verbs.leaveIt} />
    </>
  );
}

function Answer({ cap, how, verb }: { readonly cap: string; readonly how: AwayAnswer; readonly verb: string }) {
  const desk = useDesk();
  return (
    <Hint caps={[cap]} onPress={() => desk.act({ type: 'answer-away', how })}>
      {verb}
    </Hint>
  );
}
