// Opens every page of a published site in headless Chromium: check.mjs FOLDER, as TAP.
//
// Each page loads without a complaint on the console (so its own security policy forbids nothing that it
// needs), every link and anchor inside the site leads somewhere, the page itself does not scroll
// sideways on a phone, and axe-core finds no fault, light and dark, with pages of each kind in which every
// class that the theme knows is there at least once.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, resolve, sep } from 'node:path';

const modules = process.env.NODE_MODULES;
const require = createRequire(join(modules, 'x.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const root = resolve(process.argv[2]);

const types = {
	'.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.png': 'image/png',
	'.svg': 'image/svg+xml', '.jpg': 'image/jpeg', '.xml': 'application/xml', '.csv': 'text/csv',
	'.json': 'application/json', '.ics': 'text/calendar', '.pdf': 'application/pdf',
};
const widths = [320, 390];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let count = 0;
let failed = 0;
function test(what, wrong) {
	count++;
	if (wrong.length)
		failed++;
	console.log(`${wrong.length ? 'not ok' : 'ok'} ${count} - ${what}`);
	for (const line of wrong.slice(0, 12))
		console.log('# ' + String(line).replace(/\s+/g, ' ').slice(0, 300));
}

function files(folder) {
	return readdirSync(folder).sort().flatMap(name => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? files(path) : [relative(root, path).split(sep).join('/')];
	});
}

// A site path as the file that a static server gives for it, or null.
function fileOf(pathname) {
	const path = resolve(root, '.' + decodeURIComponent(pathname));
	if (path !== root && !path.startsWith(root + sep))
		return null;
	for (const candidate of pathname.endsWith('/') ? [join(path, 'index.html')] : [path]) {
		try {
			if (statSync(candidate).isFile())
				return candidate;
		} catch {}
	}
	return null;
}

const server = createServer((request, response) => {
	const { pathname } = new URL(request.url, 'http://localhost');
	const file = pathname === '/favicon.ico' ? null : fileOf(pathname);
	if (!file) {
		response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
		return;
	}
	response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
	response.end(readFileSync(file));
});
await new Promise(done => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;
const all = files(root);
const pages = all.filter(name => name.endsWith('.html'));
const urlOf = name => `${origin}/${name.split('/').map(encodeURIComponent).join('/').replace(/(^|\/)index\.html$/, '$1')}`;

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
		'--disable-sync', '--no-first-run'],
});

// What a page holds: its links, its addresses, its kind, and how far it reaches to the right.
function look() {
	const attributes = ['href', 'src'];
	return {
		kind: document.body.className.split(' ').find(name => name.startsWith('is-')) ?? 'is-none',
		ids: [...document.querySelectorAll('[id]')].map(element => element.id),
		links: attributes.flatMap(name => [...document.querySelectorAll(`[${name}]`)].filter(element =>
			element.getAttribute('rel') !== 'canonical').map(element => element[name]))
			.filter(link => typeof link === 'string'),
		headings: document.querySelectorAll('h1').length,
		classes: [...new Set([...document.querySelectorAll('body, body [class]')].flatMap(element =>
			[...element.classList])), document.querySelector('.body') ? 'with text' : 'without text'],
	};
}

function sideways() {
	const wide = document.documentElement.clientWidth;
	const over = document.scrollingElement.scrollWidth - wide;
	if (over <= 0)
		return null;
	const inScroller = element => {
		for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
			if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX))
				return true;
		return false;
	};
	const guilty = [...document.body.querySelectorAll('*')].find(element =>
		element.getBoundingClientRect().right > wide + 0.5 && !inScroller(element));
	return `${over} px too wide at ${wide} px: ${guilty ? guilty.outerHTML.slice(0, 120) : 'nobody says why'}`;
}

// Each item in turn, in several tabs at once; what comes of each, in order.
async function inTabs(items, options, work) {
	const results = new Map();
	const queue = [...items];
	await Promise.all(Array.from({ length: 4 }, async () => {
		const context = await browser.newContext(options);
		const tab = await context.newPage();
		for (let item; (item = queue.shift()) !== undefined;)
			results.set(item, await work(tab, item));
		await context.close();
	}));
	return [...items].map(item => [item, results.get(item)]);
}

