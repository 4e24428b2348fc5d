import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../pbx/install/apt.ts';
import { asteriskVersionOf, readLock } from '../../pbx/install/lock-file.ts';
import { debianUri } from '../../pbx/install/mirror.ts';
import { isWanted, suites } from '../../pbx/install/suites.ts';

describe('the mirror', () => {
  it.each([
    ['Types: deb\nURIs: http://mirror.example/debian/\nSuites: bookworm\n', 'http://mirror.example/debian'],
    ['deb [signed-by=/k.gpg] https://mirror.example/debian bookworm main\n', 'https://mirror.example/debian'],
    [
      'URIs: http://mirror.example/debian-security\n\nURIs: http://mirror.example/debian\n',
      'http://mirror.example/debian',
    ],
    ['# deb http://off.example/debian bookworm main\ndeb http://archive.example/ubuntu noble main\n', undefined],
  ])('is read from %j', (sources, uri) => {
    expect(debianUri(sources)).toBe(uri);
  });
});

describe('what apt would install', () => {
  const sha256 = '52c585b07bea72ef36df9ddd5d1937f4739d3caec057d827954baec256292651';
  const file = 'zlib1g_1%3a1.3.dfsg%2breally1.3.2-3_amd64.deb';

  it('is taken apart into package, version, place, size and hash', () => {
    const uri = 'http://mirror.example/debian/pool/main/z/zlib/zlib1g_1.3.dfsg%2breally1.3.2-3_amd64.deb';
    expect(parsePlan(`'${uri}' ${file} 90912 SHA256:${sha256}\n`, 'http://mirror.example/debian')).toEqual([
      {
        package: 'zlib1g',
        version: '1:1.3.dfsg+really1.3.2-3',
        pool: 'pool/main/z/zlib/zlib1g_1.3.dfsg+really1.3.2-3_amd64.deb',
        size: 90_912,
        sha256,
      },
    ]);
  });

  it('is kept when Asterisk links against it, whatever its soname', () => {
    const kept = ['asterisk', 'libssl3t64', 'libxml2-16', 'libicu76', 'libc6'].map((name) =>
      isWanted(suites[16], name),
    );
    expect(kept).toEqual([true, true, true, true, true]);
  });

  it('is left out otherwise', () => {
    const left = ['asterisk-config', 'libssl-dev', 'libc6-dev', 'perl', 'libgcc-s1-x'];
    expect(left.filter((name) => isWanted(suites[22], name))).toEqual([]);
  });
});

describe.each([
  [22, /^22\.\d+\.\d+$/],
  [16, /^16\.\d+\.\d+$/],
] as const)('the lock of Asterisk %i', (version, pattern) => {
  const packages = readLock(version)?.packages ?? [];

  it('names every package once, by place, size and SHA-256', () => {
    expect(new Set(packages.map((each) => each.package)).size).toBe(packages.length);
    expect(packages.length).toBeGreaterThan(30);
    for (const { pool, size, sha256 } of packages) {
      expect(pool).toMatch(/^pool\/main\/.+\.deb$/);
      expect(size).toBeGreaterThan(5_000);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('is of that Asterisk', () => {
    expect(asteriskVersionOf(packages)).toMatch(pattern);
  });
});
