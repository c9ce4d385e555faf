//go:build linux

package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
)

// watched is as many services as the first start watches.
const watched = 14

// simulate serves status pages without trouble on this machine and writes the services file that names them.
func simulate(file string) (path string, closePages func() error, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	var components []string
	for i := range 12 {
		components = append(components, fmt.Sprintf(`{"id":"c%d","name":"Component %d","status":"operational","group":false,"group_id":null}`, i, i))
	}
	summary := fmt.Sprintf(`{"page":{"id":"p","name":"Simulated"},"status":{"indicator":"none","description":"All good"},`+
		`"components":[%s],"incidents":[],"scheduled_maintenances":[]}`, strings.Join(components, ","))
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, summary)
	})}
	go server.Serve(listener)

	var services strings.Builder
	services.WriteString("services:\n")
	for i := range watched {
		fmt.Fprintf(&services, "  - {id: service-%d, name: Service %d, category: Simulated, platform: statuspage, url: \"http://%s/%d\"}\n",
			i, i, listener.Addr(), i)
	}
	return file, server.Close, os.WriteFile(file, []byte(services.String()), 0o600)
}
