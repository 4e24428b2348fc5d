/** What Asterisk loads, by purpose. Named one by one: with autoload it loads twice as much, half of it complaining about
 * configuration nobody wrote. A module the installed version lacks is left out. */
const modules = {
  core: 'res_timing_timerfd res_crypto res_sorcery_config res_sorcery_memory res_sorcery_astdb pbx_config',
  codecs: 'codec_ulaw codec_alaw codec_a_mu codec_gsm codec_resample codec_opus_open_source res_format_attr_opus',
  files: 'format_gsm format_pcm format_wav format_sln',
  bridges: `bridge_simple bridge_native_rtp bridge_softmix bridge_holding bridge_builtin_features
    bridge_builtin_interval_features chan_bridge_media`,
  // res_ari needs res_websocket_client in 22; res_pjsip_exten_state needs res_pjsip_outbound_publish.
  web: 'res_http_websocket res_websocket_client',
  sip: `res_pjproject res_pjsip res_pjsip_session res_rtp_asterisk res_srtp res_pjsip_sdp_rtp res_pjsip_pubsub
    res_pjsip_outbound_publish res_pjsip_registrar res_pjsip_authenticator_digest
    res_pjsip_outbound_authenticator_digest res_pjsip_endpoint_identifier_user res_pjsip_endpoint_identifier_ip
    res_pjsip_caller_id res_pjsip_nat res_pjsip_dtmf_info res_pjsip_dlg_options res_pjsip_empty_info
    res_pjsip_exten_state res_pjsip_pidf_body_generator res_pjsip_dialog_info_body_generator res_pjsip_mwi
    res_pjsip_mwi_body_generator res_pjsip_refer res_pjsip_logger res_pjsip_header_funcs res_pjsip_diversion
    res_pjsip_rfc3326 res_pjsip_acl res_pjsip_path res_pjsip_transport_websocket chan_pjsip func_pjsip_aor
    func_pjsip_contact func_pjsip_endpoint`,
  ari: `res_stasis res_stasis_answer res_stasis_device_state res_stasis_playback res_stasis_recording res_stasis_snoop
    res_ari res_ari_model res_ari_applications res_ari_asterisk res_ari_bridges res_ari_channels res_ari_device_states
    res_ari_endpoints res_ari_events res_ari_playbacks res_ari_recordings res_ari_sounds app_stasis`,
  ami: 'res_manager_devicestate res_manager_presencestate res_mwi_devstate',
  features: 'res_musiconhold res_parking res_mutestream app_blind_transfer app_attended_transfer',
  applications: `app_dial app_playback app_playtones app_milliwatt app_echo app_stack app_exec app_verbose app_userevent
    app_voicemail app_queue app_confbridge app_mixmonitor app_chanspy app_directed_pickup app_channelredirect
    app_originate app_read app_record app_senddtmf app_softhangup app_transfer app_bridgewait app_while`,
  functions: `func_base64 func_callerid func_channel func_cut func_db func_devstate func_dialplan func_extstate func_global
    func_hangupcause func_logic func_math func_presencestate func_rand func_sprintf func_strings func_talkdetect
    func_timeout func_uri func_volume`,
} as const;

export function modulesConf(isInstalled: (module: string) => boolean): string {
  const groups = Object.entries(modules).map(([purpose, names]) => {
    const installed = names.split(/\s+/).filter(isInstalled);
    return [`; ${purpose}`, ...installed.map((name) => `load = ${name}.so`)].join('\n');
  });
  return ['[modules]', 'autoload = no', ...groups, ''].join('\n');
}
