package fetch

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"syscall"
)

// addressKind is how far an address reaches. A page may redirect only to an address of its own kind, so that no page
// on the internet makes us ask inside the user's network.
type addressKind uint8

// The kinds of address.
const (
	public addressKind = iota
	private
	linkLocal
	loopback
	kinds // how many there are
)

var addressKindNames = [...]string{public: "public", private: "private", linkLocal: "link-local", loopback: "loopback"}

// Blocks that are not on the internet and that netip does not count as private, and the prefix behind which IPv6
// networks reach IPv4 addresses.
var (
	sharedSpace  = netip.MustParsePrefix("100.64.0.0/10")
	benchmarking = netip.MustParsePrefix("198.18.0.0/15")
	nat64        = netip.MustParsePrefix("64:ff9b::/96")
)

func kindOf(ip netip.Addr) addressKind {
	ip = ip.Unmap().WithZone("")
	if nat64.Contains(ip) {
		bytes := ip.As16()
		ip = netip.AddrFrom4([4]byte(bytes[12:]))
	}
	switch {
	case ip.IsLoopback(), ip.IsUnspecified(): // connecting to "unspecified" reaches this computer
		return loopback
	case ip.IsLinkLocalUnicast(), ip.IsMulticast():
		return linkLocal
	case ip.IsPrivate(), sharedSpace.Contains(ip), benchmarking.Contains(ip):
		return private
	default:
		return public
	}
}

// kindOfAddress returns the kind of the address at the far end of conn.
func kindOfAddress(conn net.Conn) addressKind {
	if conn == nil {
		return public
	}
	at, err := netip.ParseAddrPort(conn.RemoteAddr().String())
	if err != nil {
		return public
	}
	return kindOf(at.Addr())
}

// kindOfName returns what a host name says by itself, without being resolved.
func kindOfName(host string) addressKind {
	if ip, err := netip.ParseAddr(host); err == nil {
		return kindOf(ip)
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return loopback
	}
	return public
}

// demand returns a check for a dialer that lets only addresses of one kind pass. It looks at the resolved address at
// the moment of dialling, so that a name that resolves to something else the second time gains nothing.
func demand(kind addressKind) func(network, address string, c syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("dial %q: %w", address, err)
		}
		if found := kindOf(at.Addr()); found != kind {
			return wrongKind(kind, found)
		}
		return nil
	}
}

func wrongKind(demanded, found addressKind) error {
	return &Error{Kind: Redirect, Err: fmt.Errorf("the page redirects from a %s to a %s address, which is not followed",
		addressKindNames[demanded], addressKindNames[found])}
}

// demandKey is the context's key for the kind of address that a redirected request may go to.
type demandKey struct{}

func withDemand(ctx context.Context, kind addressKind) context.Context {
	return context.WithValue(ctx, demandKey{}, kind)
}

func demandedKind(ctx context.Context) (kind addressKind, ok bool) {
	kind, ok = ctx.Value(demandKey{}).(addressKind)
	return kind, ok
}
