import type { Bundle } from './lock-file.ts';

interface Suite {
  readonly suite: string;
  /** What is asked of apt; it adds the dependencies. */
  readonly install: readonly string[];
  /** Of the dependencies only these are unpacked: what the binary and the modules we load link against. Stems, so
   * that a bumped soname does not break them. */
  readonly libraries: readonly string[];
}

const sounds = ['asterisk-core-sounds-en-gsm', 'asterisk-moh-opsound-gsm'];

const librariesOfAll = [
  ...['libc6', 'libgcc-s1', 'libstdc++6', 'zlib1g', 'libcrypt1', 'libcap2', 'libuuid1', 'libtinfo6', 'libsystemd0'],
  ...['libbsd0', 'libmd0', 'libedit2', 'libjansson4', 'libsqlite3-0', 'libssl', 'liburiparser1', 'libzstd1'],
  ...['libxml2', 'libxslt1.1', 'libpopt0', 'libresample1', 'libsrtp2-1', 'libnss3', 'libnspr4'],
  ...['libgsm1', 'libspeex1', 'libspeexdsp1', 'libopus0', 'libogg0', 'libopusenc0', 'libopusfile0'],
];

/** Radicale with the Python it needs, and OpenLDAP's server. */
const directories = [
  ...['python3-radicale', 'python3-vobject', 'python3-dateutil', 'python3-defusedxml', 'python3-passlib'],
  ...['python3-requests', 'python3-urllib3', 'python3-idna', 'python3-charset-normalizer', 'python3-certifi'],
  ...['python3-pika', 'python3-pytz', 'python3.13-minimal', 'libpython3.13-minimal', 'libpython3.13-stdlib', 'slapd'],
];

/** Debian 11 is the last to carry Asterisk 16; 22 is in testing (14). */
export const suites: Readonly<Record<Bundle, Suite>> = {
  22: { suite: 'forky', install: ['asterisk', 'asterisk-modules', ...sounds], libraries: librariesOfAll },
  directories: {
    suite: 'trixie',
    install: directories,
    libraries: [
      ...['libc6', 'libgcc-s1', 'zlib1g', 'libssl', 'libcrypt1', 'libuuid1', 'libexpat1', 'libffi8', 'libbz2-1.0'],
      ...['liblzma5', 'libzstd1', 'libldap2', 'libltdl7', 'libsasl2-2', 'libwrap0', 'libsystemd0', 'libcap2'],
    ],
  },
  16: {
    suite: 'bullseye',
    install: ['asterisk', 'asterisk-modules', 'asterisk-voicemail', 'asterisk-opus', ...sounds],
    libraries: [
      ...librariesOfAll,
      ...['liblzma5', 'liblz4-1', 'libgcrypt20', 'libgpg-error0', 'libicu', 'libpjproject', 'liburing2'],
    ],
  },
};

/** `libssl3t64` and `libxml2-16` are still libssl and libxml2; `libxml2-dev` is not. */
export function isWanted(suite: Suite, name: string): boolean {
  return suite.install.includes(name) || suite.libraries.some((stem) => isStemOf(stem, name));
}

function isStemOf(stem: string, name: string): boolean {
  return name.startsWith(stem) && /^(-?[\d.]+)?(t64)?$/.test(name.slice(stem.length));
}
