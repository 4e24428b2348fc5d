import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import type { ReadLink } from '../../preload/contract/profile-requests.ts';
import { t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { Icon } from '../ui/icons.tsx';
import { accountTrouble, type TroubleText } from './account-trouble.ts';
import { TextField } from './text-field.tsx';
import { Trouble } from './trouble.tsx';

/** A key pressed this soon was meant for the program a link came from, ms. */
const quietMs = 300;

interface ByLinkProps {
  /** A link another program opened: it stands in the field. Another one is another form. */
  readonly asked: ProfileView['linkAsked'];
}

/** A link is read first and shown with whoever signed it; only then it is used. */
export function ByLink({ asked }: ByLinkProps) {
  const request = useRequests();
  const [text, setText] = useState(asked?.shown ?? '');
  /** The link that was opened, until something is typed. */
  const [opened, setOpened] = useState(asked?.id ?? null);
  const [read, setRead] = useState<ReadLink | 'reading' | null>(null);
  const [trouble, setTrouble] = useState<TroubleText | null>(null);
  const [busy, setBusy] = useState(false);
  const latest = useRef(asked?.shown ?? '');
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  const isAsked = asked !== undefined;
  useEffect(() => {
    if (isAsked) shownAt.current = performance.now();
  }, [isAsked]);
  const look = async (link: string, from: number | null) => {
    setRead('reading');
    const reply = await request.readLink({ text: link, ...(from !== null && { asked: from }) });
    // Something else was typed meanwhile.
    if (latest.current !== link) return;
    setRead(reply.ok ? reply.value : null);
    if (!reply.ok) setTrouble({ what: t.setup.lost, cure: '', lines: '' });
  };
  const type = (typed: string) => {
    const pasted = typed.length - text.length > 8;
    latest.current = typed.trim();
    setText(typed);
    setRead(null);
    setTrouble(null);
    setOpened(null);
    // What is typed letter by letter is read at Enter: a link may be good for one reading only.
    if (pasted && latest.current !== '') void look(latest.current, null);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (latest.current === '' || busy || read === 'reading' || performance.now() - shownAt.current < quietMs) return;
    if (read === null || read.link === 'bad') return look(latest.current, opened);
    setBusy(true);
    const reply = await request.connectLink({});
    setBusy(false);
    setTrouble(accountTrouble(reply, read.extension));
  };
  return (
    <form className="way-form" onSubmit={(event) => void submit(event)}>
      <div className="field-row">
        <TextField
          label={t.setup.link.field}
          value={text}
          onType={type}
          placeholder={t.setup.link.placeholder}
          input={(element) => element?.focus()}
        />
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? t.setup.connecting : t.setup.connect}
          <kbd className="cap">Enter</kbd>
        </button>
      </div>
      <div role="status">
        {opened !== null && read === null && <p className="said">{t.setup.link.opened}</p>}
        <LinkSaid read={read} />
      </div>
      {trouble !== null && <Trouble {...trouble} />}
    </form>
  );
}

function LinkSaid({ read }: { readonly read: ReadLink | 'reading' | null }) {
  if (read === null) return null;
  if (read === 'reading') return <p className="said">{t.setup.link.reading}</p>;
  if (read.link === 'bad') {
    const detail = read.detail === '' ? '' : ` (${read.detail})`;
    return (
      <p className="said said-bad">
        <Icon name="triangle" />
        <bdi>
          {t.setup.link.bad[read.why]}
          {detail}
        </bdi>
      </p>
    );
  }
  const { extension, name, server, issuer, fingerprint, signer, hasPassword } = read;
  return (
    <div className="said said-good">
      <Icon name={signer === 'changed' ? 'triangle' : 'check'} />
      <div>
        <p>
          <bdi>{t.setup.link.good(extension, name, server)}</bdi>
        </p>
        <p>
          <bdi>{t.setup.link.signedBy(issuer, fingerprint)}</bdi> {t.setup.link.signer[signer]}
        </p>
        {!hasPassword && <p>{t.setup.link.noPassword}</p>}
      </div>
    </div>
  );
}
