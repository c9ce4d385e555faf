/** What may lie over the view. */
export type Layer =
	{ kind: 'details'; id: string } | { kind: 'picker' } | { kind: 'changes' } | { kind: 'palette' } | { kind: 'keys' };

/** The dialogs that are open, the topmost last. */
export class Layers {
	#open = $state.raw<Layer[]>([]);

	get open(): readonly Layer[] {
		return this.#open;
	}

	/** Lays a dialog over the view and over those already there; one that is open already comes to the top. */
	show(layer: Layer): void {
		this.#open = [...this.#open.filter((each) => each.kind !== layer.kind), layer];
	}

	/** Lays a dialog in place of all others, as when the palette leads to one. */
	replace(layer: Layer): void {
		this.#open = [layer];
	}

	close(layer: Layer): void {
		this.#open = this.#open.filter((each) => each !== layer);
	}
}
