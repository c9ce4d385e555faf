const focusable = 'a[href], button, input, select, textarea, [tabindex]:not([tabindex="-1"])';

/** Keeps a Tab within panel: from its last control to its first, and back. */
export function keepFocus(panel: HTMLElement, event: KeyboardEvent): void {
	const controls = [...panel.querySelectorAll<HTMLElement>(focusable)].filter(
		(each) => each.tabIndex >= 0 && each.offsetParent !== null,
	);
	const first = controls[0];
	const last = controls.at(-1);
	const at = document.activeElement;
	if (!first || !last) return;
	const leaves = event.shiftKey ? at === first || at === panel : at === last;
	if (!leaves) return;
	event.preventDefault();
	(event.shiftKey ? last : first).focus();
}
