import { t } from '../i18n/texts.ts';
import { Notice } from '../ui/notice.tsx';
import { TextSetting } from './controls.tsx';
import { TryButton } from './try-button.tsx';
import type { TestCallState } from './use-test-call.ts';

interface TestCallProps {
  readonly test: TestCallState;
  /** What the loop on this computer does just now. */
  readonly trying: 'recording' | 'playing' | null;
  readonly canLoop: boolean;
}

/** The whole way there and back: to the PBX where it has an echo, else from the microphone to the loudspeaker. */
export function TestCall({ test, trying, canLoop }: TestCallProps) {
  const words = t.settings.audio.testCall;
  const { extension, isBusy, isOn, refused } = test;
  return (
    <>
      <TextSetting path="audio.testCall" mayBeEmpty>
        <TryButton
          letter={isBusy && !isOn ? null : 'C'}
          disabled={(isBusy && !isOn) || (extension === null && !canLoop)}
          onTry={test.press}
        >
          {isOn ? words.hangUp : extension === null ? words.loop : words.call(extension)}
        </TryButton>
      </TextSetting>
      <p className="field-hint" role="status">
        {toldOf(test, trying)}
      </p>
      {refused !== null && extension !== null && (
        <Notice urgent>
          <p>
            <b>{words.refused(extension, refused)}</b>
          </p>
          <p className="means">{words.without}</p>
        </Notice>
      )}
    </>
  );
}

function toldOf({ extension, isOn, isHeard, isBusy }: TestCallState, trying: TestCallProps['trying']): string {
  const words = t.settings.audio.testCall;
  if (isOn) return isHeard ? words.heard : words.calling;
  if (isBusy) return words.later;
  if (extension !== null) return words.about;
  if (trying === null) return words.aboutLoop;
  return trying === 'recording' ? words.speak : words.listen;
}
