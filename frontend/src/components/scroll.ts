/**
 * Keeps what is below an element where it stands on the screen, when the element grows or shrinks out of sight above.
 * Browsers do this themselves, WebKit does not; theirs is switched off in the style sheet so that it is done once.
 */
export function keepScroll(element: HTMLElement): () => void {
	let height = element.offsetHeight;
	const observer = new ResizeObserver(() => {
		const by = element.offsetHeight - height;
		height = element.offsetHeight;
		if (by !== 0 && element.getBoundingClientRect().bottom - by < 0) window.scrollBy(0, by);
	});
	observer.observe(element);
	return () => observer.disconnect();
}
