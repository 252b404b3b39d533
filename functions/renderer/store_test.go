package renderer

import (
	"context"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// scripted is a bucket whose answers to uploads are given, the last one for
// ever. It returns the store and the count of tries.
func scripted(t *testing.T, answers ...int) (*bucket, *atomic.Int64, *http.Request) {
	t.Helper()
	var tries atomic.Int64
	last := &http.Request{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int(tries.Add(1))
		*last = *r
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		last.Body = io.NopCloser(strings.NewReader(string(body)))
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(answers[min(n, len(answers))-1])
		_, _ = io.WriteString(w, `{"name":"x","bucket":"pictures"}`)
	}))
	t.Cleanup(server.Close)
	t.Setenv("STORAGE_EMULATOR_HOST", server.URL)
	b, err := newBucket(t.Context(), "pictures")
	if err != nil {
		t.Fatal(err)
	}
	return b, &tries, last
}

func TestAPictureIsStoredOnceForEver(t *testing.T) {
	b, tries, last := scripted(t, 200)
	if err := b.Store(t.Context(), "abc.png", []byte("png")); err != nil {
		t.Fatal(err)
	}
	query := last.URL.Query()
	if tries.Load() != 1 || query.Get("ifGenerationMatch") != "0" {
		t.Errorf("%d tries, the last with %v: no precondition that it is absent", tries.Load(), query)
	}
	_, params, err := mime.ParseMediaType(last.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(last.Body, params["boundary"])
	meta, err := parts.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(meta)
	for _, want := range []string{`"name":"abc.png"`, `"contentType":"image/png"`, `"cacheControl":"public, max-age=31536000, immutable"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s is not in %s", want, text)
		}
	}
	data, err := parts.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	if png, _ := io.ReadAll(data); string(png) != "png" {
		t.Errorf("stored %q", png)
	}
}

func TestAPictureThatIsThereAlreadyIsStored(t *testing.T) {
	b, tries, _ := scripted(t, http.StatusPreconditionFailed)
	if err := b.Store(t.Context(), "abc.png", []byte("png")); err != nil || tries.Load() != 1 {
		t.Errorf("%d tries: %v", tries.Load(), err)
	}
}

func TestAStoreThatFailsForAWhileIsTriedAgain(t *testing.T) {
	b, tries, _ := scripted(t, 503, 429, 200)
	if err := b.Store(t.Context(), "abc.png", []byte("png")); err != nil || tries.Load() != 3 {
		t.Errorf("%d tries: %v", tries.Load(), err)
	}
}

func TestAStoreThatFailsForGoodNamesTheBucket(t *testing.T) {
	for _, status := range []int{401, 403, 404} {
		b, tries, _ := scripted(t, status)
		err := b.Store(t.Context(), "abc.png", []byte("png"))
		if err == nil || !strings.Contains(err.Error(), "pictures") || storeStatus(err) != status || tries.Load() != 1 {
			t.Errorf("%d: %d tries, %v", status, tries.Load(), err)
		}
	}
}

func TestAStoreEndsWithItsContext(t *testing.T) {
	b, _, _ := scripted(t, 503)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := b.Store(ctx, "abc.png", []byte("png")); err == nil {
		t.Error("a bucket that is away stored a picture")
	}
}
