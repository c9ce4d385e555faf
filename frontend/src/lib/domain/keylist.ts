/** The list of keys, as it is shown. What each does is decided where it is heard. */

/** Keys that belong together. */
export interface KeyGroup {
	title: string;
	keys: { keys: string[]; does: string }[];
}

/** Every key of the window; the palette's first key has another name on a Mac. */
export function keyList(mac: boolean): KeyGroup[] {
	return [
		{
			title: 'Everywhere',
			keys: [
				{ keys: [mac ? 'Cmd' : 'Ctrl', 'K'], does: 'Find a service or an action' },
				{ keys: ['1'], does: 'Monitor' },
				{ keys: ['2'], does: 'Analytics' },
				{ keys: ['/'], does: 'Search in the view' },
				{ keys: ['R'], does: 'Refresh now' },
				{ keys: ['?'], does: 'This list' },
				{ keys: ['Esc'], does: 'Close what lies on top' },
			],
		},
		{
			title: 'In the list of services',
			keys: [
				{ keys: ['↑', '↓'], does: 'Another service' },
				{ keys: ['Home', 'End'], does: 'The first, the last' },
				{ keys: ['←', '→'], does: 'A day of its strip' },
				{ keys: ['Enter'], does: 'Its details' },
				{ keys: ['P'], does: 'Pin it, or unpin it' },
				{ keys: ['M'], does: 'Mute it, or unmute it' },
			],
		},
		{
			title: 'On an incident',
			keys: [
				{ keys: ['Enter'], does: 'The details of its service' },
				{ keys: ['O'], does: 'Its page in the browser' },
			],
		},
		{
			title: 'In the tree of components',
			keys: [
				{ keys: ['↑', '↓'], does: 'Another component' },
				{ keys: ['→', '←'], does: 'Open a group, close it' },
				{ keys: ['Space'], does: 'Tick it, while choosing' },
			],
		},
		{
			title: 'In Analytics',
			keys: [
				{ keys: ['←', '→'], does: 'Another bar of the trend' },
				{ keys: ['Shift', '→'], does: 'Several bars' },
				{ keys: ['Enter'], does: 'Filter by them, or by a service' },
				{ keys: ['Esc'], does: 'Clear the last filter' },
			],
		},
	];
}
