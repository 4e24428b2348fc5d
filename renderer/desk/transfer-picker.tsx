import { useCallback, useId } from 'react';
import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capOf } from '../keys/keymap.ts';
import { Hint } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import type { TransferPicker as Picker } from './desk-state.ts';
import { useDrawnRows } from './drawn-rows.ts';
import { LayerInput } from './layer-input.tsx';
import { partyName } from './party-text.ts';
import { canBePickedUp } from './ringing-chosen.ts';
import { TargetRow } from './target-row.tsx';
import { isSearching, targetRows, waysIn } from './target-rows.ts';
import { consequenceOf, targetName } from './target-text.ts';
import { useKeymap } from './use-keymap.ts';

interface TransferPickerProps {
  readonly picker: Picker;
  readonly call: CallView;
}

/** Where a call shall go: one list of everybody and everything, best match first. */
export function TransferPicker({ picker, call }: TransferPickerProps) {
  const desk = useDesk();
  const id = useId();
  const rows = targetRows(picker);
  const select = useCallback((row: number) => desk.act({ type: 'select-target', row }), [desk]);
  const { selected } = picker;
  const { drawn, onScroll } = useDrawnRows(picker.answered ?? '', rows.length, selected);
  const chosen = selected !== null && rows[selected] !== undefined;
  return (
    <div className="layer picker" role="dialog" aria-label={t.transfer.label(partyName(call.party))}>
      <div className="layer-head">
        <span className="picker-title">
          <bdi>{t.transfer.label(partyName(call.party))}</bdi>
        </span>
        <LayerInput
          label={t.transfer.label(partyName(call.party))}
          placeholder={t.transfer.placeholder}
          value={picker.text}
          list={`${id}list`}
          option={chosen ? `${id}${selected}` : undefined}
          describedBy={`${id}means`}
          onType={(text) => desk.act({ type: 'type-target', text })}
          onBlurred={() => desk.layerBlurred('transfer')}
        />
        <span className="meta" role="status">
          {picker.targets === null && isSearching(picker) ? '' : t.transfer.matches(rows.length)}
        </span>
      </div>
      <div
        className="rows"
        role="listbox"
        id={`${id}list`}
        aria-label={t.transfer.results}
        aria-busy={isSearching(picker)}
        onScroll={onScroll}
      >
        {rows.slice(0, drawn).map((target, index) => (
          <TargetRow
            key={`${target.kind} ${target.dials}`}
            id={`${id}${index}`}
            target={target}
            selected={index === selected}
            row={index}
            count={rows.length}
            onPress={select}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="empty">{emptyText(picker)}</p>}
      <PickerFoot id={`${id}means`} picker={picker} />
    </div>
  );
}

function emptyText(picker: Picker): string {
  if (isSearching(picker)) return t.transfer.searching;
  return picker.targets === null ? t.transfer.unknown : t.transfer.none;
}

/** The verbs of the highlighted row, and what the first of them means. */
function PickerFoot({ id, picker }: { readonly id: string; readonly picker: Picker }) {
  const keymap = useKeymap();
  const desk = useDesk();
  const target = picker.selected === null ? undefined : targetRows(picker)[picker.selected];
  return (
    <div className="layer-foot picker-foot">
      {target !== undefined && (
        <span className="picker-verbs">
          {keymap.send
            .filter(({ how }) => waysIn(picker, target).includes(how))
            .map(({ how, chord }) => (
              <Hint
                key={how}
                caps={[capOf(picker.invites ? (keymap.send[0]?.chord ?? chord) : chord)]}
                onPress={() => desk.act({ type: 'send', how })}
              >
                {picker.invites ? t.transfer.inviteVerb : t.transfer.ways[how]}
              </Hint>
            ))}
          {canBePickedUp(target) && (
            <Hint caps={[capOf(keymap.pickUp)]} onPress={() => desk.act({ type: 'pick-up', whom: 'chosen' })}>
              {t.pickUp.verb}
            </Hint>
          )}
        </span>
      )}
      <span id={id} className="consequence" data-warning={target?.warning ?? 'none'} role="status">
        {target !== undefined && target.warning !== null && <Icon name="triangle" />}
        <bdi>
          {target === undefined
            ? t.transfer.choose
            : picker.invites
              ? t.transfer.inviteMeans(targetName(target))
              : consequenceOf(target, picker.plain)}
        </bdi>
      </span>
    </div>
  );
}
