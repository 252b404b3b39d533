package discordapi

import (
	"fmt"
	"strings"
	"testing"
)

// What the receiver does for every request: verify, decode.
func BenchmarkVerifyAndDecode(b *testing.B) {
	key := newKey(b)
	v := newVerifier(b, key)
	for _, size := range []int{0, 1 << 10, 60 << 10} {
		body := []byte(`{"type":2,"id":"1536343356211200017","application_id":"1","token":"` + strings.Repeat("t", 200) +
			`","guild":{"features":["` + strings.Repeat("x", size) + `"]},"data":{"name":"mando","options":[{"name":"seed","type":3,"value":"moon"}]}}`)
		r := sign(key, unix(signedAt), body)
		b.Run(fmt.Sprintf("bytes=%d", len(body)), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				if err := v.Verify(r.header, r.body); err != nil {
					b.Fatal(err)
				}
				if _, err := DecodeInteraction(r.body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkVerify(b *testing.B) {
	key := newKey(b)
	v := newVerifier(b, key)
	good, bad := sign(key, unix(signedAt), awkward), sign(newKey(b), unix(signedAt), awkward)
	stale := sign(key, "1", awkward)
	for name, r := range map[string]signed{"right": good, "wrong": bad, "stale": stale} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = v.Verify(r.header, r.body)
			}
		})
	}
}

func BenchmarkDecodeExamples(b *testing.B) {
	for name, body := range examples(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				if _, err := DecodeInteraction(body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
