import type { ProfileRequestName } from '../../../preload/contract/profile-requests.ts';
import type { RequestInput, RequestOutput } from '../../../preload/contract/requests.ts';

/** Who answers what a page asks about its profile. */
export type ProfileHandlers = {
  readonly [Name in ProfileRequestName]: (
    input: RequestInput<Name>,
  ) => Promise<RequestOutput<Name>> | RequestOutput<Name>;
};
