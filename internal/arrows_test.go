// Package internal_test holds the arrows between the packages of this project:
// who may import whom, and what a package must never link.
package internal_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const project = "github.com/mandobot/mando/"

// arrows are the packages of this project that each one may link, itself left
// out.
var arrows = map[string][]string{
	"internal/mandala":                nil,
	"internal/mandala/pdf":            {"internal/mandala"},
	"internal/discordapi":             nil,
	"internal/discordapi/discordtest": {"internal/discordapi"},
	"internal/service":                nil,
	"internal/job":                    {"internal/mandala", "internal/discordapi"},
	"internal/command":                {"internal/job", "internal/mandala", "internal/discordapi"},
	"functions/receiver":              {"internal/command", "internal/job", "internal/mandala", "internal/discordapi", "internal/service"},
	"functions/receiver/cmd":          {"functions/receiver", "internal/command", "internal/job", "internal/mandala", "internal/discordapi", "internal/service"},
	"functions/renderer":              {"internal/command", "internal/job", "internal/mandala", "internal/discordapi", "internal/service"},
	"functions/renderer/cmd":          {"functions/renderer", "internal/command", "internal/job", "internal/mandala", "internal/discordapi", "internal/service"},
}

// bans are modules that a package must not link, each with its reason.
var bans = []struct{ from, to, reason string }{
	{"internal/mandala", "cloud.google.com/", "a picture knows nothing of the cloud"},
	{"internal/mandala", "net/http", "a picture is made without a network"},
	{"internal/mandala", "github.com/jung-kurt/", "PDF is for the command alone: the functions must not link it"},
	{"internal/discordapi", "cloud.google.com/", "Discord's wire knows nothing of the cloud"},
	{"internal/discordapi", "github.com/", "Discord's wire is the standard library only"},
	{"internal/discordapi/discordtest", "testing", "mando dev links the fake too"},
	{"functions/receiver", "cloud.google.com/go/storage", "the receiver reads no bucket"},
	{"functions/renderer", "cloud.google.com/go/pubsub", "the renderer is pushed to and publishes nothing"},
	{"functions/renderer", "github.com/jung-kurt/", "PDF is for the command alone"},
	{"cmd/mando", project + "functions/", "the command runs the functions as processes"},
}

// deps lists all that the package links, itself included.
func deps(t *testing.T, path string) []string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", project+path).Output()
	if err != nil {
		t.Fatalf("go list -deps %s: %v", path, err)
	}
	return strings.Fields(string(out))
}

func needWorkspace(t *testing.T) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "env", "GOWORK").Output()
	if work := strings.TrimSpace(string(out)); err != nil || work == "" || work == "off" {
		t.Skip("skipped: the arrows cross modules, which takes go.work")
	}
}

func TestArrowsGoOneWay(t *testing.T) {
	t.Parallel()
	needWorkspace(t)
	for from, allowed := range arrows {
		for _, to := range deps(t, from) {
			to, ours := strings.CutPrefix(to, project)
			if ours && to != from && !slices.Contains(allowed, to) {
				t.Errorf("%s links %s", from, to)
			}
		}
	}
}

func TestNothingLinksWhatItMustNot(t *testing.T) {
	t.Parallel()
	needWorkspace(t)
	for _, ban := range bans {
		for _, to := range deps(t, ban.from) {
			if strings.HasPrefix(to, ban.to) && !strings.HasPrefix(to, project+ban.from) && !(ban.to == "github.com/" && strings.HasPrefix(to, project)) {
				t.Errorf("%s links %s: %s", ban.from, to, ban.reason)
			}
		}
	}
}