function listen(tab, complaints) {
	tab.removeAllListeners();
	tab.on('console', message => {
		if (['error', 'warning'].includes(message.type()))
			complaints.push(message.text());
	});
	tab.on('pageerror', error => complaints.push(String(error)));
	tab.on('response', response => {
		if (response.status() >= 400)
			complaints.push(`${response.status()} ${response.url()}`);
	});
	tab.on('request', request => {
		if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
			complaints.push(`it asks for ${request.url()}`);
	});
}

// A page that sends its reader on is read without being followed.
function alias(name, complaints) {
	const to = /url=([^"]+)"/i.exec(readFileSync(join(root, name), 'utf8'));
	if (!to)
		complaints.push('it redirects to nowhere');
	return { kind: 'is-alias', ids: [], classes: [], headings: 1, links: to ? [new URL(to[1], urlOf(name)).href] : [] };
}

async function visit(tab, name) {
	const complaints = [];
	const wide = [];
	if (/http-equiv="?refresh/i.test(readFileSync(join(root, name), 'utf8')))
		return { found: alias(name, complaints), complaints, wide };
	listen(tab, complaints);
	await tab.goto(urlOf(name), { waitUntil: 'load' });
	const found = await tab.evaluate(look);
	if (found.headings < 1)
		complaints.push('it has no h1');
	for (const width of tab.viewportSize().width === widths[0] ? widths : widths.toReversed()) {
		if (tab.viewportSize().width !== width)		// costs as much as a page
			await tab.setViewportSize({ width, height: 800 });
		const said = await tab.evaluate(sideways);
		if (said)
			wide.push(said);
	}
	return { found, complaints, wide };
}

const seen = new Map();
for (const [name, { found, complaints, wide }] of await inTabs(pages, { viewport: { width: widths[0], height: 800 } }, visit)) {
	seen.set(name, found);
	test(`${name} loads without complaint`, complaints);
	test(`${name} does not scroll sideways on a phone`, wide);
}

for (const [name, found] of seen) {
	const wrong = [];
	for (const link of new Set(found.links)) {
		const url = new URL(link);
		if (url.origin !== origin)
			continue;
		const file = fileOf(url.pathname);
		if (!file) {
			wrong.push(`${url.pathname} is not there`);
			continue;
		}
		const target = seen.get(relative(root, file).split(sep).join('/'));
		const id = decodeURIComponent(url.hash.slice(1));
		if (id && !target?.ids.includes(id))
			wrong.push(`${url.pathname} has no #${id}`);
	}
	const twice = found.ids.filter((id, i) => found.ids.indexOf(id) !== i);
	if (twice.length)
		wrong.push(`these addresses are there twice: ${[...new Set(twice)].join(' ')}`);
	test(`${name}: its links lead somewhere`, wrong);
}

// Every published page can be reached from the home page, but for old addresses; a members' copy from its
// own, but for papers that are in a pack.
const reached = new Set(['index.html', 'members/index.html'].filter(name => seen.has(name)));
for (const name of reached)
	for (const link of seen.get(name)?.links ?? []) {
		const url = new URL(link);
		const file = url.origin === origin ? fileOf(url.pathname) : null;
		if (file?.endsWith('.html'))
			reached.add(relative(root, file).split(sep).join('/'));
	}
const inPack = name => /^members\/.*\/paper\.html$/.test(name) && reached.has(name.replace(/[^/]*\/paper\.html$/, 'pack.html'));
test('every page can be reached from the home page', pages.filter(name => !reached.has(name) && !inPack(name) &&
	!['is-alias', 'is-changes'].includes(seen.get(name).kind)));

// Of each kind the longest page, which has the most in it; then, light and wide, dark and narrow, those that have
// what these lack, the shortest that do: minutes, an exempt report, a front sheet in a table, the decisions of a year.
const bySize = [...seen.keys()].filter(name => seen.get(name).kind !== 'is-alias')
	.sort((a, b) => statSync(join(root, a)).size - statSync(join(root, b)).size);
const form = kind => ['is-pack', 'is-paper', 'is-supplement'].includes(kind) ? 'printed' : kind;
const parts = name => seen.get(name).classes.map(each => `${form(seen.get(name).kind)} ${each}`);
const looks = new Map();
const shown = new Set();
function lookAt(name, ...at) {
	looks.set(name, at);
	parts(name).forEach(part => shown.add(part));
}
for (const name of bySize.toReversed())
	if (![...looks.keys()].some(other => seen.get(other).kind === seen.get(name).kind))
		lookAt(name, ['light', 1280], ['light', 320], ['dark', 1280], ['dark', 320]);
const news = name => parts(name).filter(part => !shown.has(part)).length;
for (let next; news(next = bySize.reduce((best, name) => news(name) > news(best) ? name : best)) > 0;)
	lookAt(next, ['light', 1280], ['dark', 320]);

// The page's own policy would stop axe; here it is set aside.
for (const [name, found] of await inTabs([...looks.keys()].sort(), { bypassCSP: true }, async (tab, name) => {
	const found = [];
	await tab.goto(urlOf(name), { waitUntil: 'load' });
	await tab.evaluate(axe);
	for (const [colorScheme, width] of looks.get(name)) {
		await tab.emulateMedia({ colorScheme });
		await tab.setViewportSize({ width, height: 900 });
		found.push({ colorScheme, width, violations: await tab.evaluate(async only =>
			(await axe.run({ runOnly: only, resultTypes: ['violations'] })).violations, tags) });
	}
	return found;
}))
	for (const { colorScheme, width, violations } of found)
		test(`${name} (${seen.get(name).kind}), ${colorScheme}, ${width} px: axe finds nothing`, violations.flatMap(violation =>
			violation.nodes.slice(0, 3).map(node =>
				`${violation.id}: ${violation.help}: ${node.target} ${node.html} ${node.failureSummary}`)));

// A total lights up the rows that it covers under the pointer and the focus, and its name leads to the words.
async function lighting(name) {
	const wrong = [];
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const tab = await context.newPage();
	listen(tab, wrong);
	await tab.goto(urlOf(name), { waitUntil: 'load' });
	const row = tab.locator('tr[data-of^=r]').first();
	const [, first, last] = /^r(\d+):(\d+)$/.exec(await row.getAttribute('data-of'));
	const lit = () => tab.evaluate(() => [...document.querySelectorAll('.part')].map(cell => cell.parentNode.rowIndex));
	const wanted = async (what, cells) => {
		const rows = await lit();
		const all = new Set(rows);
		if (all.size !== last - first + 1 || Math.min(...rows) < first || rows.length / all.size < cells)
			wrong.push(`${what}: rows ${first} to ${last} were to be lit, but ${rows} were`);
	};
	await row.locator('a.of').focus();
	await wanted('focus', 2);
	await tab.locator('main').hover({ position: { x: 2, y: 2 } });
	await row.locator('td.amount').first().hover();
	await wanted('pointer', 1);
	await tab.mouse.move(1, 1);
	await tab.locator('.brand').focus();
	if ((await lit()).length)
		wrong.push('the light stays on');
	await row.locator('a.of').click();
	if (!await tab.locator('details.sums :target').isVisible())
		wrong.push('the name of a total does not lead to its words');
	await context.close();
	return wrong;
}
const totals = pages.find(name => name.startsWith('budgets/') &&
	/<tr[^>]* data-of="r\d+:\d+"/.test(readFileSync(join(root, name), 'utf8')));
if (totals)
	test(`${totals}: totals light up their parts`, await lighting(totals));

for (const sheet of ['style', 'print']) {
	const name = all.find(name => new RegExp(`^assets/${sheet}-.*\\.css$`).test(name));
	test(`${sheet}.css has at most 20 kB`, name ? [statSync(join(root, name)).size].filter(size => size > 20000) : ['it is not there']);
}

await browser.close();
server.close();
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
