/**
 * Whether the accordion of issues is open. Closed by hand it stays closed for the same services, and opens again when
 * another one falls ill.
 */
export class IssuesState {
	#closedFor = $state.raw<ReadonlySet<string> | null>(null);

	/** Whether it is open while these services have problems. */
	isOpen(problems: readonly string[]): boolean {
		const closed = this.#closedFor;
		return !closed || problems.some((id) => !closed.has(id));
	}

	toggle(problems: readonly string[]): void {
		this.#closedFor = this.isOpen(problems) ? new Set(problems) : null;
	}

	/** Forgets the services that recovered, so that they count as new when they fail again. */
	settle(problems: readonly string[]): void {
		if (!this.#closedFor) return;
		const still = problems.filter((id) => this.#closedFor?.has(id));
		if (still.length < this.#closedFor.size) this.#closedFor = new Set(still);
	}
}
