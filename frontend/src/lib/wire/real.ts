import { lists, settled, within } from './call';
import { columns, savePicture } from './data';
import type { Events, Wire } from './types';
import * as Analytics from './wailsjs/go/bridge/Analytics';
import * as Monitor from './wailsjs/go/bridge/Monitor';
import * as Preferences from './wailsjs/go/bridge/Preferences';
import * as Services from './wailsjs/go/bridge/Services';
import { bridge } from './wailsjs/go/models';
import { EventsOn, OnFileDrop } from './wailsjs/runtime/runtime';

/** A generated type with its enums as the plain words they are, so that the compiler compares it with the model. */
type Plain<T> = T extends bridge.Level
	? `${T}`
	: T extends (infer E)[]
		? Plain<E>[]
		: T extends object
			? { [K in keyof T]: Plain<T[K]> }
			: T;

function call<T>(name: string, promise: Promise<T>): Promise<Plain<T>> {
	return within(name, promise as Promise<Plain<T>>);
}

/** A call that waits for the user in a dialog of the desktop. */
function ask<T>(promise: Promise<T>): Promise<Plain<T>> {
	return settled(promise as Promise<Plain<T>>);
}

const names: Record<keyof Events, bridge.EventName> = {
	frame: bridge.EventName.Frame,
	row: bridge.EventName.Row,
	stale: bridge.EventName.Stale,
	log: bridge.EventName.Log,
	import: bridge.EventName.Import,
	dropped: bridge.EventName.Dropped,
};

/** The Go side, through what Wails binds to the window. */
export const real: Wire = {
	monitor: {
		state: () => call('State', Monitor.State()),
		days: () => call('Days', Monitor.Days()),
		day: (id, start) => call('Day', Monitor.Day(id, start)),
		refresh: () => call('Refresh', Monitor.Refresh()),
		setAutoRefresh: (minutes) => call('SetAutoRefresh', Monitor.SetAutoRefresh(minutes)),
		details: (id) => call('Details', Monitor.Details(id)),
		history: (id) => call('History', Monitor.History(id)),
		pin: (id, pinned) => call('Pin', Monitor.Pin(id, pinned)),
		mute: (id, until) => call('Mute', Monitor.Mute(id, until)),
		choose: (id, choices) => call('Choose', Monitor.Choose(id, choices)),
		copyReport: (format) => call('CopyReport', Monitor.CopyReport(format)),
		copyText: (text) => call('CopyText', Monitor.CopyText(text)),
		openPage: (url) => call('OpenPage', Monitor.OpenPage(url)),
		startDemo: () => call('StartDemo', Monitor.StartDemo()),
		stopDemo: () => call('StopDemo', Monitor.StopDemo()),
	},
	services: {
		catalogue: () => call('Catalogue', Services.Catalogue()),
		watch: (ids) => call('Watch', Services.Watch(ids)),
		add: (address) => call('Add', Services.Add(address)),
	},
	preferences: {
		settings: () => call('Settings', Preferences.Settings()),
		save: (settings) => call('Save', Preferences.Save(settings as bridge.Settings)),
		changes: (before, limit) => call('Changes', Preferences.Changes(before, limit)),
		about: () => call('About', Preferences.About()),
		testNotification: () => call('TestNotification', Preferences.TestNotification()),
	},
	analytics: {
		log: () => call('Log', Analytics.Log()),
		columns,
		loadDemo: () => call('LoadDemo', Analytics.LoadDemo()),
		endDemo: () => call('EndDemo', Analytics.EndDemo()),
		undoImport: () => call('UndoImport', Analytics.UndoImport()),
		clearLog: () => call('ClearLog', Analytics.ClearLog()),
		pickLog: () => ask(Analytics.PickLog()),
		startImport: (path, choices) => call('StartImport', Analytics.StartImport(path, choices)),
		preview: (id) => call('Preview', Analytics.Preview(id)),
		rejected: (id, offset, limit) => call('Rejected', Analytics.Rejected(id, offset, limit)),
		saveRejected: (id) => ask(Analytics.SaveRejected(id)),
		import: (id, mode) => call('Import', Analytics.Import(id, mode)),
		cancelImport: (id) => call('CancelImport', Analytics.CancelImport(id)),
		export: (format, filter) => ask(Analytics.Export(format, filter)),
		saveTemplate: () => ask(Analytics.SaveTemplate()),
		savePicture,
	},
	on: (event, handler) => {
		// On Windows Go learns the paths of dropped files only where the page listens as well.
		if (event === 'dropped') OnFileDrop(() => undefined, false);
		return EventsOn(names[event], (payload) => handler(lists(payload)));
	},
};
