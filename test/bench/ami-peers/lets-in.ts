/** What a manager that lets everybody in says, whatever it is asked. */
export const greeting = Buffer.from('Asterisk Call Manager/11.0.0\r\n');

/** The answers to the whole actions in `text`. */
export function answersTo(text: string): { readonly answer: string; readonly isLogin: boolean } {
  const blocks = text.split('\r\n\r\n').filter((block) => block !== '');
  const answers = blocks.map((block) => {
    const id = /^actionid: ?(.*)$/im.exec(block)?.[1]?.trim() ?? '';
    return `Response: Success\r\nActionID: ${id}\r\nMessage: Authentication accepted\r\nChallenge: 1\r\n\r\n`;
  });
  return { answer: answers.join(''), isLogin: blocks.some((block) => /^action: ?login/im.test(block)) };
}
