// Made by `npm run ari-schema` from what Asterisk 16.28 and 22.10 say of their own ARI (rest-api/*.json). Not to be edited.
import {
  count,
  fields,
  in22,
  list,
  lists,
  maybe,
  model,
  number,
  object,
  string,
  text,
  texts,
} from '../schema-words.ts';
export const DeviceState = model({ name: string, state: string });
export const Playback = model({
  id: string,
  media_uri: text,
  next_media_uri: maybe(string),
  target_uri: text,
  language: maybe(string),
  state: text,
});
export const LiveRecording = model({
  name: string,
  format: text,
  target_uri: text,
  state: text,
  duration: maybe(number),
  talking_duration: maybe(number),
  silence_duration: maybe(number),
  cause: maybe(string),
});
export const CallerID = model({ name: text, number: text });
export const DialplanCEP = model({ context: text, exten: text, priority: count, app_name: text, app_data: text });
export const Channel = model({
  id: string,
  protocol_id: text,
  name: string,
  state: string,
  caller: CallerID.prefault({}),
  connected: CallerID.prefault({}),
  accountcode: text,
  dialplan: DialplanCEP.prefault({}),
  creationtime: text,
  language: text,
  channelvars: maybe(object),
  caller_rdnis: in22(string),
  tenantid: in22(string),
});
export const Bridge = model({
  id: string,
  technology: text,
  bridge_type: text,
  bridge_class: text,
  creator: text,
  name: text,
  channels: texts,
  video_mode: maybe(string),
  video_source_id: maybe(string),
  creationtime: text,
  bridgevars: in22(object),
});
export const Endpoint = model({ technology: string, resource: string, state: maybe(string), channel_ids: texts });
export const ContactInfo = model({ uri: text, contact_status: text, aor: text, roundtrip_usec: maybe(string) });
export const TextMessage = model({ from: text, to: text, body: text, variables: maybe(object) });
export const Peer = model({
  peer_status: text,
  cause: maybe(string),
  address: maybe(string),
  port: maybe(string),
  time: maybe(string),
});
export const AdditionalParam = model({ parameter_name: text, parameter_value: text });
export const RequiredDestination = model({
  protocol_id: maybe(string),
  destination: maybe(string),
  additional_protocol_params: maybe(list(AdditionalParam)),
});
export const ReferTo = model({
  requested_destination: RequiredDestination.prefault({}),
  destination_channel: maybe(Channel),
  connected_channel: maybe(Channel),
  bridge: maybe(Bridge),
});
export const ReferredBy = model({ source_channel: Channel, connected_channel: maybe(Channel), bridge: maybe(Bridge) });
export const Application = model({
  name: string,
  channel_ids: texts,
  bridge_ids: texts,
  endpoint_ids: texts,
  device_names: texts,
  events_allowed: lists,
  events_disallowed: lists,
});
export const BuildInfo = model({ os: text, kernel: text, options: text, machine: text, date: text, user: text });
export const SystemInfo = model({ version: text, entity_id: text });
export const SetId = model({ user: text, group: text });
export const ConfigInfo = model({
  name: text,
  default_language: text,
  max_channels: maybe(number),
  max_open_files: maybe(number),
  max_load: maybe(number),
  setid: SetId.prefault({}),
});
export const StatusInfo = model({ startup_time: text, last_reload_time: text });
export const AsteriskInfo = model({
  build: maybe(BuildInfo),
  system: maybe(SystemInfo),
  config: maybe(ConfigInfo),
  status: maybe(StatusInfo),
});
export const AsteriskPing = model({ asterisk_id: text, ping: text, timestamp: text });
export const Variable = model({ value: string });
export const Variables = model({ variables: fields });
export const RTPstat = model({
  txcount: count,
  rxcount: count,
  txjitter: maybe(number),
  rxjitter: maybe(number),
  remote_maxjitter: maybe(number),
  remote_minjitter: maybe(number),
  remote_normdevjitter: maybe(number),
  remote_stdevjitter: maybe(number),
  local_maxjitter: maybe(number),
  local_minjitter: maybe(number),
  local_normdevjitter: maybe(number),
  local_stdevjitter: maybe(number),
  txploss: count,
  rxploss: count,
  remote_maxrxploss: maybe(number),
  remote_minrxploss: maybe(number),
  remote_normdevrxploss: maybe(number),
  remote_stdevrxploss: maybe(number),
  local_maxrxploss: maybe(number),
  local_minrxploss: maybe(number),
  local_normdevrxploss: maybe(number),
  local_stdevrxploss: maybe(number),
  rtt: maybe(number),
  maxrtt: maybe(number),
  minrtt: maybe(number),
  normdevrtt: maybe(number),
  stdevrtt: maybe(number),
  local_ssrc: count,
  remote_ssrc: count,
  txoctetcount: count,
  rxoctetcount: count,
  channel_uniqueid: text,
});
export const StoredRecording = model({ name: string, format: text });
