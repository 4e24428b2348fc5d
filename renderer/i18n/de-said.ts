/**
 * What main and the settings schema say in English, in German: by the English sentence, or by what stands before its
 * detail in brackets. What is not here is somebody else's word (the system's, the PBX's) and is shown as it came.
 */
export const deSaid: Readonly<Record<string, string>> = {
  // preload/contract: what a value should be.
  'expected letters, digits or one of _ . * # + -': 'erwartet: Buchstaben, Ziffern oder eines von _ . * # + -',
  'expected a host name or an IP address, without a scheme':
    'erwartet: ein Rechnername oder eine IP-Adresse, ohne http:// davor',
  'expected a key such as DND/{extension}': 'erwartet: ein Schlüssel wie DND/{extension}',
  'expected a code such as *78, or *72{to} where a number belongs to it':
    'erwartet wird ein Code wie *78, oder *72{to}, wo eine Nummer dazugehört',
  'expected a channel such as PJSIP/1014 or Local/1014@from-queue/n':
    'erwartet: ein Kanal wie PJSIP/1014 oder Local/1014@from-queue/n',
  'expected an address that starts with wss:// or ws:// and holds no password':
    'erwartet: eine Adresse, die mit wss:// oder ws:// beginnt und kein Passwort enthält',
  'expected an address that starts with https:// or http:// and holds no password':
    'erwartet: eine Adresse, die mit https:// oder http:// beginnt und kein Passwort enthält',
  'expected an address that starts with https:// and holds no password':
    'erwartet: eine Adresse, die mit https:// beginnt und kein Passwort enthält',
  'expected an address that starts with wss://': 'erwartet: eine Adresse, die mit wss:// beginnt',
  'expected a host, or a url such as https://pbx.example:8089/rawman':
    'erwartet: ein Server, oder eine Adresse wie https://pbx.example:8089/rawman',
  'expected an endpoint such as PJSIP/2001': 'erwartet: ein Endpunkt wie PJSIP/2001',
  'expected 64 hex digits, colons allowed': 'erwartet: 64 Hexadezimalziffern, Doppelpunkte erlaubt',
  'expected a two-letter country such as US': 'erwartet: ein Land mit zwei Buchstaben wie DE',
  'expected up to six digits': 'erwartet: höchstens sechs Ziffern',
  'expected up to eight digits, * or #': 'erwartet: höchstens acht Ziffern, * oder #',
  'expected up to 32 digits, * or #': 'erwartet: höchstens 32 Ziffern, * oder #',
  'expected the name of a context': 'erwartet: der Name eines Kontexts',
  'expected the name of an action': 'erwartet: der Name einer Handlung',
  'expected a key such as K, Shift+K, Ctrl+K or F4': 'erwartet: eine Taste wie K, Shift+K, Ctrl+K oder F4',
  'Ctrl+Alt is AltGr on many keyboards, and types text': 'Strg+Alt ist auf vielen Tastaturen AltGr und schreibt Text',
  'expected the name of a variable or a header': 'erwartet: der Name einer Variablen oder eines Headers',
  'expected box@context': 'erwartet: Mailbox@Kontext',
  'expected stun:host:port': 'erwartet: stun:Rechner:Port',
  'expected a JSON pointer such as /customer/name': 'erwartet: ein JSON-Zeiger wie /customer/name',
  'expected https://host/…, with variables after the host only':
    'erwartet: https://Rechner/…, mit Variablen nur nach dem Rechner',
  'expected a url or a command': 'erwartet: eine Adresse oder ein Befehl',
  'expected a scheme such as callmanager': 'erwartet: ein Schema wie callmanager',
  'expected an origin such as https://crm.example': 'erwartet: eine Herkunft wie https://crm.example',
  'expected a whole number': 'erwartet: eine ganze Zahl',
  'expected an Ed25519 public key in base64url': 'erwartet: ein öffentlicher Ed25519-Schlüssel in base64url',

  'expected a user': 'erwartet: ein Benutzer',
  'expected an address that starts with ldaps:// or ldap:// and holds no password':
    'erwartet: eine Adresse, die mit ldaps:// oder ldap:// beginnt und kein Passwort enthält',

  // main/lookup: what is wrong with a link.
  'an address without a scheme is not opened': 'eine Adresse ohne https:// wird nicht geöffnet',
  'the host of an address cannot be a variable': 'der Rechner in einer Adresse kann keine Variable sein',
  'there is no such variable': 'diese Variable gibt es nicht',
  'that is no address': 'das ist keine Adresse',
  'an address with a name or a password in it is not opened':
    'eine Adresse mit Name oder Passwort darin wird nicht geöffnet',
  'programs, schemes, hosts, updates and who is a supervisor are named in settings.json or by an administrator, not from a page':
    'Programme, Schemata und wer Aufsicht führt stehen nur in settings.json, nicht auf einer Seite',

  // main/settings, main/secrets and main/app/station: what went wrong.
  'is missing': 'fehlt',
  'there is no such setting': 'diese Einstellung gibt es nicht',
  'is not valid JSON': 'ist kein gültiges JSON',
  'cannot be read': 'lässt sich nicht lesen',
  'expected an object in braces': 'erwartet: ein Objekt in geschweiften Klammern',
  'no link was read': 'es wurde kein Link gelesen',
  'there is no practice PBX here': 'hier gibt es keine Übungsanlage',
  'the practice PBX came without usable settings': 'die Übungsanlage kam ohne brauchbare Einstellungen',
  'no desktop session': 'keine Sitzung am Desktop',
  'the system’s keychain did not take it': 'der Schlüsselbund des Systems nahm es nicht an',
  'only the installed app can reach the keychain of this system':
    'nur die installierte App erreicht den Schlüsselbund dieses Systems',
  'what was put into the keychain did not come out of it again':
    'was in den Schlüsselbund kam, kam nicht wieder heraus',
};
