import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageSchemePrivileges, servePage } from '../../../../main/hosts/electron/page-protocol.ts';
import { noncePlaceholder, readPageFiles } from '../../../../main/hosts/page-files.ts';

describe('the page’s own scheme', () => {
  let folder: string;
  let get: (url: string, method?: string) => Promise<Response>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'offhook-page-'));
    const page = join(folder, 'renderer');
    await mkdir(join(page, 'assets'), { recursive: true });
    await writeFile(join(page, 'index.html'), '<title>Offhook</title>');
    await writeFile(join(page, 'pop.html'), `<script nonce="${noncePlaceholder}" src="assets/index.js"></script>`);
    await writeFile(join(page, 'assets/index.js'), 'desk();');
    await writeFile(join(page, 'assets/index.css.gz'), gzipSync('body {}'));
    await writeFile(join(page, 'notes.exe'), 'not a page');
    await writeFile(join(folder, 'secrets.json'), 'secret');
    let handler: ((request: Request) => Response | Promise<Response>) | null = null;
    servePage({ handle: (_scheme, handle) => void (handler = handle as typeof handler) }, await readPageFiles(page));
    get = async (url, method = 'GET') => {
      if (handler === null) throw new Error('nothing is served');
      return await handler({ url, method } as Request);
    };
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is a secure context with an origin', () => {
    expect(pageSchemePrivileges).toEqual({
      scheme: 'offhook-app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true },
    });
  });

  test('serves the page and its parts with their types', async () => {
    const page = await get('offhook-app://desk/');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toBe('<title>Offhook</title>');
    const script = await get('offhook-app://desk/assets/index.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(await script.text()).toBe('desk();');
  });

  test('serves a part that a package holds packed as it was', async () => {
    const styles = await get('offhook-app://desk/assets/index.css');
    expect([styles.status, styles.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(styles.headers.get('content-encoding')).toBeNull();
    expect(await styles.text()).toBe('body {}');
    expect((await get('offhook-app://desk/assets/index.css.gz')).status).toBe(404);
  });

  test.each([
    'offhook-app://desk/../secrets.json',
    'offhook-app://desk/%2e%2e/secrets.json',
    'offhook-app://desk/..%2fsecrets.json',
    'offhook-app://desk/assets/..\\..\\secrets.json',
    'offhook-app://desk//secrets.json',
    'offhook-app://desk/notes.exe',
    'offhook-app://desk/constructor',
    'offhook-app://elsewhere/',
  ])('%s is not there', async (url) => {
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('Not here.\n');
  });

  test('answers only GET', async () => {
    expect((await get('offhook-app://desk/', 'POST')).status).toBe(405);
  });

  test('lets the page load nothing from elsewhere, on refusals too', async () => {
    for (const answer of [await get('offhook-app://desk/'), await get('offhook-app://desk/nothing')]) {
      const policy = policyOf(answer);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy.join()).not.toMatch(/unsafe|\*|https?:/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('lets a script run by the nonce of its page alone, which no two loads share', async () => {
    const loads = [await get('offhook-app://desk/pop.html'), await get('offhook-app://desk/pop.html')];
    const nonces = await Promise.all(
      loads.map(async (load) => {
        const nonce = /^<script nonce="([A-Za-z0-9+/]{24})" src="assets/.exec(await load.text())?.[1] ?? 'none';
        expect(policyOf(load)).toContain(`script-src 'nonce-${nonce}'`);
        expect(policyOf(load)).toContain(`style-src 'self' 'nonce-${nonce}'`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
    for (const path of ['assets/index.js', 'nothing'])
      expect(policyOf(await get(`offhook-app://desk/${path}`))).toContain("script-src 'none'");
  });
});

const policyOf = (answer: Response): readonly string[] =>
  answer.headers.get('content-security-policy')?.split('; ') ?? [];
