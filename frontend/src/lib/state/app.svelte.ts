import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { MUTED_FOR_GOOD, isMuted, mutedFor } from '../domain/mute';
import type { ServiceRow } from '../domain/model';
import type { Wire } from '../wire';
import type { AnalyticsState } from './analytics.svelte';
import { Clock } from './clock.svelte';
import { Importing } from './importing.svelte';
import { IssuesState } from './issues.svelte';
import { Layers } from './layers.svelte';
import { ListState } from './list.svelte';
import { MonitorState } from './monitor.svelte';
import { Preferences } from './preferences.svelte';
import { Refresh } from './refresh.svelte';
import { Toasts } from './toasts.svelte';

/** The views; settings has no tab. */
export type View = 'monitor' | 'analytics' | 'settings';

/** The state of the whole page, built once, and the things a user does that more than one view offers. */
export class AppState {
	readonly wire: Wire;
	readonly clock = new Clock();
	readonly toasts = new Toasts();
	readonly layers = new Layers();
	readonly issues = new IssuesState();
	/** What the user has been told and has put away. Kept here, because a view forgets when another takes its place. */
	readonly understood = new SvelteSet<string>();
	readonly preferences: Preferences;
	readonly refresh: Refresh;
	readonly monitor: MonitorState;
	readonly list: ListState;
	readonly importing: Importing;
	readonly storage: Storage;
	/** The state of Analytics, from the first visit of its view on: until then nothing of it is loaded. */
	analytics: AnalyticsState | undefined;
	#view = $state<View>('monitor');

	constructor(wire: Wire, storage: Storage) {
		this.wire = wire;
		this.storage = storage;
		this.preferences = new Preferences(wire);
		this.refresh = new Refresh(wire, storage);
		this.monitor = new MonitorState(wire, {
			announce: (sentence) => this.toasts.say(sentence),
			news: () => this.clock.touch(),
		});
		this.list = new ListState(() => this.monitor.rows);
		this.importing = new Importing(wire, {
			layers: this.layers,
			toasts: this.toasts,
			attempt: (call) => this.attempt(call),
			logIsOpen: () => this.#view === 'analytics',
			openLog: () => this.show('analytics'),
		});
	}

	get view(): View {
		return this.#view;
	}
	show(view: View): void {
		this.#view = view;
	}

	/** Reads what there is and keeps up, until the function it returns is called. */
	start(): () => void {
		const stop = [this.clock.start(), this.monitor.start(), this.importing.start()];
		void this.attempt(this.refresh.start());
		void this.attempt(this.preferences.load());
		return () => stop.forEach((each) => each());
	}

	/** Waits for a call and tells the user where it fails; the result is undefined then. */
	async attempt<T>(call: Promise<T>): Promise<T | undefined> {
		try {
			return await call;
		} catch (cause) {
			this.toasts.show((cause as Error).message);
			return undefined;
		}
	}

	check(): void {
		void this.attempt(this.wire.monitor.refresh());
	}

	openPage(url: string): void {
		void this.attempt(this.wire.monitor.openPage(url));
	}

	async copy(text: string, what: string): Promise<void> {
		const done = await this.attempt(this.wire.monitor.copyText(text).then(() => true));
		if (done) this.toasts.show(`${what} copied`);
	}

	async copyReport(): Promise<void> {
		const text = await this.attempt(this.wire.monitor.copyReport('text'));
		if (text !== undefined) {
			this.toasts.show('Report copied as text', { text: 'Copy as Markdown', run: () => void this.#copyMarkdown() });
		}
	}

	async #copyMarkdown(): Promise<void> {
		const text = await this.attempt(this.wire.monitor.copyReport('markdown'));
		if (text !== undefined) this.toasts.show('Report copied as Markdown');
	}

	async pin(row: ServiceRow): Promise<void> {
		await this.attempt(this.wire.monitor.pin(row.id, !row.pinned));
		this.list.settle();
	}

	/** Mutes a service until told otherwise, or ends that. */
	async mute(row: ServiceRow): Promise<void> {
		await this.muteFor(row, isMuted(row, this.clock.now) ? 0 : MUTED_FOR_GOOD);
	}

	/** Mutes a service for a span in milliseconds; 0 ends it. */
	async muteFor(row: ServiceRow, span: number): Promise<void> {
		const set = (time: number) => this.attempt(this.wire.monitor.mute(row.id, time).then(() => true));
		if (!(await set(span && Date.now() + span))) return;
		const text = span === 0 ? `${row.name} notifies again` : `${row.name} is ${mutedFor(span)}`;
		this.toasts.show(text, { text: 'Undo', run: () => void this.#undo(set(row.mutedUntil)) });
	}

	async #undo(call: Promise<unknown>): Promise<void> {
		this.toasts.dismiss();
		await call;
	}

	/** Switches between the real services and simulated ones. */
	async demo(on: boolean): Promise<void> {
		const { startDemo, stopDemo } = this.wire.monitor;
		await this.attempt(on ? startDemo() : stopDemo());
		await this.monitor.pull();
	}
}

/** Hands the state down the tree of components: useApp takes it, provideApp gives it. */
export const [useApp, provideApp] = createContext<AppState>();
