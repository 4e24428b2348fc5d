/** Who works here. 1001 to 1005 have a WebRTC phone, 2001 and 2002 a plain SIP one by UDP. */
export interface Person {
  readonly extension: string;
  readonly name: string;
  readonly kind: 'webrtc' | 'desk';
  readonly password: string;
  /** What pjsip.conf calls allow_transfer. */
  readonly mayTransfer: boolean;
  /** What its lamp for messages stands for. */
  readonly mailboxes: string;
}

const person = (extension: string, name: string, kind: Person['kind']): Person => ({
  extension,
  name,
  kind,
  password: `${kind}-${extension}`,
  mayTransfer: true,
  mailboxes: `${extension}@default`,
});

export const people: readonly Person[] = [
  person('1001', 'Alice Example', 'webrtc'),
  person('1002', 'Bob Example', 'webrtc'),
  person('1003', 'Carol Example', 'webrtc'),
  { ...person('1004', 'Dave Example', 'webrtc'), mailboxes: '1004@default,2002@default' },
  { ...person('1005', 'Erin Example', 'webrtc'), mayTransfer: false },
  person('2001', 'Desk One', 'desk'),
  person('2002', 'Desk Two', 'desk'),
];

/** Those who have an AMI and an ARI account as well: `agent1001` and so on. */
export const agents: readonly Person[] = people.filter((each) => each.kind === 'webrtc');

export function personAt(extension: string): Person {
  const found = people.find((each) => each.extension === extension);
  if (found === undefined) throw new Error(`nobody has the extension ${extension}`);
  return found;
}
