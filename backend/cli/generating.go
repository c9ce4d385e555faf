//go:build bindings

package cli

// generating is true in the build that writes the page's types: it runs main, opens no window and needs no display.
const generating = true
