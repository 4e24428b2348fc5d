import type { ProfileView } from '../../preload/contract/profile.ts';
import { valueIn } from './judge-change.ts';
import { LocalApi } from './local-api.tsx';
import { LookupForm } from './lookup-form.tsx';
import { LookupTry } from './lookup-try.tsx';
import { PasswordRow } from './password-row.tsx';

/** Who knows callers besides the address books, and which programs are told of calls. */
export function CrmSection({ profile }: { readonly profile: ProfileView }) {
  const lookup = valueIn(profile.document, 'lookup');
  const isSet = typeof lookup === 'object' && lookup !== null;
  return (
    <>
      <LookupForm profile={profile} />
      {isSet && <PasswordRow name="lookupSecret" secrets={profile.secrets} />}
      {isSet && <LookupTry />}
      <LocalApi profile={profile} />
    </>
  );
}
