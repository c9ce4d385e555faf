#!/usr/bin/python3
"""A window from which files can be dragged, as from a file manager. usage: drag.py FILE…"""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402  the versions come first

addresses = [pathlib.Path(name).absolute().as_uri() for name in sys.argv[1:]]
window = Gtk.Window(title="files to drag", type_hint=Gdk.WindowTypeHint.UTILITY)
window.set_default_size(160, 120)
files = Gtk.EventBox()
files.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
files.drag_source_add_uri_targets()
files.connect("drag-data-get", lambda _widget, _drag, data, _info, _time: data.set_uris(addresses))
window.add(files)
window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()
