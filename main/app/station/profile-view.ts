import type { ProfileView } from '../../../preload/contract/profile.ts';
import { originsOf } from '../../settings/layers.ts';
import type { Credentials } from './credentials.ts';
import type { Profile } from './open-profile.ts';

/** What the host knows of itself. */
export type About = Omit<ProfileView['about'], 'folder' | 'policyFile'>;

export interface ProfileState {
  readonly profile: Profile;
  readonly credentials: Credentials;
  readonly waits: boolean;
  readonly canDemo: boolean;
  readonly about: About;
}

/** What a page may see of a profile. Of the passwords only which there are: there is no field one could be in. */
export function profileViewOf({ profile, credentials, waits, canDemo, about }: ProfileState): ProfileView {
  const { settings, secrets, folder } = profile;
  const { layers, broken } = settings;
  const torn = broken === null || broken.keptAs === null ? [] : [{ ...broken, keptAs: broken.keptAs }];
  const { brokenKeptAs } = secrets;
  const tornSecrets =
    brokenKeptAs === null ? [] : [{ file: 'secrets.json', words: 'is not valid JSON', keptAs: brokenKeptAs }];
  return {
    stage: settings.settings === null ? 'first-run' : credentials.secrets === null ? 'passwords' : 'desk',
    document: { ...settings.document },
    origins: { ...originsOf(layers) },
    lockedBy: layers.policy.by,
    secrets: {
      place: secrets.store.place,
      why: secrets.why,
      held: [...credentials.held],
      given: [...credentials.given],
      missing: [...credentials.missing],
      apiToken: credentials.apiToken,
    },
    broken: [...torn, ...tornSecrets],
    waits,
    canDemo: canDemo && settings.settings === null,
    about: { ...about, folder, policyFile: layers.policyFile },
  };
}
