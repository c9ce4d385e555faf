import type { Frame, ServiceRow, Settings } from '../../domain/model';
import { WireError, type Events, type Wire } from '../types';
import { fakeAnalytics } from './analytics';
import { catalogue } from './catalogue';
import { changes } from './changes';
import { detail, strip } from './days';
import { details, history } from './details';
import { manySeeds, row, seeds } from './services';

const MINUTE = 60_000;
const never = new Promise<never>(() => undefined);

const defaults: Settings = {
	notifyFrom: 'degraded',
	notifyRecovery: true,
	notifyMaintenance: false,
	concurrency: 64,
	timeoutSeconds: 10,
	probeAddresses: ['1.1.1.1:443', '8.8.8.8:443'],
	retentionDays: 400,
	maxMegabytes: 200,
	zone: 'local',
	compact: false,
	colourBlind: false,
};

/**
 * A Go side that exists in the page only, so that the page can be seen in a plain browser.
 * ?state= chooses what it shows: issues (the default), calm, offline, first, many, demo, stale, notice, loading, error, no-past.
 * Of Analytics: no-log, demo-log, log-loading, log-error, and for an import workbook, slow, broken, missing (a column), order (of dates), mapped.
 */
export function fake(query: URLSearchParams): Wire {
	const state = query.get('state') ?? 'issues';
	const calm = state === 'calm';
	const began = Date.now();
	const readAgo = state === 'offline' || state === 'stale' ? 14 * MINUTE : calm ? 2 * MINUTE : 40_000;
	let settings = { ...defaults, compact: query.has('compact'), colourBlind: query.has('colour-blind') };
	let rows: ServiceRow[] = (state === 'many' ? manySeeds(300) : state === 'first' ? [] : seeds).map((seed, i) => ({
		...row(
			seed,
			began - (state === 'offline' ? readAgo : 0),
			calm,
			readAgo + ((i * 7) % 4) * 1000 - (state === 'offline' ? readAgo : 0),
		),
		stale: state === 'offline',
		demo: state === 'demo',
	}));
	let frame: Frame = {
		revision: 1,
		firstStart: state === 'first',
		demo: state === 'demo',
		notice:
			state === 'notice'
				? 'The database was damaged. It was set aside as isserviceup-2026-11-19.db and a new one begun.'
				: '',
		checking: false,
		done: 0,
		total: 0,
		checkedAt: state === 'first' ? 0 : began - readAgo,
		nextCheck: began + 24_000,
		offline: state === 'offline',
		offlineAt: state === 'offline' ? began - readAgo : 0,
		offlineDetails: state === 'offline' ? 'dial tcp 1.1.1.1:443: network is unreachable' : '',
		failure: state === 'failure' ? 'The readings of 14:12 could not be stored: the disk is full' : '',
		noNotifications: state === 'notice' ? 'no notification daemon runs on this desktop' : '',
	};
	const choices = new Map<string, string[]>();
	const handlers = new Map<keyof Events, Set<(payload: never) => void>>();

	function emit<E extends keyof Events>(event: E, payload: Events[E]): void {
		handlers.get(event)?.forEach((handler) => handler(payload as never));
	}
	function setFrame(part: Partial<Frame>): void {
		frame = { ...frame, ...part, revision: frame.revision + 1 };
		emit('frame', frame);
	}
	function setRow(id: string, part: Partial<ServiceRow>, announce = ''): void {
		const changed = { ...find(id), ...part };
		rows = rows.map((each) => (each.id === id ? changed : each));
		frame = { ...frame, revision: frame.revision + 1 };
		emit('row', { revision: frame.revision, row: changed, announce });
	}
	function find(id: string): ServiceRow {
		const found = rows.find((each) => each.id === id);
		if (!found) throw new WireError('not_found', `No service is called ${id}.`);
		return found;
	}
	/** Checks one service every 120 ms, as a real check trickles in. */
	async function check(): Promise<void> {
		if (frame.checking || rows.length === 0) return;
		setFrame({ checking: true, done: 0, total: rows.length });
		for (const [i, { id, level }] of rows.entries()) {
			await new Promise((resolve) => setTimeout(resolve, 120));
			if (!frame.offline)
				setRow(id, { checkedAt: Date.now(), ...(level === 'unknown' ? {} : { lastGoodAt: Date.now() }) });
			setFrame({ done: i + 1 });
		}
		setFrame({
			checking: false,
			checkedAt: frame.offline ? frame.checkedAt : Date.now(),
			nextCheck: Date.now() + 2 * MINUTE,
		});
	}
	function watch(ids: string[]): void {
		const known = new Map(seeds.map((seed) => [seed.id, seed]));
		rows = ids.map((id) => {
			const seed = known.get(id);
			const name = catalogue(new Set()).services.find((each) => each.id === id)?.name ?? id;
			return row(
				seed ?? {
					id,
					name,
					category: 'Other',
					platform: 'statuspage',
					site: `https://status.${id}.com`,
					calm: 'All 12 components',
				},
				Date.now(),
				calm,
				0,
			);
		});
		setFrame({ firstStart: false, checkedAt: Date.now() });
		emit('stale', undefined);
	}
	function simulate(demo: boolean): void {
		rows = seeds.map((seed) => ({ ...row(seed, Date.now(), false, 0), demo }));
		setFrame({ demo, firstStart: false, offline: false, checkedAt: Date.now() });
		emit('stale', undefined);
	}

	return {
		monitor: {
			state: async () => {
				if (state === 'loading') await never;
				if (state === 'error') throw new WireError('internal', 'The database could not be opened: the disk is full.');
				return { frame, rows };
			},
			days: async () => rows.map((each) => ({ id: each.id, days: strip(each, Date.now()) })),
			day: async (id, start) => detail(find(id), start, Date.now()),
			refresh: async () => void check(),
			setAutoRefresh: async (minutes) =>
				setFrame(frame.offline ? {} : { nextCheck: minutes ? Date.now() + minutes * MINUTE : 0 }),
			details: async (id) => details(find(id), choices.get(id) ?? []),
			history: async () => {
				await new Promise((resolve) => setTimeout(resolve, 400));
				if (state === 'no-past')
					throw new WireError('internal', 'Its page answered 503 to the question for its history.');
				return history(Date.now());
			},
			pin: async (id, pinned) => setRow(id, { pinned }),
			mute: async (id, mutedUntil) => setRow(id, { mutedUntil }),
			choose: async (id, chosen) => void choices.set(id, chosen),
			copyReport: async () => 'isServiceUp report',
			copyText: async () => undefined,
			openPage: async (url) => void window.open(url, '_blank', 'noopener'),
			startDemo: async () => simulate(true),
			stopDemo: async () => simulate(false),
		},
		services: {
			catalogue: async () => catalogue(new Set(rows.map((each) => each.id))),
			watch: async (ids) => watch(ids),
			add: async () => {
				throw new WireError('invalid', 'No status page that isServiceUp can read was found there.', 'address');
			},
		},
		preferences: {
			settings: async () => settings,
			save: async (changed) => {
				settings = changed;
			},
			changes: async (before, limit) => changes(began, before, limit),
			about: async () => ({
				version: '0.1.0',
				dataDir: '~/.local/share/isserviceup',
				database: 4_218_880,
				zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
			}),
			testNotification: async () => undefined,
		},
		analytics: fakeAnalytics(state, emit),
		on: (event, handler) => {
			const set = handlers.get(event) ?? new Set();
			handlers.set(event, set.add(handler));
			return () => void set.delete(handler);
		},
	};
}
