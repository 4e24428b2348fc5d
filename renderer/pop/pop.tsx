import { useEffect, useSyncExternalStore } from 'react';
import type { DeskView } from '../../preload/contract/views.ts';
import { secondsBetween, timer } from '../desk/format.ts';
import { companyOf, originText, partyName, partyNumber } from '../desk/party-text.ts';
import type { WallClock } from '../desk/wall-clock.ts';
import { t } from '../i18n/texts.ts';
import { pageSettings } from '../profile/page-settings.ts';
import type { ProfileStore } from '../profile/profile-store.ts';
import { Hint } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { popCall, popKeys, type RingingCall } from './pop-call.ts';
import type { PopControl } from './pop-control.ts';
import { PopNote, withoutNotes } from './pop-note.tsx';

interface PopProps {
  readonly control: PopControl;
  readonly clock: WallClock;
  readonly profiles: ProfileStore;
}

/** The small window of a call that rings. Its boxes have their height from the first frame on; facts only fill them. */
export function Pop({ control, clock, profiles }: PopProps) {
  const profile = useSyncExternalStore(profiles.subscribe, profiles.get);
  const { notes } = pageSettings(profile?.document ?? {}).pops;
  const view = useSyncExternalStore(control.subscribe, control.get);
  const call = popCall(view);
  const title = call === null ? t.app : t.title.ringing(partyName(call.party));
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (view === null || call === null) return <Quiet />;
  return <Card view={view} call={call} notes={notes} control={control} clock={clock} />;
}

/** Only where the window cannot be hidden is this ever seen. */
function Quiet() {
  return (
    <main className="pop pop-quiet">
      <h1>{t.pop.quiet}</h1>
    </main>
  );
}

interface CardProps {
  readonly view: DeskView;
  readonly call: RingingCall;
  readonly notes: boolean;
  readonly control: PopControl;
  readonly clock: WallClock;
}

function Card({ view, call, notes, control, clock }: CardProps) {
  usePainted(call.id, control);
  const now = useSyncExternalStore(clock.subscribe, clock.tick);
  const keys = popKeys(view);
  const silent = call.silenced || !call.can.includes('silence');
  return (
    <main className="pop" aria-label={t.title.ringing(partyName(call.party))}>
      <p className="pop-band" role="status">
        <Icon name="phone" />
        <strong>{t.call.phases.ringing}</strong>
        <bdi className="pop-origin">{originText(call.origin)}</bdi>
        <span role="timer" aria-live="off">
          {timer(secondsBetween(call.since, now))}
        </span>
      </p>
      <div className="pop-who">
        <h1>
          <bdi>{partyName(call.party)}</bdi>
        </h1>
        <Number call={call} />
        <PopNote call={notes ? call : withoutNotes(call)} now={now} />
      </div>
      <div className="pop-keys">
        <Hint caps={[keys.answer]} onPress={() => control.act('answer')}>
          {t.pop.answer}
        </Hint>
        {silent ? (
          <span className="pop-silenced">{t.call.silenced}</span>
        ) : (
          <Hint caps={[keys.silence]} onPress={() => control.act('silence')}>
            {t.pop.silence}
          </Hint>
        )}
      </div>
    </main>
  );
}

/** The number and the company; the number where it is not the name already. */
function Number({ call }: { readonly call: RingingCall }) {
  const number = partyNumber(call.party);
  const company = companyOf(call);
  const looking = call.context?.looking === true;
  return (
    <p className="pop-number">
      {number !== null && <bdi>{number}</bdi>}
      {company !== null && (
        <span className="pop-company">
          <bdi>{company}</bdi>
        </span>
      )}
      {number === null && company === null && (
        <span className="pop-later">{looking ? t.contact.looking : t.pop.noMore}</span>
      )}
    </p>
  );
}

/** Tells the guard when the call was on the screen: two frames, the first runs before the paint. */
function usePainted(call: string, control: PopControl): void {
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame((at) => control.painted(call, at));
    });
    return () => cancelAnimationFrame(frame);
  }, [call, control]);
}
