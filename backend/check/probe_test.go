package check_test

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"testing"

	"isserviceup/backend/check"
)

func TestNetwork(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	open, shut := listener.Addr().String(), closed.Addr().String()
	const noRoute = "255.255.255.255:443" // the system refuses to connect to a broadcast address
	for _, test := range []struct {
		name      string
		addresses []string
		proxy     string
		want      bool
	}{
		{"one answers", []string{shut, open}, "", true},
		{"none answers", []string{shut, shut}, "", false},
		{"no route", []string{noRoute}, "", false},
		{"a proxy answers", []string{noRoute}, "http://" + open, true},
		{"a proxy does not", []string{open}, "http://" + shut, false},
		{"a proxy without a port", []string{open}, "socks5://127.0.0.1", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			network := check.Network{Addresses: test.addresses, Proxy: func(*http.Request) (*url.URL, error) {
				if test.proxy == "" {
					return nil, nil
				}
				return url.Parse(test.proxy)
			}}
			if got := network.Online(t.Context()); got != test.want {
				t.Errorf("online is %t, want %t", got, test.want)
			}
		})
	}
}

func TestNetworkEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if (check.Network{}).Online(ctx) {
		t.Error("online although nobody wants to know any more")
	}
}
