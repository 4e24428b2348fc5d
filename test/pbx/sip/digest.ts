import { createHash } from 'node:crypto';

export interface DigestAsk {
  readonly username: string;
  readonly password: string;
  readonly method: string;
  readonly uri: string;
}

/** The Authorization header for a `WWW-Authenticate: Digest` challenge: MD5, with or without qop=auth (RFC 2617, 3.2.2). */
export function digestAnswer(challenge: string, { username, password, method, uri }: DigestAsk): string {
  const told = (name: string): string => new RegExp(`${name}="?([^",]+)"?`, 'i').exec(challenge)?.[1] ?? '';
  const [realm, nonce, opaque] = [told('realm'), told('nonce'), told('opaque')];
  const secret = md5(`${username}:${realm}:${password}`);
  const asked = md5(`${method}:${uri}`);
  const withQop = told('qop') !== '';
  const response = md5(withQop ? `${secret}:${nonce}:00000001:offhook:auth:${asked}` : `${secret}:${nonce}:${asked}`);
  return [
    `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}"`,
    'algorithm=MD5',
    ...(opaque === '' ? [] : [`opaque="${opaque}"`]),
    ...(withQop ? ['qop=auth, nc=00000001, cnonce="offhook"'] : []),
  ].join(', ');
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
