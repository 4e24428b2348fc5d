import type { ReactNode } from 'react';
import type { CallAction } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capsOfCall, shortcutOfCall } from '../keys/keymap.ts';
import { ActionButton } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { type Consultation, holderOf } from './cards.ts';
import { useDesk } from './desk-context.ts';
import { firstName } from './party-text.ts';
import { useKeymap } from './use-keymap.ts';

interface ConsultPairProps extends Consultation {
  readonly colleagueCard: ReactNode;
  readonly customerCard: ReactNode;
}

const offered: readonly CallAction[] = ['complete', 'swap', 'conference', 'mix', 'cancelConsult'];

/** A consultation: both calls on one ground, what can be done with the two, and what that means by name. */
export function ConsultPair({ colleague, customer, colleagueCard, customerCard }: ConsultPairProps) {
  const keymap = useKeymap();
  const desk = useDesk();
  const names = { colleague: firstName(colleague.party), customer: firstName(customer.party) };
  const actions = offered.filter((action) => holderOf([colleague, customer], colleague, action) !== null);
  return (
    <section className="consult" aria-label={t.consult.pair(names.customer, names.colleague)}>
      {colleagueCard}
      <p className="consult-link">
        <Icon name="link" />
        <bdi>{t.consult.link(names.customer, names.colleague)}</bdi>
      </p>
      {customerCard}
      {actions.length > 0 && (
        <div className="consult-buttons">
          {actions.map((action) => (
            <ActionButton
              key={action}
              caps={capsOfCall(keymap, action)}
              shortcut={shortcutOfCall(keymap, action)}
              primary={action === 'complete'}
              onPress={() => desk.act({ type: 'call', call: colleague.id, action })}
            >
              {t.call.actions[action]}
            </ActionButton>
          ))}
        </div>
      )}
      <p className="consult-means">
        <bdi>
          {meaning(actions, { ringing: colleague.phase === 'dialling', mixed: colleague.pair?.mixed === true }, names)}
        </bdi>
      </p>
    </section>
  );
}

function meaning(
  actions: readonly CallAction[],
  { ringing, mixed }: { readonly ringing: boolean; readonly mixed: boolean },
  { colleague, customer }: { readonly colleague: string; readonly customer: string },
): string {
  const said: string[] = [];
  if (mixed) said.push(t.consult.mixEnds);
  else if (actions.includes('complete')) {
    said.push((ringing ? t.consult.completesRinging : t.consult.completes)(customer, colleague));
  }
  if (actions.includes('conference')) said.push(t.consult.joins);
  if (actions.includes('mix')) said.push(t.consult.mixes);
  if (actions.includes('cancelConsult')) said.push(t.consult.cancels(customer));
  return said.join(' ');
}
