import type { Session } from 'electron';
import { isOwnPage } from './own-page.ts';

type Guarded = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
>;

/** Electron grants everything by default. Ours: the microphone and the choice of a loudspeaker, for our own page. */
export function guardPermissions(session: Guarded): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const wanted = 'mediaTypes' in details ? details.mediaTypes : undefined;
    callback(
      details.isMainFrame &&
        isOwnPage(details.requestingUrl) &&
        (permission === 'speaker-selection' || (permission === 'media' && isAudioOnly(wanted))),
    );
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    if (!isOwnPage(requestingOrigin)) return false;
    return permission === 'speaker-selection' || (permission === 'media' && details.mediaType === 'audio');
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
}

const isAudioOnly = (wanted: readonly string[] | undefined): boolean =>
  wanted !== undefined && wanted.length > 0 && wanted.every((type) => type === 'audio');
