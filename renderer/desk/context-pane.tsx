import type { ReactNode } from 'react';
import type { ContactView } from '../../preload/contract/context.ts';
import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capsOfDesk } from '../keys/keymap.ts';
import { Fact } from '../ui/fact.tsx';
import { Caps, keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { ContextNote } from './context-note.tsx';
import { useDesk } from './desk-context.ts';
import type { NoteMode } from './desk-state.ts';
import { EarlierCalls } from './earlier-calls.tsx';
import { exactTimeOfDay, pastDuration, secondsBetween } from './format.ts';
import { aboutPerson, companyOf, originText, partyName, partyNumber } from './party-text.ts';
import { useKeymap } from './use-keymap.ts';

/** The right pane: what is known about the focused call. */
export function ContextPane({ call, note }: { readonly call: CallView | null; readonly note: NoteMode | null }) {
  return (
    <aside className="context" aria-label={t.context} tabIndex={0}>
      {call === null ? (
        <p className="empty">{t.contextEmpty}</p>
      ) : (
        <>
          <div className="context-facts">
            <CallFacts call={call} />
          </div>
          <ContextNote key={call.id} call={call} mode={note?.call === call.id ? note : null} />
        </>
      )}
    </aside>
  );
}

function CallFacts({ call }: { readonly call: CallView }) {
  const people = call.context?.people ?? [];
  const [person] = people;
  const earlier = call.context?.earlier ?? [];
  return (
    <>
      <CallLinks call={call} />
      <h2 className="context-name">
        <bdi>{partyName(call.party)}</bdi>
      </h2>
      <p className="context-how">
        <bdi>{companyOf(call) ?? originText(call.origin)}</bdi>
      </p>
      <div className="context-columns">
        <div>
          {people.length > 1 && <SharedNumber people={people} />}
          {earlier.length > 0 && <EarlierCalls calls={earlier} />}
          {person !== undefined && people.length === 1 && person.note !== '' && <About note={person.note} />}
          <Times call={call} />
        </div>
        <div>
          {person !== undefined && people.length === 1 ? <TheirNumbers person={person} /> : <OneNumber call={call} />}
          <Values call={call} />
          <LookedUp call={call} />
        </div>
      </div>
    </>
  );
}

/** Nobody can tell from the number which of them it is. */
function SharedNumber({ people }: { readonly people: readonly ContactView[] }) {
  return (
    <section>
      <h3>{t.contact.shared(people.length)}</h3>
      <ul className="shared-number">
        {people.map((person) => (
          <li key={person.id}>
            <bdi>{person.name === '' ? person.company : person.name}</bdi>{' '}
            <span className="meta">
              <bdi>{aboutPerson(person)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function About({ note }: { readonly note: string }) {
  return (
    <section>
      <h3>{t.contact.about}</h3>
      <p className="context-note">
        <bdi>{note}</bdi>
      </p>
    </section>
  );
}

function Times({ call }: { readonly call: CallView }) {
  return (
    <Facts title={t.facts.times}>
      <Fact label={t.facts.began} value={exactTimeOfDay(call.startedAt)} />
      {call.answeredAt !== null && (
        <Fact
          label={t.facts.answered}
          value={t.facts.answeredAfter(
            exactTimeOfDay(call.answeredAt),
            pastDuration(secondsBetween(call.startedAt, call.answeredAt)),
          )}
        />
      )}
      {call.phase === 'ended' && <EndFacts call={call} />}
    </Facts>
  );
}

function TheirNumbers({ person }: { readonly person: ContactView }) {
  return (
    <Facts title={t.facts.numbers}>
      {person.numbers.map(({ label, number, current }, at) => (
        <div className="fact" key={`${at}${number.raw}`}>
          <dt>
            <bdi>{label === '' ? t.facts.number : label}</bdi>
            {current && (
              <span className="current-number">
                <Icon name="phone" />
                <span className="hidden">{t.contact.current}</span>
              </span>
            )}
          </dt>
          <dd>
            <bdi>{number.display}</bdi>
          </dd>
        </div>
      ))}
    </Facts>
  );
}

function OneNumber({ call }: { readonly call: CallView }) {
  const { number } = call.party;
  if (number === null) return null;
  return (
    <Facts title={t.facts.numbers}>
      <Fact label={t.facts.number} value={partyNumber(call.party) ?? number.display} />
      {number.e164 !== null && digitsOf(number.e164) !== digitsOf(number.display) && (
        <Fact label={t.facts.e164} value={number.e164} />
      )}
    </Facts>
  );
}

/** What the dialplan sent along: the first thing that is looked for when a call comes. */
function Values({ call }: { readonly call: CallView }) {
  const values = Object.entries(call.values ?? {});
  if (values.length === 0) return null;
  return (
    <Facts title={t.facts.values}>
      {values.map(([label, value]) => (
        <Fact key={label} label={label} value={value} />
      ))}
    </Facts>
  );
}

/** What the web service of the settings knows; while it is asked, and where it fails, that is said. */
function LookedUp({ call }: { readonly call: CallView }) {
  const lookup = call.context?.lookup ?? null;
  if (lookup === null || (lookup.state === 'found' && lookup.fields.length === 0)) return null;
  return (
    <Facts title={t.contact.lookup}>
      {lookup.state === 'found' ? (
        lookup.fields.map(({ label, value }) => <Fact key={label} label={label} value={value} />)
      ) : (
        <div className="fact">
          <dt>{t.contact.lookupStates[lookup.state]}</dt>
        </div>
      )}
    </Facts>
  );
}

/** What can be opened for the call: the first by key. */
function CallLinks({ call }: { readonly call: CallView }) {
  const desk = useDesk();
  const keymap = useKeymap();
  const links = call.context?.links ?? [];
  if (links.length === 0) return null;
  return (
    <div className="call-links">
      {links.map((label, at) => (
        <button
          key={label}
          type="button"
          className="button"
          onMouseDown={keepFocus}
          onClick={() => desk.act({ type: 'open-link', call: call.id, label })}
        >
          {at === 0 && <Caps caps={capsOfDesk(keymap, 'openLink')} />}
          <bdi>{label}</bdi>
          <Icon name="outgoing" />
        </button>
      ))}
    </div>
  );
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

function EndFacts({ call }: { readonly call: Extract<CallView, { phase: 'ended' }> }) {
  return (
    <>
      <Fact label={t.facts.ended} value={exactTimeOfDay(call.endedAt)} />
      {call.answeredAt !== null && (
        <Fact label={t.facts.talked} value={pastDuration(secondsBetween(call.answeredAt, call.endedAt))} />
      )}
      <Fact label={t.facts.how} value={t.call.ended[call.reason]} />
    </>
  );
}

function Facts({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}
