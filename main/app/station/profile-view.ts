import type { ProfileView } from '../../../preload/contract/profile.ts';
import { originsOf } from '../../settings/layers.ts';
import type { Credentials } from './credentials.ts';
import type { Profile } from './open-profile.ts';

/** A link another program opened; another id each time. */
export interface AskedLink {
  readonly id: number;
  readonly link: string;
}

/** What the host knows of itself. */
export type About = Omit<ProfileView['about'], 'folder' | 'policyFile'>;

export interface ProfileState {
  readonly profile: Profile;
  readonly credentials: Credentials;
  readonly waits: boolean;
  readonly canDemo: boolean;
  readonly linkAsked: AskedLink | null;
  readonly about: About;
}

/** What a page may see of a profile. Of the passwords only which there are: there is no field one could be in. */
export function profileViewOf({ profile, credentials, waits, canDemo, linkAsked, about }: ProfileState): ProfileView {
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
    ...(linkAsked !== null && { linkAsked: { id: linkAsked.id, shown: shownOf(linkAsked.link) } }),
    about: { ...about, folder, policyFile: layers.policyFile },
  };
}

/** Where it leads, and nothing that whoever sees it could use. */
const shownOf = (link: string): string =>
  /^(offhook:\/\/connect\/[^/]{0,260}\/|offhook:[a-z/]{0,20}#)/.exec(link)?.[0].concat('…') ?? 'offhook:…';
