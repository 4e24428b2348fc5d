import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FoundServer } from '../../preload/contract/profile-requests.ts';
import { linesOfManager } from '../i18n/asterisk-lines.ts';
import { t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { TextField } from './text-field.tsx';
import { Trouble } from './trouble.tsx';

interface Login {
  readonly username: string;
  readonly secret: string;
}
export interface Extras {
  readonly ami: Login;
  readonly ari: Login;
}
const empty: Login = { username: '', secret: '' };
export const noExtras: Extras = { ami: empty, ari: empty };

type Found = Extract<FoundServer, { found: 'yes' }>;

interface ExtraFieldsProps {
  readonly host: string;
  readonly found: Found;
  /** The manager was found on a port that was typed. */
  readonly onFound: (found: Found) => void;
  readonly extras: Extras;
  readonly onChange: (extras: Extras) => void;
}

/** AMI and ARI where they answer, each with what it is good for; both may stay empty. */
export function ExtraFields({ host, found, onFound, extras, onChange }: ExtraFieldsProps) {
  const { ami, ari } = t.setup.hand;
  const [takesKeys, setTakesKeys] = useState(false);
  return (
    <>
      {found.ami === null ? (
        <AmiPort
          host={host}
          onFound={(now, byEnter) => {
            setTakesKeys(byEnter);
            onFound(now);
          }}
        />
      ) : (
        <LoginFields
          title={ami.title(found.ami.port)}
          words={ami}
          takesKeys={takesKeys}
          login={extras.ami}
          onChange={(login) => onChange({ ...extras, ami: login })}
        />
      )}
      {found.ari && (
        <LoginFields
          title={ari.title}
          words={ari}
          login={extras.ari}
          onChange={(login) => onChange({ ...extras, ari: login })}
        />
      )}
    </>
  );
}

interface AmiPortProps {
  readonly host: string;
  /** `byEnter`: the keyboard is still in the field that goes away. */
  readonly onFound: (found: Found, byEnter: boolean) => void;
}

/** A manager on an unusual port is found by its number. */
function AmiPort({ host, onFound }: AmiPortProps) {
  const request = useRequests();
  const [port, setPort] = useState('');
  const [state, setState] = useState<'idle' | 'looking' | 'none'>('idle');
  const words = t.setup.hand.ami;
  const find = async (byEnter: boolean) => {
    if (port.trim() === '' || state === 'looking') return;
    setState('looking');
    const reply = await request.findServer({ host, amiPort: Number(port) });
    const found = reply.ok && reply.value.found === 'yes' && reply.value.ami !== null ? reply.value : null;
    setState(found === null ? 'none' : 'idle');
    if (found !== null) onFound(found, byEnter);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || port.trim() === '') return;
    // Nothing is sent before it is known whether the manager is there.
    event.preventDefault();
    void find(true);
  };
  return (
    <fieldset className="extra" onKeyDown={press}>
      <legend>
        {words.elsewhere} <span className="meta">{t.setup.hand.more}</span>
      </legend>
      <p className="field-hint">{words.about}</p>
      <TextField
        label={words.port}
        value={port}
        hint={words.portHint}
        onType={(text) => {
          setPort(text);
          setState('idle');
        }}
        onLeave={() => void find(false)}
      />
      <p className="said" role="status">
        {state === 'looking' ? words.looking(port) : ''}
      </p>
      {state === 'none' && <Trouble what={words.none(port)} cure={words.noneCure} lines={linesOfManager} />}
    </fieldset>
  );
}

interface LoginFieldsProps {
  readonly title: string;
  readonly words: { readonly about: string; readonly username: string; readonly secret: string };
  /** The keyboard goes to its first field when it appears. */
  readonly takesKeys?: boolean;
  readonly login: Login;
  readonly onChange: (login: Login) => void;
}

function LoginFields({ title, words, takesKeys = false, login, onChange }: LoginFieldsProps) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesKeys) first.current?.focus();
  }, [takesKeys]);
  return (
    <fieldset className="extra">
      <legend>
        {title} <span className="meta">{t.setup.hand.more}</span>
      </legend>
      <p className="field-hint">{words.about}</p>
      <div className="field-pair">
        <TextField
          label={words.username}
          value={login.username}
          input={first}
          onType={(username) => onChange({ ...login, username })}
        />
        <TextField
          label={words.secret}
          value={login.secret}
          secret
          onType={(secret) => onChange({ ...login, secret })}
        />
      </div>
    </fieldset>
  );
}
