import type { DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capOf } from '../keys/keymap.ts';
import type { KeyProblem } from '../keys/rebind.ts';
import { keepFocus } from '../ui/hint.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDesk, useNow } from './desk-context.ts';
import type { DeskState } from './desk-state.ts';
import { DueCallBacks } from './due-call-backs.tsx';
import { timeOfDay } from './format.ts';
import { type LinkTrouble, linkTroubles } from './link-trouble.ts';

/** What is wrong with the desk itself, on top of the calls it concerns. */
export function DeskNotices({ state, view }: { readonly state: DeskState; readonly view: DeskView }) {
  const { microphone, served } = view.audio;
  const troubles = linkTroubles(view.links);
  return (
    <>
      {state.connection === 'lost' && (
        <Notice urgent>
          <p>{t.link.engineLost}</p>
          <p className="means">{t.link.engineLostMeans}</p>
        </Notice>
      )}
      {troubles.map((trouble) => (
        <LinkNotice key={trouble.link} trouble={trouble} />
      ))}
      {(microphone === 'blocked' || microphone === 'missing') && <Notice>{t.link.microphone[microphone]}</Notice>}
      {!served && state.connection === 'connected' && (
        <div className="appears-late">
          <Notice>{t.link.notServed}</Notice>
        </div>
      )}
      {state.keys.problems.length > 0 && <Notice>{state.keys.problems.map(keyProblemText).join(' ')}</Notice>}
      <DueCallBacks callBacks={view.callBacks ?? []} />
      {state.notice !== null && <Notice urgent>{state.notice}</Notice>}
    </>
  );
}

/** Names of the settings, as they stand there. */
const keyProblemText = ({ name, chord, why, by }: KeyProblem): string =>
  t.keyProblem[why](name, capOf(chord), by ?? '');

function LinkNotice({ trouble }: { readonly trouble: LinkTrouble }) {
  const desk = useDesk();
  const { link, failure } = trouble;
  return (
    <Notice
      action={
        <button
          type="button"
          className="button small"
          onMouseDown={keepFocus}
          onClick={() => desk.act({ type: 'retry', links: [link] })}
        >
          {t.link.retry}
        </button>
      }
    >
      <p>
        <b>{t.link.downSince(t.link.names[link], timeOfDay(trouble.since))}</b>
      </p>
      <p>
        <bdi>{t.link.failures[failure.kind](failure.target)}</bdi> {t.link.cures[failure.kind]}
      </p>
      <p className="means">
        {t.link.means[link]} <NextTry next={trouble.next} />
      </p>
    </Notice>
  );
}

function NextTry({ next }: { readonly next: LinkTrouble['next'] }) {
  const now = useNow();
  if (next === 'never') return t.link.noRetry;
  const seconds = next === 'trying' ? 0 : Math.ceil((next.at - now) / 1000);
  return seconds <= 0 ? t.link.retryNow : t.link.retryIn(seconds);
}
