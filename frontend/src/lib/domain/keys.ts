/** What a key means in the window. */
export type Command = 'palette' | 'close' | 'monitor' | 'analytics' | 'search' | 'refresh' | 'keys' | 'nothing';

/** The part of a keyboard event that decides. */
export interface Key {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
}

const plain: Record<string, Command> = {
	'1': 'monitor',
	'2': 'analytics',
	'/': 'search',
	r: 'refresh',
	'?': 'keys',
};

/** What a key asks for; nothing where it is being typed into a text box or a dialog lies over the view. */
export function command(event: Key, { typing, covered }: { typing: boolean; covered: boolean }): Command | null {
	if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return 'palette';
	// A page would select all of itself, which a window never does.
	if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && !typing) return 'nothing';
	if (event.ctrlKey || event.metaKey || event.altKey) return null;
	if (event.key === 'Escape') return covered ? 'close' : null;
	return typing || covered ? null : (plain[event.key] ?? null);
}
