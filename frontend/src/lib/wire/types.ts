import type * as model from '../domain/model';

/** What Go tells the page without being asked. */
export interface Events {
	frame: model.Frame;
	row: model.RowChange;
	stale: undefined;
}

/** Everything the page may ask of Go. Every call fails with a WireError. */
export interface Wire {
	monitor: {
		state(): Promise<model.State>;
		days(): Promise<model.ServiceDays[]>;
		day(id: string, start: number): Promise<model.DayDetail>;
		refresh(): Promise<void>;
		setAutoRefresh(minutes: number): Promise<void>;
		details(id: string): Promise<model.Details>;
		history(id: string): Promise<model.History>;
		pin(id: string, pinned: boolean): Promise<void>;
		mute(id: string, until: number): Promise<void>;
		choose(id: string, choices: string[]): Promise<void>;
		copyReport(format: 'text' | 'markdown'): Promise<string>;
		copyText(text: string): Promise<void>;
		openPage(url: string): Promise<void>;
		startDemo(): Promise<void>;
		stopDemo(): Promise<void>;
	};
	services: {
		catalogue(): Promise<model.Catalogue>;
		watch(ids: string[]): Promise<void>;
		/** Reads the status page at an address and adds it to the catalogue. */
		add(address: string): Promise<model.CatalogueService>;
	};
	preferences: {
		settings(): Promise<model.Settings>;
		save(settings: model.Settings): Promise<void>;
		changes(before: number, limit: number): Promise<model.Change[]>;
		about(): Promise<model.About>;
		testNotification(): Promise<void>;
	};
	/** Calls handler at each event of a name, until the function it returns is called. */
	on<E extends keyof Events>(event: E, handler: (payload: Events[E]) => void): () => void;
}

/** Why a call to Go failed. field names the input that is wrong; else it is empty. */
export class WireError extends Error {
	constructor(
		readonly code: string,
		message: string,
		readonly field = '',
	) {
		super(message);
		this.name = 'WireError';
	}
}
