import { memo, useCallback, useId } from 'react';
import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capOf } from '../keys/keymap.ts';
import type { Target } from '../search/target.ts';
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
  const found = targetRows(picker);
  const select = useCallback((row: number) => desk.act({ type: 'select-target', row }), [desk]);
  const { selected } = picker;
  const type = useCallback((text: string) => desk.act({ type: 'type-target', text }), [desk]);
  const blurred = useCallback(() => desk.layerBlurred('transfer'), [desk]);
  const { drawn, onScroll, rows } = useDrawnRows(picker.text, found.length, selected);
  const chosen = selected === null ? undefined : found[selected];
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
          option={chosen === undefined ? undefined : `${id}${selected}`}
          describedBy={`${id}means`}
          onType={type}
          onBlurred={blurred}
        />
        <span className="meta" role="status">
          {picker.targets === null && isSearching(picker) ? '' : t.transfer.matches(found.length)}
        </span>
      </div>
      <div
        className="rows"
        role="listbox"
        ref={rows}
        id={`${id}list`}
        aria-label={t.transfer.results}
        aria-busy={isSearching(picker)}
        onScroll={onScroll}
      >
        {found.slice(0, drawn).map((target, index) => (
          <TargetRow
            // By place: what stands there changes with each key, and is far sooner changed than made anew.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            id={`${id}${index}`}
            target={target}
            selected={index === selected}
            row={index}
            count={found.length}
            onPress={select}
          />
        ))}
      </div>
      {found.length === 0 && <p className="empty">{emptyText(picker)}</p>}
      <PickerFoot
        id={`${id}means`}
        target={chosen}
        invites={picker.invites}
        byAmi={picker.byAmi}
        canPark={picker.canPark}
        plain={picker.plain}
      />
    </div>
  );
}

function emptyText(picker: Picker): string {
  if (isSearching(picker)) return t.transfer.searching;
  return picker.targets === null ? t.transfer.unknown : t.transfer.none;
}

type Ways = Pick<Picker, 'invites' | 'byAmi' | 'canPark' | 'plain'>;

/** The verbs of the highlighted row, and what the first of them means. */
const PickerFoot = memo(function PickerFoot({
  id,
  target,
  ...ways
}: Ways & { readonly id: string; readonly target: Target | undefined }) {
  return (
    <div className="layer-foot picker-foot">
      {target !== undefined && <PickerVerbs target={target} ways={ways} />}
      <span id={id} className="consequence" data-warning={target?.warning ?? 'none'} role="status">
        {target !== undefined && target.warning !== null && <Icon name="triangle" />}
        <bdi>
          {target === undefined
            ? t.transfer.choose
            : ways.invites
              ? t.transfer.inviteMeans(targetName(target))
              : consequenceOf(target, ways.plain)}
        </bdi>
      </span>
    </div>
  );
});

function PickerVerbs({ target, ways }: { readonly target: Target; readonly ways: Ways }) {
  const keymap = useKeymap();
  const desk = useDesk();
  return (
    <span className="picker-verbs">
      {keymap.send
        .filter(({ how }) => waysIn(ways, target).includes(how))
        .map(({ how, chord }) => (
          <Hint
            key={how}
            caps={[capOf(ways.invites ? (keymap.send[0]?.chord ?? chord) : chord)]}
            onPress={() => desk.act({ type: 'send', how })}
          >
            {ways.invites ? t.transfer.inviteVerb : t.transfer.ways[how]}
          </Hint>
        ))}
      {canBePickedUp(target) && (
        <Hint caps={[capOf(keymap.pickUp)]} onPress={() => desk.act({ type: 'pick-up', whom: 'chosen' })}>
          {t.pickUp.verb}
        </Hint>
      )}
    </span>
  );
}
