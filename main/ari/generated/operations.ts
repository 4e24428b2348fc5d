// Made by `npm run ari-schema` from what Asterisk 16.28 and 22.10 say of their own ARI (rest-api/*.json). Not to be edited.
import type { In22, Several } from '../schema-words.ts';
import { list, nothing, operation } from '../schema-words.ts';
import {
  Application,
  AsteriskInfo,
  AsteriskPing,
  Bridge,
  Channel,
  DeviceState,
  Endpoint,
  LiveRecording,
  Playback,
  RTPstat,
  StoredRecording,
  Variable,
  Variables,
} from './models.ts';
export const operations = {
  'GET /applications': operation()(list(Application)),
  'GET /applications/{applicationName}': operation<{ applicationName: string }>()(Application),
  'POST /applications/{applicationName}/subscription': operation<{ applicationName: string; eventSource: Several }>()(
    Application,
  ),
  'DELETE /applications/{applicationName}/subscription': operation<{ applicationName: string; eventSource: Several }>()(
    Application,
  ),
  'PUT /applications/{applicationName}/eventFilter': operation<{ applicationName: string; json?: object }>()(
    Application,
  ),
  'GET /asterisk/info': operation<{ only?: Several }>()(AsteriskInfo),
  'GET /asterisk/ping': operation()(AsteriskPing),
  'GET /asterisk/variable': operation<{ variable: string }>()(Variable),
  'POST /asterisk/variable': operation<{ variable: string; value?: string }>()(nothing),
  'GET /bridges': operation()(list(Bridge)),
  'POST /bridges': operation<{ type?: string; bridgeId?: string; name?: string; json?: In22<object> }>()(Bridge),
  'POST /bridges/{bridgeId}': operation<{ type?: string; bridgeId: string; name?: string; json?: In22<object> }>()(
    Bridge,
  ),
  'GET /bridges/{bridgeId}': operation<{ bridgeId: string }>()(Bridge),
  'DELETE /bridges/{bridgeId}': operation<{ bridgeId: string }>()(nothing),
  'POST /bridges/{bridgeId}/addChannel': operation<{
    bridgeId: string;
    channel: Several;
    role?: string;
    absorbDTMF?: boolean;
    mute?: boolean;
    inhibitConnectedLineUpdates?: In22<boolean>;
  }>()(nothing),
  'POST /bridges/{bridgeId}/removeChannel': operation<{ bridgeId: string; channel: Several }>()(nothing),
  'POST /bridges/{bridgeId}/videoSource/{channelId}': operation<{ bridgeId: string; channelId: string }>()(nothing),
  'DELETE /bridges/{bridgeId}/videoSource': operation<{ bridgeId: string }>()(nothing),
  'POST /bridges/{bridgeId}/moh': operation<{ bridgeId: string; mohClass?: string }>()(nothing),
  'DELETE /bridges/{bridgeId}/moh': operation<{ bridgeId: string }>()(nothing),
  'POST /bridges/{bridgeId}/play': operation<{
    bridgeId: string;
    media: Several;
    announcer_format?: In22<string>;
    lang?: string;
    offsetms?: number;
    skipms?: number;
    playbackId?: string;
  }>()(Playback),
  'POST /bridges/{bridgeId}/play/{playbackId}': operation<{
    bridgeId: string;
    playbackId: string;
    media: Several;
    announcer_format?: In22<string>;
    lang?: string;
    offsetms?: number;
    skipms?: number;
  }>()(Playback),
  'POST /bridges/{bridgeId}/record': operation<{
    bridgeId: string;
    name: string;
    format: string;
    recorder_format?: In22<string>;
    maxDurationSeconds?: number;
    maxSilenceSeconds?: number;
    ifExists?: string;
    beep?: boolean;
    terminateOn?: string;
  }>()(LiveRecording),
  'GET /channels': operation()(list(Channel)),
  'POST /channels': operation<{
    endpoint: string;
    extension?: string;
    context?: string;
    priority?: number;
    label?: string;
    app?: string;
    appArgs?: string;
    callerId?: string;
    timeout?: number;
    json?: object;
    channelId?: string;
    otherChannelId?: string;
    originator?: string;
    formats?: string;
  }>()(Channel),
  'POST /channels/create': operation<{
    endpoint: string;
    app: string;
    appArgs?: string;
    channelId?: string;
    otherChannelId?: string;
    originator?: string;
    formats?: string;
    json?: object;
  }>()(Channel),
  'GET /channels/{channelId}': operation<{ channelId: string }>()(Channel),
  'POST /channels/{channelId}': operation<{
    channelId: string;
    endpoint: string;
    extension?: string;
    context?: string;
    priority?: number;
    label?: string;
    app?: string;
    appArgs?: string;
    callerId?: string;
    timeout?: number;
    json?: object;
    otherChannelId?: string;
    originator?: string;
    formats?: string;
  }>()(Channel),
  'DELETE /channels/{channelId}': operation<{ channelId: string; reason_code?: In22<string>; reason?: string }>()(
    nothing,
  ),
  'POST /channels/{channelId}/continue': operation<{
    channelId: string;
    context?: string;
    extension?: string;
    priority?: number;
    label?: string;
  }>()(nothing),
  'POST /channels/{channelId}/move': operation<{ channelId: string; app: string; appArgs?: string }>()(nothing),
  'POST /channels/{channelId}/redirect': operation<{ channelId: string; endpoint: string }>()(nothing),
  'POST /channels/{channelId}/answer': operation<{ channelId: string }>()(nothing),
  'POST /channels/{channelId}/ring': operation<{ channelId: string }>()(nothing),
  'DELETE /channels/{channelId}/ring': operation<{ channelId: string }>()(nothing),
  'POST /channels/{channelId}/dtmf': operation<{
    channelId: string;
    dtmf?: string;
    before?: number;
    between?: number;
    duration?: number;
    after?: number;
  }>()(nothing),
  'POST /channels/{channelId}/mute': operation<{ channelId: string; direction?: string }>()(nothing),
  'DELETE /channels/{channelId}/mute': operation<{ channelId: string; direction?: string }>()(nothing),
  'POST /channels/{channelId}/hold': operation<{ channelId: string }>()(nothing),
  'DELETE /channels/{channelId}/hold': operation<{ channelId: string }>()(nothing),
  'POST /channels/{channelId}/moh': operation<{ channelId: string; mohClass?: string }>()(nothing),
  'DELETE /channels/{channelId}/moh': operation<{ channelId: string }>()(nothing),
  'POST /channels/{channelId}/silence': operation<{ channelId: string }>()(nothing),
  'DELETE /channels/{channelId}/silence': operation<{ channelId: string }>()(nothing),
  'POST /channels/{channelId}/play': operation<{
    channelId: string;
    media: Several;
    lang?: string;
    offsetms?: number;
    skipms?: number;
    playbackId?: string;
  }>()(Playback),
  'POST /channels/{channelId}/play/{playbackId}': operation<{
    channelId: string;
    playbackId: string;
    media: Several;
    lang?: string;
    offsetms?: number;
    skipms?: number;
  }>()(Playback),
  'POST /channels/{channelId}/record': operation<{
    channelId: string;
    name: string;
    format: string;
    maxDurationSeconds?: number;
    maxSilenceSeconds?: number;
    ifExists?: string;
    beep?: boolean;
    terminateOn?: string;
  }>()(LiveRecording),
  'GET /channels/{channelId}/variable': operation<{ channelId: string; variable: string }>()(Variable),
  'POST /channels/{channelId}/variable': operation<{
    channelId: string;
    variable: string;
    value?: string;
    report_events?: In22<boolean>;
  }>()(nothing),
  'POST /channels/{channelId}/snoop': operation<{
    channelId: string;
    spy?: string;
    whisper?: string;
    app: string;
    appArgs?: string;
    snoopId?: string;
  }>()(Channel),
  'POST /channels/{channelId}/snoop/{snoopId}': operation<{
    channelId: string;
    snoopId: string;
    spy?: string;
    whisper?: string;
    app: string;
    appArgs?: string;
  }>()(Channel),
  'POST /channels/{channelId}/dial': operation<{ channelId: string; caller?: string; timeout?: number }>()(nothing),
  'GET /channels/{channelId}/rtp_statistics': operation<{ channelId: string }>()(RTPstat),
  'POST /channels/externalMedia': operation<{
    channelId?: string;
    app: string;
    json?: object;
    external_host: string;
    encapsulation?: string;
    transport?: string;
    connection_type?: string;
    format: string;
    direction?: string;
    data?: In22<string>;
    transport_data?: In22<string>;
  }>()(Channel),
  'GET /deviceStates': operation()(list(DeviceState)),
  'GET /deviceStates/{deviceName}': operation<{ deviceName: string }>()(DeviceState),
  'PUT /deviceStates/{deviceName}': operation<{ deviceName: string; deviceState: string }>()(nothing),
  'DELETE /deviceStates/{deviceName}': operation<{ deviceName: string }>()(nothing),
  'GET /endpoints': operation()(list(Endpoint)),
  'PUT /endpoints/sendMessage': operation<{ to: string; from: string; body?: string; json?: object }>()(nothing),
  'GET /endpoints/{tech}': operation<{ tech: string }>()(list(Endpoint)),
  'GET /endpoints/{tech}/{resource}': operation<{ tech: string; resource: string }>()(Endpoint),
  'PUT /endpoints/{tech}/{resource}/sendMessage': operation<{
    tech: string;
    resource: string;
    from: string;
    body?: string;
    json?: object;
  }>()(nothing),
  'POST /events/user/{eventName}': operation<{
    eventName: string;
    application: string;
    source?: Several;
    json?: object;
  }>()(nothing),
  'GET /playbacks/{playbackId}': operation<{ playbackId: string }>()(Playback),
  'DELETE /playbacks/{playbackId}': operation<{ playbackId: string }>()(nothing),
  'POST /playbacks/{playbackId}/control': operation<{ playbackId: string; operation: string }>()(nothing),
  'GET /recordings/stored': operation()(list(StoredRecording)),
  'GET /recordings/stored/{recordingName}': operation<{ recordingName: string }>()(StoredRecording),
  'DELETE /recordings/stored/{recordingName}': operation<{ recordingName: string }>()(nothing),
  'POST /recordings/stored/{recordingName}/copy': operation<{
    recordingName: string;
    destinationRecordingName: string;
  }>()(StoredRecording),
  'GET /recordings/live/{recordingName}': operation<{ recordingName: string }>()(LiveRecording),
  'DELETE /recordings/live/{recordingName}': operation<{ recordingName: string }>()(nothing),
  'POST /recordings/live/{recordingName}/stop': operation<{ recordingName: string }>()(nothing),
  'POST /recordings/live/{recordingName}/pause': operation<{ recordingName: string }>()(nothing),
  'DELETE /recordings/live/{recordingName}/pause': operation<{ recordingName: string }>()(nothing),
  'POST /recordings/live/{recordingName}/mute': operation<{ recordingName: string }>()(nothing),
  'DELETE /recordings/live/{recordingName}/mute': operation<{ recordingName: string }>()(nothing),
  // Only 22 has these.
  'GET /bridges/{bridgeId}/variable': operation<{ bridgeId: string; variable: string }>()(Variable),
  'POST /bridges/{bridgeId}/variable': operation<{
    bridgeId: string;
    variable: string;
    value?: string;
    report_events?: boolean;
  }>()(nothing),
  'GET /bridges/{bridgeId}/variables': operation<{ bridgeId: string; variables: Several }>()(Variables),
  'POST /bridges/{bridgeId}/variables': operation<{ bridgeId: string; json: object }>()(nothing),
  'POST /channels/{channelId}/progress': operation<{ channelId: string }>()(nothing),
  'GET /channels/{channelId}/variables': operation<{ channelId: string; variables: Several }>()(Variables),
  'POST /channels/{channelId}/variables': operation<{ channelId: string; json: object }>()(nothing),
  'POST /channels/{channelId}/transfer_progress': operation<{ channelId: string; states: string }>()(nothing),
  'POST /endpoints/refer': operation<{
    to: string;
    from: string;
    refer_to: string;
    to_self?: boolean;
    json?: object;
  }>()(nothing),
  'POST /endpoints/{tech}/{resource}/refer': operation<{
    tech: string;
    resource: string;
    from: string;
    refer_to: string;
    to_self?: boolean;
    json?: object;
  }>()(nothing),
  'POST /events/claim': operation<{ channelId: string; application: string }>()(nothing),
};
