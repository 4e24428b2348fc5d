import { type FormEvent, useState } from 'react';
import type { PasswordName, ProfileView } from '../../preload/contract/profile.ts';
import { said, t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { Notice } from '../ui/notice.tsx';
import { Logo } from './logo.tsx';
import { TextField } from './text-field.tsx';

/** There is an account, and a password of it is not known here: it was never kept, or is of another computer. */
export function AskPasswords({ profile }: { readonly profile: ProfileView }) {
  const request = useRequests();
  const [typed, setTyped] = useState<Readonly<Partial<Record<PasswordName, string>>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const { missing, place } = profile.secrets;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    for (const name of missing) {
      const value = typed[name] ?? '';
      if (value === '') continue;
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that a refusal stops there
      const reply = await request.setPassword({ name, value });
      if (reply.ok && reply.value.outcome === 'saved') continue;
      const why =
        reply.ok && reply.value.outcome === 'refused' ? said(reply.value.problems[0]?.words ?? '') : t.setup.lost;
      return setTrouble(t.setup.passwords.failed(why));
    }
  };
  return (
    <div className="setup">
      <main className="setup-main">
        <Logo />
        <h1>{t.setup.passwords.title}</h1>
        <p className="setup-sub">
          <bdi>{t.setup.passwords.sub(nameOf(profile))}</bdi>
        </p>
        <form className="way-form" onSubmit={(event) => void submit(event)}>
          {missing.map((name, index) => (
            <TextField
              key={name}
              label={t.setup.passwords.names[name]}
              value={typed[name] ?? ''}
              secret
              onType={(value) => setTyped({ ...typed, [name]: value })}
              {...(index === 0 && { input: focusOnce })}
            />
          ))}
          <p className="field-hint">{t.setup.hand.passwordHint[place]}</p>
          {trouble !== null && <Notice urgent>{trouble}</Notice>}
          <button type="submit" className="button primary">
            {t.setup.passwords.go}
            <kbd className="cap">Enter</kbd>
          </button>
        </form>
      </main>
    </div>
  );
}

const given = new WeakSet<HTMLInputElement>();
function focusOnce(element: HTMLInputElement | null): void {
  if (element === null || given.has(element)) return;
  given.add(element);
  element.focus();
}

function nameOf({ document }: ProfileView): string {
  const { agent } = document;
  return typeof agent === 'object' && agent !== null && 'name' in agent && typeof agent.name === 'string'
    ? agent.name
    : '';
}
