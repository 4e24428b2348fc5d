import { type FormEvent, useState } from 'react';
import type { PasswordName, ProfileView } from '../../preload/contract/profile.ts';
import { said, t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { TextField } from '../setup/text-field.tsx';

/** A password goes in and never comes out: what is kept is told, not shown. */
export function PasswordRow({
  name,
  secrets,
}: {
  readonly name: PasswordName;
  readonly secrets: ProfileView['secrets'];
}) {
  const request = useRequests();
  const [typed, setTyped] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const { account } = t.settings;
  const label = account.names[name];
  const given = secrets.given.includes(name);
  const begin = () => {
    setTyped('');
    // What was said of the one before is not of this one.
    setTold('');
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (typed === null || typed === '') return;
    const reply = await request.setPassword({ name, value: typed });
    if (!reply.ok) return setTold(t.settings.lost);
    if (reply.value.outcome === 'refused')
      return setTold(t.settings.notSaved(said(reply.value.problems[0]?.words ?? '')));
    setTyped(null);
    setTold(account.saved(label));
  };
  return (
    <div className="setting">
      <div className="password-row">
        <span className="password-name">{label}</span>
        <span className="meta">
          {given ? account.given : secrets.held.includes(name) ? account.held : account.missing}
        </span>
        {!given && typed === null && (
          <button type="button" className="button small" onClick={begin}>
            {account.change}
            <span className="hidden"> {label}</span>
          </button>
        )}
      </div>
      {typed !== null && (
        <form className="field-row" onSubmit={(event) => void save(event)}>
          <TextField
            label={account.newPassword(label)}
            value={typed}
            secret
            onType={setTyped}
            input={(element) => element?.focus()}
          />
          <button type="submit" className="button">
            {account.save}
            <kbd className="cap">Enter</kbd>
          </button>
        </form>
      )}
      <p className="field-hint" role="status">
        {told}
      </p>
    </div>
  );
}
