import { tick } from 'svelte';

/** What may lie over the view. */
export type Layer =
	| { kind: 'details'; id: string }
	| { kind: 'picker' }
	| { kind: 'changes' }
	| { kind: 'palette' }
	| { kind: 'keys' }
	/** The import of a file; note is what the user should know of how it came to be this one. */
	| { kind: 'import'; path: string; note: string }
	/** A file was dropped where it is not clear what it is for. */
	| { kind: 'dropped'; path: string; note: string };

/** The dialogs that are open, the topmost last. */
export class Layers {
	#open = $state.raw<readonly Layer[]>([]);
	/** What had the focus before the first layer; the view below is inert by the time a dialog could ask. */
	#opener: Element | null = null;

	get open(): readonly Layer[] {
		return this.#open;
	}

	/** Lays a dialog over the view and over those already there; one that is open already comes to the top. */
	show(layer: Layer): void {
		this.#set([...this.#open.filter((each) => each.kind !== layer.kind), layer]);
	}

	/** Lays a dialog in place of all others, as when the palette leads to one. */
	replace(layer: Layer): void {
		this.#set([layer]);
	}

	/** Takes the topmost dialog away. */
	closeTop(): void {
		this.#set(this.#open.slice(0, -1));
	}

	/** Takes a dialog away, wherever it lies. */
	close(layer: Layer): void {
		this.#set(this.#open.filter((each) => each !== layer));
	}

	#set(open: readonly Layer[]): void {
		if (this.#open.length === 0 && open.length > 0) this.#opener = document.activeElement;
		this.#open = open;
		if (open.length === 0) void this.#returnFocus();
	}

	async #returnFocus(): Promise<void> {
		await tick();
		if (this.#opener instanceof HTMLElement && this.#opener.isConnected) this.#opener.focus();
	}
}
