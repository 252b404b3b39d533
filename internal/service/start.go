package service

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"sync"
)

// Build makes a function's handler as the environment configures it. Its error
// names every wrong setting.
type Build func(context.Context) (http.Handler, error)

// Function is the handler to register with the Functions Framework under name.
// Where the framework starts that very function (FUNCTION_TARGET) it is built at
// once, so that a wrong setting stops the start and not the first request;
// anywhere else it is built when it is first called.
func Function(name string, build Build) http.HandlerFunc {
	handler := sync.OnceValue(build.must)
	if os.Getenv("FUNCTION_TARGET") == name {
		handler()
	}
	return func(w http.ResponseWriter, r *http.Request) { handler().ServeHTTP(w, r) }
}

// Main builds the handler and serves it as [Serve] does. It is the whole of a
// program that serves one function alone.
func Main(build Build) {
	exitOn(Serve(build.must()))
}

func (b Build) must() http.Handler {
	h, err := b(context.Background())
	exitOn(err)
	return h
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
