package local

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

func TestAClientSendsACommandAndFetchesItsPicture(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{})
	client := Client{URL: s.URL()}
	out, err := client.Send(t.Context(), Command{Name: command.Name, Options: []discordapi.Option{discordtest.Option("seed", "moon")}})
	if err != nil {
		t.Fatal(err)
	}
	if out.State != discordtest.Edited || len(out.Pictures) != 1 || out.Pictures[0].Description == "" {
		t.Fatalf("outcome = %+v, want one described picture", out)
	}
	if out.Acknowledged <= 0 || out.Total < out.Acknowledged {
		t.Errorf("acknowledged in %v, done in %v", out.Acknowledged, out.Total)
	}
	picture, err := client.Fetch(t.Context(), out.Pictures[0])
	if err != nil || len(picture) != out.Pictures[0].Bytes || !bytes.HasPrefix(picture, []byte("\x89PNG")) {
		t.Errorf("fetched %d bytes, %v, want %d of a PNG", len(picture), err, out.Pictures[0].Bytes)
	}
}

func TestAWrongCommandIsAnsweredWithASentence(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{})
	out, err := Client{URL: s.URL()}.Send(t.Context(), Command{
		Name:    command.Name,
		Options: []discordapi.Option{discordtest.Option("symmetry", 1000)},
	})
	if err != nil || out.State != discordtest.Replied || out.Content == "" || len(out.Pictures) != 0 {
		t.Errorf("outcome = %+v, %v, want a sentence and no picture", out, err)
	}
}

func TestOnlyJSONIsTaken(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{})
	tests := []struct {
		name, kind, body string
		want             int
	}{
		{"what a form of a web page can post is refused", "text/plain", `{"name":"mando"}`, http.StatusUnsupportedMediaType},
		{"what is not JSON is refused", "application/json", `name=mando`, http.StatusBadRequest},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			resp, err := http.Post(s.URL()+"/stack/commands", tt.kind, strings.NewReader(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			if resp.StatusCode != tt.want {
				t.Errorf("answered %d, want %d", resp.StatusCode, tt.want)
			}
		})
	}
	if all := s.Discord().Messages(); len(cards(all)) != 0 {
		t.Errorf("%d messages came of it", len(cards(all)))
	}
}
