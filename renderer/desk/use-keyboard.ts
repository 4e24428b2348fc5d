import { useEffect } from 'react';
import { toKeyPress } from '../keys/key-press.ts';
import { useDesk } from './desk-context.ts';

/** One listener for the whole page: keys work with nothing focused, and from any button. */
export function useKeyboard(): void {
  const desk = useDesk();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // The time of the key itself, not of its handling: a busy page must not make it look later than a paint.
      if (desk.press(toKeyPress(event), event.timeStamp) !== 'pass') event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea') !== null) return;
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (text === '') return;
      // The dial line takes the keyboard now; the browser must not paste there a second time.
      event.preventDefault();
      desk.act({ type: 'open-dial', typed: text });
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('paste', onPaste);
    };
  }, [desk]);
}
