package check

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// probeTimeout is what one connection of a probe may take.
const probeTimeout = 2 * time.Second

// Probe tells whether there is a network, independently of any status page.
type Probe interface {
	Online(ctx context.Context) bool
}

// DefaultProbeAddresses returns the addresses that Network tries unless told others: public name servers that many
// networks serve from nearby.
func DefaultProbeAddresses() []string {
	return []string{"1.1.1.1:443", "8.8.8.8:443", "9.9.9.9:443", "[2606:4700:4700::1111]:443"}
}

// Network is the Probe of the real network. Its zero value is good.
type Network struct {
	// Addresses are host:port pairs; the network is there where one of them takes a connection. Nil means
	// DefaultProbeAddresses.
	Addresses []string
	// Proxy picks the proxy of a request; nil means the environment's. Where there is one, it alone is tried:
	// nothing else needs to be reachable.
	Proxy func(*http.Request) (*url.URL, error)
}

// Online tells whether the network is there. It takes two seconds at most, and none where there is no route.
func (n Network) Online(ctx context.Context) bool {
	addresses := n.Addresses
	if len(addresses) == 0 {
		addresses = DefaultProbeAddresses()
	}
	if proxy := n.proxy(addresses[0]); proxy != "" {
		addresses = []string{proxy}
	} else if !hasRoute(ctx, addresses) {
		return false
	}
	return anyConnects(ctx, addresses)
}

// proxy returns the host:port of the proxy through which address would be asked; empty where there is none.
func (n Network) proxy(address string) string {
	pick := n.Proxy
	if pick == nil {
		pick = http.ProxyFromEnvironment
	}
	proxy, err := pick(&http.Request{URL: &url.URL{Scheme: "https", Host: address}})
	if err != nil || proxy == nil {
		return ""
	}
	if proxy.Port() != "" {
		return proxy.Host
	}
	ports := map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}
	return net.JoinHostPort(proxy.Hostname(), ports[proxy.Scheme])
}

// hasRoute tells whether the computer knows a way to any of addresses. Connecting a UDP socket sends no packet.
func hasRoute(ctx context.Context, addresses []string) bool {
	var dialer net.Dialer
	for _, a := range addresses {
		if conn, err := dialer.DialContext(ctx, "udp", a); err == nil {
			_ = conn.Close()
			return true
		}
	}
	return false
}

// anyConnects tells whether any of addresses takes a connection in time.
func anyConnects(ctx context.Context, addresses []string) bool {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	var dialers sync.WaitGroup
	connected := make(chan struct{}, len(addresses))
	for _, a := range addresses {
		dialers.Go(func() {
			var dialer net.Dialer
			conn, err := dialer.DialContext(ctx, "tcp", a)
			if err != nil {
				return
			}
			_ = conn.Close()
			connected <- struct{}{}
			cancel()
		})
	}
	dialers.Wait()
	return len(connected) > 0
}
