//go:build linux && (production || dev)

package bridge

/*
#cgo pkg-config: gtk+-3.0
#cgo !webkit2_41 pkg-config: webkit2gtk-4.0
#cgo webkit2_41 pkg-config: webkit2gtk-4.1
#include <stdint.h>
#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

extern void webProcessGone(uintptr_t guard);

// The page comes from this scheme only; "about:" is what a view holds before its first page.
static gboolean ours(const char *uri) {
	return uri == NULL || g_str_has_prefix(uri, "wails://") || g_str_has_prefix(uri, "about:");
}

static gboolean refuse_foreign(WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type, gpointer data) {
	if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE) {
		return FALSE;
	}
	WebKitNavigationAction *action = webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
	if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && ours(webkit_uri_request_get_uri(webkit_navigation_action_get_request(action)))) {
		return FALSE;
	}
	webkit_policy_decision_ignore(decision);
	return TRUE;
}

static gboolean load_again(gpointer view) {
	webkit_web_view_load_uri(WEBKIT_WEB_VIEW(view), "wails://wails/");
	return G_SOURCE_REMOVE;
}

// A page that kills its process at every load must not do so as fast as the machine can, hence the pause.
static void process_gone(WebKitWebView *view, WebKitWebProcessTerminationReason reason, gpointer guard) {
	webProcessGone((uintptr_t)guard);
	g_timeout_add_full(G_PRIORITY_DEFAULT, 500, load_again, g_object_ref(view), g_object_unref);
}

typedef struct {
	uintptr_t guard;
	gboolean found;
} search;

static void watch(GtkWidget *widget, gpointer data) {
	search *s = data;
	if (WEBKIT_IS_WEB_VIEW(widget)) {
		g_signal_connect(widget, "decide-policy", G_CALLBACK(refuse_foreign), NULL);
		g_signal_connect(widget, "web-process-terminated", G_CALLBACK(process_gone), (gpointer)s->guard);
		s->found = TRUE;
	} else if (GTK_IS_CONTAINER(widget)) {
		gtk_container_forall(GTK_CONTAINER(widget), watch, data);
	}
}

static gboolean find_view(gpointer guard) {
	// GTK draws what drops out of a select and the tooltips, which would be white over a dark page.
	g_object_set(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", TRUE, NULL);
	search s = {(uintptr_t)guard, FALSE};
	GList *windows = gtk_window_list_toplevels();
	for (GList *w = windows; w != NULL; w = w->next) {
		watch(GTK_WIDGET(w->data), &s);
	}
	g_list_free(windows);
	return s.found ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

// GTK may be touched from its own thread only. The window is there before its loop runs; a search each 10 ms is for
// the case that another version of Wails makes it later.
static void guard_view(uintptr_t guard) { g_timeout_add(10, find_view, (gpointer)guard); }
*/
import "C"

import "runtime/cgo"

// GuardWebView makes the window's web view refuse to leave the page of this program, which neither its content
// security policy nor Wails does, and load the page again when the process that draws it has died, after onCrash was
// called. Call it once, when the window starts; the guard lives as long as the process.
func GuardWebView(onCrash func()) {
	C.guard_view(C.uintptr_t(cgo.NewHandle(onCrash)))
}

//export webProcessGone
func webProcessGone(guard C.uintptr_t) {
	// In a goroutine: this is the thread that draws the window.
	go cgo.Handle(guard).Value().(func())()
}
