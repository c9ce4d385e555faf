// Package bridge is what the page may call: one bound struct a view, with methods of a few lines.
package bridge
