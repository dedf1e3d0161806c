// browser.js CHROMIUM AXE.JS PDFDIR VIEWS [PAGE]...: what Chromium and axe-core have to say about each page, one fault a line:
// `PAGE VIEW: fault`; nothing when all is well. Pages are seen on a telephone, a screen and paper; drawings (svg) on a screen.
// VIEWS are those where axe looks as well, as `telephone,screen,print`: it takes most of the time. Each page is printed into
// PDFDIR, with its headings beside. It speaks the DevTools protocol over a pipe and needs no package but axe-core.
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const [chromium, axe, pdfs, judged, ...pages] = process.argv.slice(2);
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// CSS pixels. Paper is as wide as the page's own @page leaves it.
const views = [
    { name: 'telephone', width: 390, height: 844, mobile: true },
    { name: 'screen', width: 1280, height: 900 },
    { name: 'print', height: 1000, media: 'print' },
];

// --- The pipe ------------------------------------------------------------------------------------------------------------

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'browser-'));
const child = spawn(chromium, ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-quic',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
    '--hide-scrollbars', '--remote-debugging-pipe', `--user-data-dir=${home}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: home, TZ: 'UTC' } });
let answers = new Map(), listeners = [], last = 0, rest = [];

child.stdio[4].on('data', (chunk) => {
    let start = 0, end;
    while ((end = chunk.indexOf(0, start)) >= 0) {
        rest.push(chunk.subarray(start, end));
        const message = JSON.parse(Buffer.concat(rest).toString());
        rest = [];
        start = end + 1;
        if (message.id && answers.has(message.id)) {
            const { resolve, reject } = answers.get(message.id);
            answers.delete(message.id);
            if (message.error) reject(new Error(message.error.message));
            else resolve(message.result);
        } else if (message.method) for (const listener of listeners) listener(message);
    }
    rest.push(chunk.subarray(start));
});

function send(method, params, sessionId) {
    const id = ++last;
    child.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0');
    return new Promise((resolve, reject) => answers.set(id, { resolve, reject }));
}

// --- What is asked within the page -------------------------------------------------------------------------------------------

// The width between the margins, for A4 alone: anything else has no width.
function paper() {
    const millimetres = (text) => parseFloat(text) * { mm: 1, cm: 10, in: 25.4, px: 25.4 / 96 }[text.replace(/[-\d.]+/, '')];
    let width = 0, left = 0, right = 0;
    for (const sheet of document.styleSheets)
        for (const rule of sheet.cssRules) {
            if (rule.type !== CSSRule.PAGE_RULE) continue;
            const size = rule.style.getPropertyValue('size').toLowerCase();
            if (size) width = { 'a4': 210, 'a4 portrait': 210, 'a4 landscape': 297 }[size] || 0;
            left = rule.style.marginLeft ? millimetres(rule.style.marginLeft) : left;
            right = rule.style.marginRight ? millimetres(rule.style.marginRight) : right;
        }
    return Math.floor((width - left - right) * 96 / 25.4);
}

async function judge(tags, view) {
    const faults = [];
    const name = (element) => {
        const parts = [];
        for (let at = element; at && at !== document.documentElement; at = at.parentElement)
            parts.unshift(at.localName + (at.className && typeof at.className === 'string' ? '.' + at.className.split(' ').join('.') : ''));
        return parts.slice(-3).join('>') + ' "' + element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40) + '"';
    };
    // Nobody puts a finger on paper.
    const rules = view.media ? { 'target-size': { enabled: false } } : {};
    const found = tags && await axe.run(document, { runOnly: { type: 'tag', values: tags }, rules, resultTypes: ['violations'] });
    for (const violation of found ? found.violations : [])
        for (const node of violation.nodes)
            faults.push(`${violation.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\n').slice(1).join(' ').trim()}`);
    const root = document.scrollingElement || document.documentElement;
    const within = document.documentElement.clientWidth;
    if (document.contentType === 'text/html' && root.scrollWidth > within) {
        const beyond = Array.from(document.body.querySelectorAll('*')).find((e) => e.getBoundingClientRect().right > within + 0.5);
        faults.push(`wider than the view: ${root.scrollWidth} > ${within}${beyond ? ': ' + name(beyond) : ''}`);
    }
    if (document.querySelector('script')) faults.push('a script');
    const clips = (value) => value === 'hidden' || value === 'clip';
    const scrolls = (value) => value === 'auto' || value === 'scroll';
    for (const element of document.body ? document.body.querySelectorAll('*') : []) {
        if (element.closest('svg')) continue;
        const style = getComputedStyle(element);
        const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
        if (wide && scrolls(style.overflowX)) {
            if (view.media) faults.push(`scrolls on paper: ${name(element)}`);
            // What scrolls sideways must be reached by the keyboard and have a name.
            if (element.tabIndex < 0) faults.push(`scrolls, but not by the keyboard: ${name(element)}`);
            else if (!element.getAttribute('aria-label') && !element.getAttribute('aria-labelledby'))
                faults.push(`scrolls without a name: ${name(element)}`);
        }
        if (wide && clips(style.overflowX)) faults.push(`text cut off: ${name(element)}`);
        if (element.clientHeight > 1 && element.scrollHeight > element.clientHeight + 2 && clips(style.overflowY))
            faults.push(`text cut off below: ${name(element)}`);
        if (view.media && /^h[1-6]$/.test(element.localName) && !/avoid/.test(style.breakAfter))
            faults.push(`a heading that may stand alone at the foot: ${name(element)}`);
        if (view.media && element.localName === 'tr' && !/avoid/.test(style.breakInside))
            faults.push(`a row that may be torn: ${name(element)}`);
    }
    // A drawing that stands in a page, and one alone.
    for (const drawing of document.querySelectorAll('svg')) {
        if (drawing.getAttribute('aria-hidden') === 'true' || drawing.parentElement?.closest('svg')) continue;
        if (drawing.getAttribute('role') !== 'img') faults.push('a drawing without role img');
        if (!drawing.getAttribute('aria-label') && !drawing.getAttribute('aria-labelledby') && !drawing.querySelector(':scope > title'))
            faults.push('a drawing without a title');
        const box = drawing.viewBox.baseVal;
        for (const text of drawing.querySelectorAll('text')) {
            const { x, y, width, height } = text.getBBox(), at = text.getCTM(), top = drawing.getCTM();
            // A sheet of a large drawing is a window on it.
            if (!width || !at || !top || text.ownerSVGElement !== drawing) continue;
            const scale = 1 / top.a, left = (at.a * x + at.e - top.e) * scale, right = left + width * at.a * scale;
            if (at.b === 0 && box.width && (left < box.x - 1 || right > box.x + box.width + 1))
                faults.push(`text beyond the drawing: "${text.textContent.slice(0, 40)}"`);
        }
    }
    return faults;
}

// --- One page after the other ------------------------------------------------------------------------------------------------

async function main() {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    const ask = (method, params = {}) => send(method, params, sessionId);
    let page, faults, loaded;
    const source = fs.readFileSync(axe, 'utf8');
    const say = (view, fault) => console.log(`${path.basename(page)} ${view}: ${fault.replace(/\s+/g, ' ')}`);
    listeners.push((message) => {
        if (message.sessionId !== sessionId) return;
        if (message.method === 'Page.loadEventFired') loaded();
        if (message.method === 'Network.requestWillBeSent' && !message.params.request.url.startsWith('data:') &&
            message.params.request.url !== `file://${page}`) say('loading', `asks for ${message.params.request.url}`);
        if (message.method === 'Log.entryAdded') say('loading', message.params.entry.text);
        if (message.method === 'Runtime.exceptionThrown') say('loading', message.params.exceptionDetails.text);
    });
    await Promise.all(['Page', 'Network', 'Log', 'Runtime'].map((domain) => ask(`${domain}.enable`)));
    for (page of pages) {
        page = path.resolve(page);
        const drawing = page.endsWith('.svg');
        const ready = new Promise((resolve) => { loaded = resolve; });
        await ask('Page.navigate', { url: `file://${page}` });
        await ready;
        await ask('Runtime.evaluate', { expression: source });
        for (const view of drawing ? [views[1]] : views) {
            if (view.media) {
                view.width = (await ask('Runtime.evaluate', { returnByValue: true, expression: `(${paper})()` })).result.value;
                if (!(view.width > 0)) say(view.name, 'no size of paper');
            }
            await ask('Emulation.setDeviceMetricsOverride',
                { width: view.width, height: view.height, deviceScaleFactor: 1, mobile: Boolean(view.mobile) });
            await ask('Emulation.setEmulatedMedia', { media: view.media || '' });
            const answer = await ask('Runtime.evaluate', { awaitPromise: true, returnByValue: true,
                expression: `(${judge})(${JSON.stringify(judged.includes(view.name) ? tags : null)}, ${JSON.stringify(view)})` });
            if (answer.exceptionDetails) say(view.name, answer.exceptionDetails.exception.description);
            else for (const fault of answer.result.value) say(view.name, fault);
        }
        if (drawing) continue;
        const { data } = await ask('Page.printToPDF', { preferCSSPageSize: true, printBackground: true });
        fs.writeFileSync(path.join(pdfs, path.basename(page, '.html') + '.pdf'), Buffer.from(data, 'base64'));
        const headings = await ask('Runtime.evaluate', { returnByValue: true,
            expression: `(() => {
                // A list of contents has the same words.
                const links = new Set(Array.from(document.querySelectorAll('nav a'), (e) => e.innerText));
                return Array.from(document.querySelectorAll('h1, h2, h3, h4, h5, h6, caption'), (e) => e.innerText)
                    .filter((text) => !links.has(text));
            })()` });
        fs.writeFileSync(path.join(pdfs, path.basename(page, '.html') + '.headings'),
            headings.result.value.map((text) => text.replace(/\s+/g, ' ').trim() + '\n').join(''));
    }
}

const end = (status) => {
    child.removeAllListeners();
    child.on('exit', () => {
        fs.rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
        process.exit(status);
    });
    send('Browser.close').catch(() => {});
    setTimeout(() => child.kill('SIGKILL'), 5000).unref();
};
child.on('exit', () => { console.log('the browser ended too early'); process.exit(1); });
child.on('error', (error) => { console.log(`the browser does not start: ${error.message}`); process.exit(1); });
main().then(() => end(0), (error) => { console.log(error.stack); end(1); });
