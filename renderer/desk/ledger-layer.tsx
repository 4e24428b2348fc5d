import { useLayoutEffect, useRef } from 'react';
import type { LedgerLineView } from '../../preload/contract/ledger.ts';
import { t } from '../i18n/texts.ts';
import { capOf } from '../keys/keymap.ts';
import { Hint } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDesk } from './desk-context.ts';
import type { LedgerState } from './desk-state.ts';
import { preciseTimeOfDay } from './format.ts';
import { ledgerText } from './ledger-text.ts';
import { partyName } from './party-text.ts';

/** Why a call popped or did not, line by line, in words an administrator can act on. */
export function LedgerLayer({ ledger }: { readonly ledger: LedgerState }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    // It has the keyboard, so that the arrows scroll it.
    box.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const { lines } = ledger;
  return (
    <div className="layer ledger" role="dialog" aria-label={t.ledger.title}>
      <div className="layer-head">
        <Icon name="pulse" />
        <h2 className="layer-title">
          <bdi>{partyName(ledger.party)}</bdi>
        </h2>
        <span className="meta" role="status">
          {lines === null ? t.ledger.loading : lines.length === 0 ? '' : t.ledger.count(lines.length)}
        </span>
      </div>
      <div className="ledger-lines" tabIndex={0} role="group" aria-label={t.ledger.title} ref={box}>
        {lines !== null && lines.length > 0 && <LedgerTable lines={lines} />}
        {lines?.length === 0 && (
          <div className="empty">
            <p className="empty-title">{t.ledger.none}</p>
            <p>{t.ledger.noneHint}</p>
          </div>
        )}
      </div>
      {ledger.refused !== null && (
        <div className="layer-notice">
          <Notice urgent>{ledger.refused}</Notice>
        </div>
      )}
      <LedgerFoot />
    </div>
  );
}

/** What a person looks for first: whether it popped, and how it ended. */
const weighty: ReadonlySet<LedgerLineView['entry']['kind']> = new Set([
  'popped',
  'not-popped',
  're-keyed',
  'ended',
  'doubted',
]);

function LedgerTable({ lines }: { readonly lines: readonly LedgerLineView[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t.ledger.columns.time}</th>
          <th scope="col">{t.ledger.columns.source}</th>
          <th scope="col">{t.ledger.columns.what}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // Lines are only ever added at the end, and may say the same twice.
          // oxlint-disable-next-line react/no-array-index-key
          <LedgerRow key={index} line={line} before={lines[index - 1]} />
        ))}
      </tbody>
    </table>
  );
}

interface LedgerRowProps {
  readonly line: LedgerLineView;
  readonly before: LedgerLineView | undefined;
}

/** What is as in the line above is not written again, only said. */
function LedgerRow({ line: { at, source, entry }, before }: LedgerRowProps) {
  const sameTime = before?.at === at;
  const sameSource = sameTime && before.source === source;
  return (
    <tr data-weighty={weighty.has(entry.kind)} data-same={sameSource}>
      <td>
        <time className={sameTime ? 'hidden' : undefined} dateTime={new Date(at).toISOString()}>
          {preciseTimeOfDay(at)}
        </time>
      </td>
      <td>
        <span className={sameSource ? 'hidden' : undefined}>{t.ledger.sources[source]}</span>
      </td>
      <td>
        <bdi>{ledgerText(entry)}</bdi>
      </td>
    </tr>
  );
}

function LedgerFoot() {
  const desk = useDesk();
  return (
    <div className="layer-foot">
      <span className="ledger-steps">
        <Hint caps={[capOf('ArrowLeft')]} onPress={() => desk.act({ type: 'step-ledger', by: -1 })}>
          {t.ledger.newer}
        </Hint>
        <Hint caps={[capOf('ArrowRight')]} onPress={() => desk.act({ type: 'step-ledger', by: 1 })}>
          {t.ledger.older}
        </Hint>
      </span>
      <span className="meta">{t.ledger.foot}</span>
    </div>
  );
}
