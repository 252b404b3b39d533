package renderer

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"cloud.google.com/go/storage"
	"google.golang.org/api/googleapi"
)

// Store keeps a picture under a name that is the hash of its bytes, so that
// storing one twice changes nothing.
type Store interface {
	Store(ctx context.Context, name string, png []byte) error
}

// storeTimeout bounds one store with all its retries.
const storeTimeout = 10 * time.Second

// bucket keeps pictures in Cloud Storage.
type bucket struct {
	handle *storage.BucketHandle
	name   string
}

func newBucket(ctx context.Context, name string) (*bucket, error) {
	client, err := storage.NewClient(ctx)
	if err != nil {
		return nil, fmt.Errorf("connecting to Cloud Storage: %w", err)
	}
	return &bucket{handle: client.Bucket(name), name: name}, nil
}

// Store creates the object. The precondition makes the client's own retries
// safe, and what is there already under this name is this very picture.
func (b *bucket) Store(ctx context.Context, name string, png []byte) error {
	ctx, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	w := b.handle.Object(name).If(storage.Conditions{DoesNotExist: true}).NewWriter(ctx)
	w.ContentType = "image/png"
	w.CacheControl = "public, max-age=31536000, immutable"
	w.ChunkSize = googleapi.MinUploadChunkSize // the default allocates 16 MiB a writer; 0 never retries
	if _, err := w.Write(png); err != nil {
		cancel() // Close would commit half a picture
		return errors.Join(b.failed(err), w.Close())
	}
	var answer *googleapi.Error
	err := w.Close()
	if errors.As(err, &answer) && answer.Code == http.StatusPreconditionFailed {
		return nil
	}
	return b.failed(err)
}

func (b *bucket) failed(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("storing in bucket %s: %w", b.name, err)
}

// storeStatus is the HTTP status of a failed store, or 0 where there was none.
func storeStatus(err error) int {
	var answer *googleapi.Error
	if errors.As(err, &answer) {
		return answer.Code
	}
	return 0
}
