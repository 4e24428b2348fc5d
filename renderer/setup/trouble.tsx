import { t } from '../i18n/texts.ts';
import { Notice } from '../ui/notice.tsx';

interface TroubleProps {
  readonly what: string;
  readonly cure: string;
  /** Lines of Asterisk's files; empty: none of them is at fault. */
  readonly lines: string;
}

/** Something did not work: what, the cure, and which line of Asterisk to change. */
export function Trouble({ what, cure, lines }: TroubleProps) {
  return (
    <div className="trouble">
      <Notice urgent>
        <p>
          <b>
            <bdi>{what}</bdi>
          </b>
        </p>
        <p>{cure}</p>
        {lines !== '' && (
          <>
            <p className="means">{t.setup.hand.lines}</p>
            <pre className="asterisk-lines" tabIndex={0}>
              {lines}
            </pre>
          </>
        )}
      </Notice>
    </div>
  );
}
