/** Lines of Asterisk's files, as the setup shows them beside a cure; the same in every language. */

export const sipLines = (extension: string): string => `; pjsip.conf
[${extension}]
type = auth
auth_type = userpass
username = ${extension}
password = …`;

export const webServer = `; http.conf
[general]
enabled = yes
tlsenable = yes
tlsbindaddr = 0.0.0.0:8089
tlscertfile = /etc/asterisk/keys/pbx.pem`;

export const webSocket = `; modules.conf
load = res_http_websocket.so
load = res_pjsip_transport_websocket.so

; pjsip.conf
[transport-wss]
type = transport
protocol = wss
bind = 0.0.0.0`;

export const aor = (extension: string): string => `; pjsip.conf
[${extension}]
type = aor
max_contacts = 2

; and in the endpoint
aors = ${extension}`;

export const certificate = `; http.conf
tlscertfile = /etc/asterisk/keys/pbx.pem`;

export const amiLines = `; manager.conf
[offhook]
secret = …
permit = 192.0.2.0/255.255.255.0
read = call,agent
write = reporting,call`;

export const managerOn = `; manager.conf
[general]
enabled = yes
tlsenable = yes
tlsbindaddr = 0.0.0.0:5039`;

export const ariLines = `; ari.conf
[offhook]
type = user
password = …`;

export const ariOn = `; ari.conf
[general]
enabled = yes`;
