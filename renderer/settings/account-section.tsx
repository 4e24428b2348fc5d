import type { PasswordName, ProfileView } from '../../preload/contract/profile.ts';
import { t } from '../i18n/texts.ts';
import { ChoiceSetting, TextSetting } from './controls.tsx';
import { GroupSetting } from './group-setting.tsx';
import { valueIn } from './judge-change.ts';
import { PasswordRow } from './password-row.tsx';

/** Who sits here, and how the PBX is reached. */
export function AccountSection({ profile }: { readonly profile: ProfileView }) {
  const { document, secrets } = profile;
  const needed: readonly PasswordName[] = [
    'sipPassword',
    ...(isSet(valueIn(document, 'ami')) ? (['amiSecret'] as const) : []),
    ...(isSet(valueIn(document, 'ari')) ? (['ariPassword'] as const) : []),
  ];
  const byWeb = typeof valueIn(document, 'ami.url') === 'string';
  return (
    <>
      <div className="field-pair">
        <TextSetting path="agent.name" />
        <TextSetting path="agent.extension" />
      </div>
      <TextSetting path="sip.url" />
      <TextSetting path="sip.username" />
      <section className="setting">
        <h3>{t.settings.account.passwords}</h3>
        <p className="field-hint">
          {t.settings.placeIs(t.settings.places[secrets.place])} {t.settings.account.another}
        </p>
        {needed.map((name) => (
          <PasswordRow key={name} name={name} secrets={secrets} />
        ))}
      </section>
      {!byWeb && (
        <GroupSetting
          path="ami"
          title={t.link.names.ami}
          usual={{ port: 5038, tls: false }}
          fields={[
            { path: 'ami.host', kind: 'text' },
            { path: 'ami.port', kind: 'number' },
            { path: 'ami.username', kind: 'text' },
            { path: 'ami.tls', kind: 'switch' },
          ]}
        />
      )}
      <GroupSetting
        path="ari"
        title={t.link.names.ari}
        usual={{}}
        fields={[
          { path: 'ari.url', kind: 'text' },
          { path: 'ari.username', kind: 'text' },
        ]}
      />
      <div className="setting" data-path="tls.trust">
        <h3>{t.settings.items['tls.trust']}</h3>
        <p className="trust">
          <bdi>{trustText(document)}</bdi>
        </p>
      </div>
      <TextSetting path="mailbox" mayBeEmpty />
      <div className="field-pair">
        <TextSetting path="numbers.country" />
        <TextSetting path="numbers.prefix" mayBeEmpty />
      </div>
      <ChoiceSetting path="numbers.dialAs" usual="as-typed" />
      <ChoiceSetting path="transfers.now" usual="supervised" />
    </>
  );
}

const isSet = (value: unknown): boolean => value !== null && value !== undefined;

function trustText(document: ProfileView['document']): string {
  const [sha256, file] = [valueIn(document, 'tls.sha256'), valueIn(document, 'tls.file')];
  if (typeof sha256 === 'string') return t.settings.account.pin(sha256);
  return typeof file === 'string' ? t.settings.account.ca(file) : t.settings.account.system;
}
