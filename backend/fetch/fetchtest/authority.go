// Package fetchtest stands in for the internet in tests: HTTPS servers on this computer, with certificates of an
// authority of its own.
package fetchtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// Authority issues certificates that only those who hold its Pool trust.
type Authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// Terms are what a certificate says. Their zero value means a good one.
type Terms struct {
	Host                string    // a name or an address; empty means the loopback addresses and localhost
	NotBefore, NotAfter time.Time // zero means yesterday and tomorrow
}

// NewAuthority returns a new Authority.
func NewAuthority() (*Authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("fetchtest: make the authority's key: %w", err)
	}
	template := template(Terms{})
	template.Subject.CommonName = "isServiceUp test authority"
	template.IsCA, template.BasicConstraintsValid, template.KeyUsage = true, true, x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, fmt.Errorf("fetchtest: sign the authority's certificate: %w", err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("fetchtest: read the authority's certificate: %w", err)
	}
	return &Authority{certificate: certificate, key: key}, nil
}

// PEM returns the authority's certificate.
func (a *Authority) PEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.certificate.Raw})
}

// Pool returns what a client must trust to trust the authority.
func (a *Authority) Pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.certificate)
	return pool
}

// Issue returns a certificate on the given terms.
func (a *Authority) Issue(terms Terms) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("fetchtest: make a key: %w", err)
	}
	der, err := x509.CreateCertificate(rand.Reader, template(terms), a.certificate, &key.PublicKey, a.key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("fetchtest: sign a certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}

func template(terms Terms) *x509.Certificate {
	t := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()),
		Subject:      pkix.Name{CommonName: "isServiceUp test server"},
		NotBefore:    terms.NotBefore,
		NotAfter:     terms.NotAfter,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if t.NotBefore.IsZero() {
		t.NotBefore = time.Now().Add(-24 * time.Hour)
	}
	if t.NotAfter.IsZero() {
		t.NotAfter = time.Now().Add(24 * time.Hour)
	}
	ip := net.ParseIP(terms.Host)
	switch {
	case terms.Host == "":
		t.DNSNames, t.IPAddresses = []string{"localhost"}, []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	case ip != nil:
		t.IPAddresses = []net.IP{ip}
	default:
		t.DNSNames = []string{terms.Host}
	}
	return t
}

// Serve starts an HTTPS server with HTTP/2 and a certificate on the given terms. It ends with the test, whatever its
// handlers do: their requests' contexts end first.
func (a *Authority) Serve(t testing.TB, terms Terms, handler http.Handler) *httptest.Server {
	t.Helper()
	certificate, err := a.Issue(terms)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(handler)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	server.EnableHTTP2 = true
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(func() {
		server.CloseClientConnections()
		if err := server.Config.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Errorf("close the server: %v", err)
		}
		server.Close()
	})
	return server
}
