import type { CertificateView } from '../../preload/contract/profile-requests.ts';
import { t } from '../i18n/texts.ts';
import { Icon } from '../ui/icons.tsx';

interface CertificateChoiceProps {
  readonly certificate: CertificateView;
  readonly isPinned: boolean;
  readonly onPin: (pinned: boolean) => void;
}

/** A certificate this computer does not believe: shown, and pinned only by somebody's own hand. */
export function CertificateChoice({ certificate, isPinned, onPin }: CertificateChoiceProps) {
  const { subject, issuer, validTo, sha256, doubt } = certificate;
  const { certificate: words } = t.setup.hand;
  const reasons: Readonly<Record<string, string>> = words.why;
  return (
    <fieldset className="certificate">
      <legend>{words.title}</legend>
      <p>{reasons[doubt?.kind ?? 'other'] ?? words.why.other}</p>
      <dl>
        {[
          [words.subject, subject],
          [words.issuer, issuer],
          [words.until, validTo],
          [words.fingerprint, sha256],
        ].map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p>{words.compare}</p>
      <p className="field-hint">{words.cli}</p>
      <label className="check">
        <input type="checkbox" checked={isPinned} onChange={(event) => onPin(event.target.checked)} />
        {words.pin}
      </label>
      {isPinned && (
        <p className="said said-good" role="status">
          <Icon name="check" />
          {words.pinned}
        </p>
      )}
    </fieldset>
  );
}
