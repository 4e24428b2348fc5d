import type { DeskView, LinkFailureView, LinkName } from '../../preload/contract/views.ts';

/** A connection that is not there, with what is known about it. */
export interface LinkTrouble {
  readonly link: LinkName;
  readonly since: number;
  readonly failure: LinkFailureView;
  /** `trying`: an attempt is under way. */
  readonly next: 'trying' | 'never' | { readonly at: number };
}

/** The links that are down or failing, the phone line first. A first attempt that has not failed yet is no trouble. */
export function linkTroubles(links: DeskView['links']): readonly LinkTrouble[] {
  const found: LinkTrouble[] = [];
  for (const link of ['sip', 'ami', 'ari'] as const) {
    const view = links[link];
    if (view.state === 'down') {
      const next = view.retryAt === null ? 'never' : { at: view.retryAt };
      found.push({ link, since: view.since, failure: view.failure, next });
    }
    if (view.state === 'connecting' && view.failure !== null) {
      found.push({ link, since: view.since, failure: view.failure, next: 'trying' });
    }
  }
  return found;
}

export const linksConnecting = (links: DeskView['links']): boolean =>
  Object.values(links).some((link) => link.state === 'connecting');
