import type { Reply } from '../../preload/contract/bridge.ts';
import type { AccountOutcome, FoundServer } from '../../preload/contract/profile-requests.ts';
import type { LinkFailureView, LinkName } from '../../preload/contract/views.ts';
import { linesOfLink, linesOfServer } from '../i18n/asterisk-lines.ts';
import { said, t } from '../i18n/texts.ts';

export interface TroubleText {
  readonly what: string;
  readonly cure: string;
  readonly lines: string;
}

/** What came of an account that was tried; null: it works. */
export function accountTrouble(reply: Reply<AccountOutcome>, extension: string): TroubleText | null {
  if (!reply.ok) return { what: t.setup.lost, cure: '', lines: '' };
  switch (reply.value.outcome) {
    case 'connected':
      return null;
    case 'failed':
      return linkTrouble(reply.value.link, reply.value.failure, extension);
    case 'refused': {
      const problems = reply.value.problems.map(({ path, words }) =>
        path === '' ? said(words) : `${path} ${said(words)}`,
      );
      return { what: problems.join('; '), cure: '', lines: '' };
    }
  }
}

/** A link's failure as the setup tells it: with the lines of Asterisk where they are at fault. */
function linkTrouble(link: LinkName, failure: LinkFailureView, extension: string): TroubleText {
  const { kind, target } = failure;
  const what = `${t.link.names[link]}: ${t.link.failures[kind](target)}`;
  return { what, cure: t.setup.cures[link][kind] ?? t.link.cures[kind], lines: linesOfLink(link, kind, extension) };
}

/** Where no phone line was found. */
export function serverTrouble(found: Extract<FoundServer, { found: 'no' }>): TroubleText {
  const { why, failure, tried } = found;
  const where = tried.length === 0 ? '' : ` ${t.setup.hand.tried(tried.join(', '))}`;
  return {
    what: `${t.link.failures[failure.kind](failure.target)}${where}`,
    cure: t.setup.server[why],
    lines: linesOfServer[why],
  };
}
