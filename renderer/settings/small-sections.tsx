import type { ProfileView } from '../../preload/contract/profile.ts';
import { said, t } from '../i18n/texts.ts';
import { ContactServers } from './contact-server.tsx';
import { ChoiceSetting, SwitchSetting, TextSetting } from './controls.tsx';
import { ListSetting, PairsSetting } from './list-setting.tsx';
import { ZoomSetting } from './zoom-setting.tsx';

export function AlertsSection() {
  return (
    <>
      <SwitchSetting path="alerts.ring" />
      <SwitchSetting path="alerts.beepOnCall" />
      <ChoiceSetting path="pops.where" usual="window" />
      <ChoiceSetting path="pops.corner" usual="bottom-right" />
      <TextSetting path="pops.seconds" number />
      <SwitchSetting path="pops.overDesk" />
      <SwitchSetting path="pops.notes" />
    </>
  );
}

export function ContactsSection({ profile }: { readonly profile: ProfileView }) {
  return (
    <>
      <ListSetting path="contacts.folders" />
      <ContactServers profile={profile} />
      <ListSetting path="history.dispositions" />
      <TextSetting path="history.keepDays" number />
      <TextSetting path="history.sharedFolder" mayBeEmpty />
    </>
  );
}

export function QueuesSection() {
  return (
    <>
      <ListSetting path="queues.names" />
      <ListSetting path="queues.reasons" />
      <PairsSetting path="queues.plans" />
      <TextSetting path="queues.penalty" number />
      <TextSetting path="queues.interface" mayBeEmpty />
      <PairsSetting path="queues.wrapUp" number />
      <ChoiceSetting path="queues.away.whenAway" usual="ask" />
      <TextSetting path="queues.away.idleMinutes" number />
      <ChoiceSetting path="diversions.recipe" usual="none" />
    </>
  );
}

export function LookSection({ profile }: { readonly profile: ProfileView }) {
  return (
    <>
      <ChoiceSetting path="look.language" usual="system" />
      <ChoiceSetting path="look.theme" usual="system" />
      <ChoiceSetting path="look.contrast" usual="system" />
      <ChoiceSetting path="look.density" usual="comfortable" />
      <ZoomSetting host={profile.about.host} />
    </>
  );
}

export function PrivacySection({ profile }: { readonly profile: ProfileView }) {
  const { place, why } = profile.secrets;
  return (
    <>
      <ChoiceSetting path="privacy.passwords" usual="keep" />
      <p className="field-hint">
        {t.settings.placeIs(t.settings.places[place])} {why !== null && t.settings.placeWhy(said(why))}
      </p>
      <SwitchSetting path="privacy.recorder" />
      <TextSetting path="privacy.recorderMinutes" number />
    </>
  );
}

export function AboutSection({ profile }: { readonly profile: ProfileView }) {
  const { version, host, platform, node, folder, policyFile } = profile.about;
  const words = t.settings.about;
  const rows: readonly (readonly [string, string])[] = [
    [words.version, version],
    [words.host, words.hosts[host]],
    [words.system, platform],
    [words.node, node],
    [words.engine, /Chrom\w*\/[\d.]+/.exec(navigator.userAgent)?.[0] ?? navigator.userAgent],
    [words.folder, folder],
    [words.policy, policyFile],
    [words.keychain, t.settings.places[profile.secrets.place]],
  ];
  return (
    <dl className="about">
      {rows.map(([label, value]) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
