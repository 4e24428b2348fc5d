import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import { useDesk } from '../desk/desk-context.ts';
import { t } from '../i18n/texts.ts';
import { useProfile, useRequests } from '../profile/profile-context.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { AccountSection } from './account-section.tsx';
import { AudioSection } from './audio-section.tsx';
import { CrmSection } from './crm-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { LinksSection } from './links-section.tsx';
import { searchSettings } from './search.ts';
import { type SectionName, sectionIcons, sectionNames } from './sections.ts';
import {
  AboutSection,
  AlertsSection,
  ContactsSection,
  LookSection,
  PrivacySection,
  QueuesSection,
} from './small-sections.tsx';

/** The settings, beside the calls: sections at the left, what is changed takes effect as it is changed. */
export function SettingsPane({ section }: { readonly section: SectionName }) {
  const profile = useProfile();
  const desk = useDesk();
  const [query, setQuery] = useState('');
  const pane = useRef<HTMLElement>(null);
  useFocusKept(pane);
  if (profile === null) return null;
  const found = searchSettings(query);
  const go = (name: SectionName) => desk.act({ type: 'settings', section: name });
  const goTo = (path: string, name: SectionName) => {
    setQuery('');
    go(name);
    // Once the section is there.
    requestAnimationFrame(() => focusSetting(pane.current, path));
  };
  return (
    <aside className="settings" aria-label={t.settings.title} ref={pane}>
      <header className="settings-head">
        <h2>{t.settings.title}</h2>
        <input
          type="search"
          aria-label={t.settings.search}
          placeholder={t.settings.search}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === 'Enter' && first !== undefined) goTo(first.path, first.section);
          }}
        />
        <p className="meta">{t.settings.atOnce}</p>
      </header>
      {profile.waits && <Waiting />}
      <div className="settings-body">
        <SectionTabs section={section} onGo={go} />
        <div className="settings-page" role="tabpanel" aria-label={t.settings.sections[section]}>
          {query.trim() === '' ? <Section name={section} profile={profile} /> : <Found found={found} onGo={goTo} />}
        </div>
      </div>
    </aside>
  );
}

/** The pane has the keyboard while it is open, and gives it back. */
function useFocusKept(pane: React.RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    pane.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [pane]);
}

function focusSetting(pane: HTMLElement | null, path: string): void {
  const setting = pane?.querySelector(`[data-path="${path}"]`);
  const control = setting?.querySelector<HTMLElement>('input, select, textarea, button');
  setting?.scrollIntoView({ block: 'center' });
  control?.focus();
}

function SectionTabs({ section, onGo }: { readonly section: SectionName; readonly onGo: (name: SectionName) => void }) {
  const tabs = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    // Only where the arrows chose it: a click leaves the keyboard where it was.
    if (!moved.current) return;
    moved.current = false;
    tabs.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the tab of another section is another element
  }, [section]);
  const press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -99, End: 99 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = Math.min(sectionNames.length - 1, Math.max(0, sectionNames.indexOf(section) + by));
    const next = sectionNames[at];
    if (next === undefined || next === section) return;
    moved.current = true;
    onGo(next);
  };
  return (
    <div
      className="section-tabs"
      role="tablist"
      aria-orientation="vertical"
      aria-label={t.settings.title}
      ref={tabs}
      onKeyDown={press}
    >
      {sectionNames.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === section}
          tabIndex={name === section ? 0 : -1}
          onClick={() => onGo(name)}
        >
          <Icon name={sectionIcons[name]} />
          {t.settings.sections[name]}
        </button>
      ))}
    </div>
  );
}

function Section({ name, profile }: { readonly name: SectionName; readonly profile: ProfileView }) {
  switch (name) {
    case 'account':
      return <AccountSection profile={profile} />;
    case 'audio':
      return <AudioSection profile={profile} />;
    case 'keys':
      return <KeysSection profile={profile} />;
    case 'alerts':
      return <AlertsSection />;
    case 'contacts':
      return <ContactsSection profile={profile} />;
    case 'queues':
      return <QueuesSection />;
    case 'links':
      return <LinksSection profile={profile} />;
    case 'crm':
      return <CrmSection profile={profile} />;
    case 'look':
      return <LookSection profile={profile} />;
    case 'privacy':
      return <PrivacySection profile={profile} />;
    case 'about':
      return <AboutSection profile={profile} />;
  }
}

interface FoundProps {
  readonly found: ReturnType<typeof searchSettings>;
  readonly onGo: (path: string, section: SectionName) => void;
}

function Found({ found, onGo }: FoundProps) {
  return (
    <>
      <p className="meta" role="status">
        {found.length === 0 ? t.settings.none : t.settings.found(found.length)}
      </p>
      <ul className="found-settings">
        {found.map(({ path, section, label }) => (
          <li key={path}>
            <button type="button" className="found-setting" onClick={() => onGo(path, section)}>
              <span>{label}</span>
              <span className="meta">{t.settings.sections[section]}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** An account was changed in the middle of a call. */
function Waiting() {
  const request = useRequests();
  return (
    <Notice
      action={
        <button type="button" className="button small" onClick={() => void request.reconnectNow({})}>
          {t.settings.waitsNow}
        </button>
      }
    >
      <p>
        <b>{t.settings.waits}</b>
      </p>
      <p className="means">{t.settings.waitsMeans}</p>
    </Notice>
  );
}
