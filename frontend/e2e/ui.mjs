// Finds things in the page by what assistive technology calls them. Runs inside the page of a real window, where no
// test library can be loaded: it covers what the few tests there need.

/** An expression that is the element with this role and name, or undefined. */
export const element = (role, name) => `(() => {
	const roles = { button: 'button, [role=button]', region: 'section[aria-label], section[aria-labelledby], [role=region]', dialog: 'dialog[open], [role=dialog]' };
	const name = (e) => e.getAttribute('aria-label') ?? (e.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim() ?? '';
	const shown = (e) => e.getClientRects().length > 0;
	return [...document.querySelectorAll(roles[${JSON.stringify(role)}])].find((e) => shown(e) && (name(e) || e.textContent.trim()) === ${JSON.stringify(name)});
})()`;

/** An expression that is the middle of that element. */
export const middle = (role, name) => `(() => {
	const box = ${element(role, name)}?.getBoundingClientRect();
	return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
})()`;

/** An expression that is the text of the region with this name, or undefined. */
export const text = (name) => `${element('region', name)}?.innerText`;
