// Drives a browser through the pipe of its DevTools protocol: opens a page from disk, narrow and wide, light and dark,
// uses its controls, prints it, and tells of every request to a network and every error. See screenshots.sh.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [browser, page, folder] = process.argv.slice(2);
const SHOTS = [
  {name: 'wide-light', width: 1440, scheme: 'light'}, {name: 'wide-dark', width: 1440, scheme: 'dark'},
  {name: 'narrow-light', width: 390, scheme: 'light'}, {name: 'narrow-dark', width: 390, scheme: 'dark'}
];
const LOCAL = /^(file|data|blob|about|chrome|devtools):/;
/* Every choice of every control, every header, and back to the start. */
const USE = `(async () => {
  const pause = () => new Promise(done => setTimeout(done, 30));
  for (const select of document.querySelectorAll('select')) {
    const values = [...select.options].map(option => option.value);
    for (const value of [...values.slice(1, 4), ...values.slice(-1), values[0]]) {
      select.value = value;
      select.dispatchEvent(new Event('change'));
      await pause();
    }
  }
  for (const element of document.querySelectorAll('th button, summary, input[type=checkbox]')) {
    element.click();
    element.click();
  }
})()`;

const profile = mkdtempSync(join(tmpdir(), 'berth-screenshots-'));
const chromium = spawn(browser, ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--hide-scrollbars',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-default-apps',
  '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'],
{stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
const problems = new Set();
const waiting = new Map();
const listeners = new Map();
let last = 0, session, rest = '';

chromium.stdio[4].on('data', bytes => {
  const messages = (rest + bytes).split('\0');
  rest = messages.pop();
  messages.map(JSON.parse).forEach(receive);
});
function receive(message) {
  if (message.id) {
    const {resolve, reject} = waiting.get(message.id);
    waiting.delete(message.id);
    message.error ? reject(new Error(message.error.message)) : resolve(message.result);
    return;
  }
  const {method, params} = message;
  if (method === 'Network.requestWillBeSent' && !LOCAL.test(params.request.url)) {
    problems.add(`request: ${params.request.url}`);
  } else if (method === 'Network.webSocketCreated') {
    problems.add(`request: ${params.url}`);
  } else if (method === 'Runtime.exceptionThrown') {
    const {text, exception} = params.exceptionDetails;
    problems.add(`exception: ${exception?.description ?? text}`);
  } else if (method === 'Runtime.consoleAPICalled' && ['error', 'warning', 'assert'].includes(params.type)) {
    problems.add(`console: ${params.args.map(arg => arg.value ?? arg.description).join(' ')}`);
  } else if (method === 'Log.entryAdded' && ['error', 'warning'].includes(params.entry.level)) {
    problems.add(`log: ${params.entry.text}`);
  }
  listeners.get(method)?.();
}
function send(method, params = {}) {
  const id = ++last;
  chromium.stdio[3].write(JSON.stringify({id, method, params, sessionId: session}) + '\0');
  return new Promise((resolve, reject) => waiting.set(id, {resolve, reject}));
}
const event = method => new Promise(resolve => listeners.set(method, resolve));
const pause = millis => new Promise(resolve => setTimeout(resolve, millis));
async function evaluate(expression) {
  const {result, exceptionDetails} = await send('Runtime.evaluate', {expression, awaitPromise: true, returnByValue: true});
  if (exceptionDetails) problems.add(`exception: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  return result.value;
}

async function open({width, scheme}) {
  await send('Emulation.setDeviceMetricsOverride', {width, height: 900, deviceScaleFactor: 1, mobile: width < 600});
  await send('Emulation.setEmulatedMedia', {features: [{name: 'prefers-color-scheme', value: scheme}]});
  const loaded = event('Page.loadEventFired');
  await send('Page.navigate', {url: pathToFileURL(page).href});
  await loaded;
  await pause(400);
}
async function shoot(shot) {
  await open(shot);
  const extent = await evaluate('[document.documentElement.scrollWidth, document.documentElement.scrollHeight]');
  if (extent[0] > shot.width) problems.add(`layout: ${extent[0]} pixels wide, must be at most ${shot.width}`);
  const {data} = await send('Page.captureScreenshot', {captureBeyondViewport: true,
    clip: {x: 0, y: 0, width: shot.width, height: extent[1], scale: 1}});
  writeFileSync(join(folder, `${shot.name}.png`), Buffer.from(data, 'base64'));
}
async function main() {
  const {targetInfos} = await send('Target.getTargets');
  const {targetId} = targetInfos.find(target => target.type === 'page');
  session = (await send('Target.attachToTarget', {targetId, flatten: true})).sessionId;
  for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await send(`${domain}.enable`);
  for (const shot of SHOTS) await shoot(shot);
  await open({width: 1440, scheme: 'light'});
  await evaluate(USE);
  await open({width: 1440, scheme: 'dark'});
  const {data} = await send('Page.printToPDF', {printBackground: true, preferCSSPageSize: true});
  writeFileSync(join(folder, 'print.pdf'), Buffer.from(data, 'base64'));
}

const limit = setTimeout(() => { console.error('FAIL the browser does not answer'); end(2); }, 300_000);
chromium.on('error', error => { console.error(`FAIL ${browser}: ${error.message}`); process.exit(2); });
/* A browser that is asked to close leaves nothing behind; whether its folder could be deleted is not what was asked. */
async function end(status) {
  clearTimeout(limit);
  const over = new Promise(resolve => chromium.once('exit', resolve));
  session = undefined;
  send('Browser.close').catch(() => 0);
  await Promise.race([over, pause(10_000).then(() => chromium.kill('SIGKILL'))]);
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      rmSync(profile, {recursive: true, force: true});
      break;
    } catch {
      await pause(250);
    }
  }
  process.exit(status);
}
main().then(() => {
  problems.forEach(problem => console.error(`FAIL ${problem}`));
  end(problems.size ? 1 : 0);
}, error => { console.error(`FAIL ${error.message}`); end(2); });
