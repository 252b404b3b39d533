package local

import (
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/fsouza/fake-gcs-server/fakestorage"
)

// bucketName is the bucket of the pictures.
const bucketName = "mando-pictures"

// bucket is a Cloud Storage in memory with one bucket.
type bucket struct {
	host    string // host:port, what STORAGE_EMULATOR_HOST is set to
	storage *fakestorage.Server
	server  *http.Server
}

func startBucket() (*bucket, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("starting the bucket: %w", err)
	}
	host := listener.Addr().String()
	storage, err := fakestorage.NewServerWithOptions(fakestorage.Options{
		NoListener:  true, // its own listens before its public host can be set
		Scheme:      "http",
		ExternalURL: "http://" + host, // where it sends resumable uploads
		PublicHost:  host,             // where objects are read as /BUCKET/OBJECT
	})
	if err != nil {
		return nil, fmt.Errorf("starting the bucket: %w", err)
	}
	storage.CreateBucketWithOpts(fakestorage.CreateBucketOpts{Name: bucketName})
	b := &bucket{
		host:    host,
		storage: storage,
		server:  &http.Server{Handler: storage.HTTPHandler(), ReadHeaderTimeout: 5 * time.Second},
	}
	go func() { _ = b.server.Serve(listener) }()
	return b, nil
}

func (b *bucket) close() {
	_ = b.server.Close()
	b.storage.Stop()
}
