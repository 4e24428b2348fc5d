import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import { said, t } from '../i18n/texts.ts';
import { Caps } from '../ui/hint.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { ByHand } from './by-hand.tsx';
import { ByLink } from './by-link.tsx';
import { Logo } from './logo.tsx';
import { TryDemo } from './try-demo.tsx';

type WayName = 'link' | 'hand' | 'demo';
const icons: Readonly<Record<WayName, IconName>> = { link: 'link', hand: 'pen', demo: 'flask' };

/** No account yet: one way of three leads to a desk. */
export function FirstRun({ profile }: { readonly profile: ProfileView }) {
  const ways: readonly WayName[] = profile.canDemo ? ['link', 'hand', 'demo'] : ['link', 'hand'];
  const [way, setWay] = useState<WayName>('link');
  const asked = profile.linkAsked?.id;
  const [shown, setShown] = useState(asked);
  // Another program opened a link: it is shown.
  if (asked !== shown) {
    setShown(asked);
    setWay('link');
  }
  const step = (by: 1 | -1) => setWay(ways[Math.min(ways.length - 1, Math.max(0, ways.indexOf(way) + by))] ?? way);
  const press = (event: KeyboardEvent) => {
    const nth = event.altKey && /^Digit[1-3]$/.test(event.code) ? ways[Number(event.code.at(-1)) - 1] : undefined;
    if (nth !== undefined) setWay(nth);
    else if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else return;
    event.preventDefault();
  };
  return (
    <div className="setup" onKeyDown={press} role="presentation">
      <main className="setup-main">
        <Logo />
        <h1>{t.setup.title}</h1>
        <p className="setup-sub">{t.setup.sub}</p>
        {profile.broken.map(({ file, words, keptAs }) => (
          <Notice key={file} urgent>
            {t.setup.brokenFile(file, said(words), keptAs)}
          </Notice>
        ))}
        <div className="ways" role="group" aria-label={t.setup.ways}>
          {ways.map((name, index) => (
            <Way key={name} name={name} nth={index + 1} isOpen={name === way} onOpen={() => setWay(name)}>
              {name === 'link' && <ByLink key={asked} asked={profile.linkAsked} />}
              {name === 'hand' && <ByHand place={profile.secrets.place} />}
              {name === 'demo' && <TryDemo />}
            </Way>
          ))}
        </div>
      </main>
      <footer className="key-line">
        <span className="key-note">
          <Caps caps={['↑', '↓']} /> {t.setup.choose}
        </span>
      </footer>
    </div>
  );
}

interface WayProps {
  readonly name: WayName;
  readonly nth: number;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function Way({ name, nth, isOpen, onOpen, children }: WayProps) {
  const { title, about } = t.setup[name];
  return (
    <section className="way" data-open={isOpen}>
      <button
        type="button"
        className="way-head"
        aria-expanded={isOpen}
        aria-keyshortcuts={`Alt+${nth}`}
        onClick={onOpen}
      >
        <span className="way-icon">
          <Icon name={icons[name]} />
        </span>
        <span className="way-words">
          <span className="way-title">{title}</span>
          <span className="way-about">{about}</span>
        </span>
        <Caps caps={[`Alt+${nth}`]} />
      </button>
      {isOpen && children}
    </section>
  );
}
