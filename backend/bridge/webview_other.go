//go:build !linux || !(production || dev)

package bridge

// GuardWebView does nothing here: WebView2 and WKWebView bring their page back themselves, and a build without a
// window has none.
func GuardWebView(onCrash func()) {}
