// Simulated status pages on this machine. Each has an address of its own below 127.0.0.0/8, as real ones have, so that
// one that hangs holds up no other.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const minutesAgo = (n) => new Date(Date.now() - n * 60_000).toISOString();

/** A status page in the format of Atlassian Statuspage. */
export class StatusPage {
	/** What it answers with: 'well', 'html', 'missing', 'nothing' (it never answers) or 'cut' (half of the document). */
	answer = 'well';
	#trouble;
	#maintenance;
	#past = [];

	constructor(id, name, components = ['API', 'Website', 'Webhooks'], category = 'Simulated') {
		Object.assign(this, { id, name, category, platform: 'statuspage', components });
	}

	/** Turns the page red, yellow or whatever its indicator says: minor, major or critical. */
	fail({ indicator = 'critical', components = [this.components[0]], title, text, minutes = 12 }) {
		this.#trouble = { indicator, components, title, text, minutes };
	}

	recover() {
		if (this.#trouble) this.#past.push(this.#incident({ ...this.#trouble, resolved: true }));
		this.#trouble = undefined;
	}

	maintain(title, components = [this.components[0]]) {
		this.#maintenance = { title, components };
	}

	/** Adds an incident that is over to the page's history. */
	remember(title, daysAgo) {
		this.#past.push(
			this.#incident({
				indicator: 'minor',
				components: [],
				title,
				text: 'It is over.',
				minutes: daysAgo * 24 * 60,
				resolved: true,
			}),
		);
	}

	document(path) {
		const open = this.#trouble ? [this.#incident(this.#trouble)] : [];
		const page = { id: this.id, name: this.name, url: this.url, time_zone: 'Etc/UTC', updated_at: minutesAgo(1) };
		if (path === '/api/v2/summary.json') {
			return {
				page,
				status: { indicator: this.#trouble?.indicator ?? 'none', description: 'Words that nothing may depend on' },
				components: this.components.map((name, i) => this.#component(name, i)),
				incidents: open,
				scheduled_maintenances: this.#maintenance ? [this.#planned()] : [],
			};
		}
		if (path === '/api/v2/incidents.json') return { page, incidents: [...open, ...this.#past] };
		if (path === '/api/v2/scheduled-maintenances.json') return { page, scheduled_maintenances: [] };
		return undefined;
	}

	#component(name, position) {
		const { components = [], indicator } = this.#trouble ?? {};
		const failing = { minor: 'degraded_performance', major: 'partial_outage', critical: 'major_outage' }[indicator];
		let status = components.includes(name) ? failing : 'operational';
		if (this.#maintenance?.components.includes(name)) status = 'under_maintenance';
		return {
			id: `${this.id}-${position}`,
			name,
			status,
			position,
			page_id: this.id,
			description: null,
			created_at: minutesAgo(600_000),
			updated_at: minutesAgo(5),
			showcase: true,
			start_date: null,
			group_id: null,
			group: false,
			only_show_if_degraded: false,
		};
	}

	#incident({ indicator, components, title, text, minutes, resolved = false }) {
		const id = `${this.id}-${title.length}-${minutes}`;
		const started = minutesAgo(minutes);
		const ended = resolved ? minutesAgo(Math.max(0, minutes - 30)) : null;
		const update = (status, body, at) => ({
			id: `${id}-${status}`,
			incident_id: id,
			status,
			body,
			created_at: at,
			updated_at: at,
			display_at: at,
			affected_components: null,
			deliver_notifications: true,
			custom_tweet: null,
			tweet_id: null,
		});
		const newest = resolved ? update('resolved', text, ended) : update('identified', text, minutesAgo(minutes / 2));
		return {
			id,
			name: title,
			impact: indicator,
			status: newest.status,
			created_at: started,
			started_at: started,
			updated_at: newest.created_at,
			monitoring_at: null,
			resolved_at: ended,
			page_id: this.id,
			shortlink: `${this.url}/incidents/${id}`,
			incident_updates: [newest, update('investigating', 'We are looking into it.', started)],
			components: this.components
				.filter((c) => components.includes(c))
				.map((c) => this.#component(c, this.components.indexOf(c))),
		};
	}

	#planned() {
		const { title, components } = this.#maintenance;
		const planned = this.#incident({ indicator: 'none', components, title, text: 'Planned work.', minutes: 20 });
		return {
			...planned,
			impact: 'maintenance',
			status: 'in_progress',
			scheduled_for: minutesAgo(20),
			scheduled_until: minutesAgo(-60),
		};
	}
}

/** Slack's status page, which lists only trouble. */
export class SlackPage {
	answer = 'well';
	#incidents = [];

	constructor() {
		Object.assign(this, { id: 'slack', name: 'Slack', category: 'Simulated', platform: 'slack' });
	}

	fail({ type = 'incident', title, text, services }) {
		const at = minutesAgo(15);
		this.#incidents = [
			{
				id: 901,
				title,
				type,
				status: 'active',
				url: `${this.url}/901`,
				services,
				date_created: at,
				date_updated: at,
				notes: [{ date_created: at, body: text }],
			},
		];
	}

	recover() {
		this.#incidents = [];
	}

	document(path) {
		if (path === '/api/v2.0.0/history') return [];
		if (path !== '/api/v2.0.0/current') return undefined;
		return {
			status: this.#incidents.length ? 'active' : 'ok',
			date_created: minutesAgo(20),
			date_updated: minutesAgo(15),
			active_incidents: this.#incidents,
		};
	}
}

/** All simulated pages of one test run. */
export class Internet {
	#servers = [];

	static async open(pages) {
		const internet = new Internet();
		internet.pages = pages;
		for (const [i, page] of pages.entries()) await internet.#serve(page, `127.0.1.${i + 1}`, 0);
		return internet;
	}

	page(id) {
		return this.pages.find((page) => page.id === id);
	}

	async #serve(page, host, port) {
		const server = createServer((request, response) => reply(page, request, response));
		server.listen(port, host).unref();
		await once(server, 'listening');
		page.url = `http://${host}:${server.address().port}`;
		page.answered = 0;
		this.#servers.push(server);
	}

	/** Shuts every page down: from now on connections are refused. */
	async close() {
		const servers = this.#servers.splice(0);
		await Promise.all(
			servers.map((server) => {
				const closed = once(server, 'close');
				server.close();
				server.closeAllConnections();
				return closed;
			}),
		);
	}

	/** Opens the pages again, at the addresses that they had. */
	async reopen() {
		await this.close();
		for (const page of this.pages) {
			const { hostname, port } = new URL(page.url);
			await this.#serve(page, hostname, Number(port));
		}
	}

	/** Writes the file for the flag --services. */
	writeServices(file) {
		// JSON is YAML.
		const lines = this.pages.map(
			({ id, name, category, platform, url }) => `  - ${JSON.stringify({ id, name, category, platform, url })}`,
		);
		writeFileSync(file, `services:\n${lines.join('\n')}\n`);
		return file;
	}
}

function reply(page, request, response) {
	page.answered++;
	const send = (status, type, body) => response.writeHead(status, { 'content-type': type }).end(body);
	const document = page.document(new URL(request.url, 'http://page').pathname);
	const json = JSON.stringify(document);
	switch (page.answer) {
		case 'nothing':
			return;
		case 'html':
			return send(200, 'text/html', '<!doctype html><title>Sign in</title><p>Please sign in.</p>');
		case 'missing':
			return send(404, 'text/html', '<h1>Not Found</h1>');
		case 'cut':
			return send(200, 'application/json', json?.slice(0, json.length / 2));
	}
	if (document === undefined) return send(404, 'application/json', '{"error":"not found"}');
	send(200, 'application/json', json);
}
