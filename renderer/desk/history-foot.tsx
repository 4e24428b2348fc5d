import { t } from '../i18n/texts.ts';
import { capOf } from '../keys/keymap.ts';
import { Hint } from '../ui/hint.tsx';
import type { HistoryAct } from './act.ts';
import { useDesk } from './desk-context.ts';
import type { HistoryShow } from './history-state.ts';

/** The keys of the chosen row, and of the list. */
export function HistoryFoot({ show, marks }: { readonly show: HistoryShow; readonly marks: boolean }) {
  const desk = useDesk();
  const verbs = t.history.verbs;
  const key = (cap: string, label: string, act: HistoryAct) => (
    <Hint key={cap} caps={[capOf(cap)]} onPress={() => desk.act(act)}>
      {label}
    </Hint>
  );
  return (
    <div className="layer-foot history-foot">
      {key('Enter', verbs.call, { type: 'history', what: 'call' })}
      {show === 'callBacks'
        ? key('D', verbs.done, { type: 'history', what: 'done' })
        : [
            key('N', verbs.note, { type: 'history', what: 'field', field: 'note' }),
            key('B', verbs.planCallBack, { type: 'history', what: 'field', field: 'when' }),
            ...(marks ? [key('M', verbs.mark, { type: 'history', what: 'field', field: 'mark' })] : []),
          ]}
      <span className="spring" />
      {key('ArrowRight', verbs.tab, { type: 'history', what: 'step', by: 1 })}
      {key('E', verbs.export, { type: 'history', what: 'export' })}
    </div>
  );
}
