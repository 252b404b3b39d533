package local

import (
	"fmt"
	"net"
	"strings"
)

// onFreePort calls start with an address of this machine that was free a moment
// ago, and with another one if somebody was quicker.
func onFreePort(start func(host string) error) (host string, err error) {
	for range 3 {
		if host, err = freeHost(); err != nil {
			return "", err
		}
		if err = start(host); err == nil || !strings.Contains(err.Error(), "address already in use") {
			return host, err
		}
	}
	return "", err
}

func freeHost() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("finding a free port: %w", err)
	}
	defer listener.Close()
	return listener.Addr().String(), nil
}
