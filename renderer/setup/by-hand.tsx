import { type FormEvent, useRef, useState } from 'react';
import type { SecretPlace } from '../../preload/contract/profile.ts';
import type { FoundServer } from '../../preload/contract/profile-requests.ts';
import { t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { Icon } from '../ui/icons.tsx';
import { accountTrouble, serverTrouble, type TroubleText } from './account-trouble.ts';
import { CertificateChoice } from './certificate-choice.tsx';
import { ExtraFields, type Extras, noExtras } from './extra-fields.tsx';
import { TextField } from './text-field.tsx';
import { Trouble } from './trouble.tsx';

type Search = { readonly host: string; readonly result: FoundServer | 'looking' };
type Missing = keyof typeof t.setup.hand.missing;

/** Server, extension and password; the rest is found, and nothing is kept before it has worked. */
export function ByHand({ place }: { readonly place: SecretPlace }) {
  const request = useRequests();
  const [host, setHost] = useState('');
  const [extension, setExtension] = useState('');
  const [password, setPassword] = useState('');
  const [extras, setExtras] = useState<Extras>(noExtras);
  const [search, setSearch] = useState<Search | null>(null);
  const [pinned, setPinned] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<TroubleText | null>(null);
  const [missing, setMissing] = useState<Missing | null>(null);
  const [busy, setBusy] = useState(false);
  const wanted = useRef('');

  const find = async (): Promise<FoundServer | null> => {
    const typed = host.trim();
    if (typed === '') return null;
    if (search?.host === typed && search.result !== 'looking') return search.result;
    wanted.current = typed;
    setTrouble(null);
    setPinned(null);
    setSearch({ host: typed, result: 'looking' });
    const reply = await request.findServer({ host: typed });
    if (wanted.current !== typed) return null;
    setSearch(reply.ok ? { host: typed, result: reply.value } : null);
    if (!reply.ok) setTrouble({ what: t.setup.lost, cure: '', lines: '' });
    return reply.ok ? reply.value : null;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const lacks = host.trim() === '' ? 'host' : extension === '' ? 'extension' : password === '' ? 'password' : null;
    setMissing(lacks);
    if (lacks !== null || busy) return;
    setBusy(true);
    const found = await find();
    if (found?.found === 'yes' && (!isDoubted(found) || pinned !== null)) {
      const { ami, ari } = chosen(extras, found);
      const entry = { url: found.url, pin: pinned, extension, password, ami, ari };
      setTrouble(accountTrouble(await request.connectAccount(entry), extension));
    }
    setBusy(false);
  };
  const found = search?.result === 'looking' || search?.host !== host.trim() ? null : (search?.result ?? null);
  const lacking = (field: Missing) => (missing === field ? t.setup.hand.missing[field] : undefined);
  const retype = (set: (text: string) => void) => (text: string) => {
    set(text);
    setMissing(null);
    setTrouble(null);
  };
  return (
    <form className="way-form" onSubmit={(event) => void submit(event)}>
      <TextField
        label={t.setup.hand.host}
        value={host}
        onType={retype(setHost)}
        onLeave={() => void find()}
        hint={t.setup.hand.hostHint}
        problem={lacking('host')}
        input={focusAtFirst}
      />
      <div className="field-pair">
        <TextField
          label={t.setup.hand.extension}
          value={extension}
          onType={retype(setExtension)}
          problem={lacking('extension')}
        />
        <TextField
          label={t.setup.hand.password}
          value={password}
          onType={retype(setPassword)}
          secret
          problem={lacking('password')}
        />
      </div>
      <p className="field-hint">{t.setup.hand.passwordHint[place]}</p>
      <div role="status">
        {search?.result === 'looking' && <p className="said">{t.setup.hand.looking}</p>}
        {found?.found === 'yes' && (
          <p className="said said-good">
            <Icon name="check" />
            <bdi>{t.setup.hand.found(found.url)}</bdi>
          </p>
        )}
      </div>
      {found?.found === 'no' && <Trouble {...serverTrouble(found)} />}
      {found?.found === 'yes' && found.certificate !== null && isDoubted(found) && (
        <CertificateChoice
          certificate={found.certificate}
          isPinned={pinned !== null}
          onPin={(isPinned) => setPinned(isPinned ? (found.certificate?.sha256 ?? null) : null)}
        />
      )}
      {found?.found === 'yes' && (
        <ExtraFields
          host={host.trim()}
          found={found}
          onFound={(result) => setSearch({ host: host.trim(), result })}
          extras={extras}
          onChange={setExtras}
        />
      )}
      {trouble !== null && <Trouble {...trouble} />}
      <button type="submit" className="button primary" aria-disabled={busy}>
        {busy ? t.setup.connecting : t.setup.connect}
        <kbd className="cap">Enter</kbd>
      </button>
    </form>
  );
}

const isDoubted = ({ certificate }: Extract<FoundServer, { found: 'yes' }>): boolean =>
  certificate !== null && certificate.doubt !== null;

const focused = new WeakSet<HTMLInputElement>();
/** Once: a later drawing must not take the keyboard from another field. */
function focusAtFirst(element: HTMLInputElement | null): void {
  if (element === null || focused.has(element)) return;
  focused.add(element);
  element.focus();
}

/** What is left empty is done without. */
function chosen({ ami, ari }: Extras, found: Extract<FoundServer, { found: 'yes' }>) {
  const full = ({ username, secret }: Extras['ami']) => username !== '' && secret !== '';
  return {
    ami: found.ami !== null && full(ami) ? { ...found.ami, username: ami.username, secret: ami.secret } : null,
    ari: found.ari && full(ari) ? { username: ari.username, password: ari.secret } : null,
  };
}
