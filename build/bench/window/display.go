//go:build linux

package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strings"
)

// display is a connection to an X server that speaks the four requests needed to see what a screen shows. A library
// would bring more code than this, and a program in another language another dependency.
type display struct {
	conn net.Conn
	root uint32
}

// window is where a window lies on the screen.
type window struct {
	x, y          int16
	width, height uint16
}

var order = binary.LittleEndian

// The requests, by the protocol's numbers.
const (
	getWindowAttributes = 3
	getGeometry         = 14
	queryTree           = 15
	getImage            = 73
)

// dial connects to the display with that name, such as ":1".
func dial(name string) (*display, error) {
	number, _, _ := strings.Cut(strings.TrimPrefix(name, ":"), ".")
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+number)
	if err != nil {
		return nil, err
	}
	if _, err := conn.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err != nil {
		return nil, err
	}
	head := make([]byte, 8)
	if _, err := io.ReadFull(conn, head); err != nil {
		return nil, err
	}
	body := make([]byte, 4*int(order.Uint16(head[6:])))
	if _, err := io.ReadFull(conn, body); err != nil {
		return nil, err
	}
	if head[0] != 1 {
		return nil, fmt.Errorf("the X server refused the connection: %s", body)
	}
	vendor := (int(order.Uint16(body[16:])) + 3) / 4 * 4
	formats := 8 * int(body[21])
	return &display{conn, order.Uint32(body[32+vendor+formats:])}, nil
}

// ask sends a request and returns its reply; ok is false where the server answers with an error, as it does for a
// window that has just gone.
func (d *display) ask(opcode, data byte, arguments ...uint32) (reply []byte, ok bool, err error) {
	request := []byte{opcode, data, 0, 0}
	order.PutUint16(request[2:], uint16(1+len(arguments)))
	for _, a := range arguments {
		request = order.AppendUint32(request, a)
	}
	if _, err := d.conn.Write(request); err != nil {
		return nil, false, err
	}
	reply = make([]byte, 32)
	if _, err := io.ReadFull(d.conn, reply); err != nil {
		return nil, false, err
	}
	if reply[0] != 1 {
		return nil, false, nil
	}
	more := make([]byte, 4*int(order.Uint32(reply[4:])))
	_, err = io.ReadFull(d.conn, more)
	return append(reply, more...), true, err
}

// largest returns the place of the largest window that is shown, if one is large enough to be a program's.
func (d *display) largest() (window, bool, error) {
	var largest window
	tree, ok, err := d.ask(queryTree, 0, d.root)
	if err != nil || !ok {
		return largest, false, err
	}
	for i := range int(order.Uint16(tree[16:])) {
		id := order.Uint32(tree[32+4*i:])
		const viewable = 2
		attributes, ok, err := d.ask(getWindowAttributes, 0, id)
		if err != nil {
			return largest, false, err
		}
		if !ok || attributes[26] != viewable {
			continue
		}
		g, ok, err := d.ask(getGeometry, 0, id)
		if err != nil {
			return largest, false, err
		}
		if ok && order.Uint16(g[16:]) > largest.width {
			largest = window{int16(order.Uint16(g[12:])), int16(order.Uint16(g[14:])), order.Uint16(g[16:]), order.Uint16(g[18:])}
		}
	}
	return largest, largest.width > 400, nil
}

// shows tells whether the bar at the top of the largest window has a pixel of that colour.
func (d *display) shows(colour uint32) (bool, error) {
	w, ok, err := d.largest()
	if err != nil || !ok {
		return false, err
	}
	const bar = 24 // the middle of the bar, in pixels from the top
	const pixmap = 2
	place := uint32(uint16(w.x)) | uint32(uint16(w.y+bar))<<16
	size := uint32(w.width) | 1<<16
	image, ok, err := d.ask(getImage, pixmap, d.root, place, size, 0xffffffff)
	if err != nil || !ok {
		return false, err
	}
	for pixels := image[32:]; len(pixels) >= 4; pixels = pixels[4:] {
		if order.Uint32(pixels)&0xffffff == colour {
			return true, nil
		}
	}
	return false, nil
}
