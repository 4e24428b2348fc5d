import type { FoundServer } from '../../preload/contract/profile-requests.ts';
import { t } from '../i18n/texts.ts';
import { TextField } from './text-field.tsx';

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

interface ExtraFieldsProps {
  readonly found: Extract<FoundServer, { found: 'yes' }>;
  readonly extras: Extras;
  readonly onChange: (extras: Extras) => void;
}

/** AMI and ARI where they answer, each with what it is good for; both may stay empty. */
export function ExtraFields({ found, extras, onChange }: ExtraFieldsProps) {
  const { ami, ari } = t.setup.hand;
  return (
    <>
      {found.ami !== null && (
        <LoginFields
          title={ami.title(found.ami.port)}
          words={ami}
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

interface LoginFieldsProps {
  readonly title: string;
  readonly words: { readonly about: string; readonly username: string; readonly secret: string };
  readonly login: Login;
  readonly onChange: (login: Login) => void;
}

function LoginFields({ title, words, login, onChange }: LoginFieldsProps) {
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
